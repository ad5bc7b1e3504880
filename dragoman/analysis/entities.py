"""Entities out of clustered mentions: their names, the offices that documents give them, and who is told to hold one office at once."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from dragoman.analysis.speakers import plain
from dragoman.lexicons import country_codes, country_names, known_holders, offices, sole_office
from dragoman.model import Disagreement, Entity, Holding, Mention, Telling

__all__ = ["bearing", "entities", "taking_part"]


def entities(mentions: Iterable[Mention], clusters: Mapping[str, str], published: Mapping[str, str | None]) -> list[Entity]:
    """The persons, states, bodies and groups that documents name, those that most mentions name first.

    `clusters` gives the entity of each mention, `published` the day of publication of each document. A cluster without a mention
    that identifies somebody is no entity: a bare surname that fits nobody waits as a mention. Nor is a place, or several together.
    """
    members: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.kind != "place" and "+" not in mention.entity:
            members[clusters.get(mention.id, mention.id)].append(mention)
    found = [_entity(id_, cluster, published) for id_, cluster in members.items() if any(m.identifies for m in cluster)]
    return _contradicted(sorted(found, key=lambda e: (-len(e.mentions), e.id)), published)


def _entity(id_: str, cluster: Sequence[Mention], published: Mapping[str, str | None]) -> Entity:
    full = [m for m in cluster if m.identifies]
    names = Counter(m.name for m in full)
    name = max(names, key=lambda n: (names[n], len(n.split()), n))
    wordings = Counter(wording for m in cluster if (wording := _wording(m)))
    countries = Counter(m.country for m in full if m.country)
    return Entity(
        id=id_,
        kind=Counter(m.kind for m in full).most_common(1)[0][0],
        name=name,
        names=tuple(dict.fromkeys([name, *_most(names), *_most(wordings)])),
        country=_most(countries)[0] if countries else None,
        offices=tuple(_holdings(full, published)),
        documents=len({m.anchor.document for m in cluster}),
        mentions=tuple(m.id for m in cluster),
    )


def _most(counted: "Counter[str]") -> list[str]:
    """What is counted, most of it first."""
    return sorted(counted, key=lambda value: (-counted[value], value))


def _wording(mention: Mention) -> str | None:
    """The words of a mention where they are a name: no pronoun, no description."""
    words = " ".join(mention.anchor.exact.split())
    parts = {part for part in plain(words).split("-") if len(part) > 1}
    if not words[:1].isupper() and words[:1].lower() != words[:1].upper():
        return None
    named = parts & set(plain(mention.name).split("-")) or country_codes().get(words.casefold()) == mention.entity
    return words if named or (words.isupper() and len(words) > 1) else None


def _holdings(mentions: Iterable[Mention], published: Mapping[str, str | None]) -> Iterator[Holding]:
    told: dict[tuple[str, str | None], dict[str, Mention]] = defaultdict(dict)
    for mention in sorted(mentions, key=lambda m: _place(m, published)):
        for office in offices(mention.office) if mention.office and mention.kind == "person" else ():
            told[office, mention.country].setdefault(mention.anchor.document, mention)
    for (office, country), by_document in told.items():
        days = sorted(day for document in by_document if (day := published.get(document)))
        evidence = tuple(m.anchor for m in by_document.values())
        yield Holding(office, country, days[0] if days else None, days[-1] if days else None, evidence)


def _place(mention: Mention, published: Mapping[str, str | None]) -> tuple[bool, str, str, int, int]:
    """The order of evidence: by publication, undated last; in a document the fullest name first, which has its title with it."""
    day = published.get(mention.anchor.document)
    return day is None, day or "", mention.anchor.document, -len(mention.anchor.exact.split()), mention.anchor.start


def _contradicted(found: Sequence[Entity], published: Mapping[str, str | None]) -> list[Entity]:
    """The entities, with those marked of which several hold at one time what only one person can hold.

    Who left an office and came back to it is in no such conflict with those between, where the table of public persons knows it.
    """
    by_office: dict[tuple[str, str], list[tuple[Entity, Holding]]] = defaultdict(list)
    for entity in found:
        for holding in entity.offices:
            if holding.country and (office := sole_office(holding.office, holding.country)):
                by_office[office, holding.country].append((entity, holding))
    against: dict[str, dict[str, dict[str, Entity]]] = defaultdict(lambda: defaultdict(dict))
    for (office, country), held in by_office.items():
        for (a, one), (b, other) in combinations(held, 2):
            known = all(_is_known(e, h, office, published) for e, h in ((a, one), (b, other)))
            if a.id != b.id and _meet(one, other) and not known:
                field = f"{office} of {country_names().get(country, country)}"
                against[a.id][field][b.id] = b
                against[b.id][field][a.id] = a
    return [replace(entity, disagreements=tuple(_disagreements(entity, against[entity.id]))) for entity in found]


def _disagreements(entity: Entity, against: Mapping[str, Mapping[str, Entity]]) -> Iterator[Disagreement]:
    for field, others in sorted(against.items()):
        holders = sorted((entity, *others.values()), key=lambda e: (e.name, e.id))
        yield Disagreement(field=field, values=tuple((holder.name, (holder.id,)) for holder in holders))


def _meet(one: Holding, other: Holding) -> bool:
    """Whether documents give two persons an office at one time, compared as finely as both days allow; undated ones give no time."""
    if not (one.first and one.last and other.first and other.last):
        return False
    return _not_after(one.first, other.last) and _not_after(other.first, one.last)


def _is_known(entity: Entity, holding: Holding, office: str, published: Mapping[str, str | None]) -> bool:
    """Whether the table of public persons has an entity in office on each day on which a document says so."""
    days = {published.get(anchor.document) or "" for anchor in holding.evidence} - {""}
    return all(known_holders(office, holding.country or "", day) & set(entity.names) for day in days)


def _not_after(day: str, other: str) -> bool:
    size = min(len(day), len(other))
    return day[:size] <= other[:size]


def bearing(words: str, found: Iterable[Entity]) -> list[Entity]:
    """Those of whose names one holds all the words, whole, whatever their case and accents; a state also by its code."""
    wanted = [word for word in plain(words).split("-") if word]
    return [
        e
        for e in found
        if any(set(wanted) <= set(plain(name).split("-")) for name in e.names)
        or (e.kind == "country" and e.country is not None and wanted == [e.country.casefold()])
    ]


def taking_part(
    tellings: Iterable[Telling], events: Mapping[str, str], mentions: Iterable[Mention], clusters: Mapping[str, str]
) -> dict[str, set[str]]:
    """For each entity the events in which it takes part: itself, with others under one name ("the two leaders"), or, for a state,
    through whoever acts for it. `events` gives the event of each claim, `clusters` the entity of each mention.
    """
    known = {(m.anchor.document, m.entity): clusters[m.id] for m in mentions if m.id in clusters and "+" not in m.entity}
    states = {entity: cluster for (_, entity), cluster in known.items() if ":" not in entity}
    out: dict[str, set[str]] = defaultdict(set)
    for telling in tellings:
        for mention in (*telling.claim.actors, *telling.claim.recipients):
            parts = {known.get((telling.document.id, part)) for part in mention.entity.split("+")}
            for entity in parts | {clusters.get(mention.id)} | {states.get(code) for code in mention.countries}:
                if entity:
                    out[entity].add(events.get(telling.id, telling.id))
    return out
