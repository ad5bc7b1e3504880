"""Who: states, bodies, groups, places and persons as a document names them, and whom each acts for."""

from dragoman.extraction.entities.finding import belonging, find, holder, home_state, read_names, state_named

__all__ = ["belonging", "find", "holder", "home_state", "read_names", "state_named"]
