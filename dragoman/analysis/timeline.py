"""Events out of clustered claims: what all tellings of one act say together, and where they disagree."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from dragoman.model import Disagreement, Event, Mention, Telling, When

__all__ = ["event", "timeline"]

_BASES = ("explicit", "dateline", "relative", "inferred", "unknown")


def timeline(
    tellings: Iterable[Telling], events: Mapping[str, str], originals: Mapping[str, str], parties: Collection[str] = ()
) -> list[Event]:
    """The events between parties, by date, undated ones last.

    `events` gives each claim's event id, `originals` for each document the id that all its copies share. With `parties`, only
    events in which all of them take part.
    """
    clusters: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        clusters[events.get(telling.id, telling.id)].append(telling)
    found = [event(id_, sorted(cluster, key=_fullest), originals) for id_, cluster in clusters.items()]
    return sorted((e for e in found if set(parties) <= set(e.parties)), key=_by_date)


def event(id_: str, tellings: Sequence[Telling], originals: Mapping[str, str]) -> Event:
    """One event from its tellings, the fullest first. What they say differently is listed, nothing is dropped."""
    claims = [t.claim for t in tellings]
    dated = [c.when for c in claims if c.when.edtf]
    independent = len({originals.get(t.document.id, t.document.id) for t in tellings})
    return Event(
        id=id_,
        type=Counter(c.type for c in claims).most_common(1)[0][0],
        mode=next((c.mode for c in claims if c.mode), None),
        modality=claims[0].modality,
        parties=tuple(sorted({p for c in claims for p in c.parties})),
        persons=_persons(tellings),
        when=min(dated, key=_width) if dated else claims[0].when,
        location=next((c.location.name for c in claims if c.location), None),
        topics=tuple(dict.fromkeys(topic for c in claims for topic in c.topics)),
        tellings=tuple(tellings),
        independent=independent,
        disagreements=tuple(_disagreements(tellings)),
    )


def _fullest(telling: Telling) -> tuple[bool, int, str]:
    claim = telling.claim
    return claim.when.edtf is None, -len(claim.actors) - len(claim.recipients) - len(claim.topics), claim.id


def _by_date(event: Event) -> tuple[bool, date, str]:
    first = event.when.start or event.when.end
    return first is None, first or date.max, event.id


def _width(when: When) -> tuple[int, int]:
    days = (when.end - when.start).days if when.start and when.end else 10**6
    return days, _BASES.index(when.basis)


def _persons(tellings: Sequence[Telling]) -> tuple[Mention, ...]:
    """The persons of all tellings, each once, by the mention that tells most of them."""
    found: dict[str, Mention] = {}
    for telling in tellings:
        for mention in (*telling.claim.actors, *telling.claim.recipients):
            if mention.kind == "person" and (mention.entity not in found or (mention.office and not found[mention.entity].office)):
                found[mention.entity] = mention
    return tuple(found.values())


def _disagreements(tellings: Sequence[Telling]) -> Iterable[Disagreement]:
    """The fields in which tellings give values that can't all be so: other days, other places, other media, other counts."""
    days = {t.id: t.claim.when for t in tellings if t.claim.when.edtf}
    if any(not a.meets(b) for a in days.values() for b in days.values()):
        yield _by_value("when", {id_: when.edtf or "" for id_, when in days.items()})
    for name, values in (
        ("location", {t.id: t.claim.location.name for t in tellings if t.claim.location}),
        ("mode", {t.id: t.claim.mode for t in tellings if t.claim.mode}),
        *((f"size.{kind}", {t.id: str(t.claim.size[kind]) for t in tellings if kind in t.claim.size}) for kind in ("dead", "injured", "arrested")),
    ):
        if len(set(values.values())) > 1:
            yield _by_value(name, values)


def _by_value(field: str, values: Mapping[str, str]) -> Disagreement:
    grouped: dict[str, list[str]] = defaultdict(list)
    for claim, value in values.items():
        grouped[value].append(claim)
    return Disagreement(field=field, values=tuple((value, tuple(sorted(ids))) for value, ids in sorted(grouped.items())))
