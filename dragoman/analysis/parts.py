"""Which events happened within others: the meetings of a visit, the talks on the margins of a summit, what was agreed or signed there."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from dragoman.model import Event

__all__ = ["containers"]

_STAY = re.compile(r"(?i)\b(?:visit|trip|tour|stay|travel|journey|arriv|summit|assembly|conference|forum|session|gathering)\w*")
_MARGINS = re.compile(r"(?i)\b(?:sidelines?|margins?|fringes?)\b")
#: What is done in a conversation: each such act that a document tells of the day of a meeting belongs to the meeting.
_BY_WORDS = frozenset(("AGREE", "SUPPORT", "COOPERATE"))
#: An act is dated by a day, or by a night between two; a visit lasts no longer than this.
_NIGHT, _LONGEST = timedelta(2), timedelta(15)


def containers(events: Iterable[Event]) -> dict[str, str]:
    """For each event that is part of another, the other's id: the closest around it.

    A visit or summit holds what its parties, or some of them, did there on its days; a meeting holds what the same document tells as
    agreed, signed or supported between its parties on its day.
    """
    dated = [event for event in events if event.when.start and event.when.end]
    by_party: dict[str, list[Event]] = defaultdict(list)
    for event in dated:
        if event.type == "CONSULT" and event.modality in ("asserted", "denied"):
            for party in event.parties:
                by_party[party].append(event)
    for listed in by_party.values():
        listed.sort(key=_start)
    found = {}
    for event in dated:
        around = {
            c.id: c for party in event.parties for c in _about(by_party[party], event) if c.id != event.id and _holds(c, event)
        }
        if around:
            closest = min(around.values(), key=lambda c: (_width(c), _stays(c), c.id))
            found[event.id] = closest.id
    return _acyclic(found)


def _start(event: Event) -> date:
    return event.when.start or date.min


def _about(listed: Sequence[Event], part: Event) -> Sequence[Event]:
    """Of events in the order of their beginning those that began on the part's first day or not long before: longer ones hold nothing."""
    begin = _start(part)
    first = bisect_left(listed, begin - min(_LONGEST, begin - date.min), key=_start)
    return listed[first : bisect_right(listed, begin, key=_start)]


def _holds(whole: Event, part: Event) -> bool:
    """Whether an engagement may hold another event."""
    w, p = whole.when, part.when
    if not (w.start and w.end and p.start and p.end and w.start <= p.start and p.end <= w.end) or _width(part) > _NIGHT:
        return False
    if part.mode == "phone" or part.modality != "asserted":
        return False
    both, together = set(whole.parties) & set(part.parties), _together(whole, part)
    if part.type in _BY_WORDS and not _stays(part):
        return len(both) > 1 and (together or _stays(whole))
    if part.type != "CONSULT" or whole.mode == "phone" or not _stays(whole) or _stays(part) or _width(whole) > _LONGEST:
        return False
    many = whole.mode == "multilateral"
    return len(both) > 1 or (many and bool(both) and _on_margins(part) and bool(set(whole.topics) & set(part.topics)))


def _stays(event: Event) -> bool:
    """Whether some telling tells it as a visit or a gathering as a whole."""
    return any(_STAY.search(t.claim.trigger.exact) for t in event.tellings)


def _together(a: Event, b: Event) -> bool:
    return not {t.document.id for t in a.tellings}.isdisjoint(t.document.id for t in b.tellings)


def _on_margins(event: Event) -> bool:
    return any(
        _MARGINS.search(t.document.text[max(0, t.claim.trigger.start - 200) : t.claim.trigger.end + 200]) for t in event.tellings
    )


def _width(event: Event) -> timedelta:
    return event.when.end - event.when.start if event.when.start and event.when.end else timedelta.max


def _acyclic(found: Mapping[str, str]) -> dict[str, str]:
    """Parts whose containers don't lie within themselves; of a ring, none."""

    def chain(event: str) -> Sequence[str]:
        seen: list[str] = []
        while event in found and event not in seen:
            seen.append(event)
            event = found[event]
        return [*seen, event]

    return {event: whole for event, whole in found.items() if event not in chain(whole)}
