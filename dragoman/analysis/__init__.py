"""ASK: observations and clusters in; entities, timelines, events and comparisons out. Pure."""

from dragoman.analysis import answers
from dragoman.analysis.brief import brief
from dragoman.analysis.commitments import commitments
from dragoman.analysis.comparison import Means, compare
from dragoman.analysis.discrepancies import discrepancies
from dragoman.analysis.entities import bearing, entities, taking_part
from dragoman.analysis.heads import head
from dragoman.analysis.issues import issues
from dragoman.analysis.parts import LONGEST, containers, may_hold, nested
from dragoman.analysis.relations import course, meetings, tone
from dragoman.analysis.speakers import named
from dragoman.analysis.timeline import event, timeline

__all__ = [
    "LONGEST",
    "Means",
    "answers",
    "bearing",
    "brief",
    "commitments",
    "compare",
    "containers",
    "course",
    "discrepancies",
    "entities",
    "event",
    "head",
    "issues",
    "may_hold",
    "meetings",
    "named",
    "nested",
    "taking_part",
    "timeline",
    "tone",
]
