"""Which events a list holds: by their heads alone, the newest first, a page at a time, counted and grouped."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, func, select, tuple_

from dragoman.record import heads, schema
from dragoman.results import Filters, Head, Relation, Tally

#: Where a page ends: the day and the id of its last event.
Place = tuple[str, str]

_TWO = 2


@dataclass(frozen=True, slots=True)
class _List:
    """The events of a list: the columns that say its order, and what holds for each row."""

    day: Column[str]
    event: Column[str]
    holds: Sequence[ColumnElement[bool]]

    def chosen(self, *columns: ColumnElement[Any]) -> Select[Any]:
        """Some columns of its events, which are joined to the table that gives the order."""
        query = select(*columns).select_from(self.event.table)
        if self.event.table is not schema.events:
            query = query.join(schema.events, schema.events.c.id == self.event)
        return query.where(*self.holds)


def page(
    connection: Connection,
    parties: Collection[str],
    filters: Filters,
    persons: Collection[str],
    after: Place | None = None,
    limit: int | None = None,
) -> list[Head]:
    """The heads of events in which all parties take part and to which filters apply, the newest first, undated ones last.

    `persons` are the entities of `Filters.person`, any of whom takes part. Those behind a place in the list, at most so many.
    """
    listed = _listed(parties, filters, persons)
    query = listed.chosen(listed.event.label("event"), listed.day.label("day"))
    if after:
        query = query.where(tuple_(listed.day, listed.event) < after)
    found = query.order_by(listed.day.desc(), listed.event.desc()).limit(limit).subquery()
    read = heads.HEADS.join(found, found.c.event == schema.events.c.id).order_by(found.c.day.desc(), found.c.event.desc())
    return [heads.head(row) for row in connection.execute(read)]


def count(connection: Connection, parties: Collection[str], filters: Filters, persons: Collection[str]) -> int:
    """How many events a list holds."""
    return connection.scalar(_listed(parties, filters, persons).chosen(func.count())) or 0


def tally(connection: Connection, parties: Collection[str], filters: Filters, persons: Collection[str]) -> list[Tally]:
    """How many events of a list there are by year and type, the latest year first, undated ones last, the type that most are first."""
    listed = _listed(parties, filters, persons)
    year, number = func.substr(listed.day, 1, 4), func.count()
    query = listed.chosen(year, schema.events.c.type, number).group_by(year, schema.events.c.type)
    rows = connection.execute(query.order_by(year.desc(), number.desc(), schema.events.c.type))
    return [Tally(int(row[0]) if row[0] else None, row[1], row[2]) for row in rows]


def relations(connection: Connection, limit: int | None) -> list[Relation]:
    """The pairs of parties by how many events both take part in, most first."""
    value, number = schema.facets.c.value, func.count()
    query = select(value, number).where(schema.facets.c.facet == "relation").group_by(value).order_by(number.desc(), value)
    return [Relation(tuple(row[0].split("+")), row[1]) for row in connection.execute(query.limit(limit))]


def _listed(parties: Collection[str], filters: Filters, persons: Collection[str]) -> _List:
    """A list in the order of its first facet, which of those that are asked for holds for the fewest events as a rule."""
    events, wanted = schema.events, list(_facets(parties, filters))
    holds = list(_by_head(filters))
    if filters.person is not None:
        holds.append(events.c.id.in_(_acting(persons)))
    if not wanted:
        return _List(events.c.day, events.c.id, [*_by_day(events.c.day, filters), *holds])
    facets = schema.facets.c
    first = [facets.facet == wanted[0][0], facets.value == wanted[0][1]]
    return _List(facets.day, facets.event, [*first, *_by_day(facets.day, filters), *map(_has, wanted[1:]), *holds])


def _facets(parties: Collection[str], filters: Filters) -> Iterator[tuple[str, str]]:
    """The facets that are asked for, the rarest kind first."""
    sides = sorted(set(parties))
    if len(sides) >= _TWO:
        yield "relation", "+".join(sides[:_TWO])
    if filters.topic is not None:
        yield "topic", filters.topic
    if filters.publisher is not None:
        yield "publisher", filters.publisher
    for side in sides[_TWO:] if len(sides) >= _TWO else sides:
        yield "party", side
    if filters.kind is not None:
        yield "kind", filters.kind


def _has(facet: tuple[str, str]) -> ColumnElement[bool]:
    """That an event has another facet too."""
    other = schema.facets.alias()
    return (
        select(other.c.event)
        .where(other.c.event == schema.facets.c.event, other.c.facet == facet[0], other.c.value == facet[1])
        .correlate(schema.facets)
        .exists()
    )


def _by_head(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.types:
        yield schema.events.c.type.in_(sorted(filters.types))
    if filters.modality is not None:
        yield schema.events.c.modality == filters.modality


def _by_day(day: Column[str], filters: Filters) -> Iterator[ColumnElement[bool]]:
    """Bounds on a day as text, of which a month or a year is the beginning: ~ comes behind every digit and hyphen."""
    if filters.since is not None:
        yield day >= filters.since
    if filters.until is not None:
        yield day <= filters.until + "~"
        yield day > ""


def _acting(persons: Collection[str]) -> Select[tuple[str]]:
    """The events in which one of some entities acts or is acted on."""
    named, told, parties = schema.clusters.alias("named"), schema.clusters.alias("told"), schema.claim_parties
    return (
        select(told.c.cluster)
        .join_from(named, parties, parties.c.mention == named.c.member)
        .join(told, told.c.member == parties.c.claim)
        .where(named.c.cluster.in_(sorted(persons)), told.c.kind == "event")
    )


def earlier(connection: Connection, head: Head, limit: int) -> list[str]:
    """The ids of the readouts that tell earlier engagements of just the parties of an event, the latest last, at most so many of the latest.

    There are none before what no day is known of.
    """
    if head.when.start is None:
        return []
    events, clusters, claims, documents = schema.events, schema.clusters, schema.claims, schema.documents
    past = (
        select(events.c.id, events.c.when_end)
        .where(events.c.parties == "+".join(head.parties), events.c.type == "CONSULT", events.c.id != head.id)
        .where(events.c.when_end <= head.when.start)
        .subquery()
    )
    now = select(claims.c.document).join(clusters, clusters.c.member == claims.c.id).where(clusters.c.cluster == head.id)
    query = (
        select(documents.c.id)
        .join_from(past, clusters, clusters.c.cluster == past.c.id)
        .join(claims, claims.c.id == clusters.c.member)
        .join(documents)
        .where(documents.c.issuer.is_not(None), documents.c.number.not_in(now))
        .group_by(documents.c.id)
        .order_by(func.max(past.c.when_end).desc(), documents.c.id)
        .limit(limit)
    )
    return list(connection.scalars(query))[::-1]
