"""The shapes of the API's answers and questions, for its description. `exchange` makes the answers; tests hold them against these."""

from dragoman.web.shapes.desk import Added, Candidate, Holdings, Judging, Problem, Proof, Ruling, Text
from dragoman.web.shapes.texts import Extracted, Found, Quoted
from dragoman.web.shapes.told import Commitment, Comparison, Event, Events, Issue, Relation, Tally

__all__ = [
    "Added",
    "Candidate",
    "Commitment",
    "Comparison",
    "Event",
    "Events",
    "Extracted",
    "Found",
    "Holdings",
    "Issue",
    "Judging",
    "Problem",
    "Proof",
    "Quoted",
    "Relation",
    "Ruling",
    "Tally",
    "Text",
]
