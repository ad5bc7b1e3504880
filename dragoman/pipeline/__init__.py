"""The line: address → document → extraction → record → judgements → answers. The only room that sees all the others."""

from dragoman.pipeline.adding import add, extract, extract_all
from dragoman.pipeline.asking import (
    addresses,
    answers,
    compare_documents,
    compare_event,
    discrepancies,
    engagements,
    entities,
    entity,
    event,
    events,
    names_event,
    quotes,
    stories,
    taking_part,
)
from dragoman.pipeline.judging import Candidate, Ruling, candidates, judge, log, open_pairs, undo, waiting
from dragoman.pipeline.matters import brief, commitments, issue, issues
from dragoman.pipeline.relations import meetings, tone
from dragoman.pipeline.resolving import rebuild, resolve

__all__ = [
    "Candidate",
    "Ruling",
    "add",
    "addresses",
    "answers",
    "brief",
    "candidates",
    "commitments",
    "compare_documents",
    "compare_event",
    "discrepancies",
    "engagements",
    "entities",
    "entity",
    "event",
    "events",
    "extract",
    "extract_all",
    "issue",
    "issues",
    "judge",
    "log",
    "meetings",
    "names_event",
    "open_pairs",
    "quotes",
    "rebuild",
    "resolve",
    "stories",
    "taking_part",
    "tone",
    "undo",
    "waiting",
]
