"""The desk: the record as pages for people and JSON for programs, on this machine only unless a token lets others in."""

from dragoman.web.access import Access
from dragoman.web.app import create_app, serve
from dragoman.web.reading import Reading

__all__ = ["Access", "Reading", "create_app", "serve"]
