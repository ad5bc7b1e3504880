"""The heads of events: rows and back, and what changing some of them touches. They are derived from tellings and never judged."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update

from dragoman.model import Anchor, When
from dragoman.record import finding, rows, schema
from dragoman.results import Head, Person

#: The documents of a head's words and of its time.
_BEST, _TIMED = schema.documents.alias("best"), schema.documents.alias("timed")
#: Heads as they are read.
HEADS: Select[Any] = (
    select(schema.events, _BEST.c.id.label("best"), _BEST.c.language, _TIMED.c.id.label("timed"))
    .join_from(schema.events, _BEST, schema.events.c.document == _BEST.c.number)
    .join(_TIMED, schema.events.c.when_anchor_document == _TIMED.c.number, isouter=True)
)


def head(row: Row[Any]) -> Head:
    """A head of a row of HEADS."""
    anchor = None
    if row.timed is not None:
        anchor = Anchor(row.timed, row.when_anchor_start, row.when_anchor_end, row.when_anchor_exact)
    return Head(
        id=row.id,
        type=row.type,
        mode=row.mode,
        modality=row.modality,
        parties=_codes(row.parties),
        acting=_codes(row.acting),
        towards=_codes(row.towards),
        persons=tuple(Person(*person) for person in row.persons),
        when=When(row.when_edtf, row.when_basis, row.when_start, row.when_end, anchor),
        location=row.location,
        topics=tuple(row.topics),
        trigger=Anchor(row.best, row.trigger_start, row.trigger_end, row.trigger_exact),
        sentence=Anchor(row.best, row.sentence_start, row.sentence_end, row.sentence_exact),
        language=row.language,
        publishers=tuple(row.publishers),
        kinds=tuple(row.kinds),
        documents=row.documents,
        independent=row.independent,
        differ=tuple(row.differ),
        stays=row.stays,
        aside=row.aside,
        part_of=row.part_of,
    )


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("+")) if joined else ()


def keep(connection: Connection, heads: Collection[Head], gone: Iterable[str]) -> None:
    """Write heads instead of those that their events had, and forget those of events that are gone."""
    old = sorted({*gone, *(head.id for head in heads)})
    for batch in finding.batches(old):
        connection.execute(delete(schema.events).where(schema.events.c.id.in_(batch)))
        connection.execute(delete(schema.facets).where(schema.facets.c.event.in_(batch)))
    if heads:
        table = schema.documents
        named = {a.document for head in heads for a in (head.trigger, head.when.anchor) if a}
        found = finding.among(connection, select(table.c.id, table.c.number), named, table.c.id)
        numbers = {row.id: row.number for row in found}
        connection.execute(insert(schema.events), [_event_row(head, numbers) for head in heads])
        if facets := [facet for head in heads for facet in _facet_rows(head)]:
            connection.execute(insert(schema.facets), facets)


def _event_row(head: Head, numbers: Mapping[str, int]) -> dict[str, Any]:
    when = head.when
    return {
        "id": head.id,
        "day": head.day,
        "type": head.type,
        "mode": head.mode,
        "modality": head.modality,
        "parties": "+".join(head.parties),
        "acting": "+".join(head.acting),
        "towards": "+".join(head.towards),
        "persons": [[p.entity, p.name, p.country, p.office] for p in head.persons],
        "when_edtf": when.edtf,
        "when_basis": when.basis,
        "when_start": when.start,
        "when_end": when.end,
        **rows.anchor_row("when_anchor_", when.anchor),
        "when_anchor_document": numbers[when.anchor.document] if when.anchor else None,
        "location": head.location,
        "topics": head.topics,
        "document": numbers[head.trigger.document],
        **rows.anchor_row("trigger_", head.trigger),
        **rows.anchor_row("sentence_", head.sentence),
        "publishers": head.publishers,
        "kinds": head.kinds,
        "documents": head.documents,
        "independent": head.independent,
        "differ": head.differ,
        "stays": head.stays,
        "aside": head.aside,
        "part_of": head.part_of,
    }


def _facet_rows(head: Head) -> Iterable[dict[str, str]]:
    told = {
        "relation": ["+".join(pair) for pair in combinations(head.parties, 2)],
        "topic": head.topics,
        "publisher": head.publishers,
        "kind": head.kinds,
    }
    listed = (*head.keys, *((facet, value) for facet, values in told.items() for value in values))
    return ({"event": head.id, "facet": facet, "value": value, "day": head.day} for facet, value in listed)


def read(connection: Connection, events: Collection[str]) -> dict[str, Head]:
    """Heads by the ids of their events; those that have one."""
    return {row.id: head(row) for row in finding.among(connection, HEADS, events, schema.events.c.id)}


def telling(connection: Connection, events: Collection[str]) -> dict[str, set[str]]:
    """The ids of the documents that tell each of some events."""
    clusters, claims, documents = schema.clusters, schema.claims, schema.documents
    query = select(clusters.c.cluster, documents.c.id).join(claims, claims.c.id == clusters.c.member).join(documents)
    found = defaultdict[str, set[str]](set)
    for row in finding.among(connection, query.distinct(), events, clusters.c.cluster):
        found[row.cluster].add(row.id)
    return found


def near(connection: Connection, spans: Iterable[tuple[tuple[str, str], date, date]]) -> set[str]:
    """The events that have one of some keys (see `Head.keys`) and begin on one of some days, both included."""
    table = schema.facets
    keyed = select(table.c.event).where(table.c.facet == bindparam("facet"), table.c.value == bindparam("value"))
    query = keyed.where(table.c.day >= bindparam("first"), table.c.day <= bindparam("last"))
    found = set[str]()
    for (facet, value), first, last in sorted(set(spans)):
        found.update(connection.scalars(query, {"facet": facet, "value": value, "first": str(first), "last": str(last)}))
    return found


def parts(connection: Connection, events: Collection[str]) -> set[str]:
    """The events that are part of one of some events."""
    table = schema.events
    return {row.id for row in finding.among(connection, select(table.c.id), events, table.c.part_of)}


def place(connection: Connection, within: Mapping[str, str | None]) -> None:
    """Say of each of some events what it is part of."""
    table = schema.events
    change = update(table).where(table.c.id == bindparam("event")).values(part_of=bindparam("whole"))
    if within:
        connection.execute(change, [{"event": event, "whole": whole} for event, whole in sorted(within.items())])
