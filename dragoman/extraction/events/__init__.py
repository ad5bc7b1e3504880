"""What: engagements and acts as they are told, and the claims that they make: who, with whom, when, where, on what."""

from dragoman.extraction.events.claims import find

__all__ = ["find"]
