"""The line: address → document → extraction → record → judgements → answers. The only room that sees all the others."""

from dragoman.pipeline.adding import add, extract, extract_all
from dragoman.pipeline.asking import (
    addresses,
    answers,
    compare_documents,
    compare_event,
    compare_tellings,
    discrepancies,
    engagements,
    entities,
    entity,
    event,
    events,
    names_event,
    quotes,
    search,
    stories,
    taking_part,
    told_by,
)
from dragoman.pipeline.judging import Candidate, Ruling, candidates, judge, log, open_pairs, undo, waiting
from dragoman.pipeline.lists import busiest, listing, tally
from dragoman.pipeline.matters import brief, commitments, issue, issue_on, issues, latest_commitments
from dragoman.pipeline.relations import meetings, tone
from dragoman.pipeline.resolving import rebuild, resolve
from dragoman.results import EVERY

__all__ = [
    "EVERY",
    "Candidate",
    "Ruling",
    "add",
    "addresses",
    "answers",
    "brief",
    "busiest",
    "candidates",
    "commitments",
    "compare_documents",
    "compare_event",
    "compare_tellings",
    "discrepancies",
    "engagements",
    "entities",
    "entity",
    "event",
    "events",
    "extract",
    "extract_all",
    "issue",
    "issue_on",
    "issues",
    "judge",
    "latest_commitments",
    "listing",
    "log",
    "meetings",
    "names_event",
    "open_pairs",
    "quotes",
    "rebuild",
    "resolve",
    "search",
    "stories",
    "taking_part",
    "tally",
    "told_by",
    "tone",
    "undo",
    "waiting",
]
