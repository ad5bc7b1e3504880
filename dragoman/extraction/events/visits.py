"""Visits: where one leads that names no host, and which days one takes of which a text tells the first or the last and how long it was."""

import re
from datetime import timedelta

from dragoman.extraction.entities.names import places
from dragoman.extraction.events.circumstances import Facts, sentence
from dragoman.extraction.tags import Act
from dragoman.model import Mention, When

__all__ = ["abroad", "lasting"]

_VISIT = re.compile(r"(?i)\b(?:visit|trip|tour|stay|travel)")
_LENGTH = re.compile(r"P(\d{1,2})D")
#: A visit of more days than these is no visit.
_LONGEST = 15
_DAY = timedelta(1)
#: Words that tell the last day of a visit, and its first.
_ENDS = re.compile(
    r"(?i)\b(?:end(?:s|ed|ing)?|conclud\w+|wrap\w* up|clos(?:es|ed)|left|leav\w+|depart\w*|return\w*|fl[ey]\w+ (?:home|back)|back home|after an?|at the end of|came back)\b"
)
_BEGINS = re.compile(
    r"(?i)\b(?:beg[aiu]n\w*|start\w*|open\w*|arriv\w+|flew to|flies to|land\w+|for an?|on an?|pa(?:id|ys?|ying)|kick\w* off|will|is (?:due|to|set))\b"
)


def abroad(facts: Facts, act: Act, own: set[str], location: Mention | None) -> Mention | None:
    """The place in another state than the visitors' own (codes) to which a visit leads; None when it is at home, or nobody knows.

    It is the place that was read, else the nearest in the sentence: "flew to Jakarta", "visited Juba", "left Dushanbe after a visit".
    """
    first, last = sentence(facts, act.trigger[0])
    end = act.trigger[1]
    near = [m for m in facts.mentions if m.kind == "place" and first <= m.anchor.start < last]
    nearest = sorted(near, key=lambda m: (m.anchor.start < end, abs(m.anchor.start - end)))
    for place in filter(None, (location, *nearest)):
        if states := set(places().get(place.name, ())):
            return None if states & own else place
    return None


def lasting(facts: Facts, act: Act, when: When) -> When:
    """The days of a visit of known length whose last or first day is told: "returned on Saturday after a four-day visit"; else the time as it is."""
    text = facts.document.text
    first, last = sentence(facts, act.trigger[0])
    if not (when.start and when.end == when.start + _DAY and _VISIT.search(text, first, last)):
        return when
    lengths = [
        int(found[1])
        for t in facts.times
        if t.type == "DURATION" and first <= t.anchor.start < last and (found := _LENGTH.fullmatch(t.value or ""))
    ]
    days = lengths[0] if len(lengths) == 1 and 1 < lengths[0] <= _LONGEST else 0
    ends, begins = _ENDS.search(text, first, last), _BEGINS.search(text, first, last)
    if not days or not (ends or begins):
        return when
    start = when.start - (days - 1) * _DAY if ends else when.start
    end = start + days * _DAY
    return When(f"{start.isoformat()}/{(end - _DAY).isoformat()}", when.basis, start, end, when.anchor)
