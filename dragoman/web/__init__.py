"""The record as pages for people and JSON for programs, on this machine only."""

from dragoman.web.app import create_app, serve

__all__ = ["create_app", "serve"]
