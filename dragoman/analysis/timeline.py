"""Events out of clustered claims: what all tellings of one act say together, and where they disagree."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from dragoman.lexicons import country_codes, rows, split
from dragoman.model import Disagreement, Event, Mention, Telling, When

__all__ = ["event", "timeline"]

#: What an act turned out to be outweighs what was announced of it.
_MODALITIES = ("asserted", "cancelled", "denied", "planned", "proposed", "hypothetical")
#: The surest ground for a day first.
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
    found = [event(id_, cluster, originals) for id_, cluster in clusters.items()]
    return sorted((e for e in found if set(parties) <= set(e.parties)), key=_by_date)


def event(id_: str, tellings: Sequence[Telling], originals: Mapping[str, str]) -> Event:
    """One event from its tellings. What they say differently is listed, nothing is dropped.

    The tellings come best first: those on the event's day before others, a side's own account before a report, then the fullest.
    """
    when = _when(sorted(tellings, key=_fullest), originals)
    tellings = sorted(tellings, key=lambda t: (t.claim.when.edtf != when.edtf, t.document.kind == "report", *_fullest(t)))
    claims = [t.claim for t in tellings]
    return Event(
        id=id_,
        type=Counter(c.type for c in claims).most_common(1)[0][0],
        mode=next((c.mode for c in claims if c.mode), None),
        modality=min((c.modality for c in claims), key=_MODALITIES.index),
        parties=tuple(sorted({p for c in claims for p in c.parties})),
        persons=_persons(tellings),
        when=when,
        location=next((c.location.name for c in claims if c.location), None),
        topics=tuple(dict.fromkeys(topic for c in claims for topic in c.topics)),
        tellings=tuple(tellings),
        independent=len({_original(t, originals) for t in tellings}),
        disagreements=tuple(_disagreements(tellings)),
    )


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


def _disagreements(tellings: Sequence[Telling]) -> Iterable[Disagreement]:
    """The fields in which tellings give values that can't all be so: other days, other places, other media, other counts."""
    dated = {t.id: t.claim.when for t in tellings if t.claim.when.edtf}
    days = {id_: when for id_, when in dated.items() if not all(when.meets(other) for other in dated.values())}
    if days:
        yield _by_value("when", {id_: when.edtf or "" for id_, when in days.items()})
    places = {t.id: t.claim.location for t in tellings if t.claim.location}
    if any(_elsewhere(a, b) for a, b in combinations(places.values(), 2)):
        yield _by_value("location", {id_: place.name for id_, place in places.items()})
    modes = {t.id: t.claim.mode for t in tellings if t.claim.mode}
    if len(set(modes.values())) > 1:
        yield _by_value("mode", modes)
    for kind in sorted({kind for t in tellings for kind in t.claim.size}):
        counts = {t.id: str(t.claim.size[kind]) for t in tellings if kind in t.claim.size}
        if len(set(counts.values())) > 1:
            yield _by_value(f"size.{kind}", counts)


def _elsewhere(a: Mention, b: Mention) -> bool:
    """Whether two places can't be one: they lie in two states or are two cities. A house may stand in any city."""
    one, other = (_places().get(mention.name.casefold(), (mention.country, None)) for mention in (a, b))
    return any(x is not None and y is not None and x != y for x, y in zip(one, other, strict=True))


@cache
def _places() -> dict[str, tuple[str | None, str | None]]:
    """The state and the city that a name of a place stands for, None where it doesn't say."""
    out: dict[str, tuple[str | None, str | None]] = {name: (code, None) for name, code in country_codes().items()}
    for row in rows("places"):
        state = row["code"] if len(row["code"]) == 3 else None
        for name in (row["name"], *split(row["also"])):
            out[name.casefold()] = (state, row["name"] if row["kind"] == "city" else None)
    for row in rows("countries"):
        out |= {city.casefold(): (row["code"], row["capital"]) for city in split(row["capital"])}
    return out


def _by_value(field: str, values: Mapping[str, str]) -> Disagreement:
    grouped: dict[str, list[str]] = defaultdict(list)
    for claim, value in values.items():
        grouped[value].append(claim)
    return Disagreement(field=field, values=tuple((value, tuple(sorted(ids))) for value, ids in sorted(grouped.items())))
