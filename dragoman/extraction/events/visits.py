"""Visits and gatherings: where one leads that names no host, and which days one takes of which a text tells the first or the last and how long it was."""

import re
from datetime import timedelta

from dragoman.extraction.entities.names import places
from dragoman.extraction.events.circumstances import Facts, sentence
from dragoman.extraction.tags import Act
from dragoman.model import Mention, When

__all__ = ["abroad", "lasting", "of_state"]

_VISIT = re.compile(r"(?i)\b(?:visit|trip|tour|stay|travel|summit|conference|assembly|forum|gathering|session)")
_LENGTH = re.compile(r"P(\d{1,2})D")
#: A visit of more days than these is no visit.
_LONGEST = 15
_DAY = timedelta(1)
#: Words that tell the last day of a visit, and its first; a length behind "after" is of what is over, behind "for" or "on" of what begins.
_LENGTH_OF = (
    r"(?:an? |the |his |her |their )?(?:[\w-]+ )?(?:\w+-days?\b|(?:visit|trip|tour|stay|summit|session) of \w+ days|\w+ days\b)"
)
_ENDS = re.compile(
    r"(?i)\b(?:end(?:s|ed|ing)|end of|conclud\w+|w(?:rap\w*|ound) up|closed|return(?:s|ed|ing)?|fl(?:ew|ies|own) (?:home|back)|back (?:home|from)|"
    rf"after {_LENGTH_OF}|(?:left|leaves|leaving|depart\w+)\b(?!\W+(?:\w+\W+){{0,6}}for\b)(?!.*\b(?:for|on) {_LENGTH_OF}))"
)
_BEGINS = re.compile(
    rf"(?i)\b(?:beg[aiu]n\w*|start(?:s|ed|ing)?|arriv\w+|landed|kick\w* off|opened|will|is (?:due|to|set)|(?:for|on) {_LENGTH_OF}|pay(?:s|ing)?)"
)


def abroad(facts: Facts, act: Act, own: set[str], location: Mention | None) -> Mention | None:
    """The place in another state than the visitors' own (codes) to which a visit leads; None when it is at home, or nobody knows.

    It is the place that was read, else the nearest in the sentence: "flew to Jakarta", "visited Juba", "left Dushanbe after a visit".
    """
    first, last = sentence(facts, act.trigger[0])
    end = act.trigger[1]
    near = [m for m in facts.mentions if first <= m.anchor.start < last and (m.kind == "place" or _is_entered(facts, m))]
    nearest = sorted(near, key=lambda m: (m.anchor.start < end, abs(m.anchor.start - end)))
    for place in filter(None, (location, *nearest)):
        if states := set(places().get(place.name, ())):
            return None if states & own else place
    return None


def _is_entered(facts: Facts, mention: Mention) -> bool:
    """Whether a state's name is where one goes: "left on Sunday for Portugal"."""
    before = facts.document.text[max(0, mention.anchor.start - 12) : mention.anchor.start].split()
    return mention.kind == "country" and bool(before) and before[-1] in ("for", "to", "in", "into")


def of_state(facts: Facts, act: Act, place: Mention) -> tuple[Mention, ...]:
    """The mention of the one state in which a place lies: of the state itself, else of somebody of it whom the act's sentence names."""
    first, last = sentence(facts, act.trigger[0])
    named = [m for m in facts.mentions if places()[place.name] == m.countries]
    near = [m for m in named if m.kind == "country" or first <= m.anchor.start < last]
    return tuple(sorted(near, key=lambda m: m.kind != "country")[:1])


def lasting(facts: Facts, act: Act, when: When) -> When:
    """The days of a visit or gathering of known length whose last or first day is told: "returned on Saturday after a four-day visit"; else the time as it is."""
    text = facts.document.text
    first, last = sentence(facts, act.trigger[0])
    if not (when.start and when.end and when.end - when.start == _DAY and _VISIT.search(text, first, last)):
        return when
    lengths = [
        int(found[1])
        for t in facts.times
        if t.type == "DURATION" and first <= t.anchor.start < last and (found := _LENGTH.fullmatch(t.value or ""))
    ]
    days = lengths[0] if len(lengths) == 1 and 1 < lengths[0] <= _LONGEST else 0
    at = when.anchor.start if when.anchor else first
    ends, begins = (
        min((abs(found.start() - at) for found in told.finditer(text, first, last)), default=None) for told in (_ENDS, _BEGINS)
    )
    if not days or ends == begins:  # neither end is told, or which of them the day is stays open
        return when
    over = begins is None or (ends is not None and ends < begins)  # the word that is nearer to the day
    try:
        start = when.start - (days - 1) * _DAY if over else when.start
        end = start + days * _DAY
    except OverflowError:  # at the end of the calendar
        return when
    return When(f"{start.isoformat()}/{(end - _DAY).isoformat()}", when.basis, start, end, when.anchor)
