"""Events out of clustered claims: what all tellings of one act say together, and where they disagree."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dragoman.analysis.disagreements import disagreements
from dragoman.analysis.heads import head
from dragoman.analysis.parts import containers
from dragoman.model import Event, Mention, Telling, When

__all__ = ["event", "timeline"]

#: What an act turned out to be outweighs what was announced of it.
_MODALITIES = ("asserted", "cancelled", "denied", "planned", "proposed", "hypothetical")
#: Types that tell an engagement that was not held: agreed or planned, put off or refused. One that was held outweighs them.
_NOT_HELD = ("REJECT", "AGREE")
#: The surest ground for a day first.
_BASES = ("explicit", "dateline", "relative", "inferred", "unknown")


def timeline(
    tellings: Iterable[Telling],
    events: Mapping[str, str],
    originals: Mapping[str, str],
    within: Mapping[str, str | None] | None = None,
) -> list[Event]:
    """The events that claims tell, by date, undated ones last.

    `events` gives each claim's event id, `originals` for each document the id that all its copies share, `within` what each event is part
    of; without it that is looked for among the events themselves.
    """
    clusters: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        clusters[events.get(telling.id, telling.id)].append(telling)
    found = [event(id_, cluster, originals) for id_, cluster in clusters.items()]
    if within is None:
        within = containers(map(head, found), {e.id: {t.document.id for t in e.tellings} for e in found})
    return sorted((replace(e, part_of=within.get(e.id)) for e in found), key=_by_date)


def event(id_: str, tellings: Sequence[Telling], originals: Mapping[str, str]) -> Event:
    """One event from its tellings. What they say differently is listed, nothing is dropped.

    The tellings come best first: those on the event's day before others, a side's own account before a report, then the fullest.
    """
    when = _when(sorted(_leading(tellings), key=_fullest), originals)
    tellings = sorted(tellings, key=lambda t: (t.claim.when.edtf != when.edtf, t.document.kind == "report", *_fullest(t)))
    claims, told = [t.claim for t in tellings], [t.claim for t in _leading(tellings)]
    return Event(
        id=id_,
        type=Counter(c.type for c in told).most_common(1)[0][0],
        mode=next((c.mode for c in (*told, *claims) if c.mode), None),
        modality=min((c.modality for c in told), key=_MODALITIES.index),
        parties=tuple(sorted({p for c in claims for p in c.parties})),
        persons=_persons(tellings),
        when=when,
        location=next((c.location.name for c in (*told, *claims) if c.location), None),
        topics=tuple(dict.fromkeys(topic for c in claims for topic in c.topics)),
        tellings=tuple(tellings),
        independent=len({_original(t, originals) for t in tellings}),
        disagreements=tuple(disagreements(tellings)),
    )


def _leading(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings that say how the act stands, in their order: those of one that was held, where there are any, before those that announced it."""
    engaged = any(t.claim.type == "CONSULT" for t in tellings)
    order = [(engaged and t.claim.type in _NOT_HELD, _MODALITIES.index(t.claim.modality)) for t in tellings]
    first = min(order)
    return [t for t, place in zip(tellings, order, strict=True) if place == first]


def _original(telling: Telling, originals: Mapping[str, str]) -> str:
    return originals.get(telling.document.id, telling.document.id)


def _fullest(telling: Telling) -> tuple[bool, int, str]:
    claim = telling.claim
    return claim.when.edtf is None, -len(claim.actors) - len(claim.recipients) - len(claim.topics), claim.id


def _when(tellings: Sequence[Telling], originals: Mapping[str, str]) -> When:
    """The narrowest time; of several, the one that most independent tellings give, then the one on the best basis, then the first."""
    dated = [t.claim.when for t in tellings if t.claim.when.edtf]
    if not dated:
        return tellings[0].claim.when
    given: dict[str | None, set[str]] = defaultdict(set)
    for t in tellings:
        given[t.claim.when.edtf].add(_original(t, originals))
    return min(dated, key=lambda when: (_width(when), -len(given[when.edtf]), _BASES.index(when.basis), when.edtf))


def _by_date(event: Event) -> tuple[bool, date, str]:
    first = event.when.start or event.when.end
    return first is None, first or date.max, event.id


def _width(when: When) -> int:
    return (when.end - when.start).days if when.start and when.end else 10**6


def _persons(tellings: Sequence[Telling]) -> tuple[Mention, ...]:
    """The persons of all tellings, each once, by the first mention that gives the office; no bare surname of one who is there in full."""
    found: dict[str, Mention] = {}
    for telling in tellings:
        for mention in (*telling.claim.actors, *telling.claim.recipients):
            if mention.kind == "person" and (
                mention.entity not in found or (mention.office and not found[mention.entity].office)
            ):
                found[mention.entity] = mention
    return tuple(m for m in found.values() if not any(_told_in(m, other) for other in found.values()))


def _told_in(mention: Mention, other: Mention) -> bool:
    """Whether a mention adds nobody to another: a surname beside the full name, joint persons beside each by himself."""
    name, full = (m.entity.removeprefix("person:") for m in (mention, other))
    if "+" in mention.entity:
        return other.entity in mention.entity.split("+")
    return "-" not in name and full.endswith(f"-{name}") and mention.country in (None, other.country)
