"""Heads of events kept in step with their tellings: those that changed are written anew, and what that makes part of what."""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from datetime import date

from dragoman import analysis
from dragoman.record import Resolving
from dragoman.results import Head

__all__ = ["head"]

#: Events whose tellings are read at a time.
_BATCH = 500


def head(work: Resolving, changed: AbstractSet[str]) -> None:
    """Write the heads of events whose tellings, or the copies of whose documents, changed; those of events that are gone go.

    What each event is part of depends on no other event than on itself and the engagements around it, so that only what a changed one
    holds, held or may hold now is looked at again.
    """
    listed = sorted(changed)
    batches = [frozenset(listed[start : start + _BATCH]) for start in range(0, len(listed), _BATCH)]
    for events in batches:
        heads = list(_heads(work, events))
        work.set_heads(heads, events - {head.id for head in heads})
    for events in batches:
        _place(work, events)


def _heads(work: Resolving, events: Collection[str]) -> Iterator[Head]:
    members = work.members(events)
    tellings = work.tellings(members.keys())
    originals = work.clusters("document", {telling.document.id for telling in tellings})
    return map(analysis.head, analysis.timeline(tellings, members, originals, {}))


def _place(work: Resolving, changed: AbstractSet[str]) -> None:
    """Say what changed events, and those that they held or may hold now, are part of."""
    heads = work.heads(changed)
    after = ((key, day, _shift(day, 1)) for head in heads.values() if analysis.may_hold(head) for key, day in _begins(head))
    parts = work.heads(heads.keys() | work.parts(changed) | work.near(after))
    before = ((key, _shift(day, -1), day) for head in parts.values() for key, day in _begins(head))
    around = {id_: head for id_, head in work.heads(work.near(before)).items() if analysis.may_hold(head)} | parts
    within = analysis.containers(around.values(), work.telling(around.keys()))
    work.place({id_: within.get(id_) for id_, head in parts.items() if head.part_of != within.get(id_)})


def _begins(head: Head) -> Iterator[tuple[tuple[str, str], date]]:
    """Each key of an event with the day on which it begins, where both its ends are known."""
    if head.when.start and head.when.end:
        for key in head.keys:
            yield key, head.when.start


def _shift(day: date, sign: int) -> date:
    """The last or the first day on which a part of what begins on a day, or what a part that begins then is part of, may begin."""
    last, first = date.max - day, date.min - day
    return day + max(first, min(last, sign * analysis.LONGEST))
