"""Where tellings of events differ, and what the record itself contradicts: a "first call" when an earlier one stands."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from dragoman.analysis.disagreements import ordinal
from dragoman.model import Disagreement, Event, Telling
from dragoman.results import Discrepancy

__all__ = ["discrepancies"]

#: Words behind "first call" that bound it: what lies before isn't counted.
_BOUND = re.compile(
    r"(?i)\b(?:since|this year|this week|this month|as (?:president|prime minister|foreign minister|secretary)|in \w+ years|after)\b"
)


def discrepancies(events: Iterable[Event]) -> list[Discrepancy]:
    """All of them, in the order of the events."""
    earlier: dict[tuple[object, ...], list[Event]] = defaultdict(list)
    found = []
    for event in sorted(events, key=lambda e: (e.when.start or date.max, e.id)):
        found += [Discrepancy(event, disagreement) for disagreement in event.disagreements]
        if event.type == "CONSULT" and event.modality == "asserted" and event.when.start:
            key = event.parties, event.mode
            start = event.when.start
            first = tuple(sorted(t.id for t in event.tellings if ordinal(t) == "first" and not _bounded(t)))
            before = (e for e in earlier[key] if e.when.end and e.when.end <= start and _same_people(e, event))
            if first and (against := next(before, None)):
                found.append(Discrepancy(event, Disagreement(field="first", values=(("first", first),)), against))
            earlier[key].append(event)
    return found


def _bounded(telling: Telling) -> bool:
    trigger = telling.claim.trigger
    return bool(_BOUND.search(telling.document.text[trigger.start : trigger.end + 120].partition("\n")[0]))


def _same_people(a: Event, b: Event) -> bool:
    """Whether the same persons, or none that are named, met at both."""
    one, other = ({m.entity for m in event.persons} for event in (a, b))
    return not one or not other or bool(one & other)
