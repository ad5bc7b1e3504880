"""Which events happened within others: the meetings of a visit, the talks on the margins of a summit, what was agreed or signed there."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import TypeVar

from dragoman.lexicons import state_of
from dragoman.model import Event
from dragoman.results import Head

__all__ = ["LONGEST", "containers", "may_hold", "nested"]

#: What is done in a conversation: each such act that a document tells of the day of a meeting belongs to the meeting.
_BY_WORDS = frozenset(("AGREE", "SUPPORT", "COOPERATE"))
#: An act is dated by a day, or by a night between two; a visit lasts no longer than this.
_NIGHT, LONGEST = timedelta(2), timedelta(15)
_DAY = timedelta(1)

Listed = TypeVar("Listed", Event, Head)


def containers(heads: Iterable[Head], documents: Mapping[str, AbstractSet[str]]) -> dict[str, str]:
    """For each event that is part of another, the other's id: the closest around it. `documents` has the documents that tell each event.

    A visit or summit holds what its parties, or some of them, did there on its days, a gathering of many also what others did on its
    margins; a meeting holds what the same document tells as agreed, signed or supported between its parties on its day. What is held as an
    engagement is no visit, and what is held as an act of words no engagement, so that no two hold each other.
    """
    dated = [head for head in heads if head.when.start and head.when.end]
    by_key: dict[tuple[str, str], list[Head]] = defaultdict(list)
    for head in dated:
        if may_hold(head):
            for key in head.keys:
                by_key[key].append(head)
    for listed in by_key.values():
        listed.sort(key=_start)
    found = {}
    for head in dated:
        around = {
            c.id: c
            for key in head.keys
            for c in _about(by_key[key], head)
            if c.id != head.id and _holds(c, head, not documents[c.id].isdisjoint(documents[head.id]))
        }
        if around:
            found[head.id] = min(around.values(), key=lambda c: (_width(c), c.stays, c.id)).id
    return found


def nested(listed: Iterable[Listed]) -> Iterator[tuple[Listed, int]]:
    """The events of a list in its order, but parts right behind what they are part of where the list has it, each with how deep it lies."""
    events = list(listed)
    known = {event.id for event in events}
    inside: dict[str | None, list[Listed]] = defaultdict(list)
    for event in events:
        inside[event.part_of if event.part_of in known else None].append(event)

    def below(whole: str | None, depth: int) -> Iterator[tuple[Listed, int]]:
        for event in inside[whole]:
            yield event, depth
            yield from below(event.id, depth + 1)

    return below(None, 0)


def may_hold(head: Head) -> bool:
    """Whether something may be part of an event at all."""
    return head.type == "CONSULT" and head.modality in ("asserted", "denied")


def _start(head: Head) -> date:
    return head.when.start or date.min


def _about(listed: Sequence[Head], part: Head) -> Sequence[Head]:
    """Of events in the order of their beginning those that began on the part's first day or not long before: longer ones hold nothing."""
    begin = _start(part)
    first = bisect_left(listed, begin - min(LONGEST, begin - date.min), key=_start)
    return listed[first : bisect_right(listed, begin, key=_start)]


def _holds(whole: Head, part: Head, together: bool) -> bool:
    """Whether an engagement may hold another event; `together` when one document tells both."""
    w, p = whole.when, part.when
    # whose day is in dispute holds what was said there by those too that date it a day later: they have the day of what was said from it
    late = _DAY if together and "when" in whole.differ and p.basis == "inferred" else timedelta(0)
    if not (w.start and w.end and p.start and p.end and w.start <= p.start and p.end - late <= w.end) or _width(part) > _NIGHT:
        return False
    if part.mode == "phone" or part.modality != "asserted":
        return False
    both = _there(whole) & set(part.parties)
    if part.type in _BY_WORDS and not part.stays:
        return (len(both) > 1 and (together or whole.stays)) or _on_margins(whole, part)
    if part.type != "CONSULT" or whole.mode == "phone" or not whole.stays or part.stays or _width(whole) > LONGEST:
        return False
    return len(both) > 1 or _on_margins(whole, part)


def _on_margins(whole: Head, part: Head) -> bool:
    """Whether something was on the margins of a gathering of many: at its place, or by one of its own and on its topics."""
    if whole.mode != "multilateral" or not whole.stays or not part.aside:
        return False
    there = {key for key in whole.keys if key[0] == "gathering"} & set(part.keys)
    return bool(there or (set(whole.parties) & set(part.parties) and set(whole.topics) & set(part.topics)))


def _there(whole: Head) -> set[str]:
    """Whose doings may be part of an engagement: its parties', and the host's of a visit that names none but where it led."""
    host = state_of(whole.location) if whole.stays and whole.location and len(whole.parties) == 1 else None
    return {*whole.parties, host} if host else set(whole.parties)


def _width(head: Head) -> timedelta:
    return head.when.end - head.when.start if head.when.start and head.when.end else timedelta.max
