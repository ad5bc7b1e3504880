"""Who: states, bodies, groups, places and persons as a document names them, and whom each acts for."""

from dragoman.extraction.entities.finding import find, read_names

__all__ = ["find", "read_names"]
