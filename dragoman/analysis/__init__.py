"""ASK: observations and clusters in; timelines, events and comparisons out. Pure."""

from dragoman.analysis.comparison import compare
from dragoman.analysis.speakers import named
from dragoman.analysis.timeline import timeline

__all__ = ["compare", "named", "timeline"]
