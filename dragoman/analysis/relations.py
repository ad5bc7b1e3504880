"""How parties stand to each other: the tone of the acts between two of them, and which persons meet."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, combinations

from dragoman.codebook import COOPERATIVE, MATERIAL, score
from dragoman.model import Event, Mention, Telling
from dragoman.results import Contact, Head, Scored, Source, Tone

__all__ = ["course", "meetings", "tone"]

#: The days over whose acts a mean runs: a quarter, in which two states that deal with each other act several times, and short enough to show
#: a crisis; a year where acts lie more than ten years apart, since there a quarter holds one act or none. It looks back only: what happens
#: later never changes what it said of a day.
_QUARTER, _YEAR = 91, 365
_LONG = 10 * _YEAR

_TWO = 2


def tone(events: Iterable[Event], one: str, other: str) -> list[Tone]:
    """The acts between two parties (codes) with their scores, in the order of the events; what they do together to others is left out.

    An act counts once, however many documents tell it, and from the first day on which it may have happened.
    """
    told = [(event, telling) for event in events if (telling := _between(event, one, other))]
    means, window = _means([event for event, _ in told])
    return [
        Tone(
            event=event,
            score=score(event.type, event.mode),
            mean=mean,
            window=window,
            source=Source(telling.document, telling.claim.trigger),
        )
        for (event, telling), mean in zip(told, means, strict=True)
    ]


def course(heads: Iterable[Head], one: str, other: str) -> list[Scored]:
    """The same of events in a line each, by the sides that their heads name."""
    told = [head for head in heads if _is_between(head.type, {*head.acting}, {*head.towards}, one, other)]
    means, window = _means(told)
    return [Scored(head, score(head.type, head.mode), mean, window) for head, mean in zip(told, means, strict=True)]


def _means(acts: Sequence[Event | Head]) -> tuple[list[float | None], int]:
    """For each act the mean score of those in the window (days) up to it, None where it isn't averaged; and the window."""
    averaged = sorted((day, score(act.type, act.mode)) for act in acts if (day := _day(act)) is not None)
    days, sums = [day for day, _ in averaged], list(accumulate((points for _, points in averaged), initial=0.0))
    window = _YEAR if days and days[-1] - days[0] > _LONG else _QUARTER

    def mean(day: int) -> float:
        first, last = bisect_right(days, day - window), bisect_right(days, day)
        return (sums[last] - sums[first]) / (last - first)

    return [None if (day := _day(act)) is None else mean(day) for act in acts], window


def _day(act: Event | Head) -> int | None:
    """The first day (ordinal) of an act that is averaged: one told as done, its time known to the quarter."""
    begin, end = act.when.start, act.when.end
    if act.modality != "asserted" or not begin or not end or (end - begin).days > _QUARTER:
        return None
    return begin.toordinal()


def _between(event: Event, one: str, other: str) -> Telling | None:
    """The telling that shows an event as an act between two parties, one that tells it as the event stands before others."""
    fits = [t for t in event.tellings if _is_between(t.claim.type, t.claim.acting, t.claim.towards, one, other)]
    return min(fits, key=lambda t: (t.claim.type, t.claim.modality) != (event.type, event.modality), default=None)


def _is_between(type_: str, acting: AbstractSet[str], towards: AbstractSet[str], one: str, other: str) -> bool:
    """Whether an act is one side's towards the other or of both with each other, and not of both towards somebody else."""
    if {one, other} <= acting | towards and type_ == "CONSULT":
        return True
    if (one in acting and other in towards) or (other in acting and one in towards):
        return True
    # two who agree or fight do so with each other; two who accuse or demand with one voice mean a third
    return {one, other} <= acting and not towards and type_ in COOPERATIVE | MATERIAL


def meetings(events: Iterable[Event], clusters: Mapping[str, str], parties: Collection[str] = ()) -> list[Contact]:
    """Which two persons of different sides took part in the same engagements that were held, those who met most first.

    `clusters` gives the entity of each mention. Of one party, all whom its persons met; of several, only their persons with one another.
    Left out is who acts for nobody that is known, and a meeting that is part of another engagement of the two isn't counted again.
    """
    held: dict[tuple[str, str], list[Event]] = defaultdict(list)
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for event in events:
        if event.type != "CONSULT" or event.modality != "asserted":
            continue
        present = {clusters.get(m.id, m.entity): m for m in reversed(event.persons) if m.country and "+" not in m.entity}
        for id_, mention in present.items():
            mentions[id_].append(mention)
        for (a, one), (b, other) in combinations(sorted(present.items()), _TWO):
            if _are_sides(one, other, parties):
                held[a, b].append(event)
    persons = {id_: _person(found) for id_, found in mentions.items()}
    found = [_contact((persons[a], persons[b]), together) for (a, b), together in held.items()]
    return sorted(found, key=lambda c: (-len(c.events), [m.name for m in c.persons]))


def _are_sides(one: Mention, other: Mention, parties: Collection[str]) -> bool:
    ours, theirs = set(one.countries), set(other.countries)
    return not ours & theirs and len((ours | theirs) & set(parties)) >= min(_TWO, len(parties))


def _person(mentions: Sequence[Mention]) -> Mention:
    """A person by the name that is used most, with the office that is told last."""
    names = Counter(m.name for m in mentions)
    return max(reversed(mentions), key=lambda m: (m.identifies, names[m.name], m.office is not None))


def _contact(persons: tuple[Mention, Mention], events: Sequence[Event]) -> Contact:
    first, second = sorted(persons, key=lambda m: (m.country or "", m.name))
    ids = {e.id for e in events}
    return Contact(persons=(first, second), events=tuple(e for e in events if e.part_of not in ids))
