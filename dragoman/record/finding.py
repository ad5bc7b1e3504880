"""Which rows answer a question: numbers of documents, ids of quotes, and the opinions, which are one row each."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, distinct, func, literal, or_, select, union

from dragoman.errors import UsageError
from dragoman.model import Judgement
from dragoman.record import schema
from dragoman.results import Filters

T = TypeVar("T")

#: Documents that are read at a time, and ids that one statement asks for.
BATCH = 200


def batches(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """Things in their order, so many at a time that a statement can name them all."""
    return (things[start : start + BATCH] for start in range(0, len(things), BATCH))


def number(connection: Connection, document: str) -> int:
    """The number of a document. Raises UsageError when there is none with that id."""
    found: int | None = connection.scalar(select(schema.documents.c.number).where(schema.documents.c.id == document))
    if found is None:
        raise UsageError(f"there is no document {document}; search or list the documents to see their ids")
    return found


def numbers(connection: Connection) -> list[int]:
    """The numbers of all documents, in the order of arrival."""
    return list(connection.scalars(select(schema.documents.c.number).order_by(schema.documents.c.number)))


def chosen(connection: Connection, documents: Collection[str]) -> list[int]:
    """The numbers of documents by id, in the order of arrival."""
    table = schema.documents
    return sorted(row[0] for row in among(connection, select(table.c.number), documents, table.c.id))


def telling(connection: Connection, parties: Collection[str], ids: Collection[str] | None) -> list[int]:
    """The numbers of documents in which a claim has all the parties and (where ids are given) one of the ids."""
    return sorted({row[0] for row in among(connection, _with_all(parties), ids, schema.claims.c.id)})


def documents_of(connection: Connection, claims: Collection[str]) -> set[str]:
    """The ids of the documents of some claims."""
    query = select(schema.documents.c.id).join(schema.claims)
    return {row.id for row in among(connection, query.distinct(), claims, schema.claims.c.id)}


def holding(connection: Connection, quotes: Collection[str]) -> list[int]:
    """The numbers of the documents of some quotes, in the order of arrival."""
    table = schema.quotes
    return sorted({row.document for row in among(connection, select(table.c.document), quotes, table.c.id)})


def telling_on(connection: Connection, parties: Collection[str], topic: str) -> Iterator[tuple[str, str]]:
    """Events in which all parties take part, with the ids of the documents that tell them and have a quote or words on a topic."""
    documents, claims, clusters, facets = schema.documents, schema.claims, schema.clusters, schema.facets
    quoted = select(schema.quotes.c.document).join(schema.quote_topics).where(schema.quote_topics.c.topic == topic)
    worded = select(schema.topics.c.document).where(schema.topics.c.topic == topic)
    query = (
        select(clusters.c.cluster, documents.c.id)
        .join_from(clusters, claims, claims.c.id == clusters.c.member)
        .join(documents)
        .where(clusters.c.kind == "event", documents.c.number.in_(union(quoted, worded)))
        .distinct()
    )
    for party in sorted(parties):
        told = select(facets.c.event).where(facets.c.facet == "party", facets.c.value == party)
        query = query.where(clusters.c.cluster.in_(told))
    yield from ((row.cluster, row.id) for row in connection.execute(query))


def latest(connection: Connection, parties: Collection[str], limit: int) -> list[str]:
    """The ids of the documents in which a claim has all the parties, the newest first, at most so many."""
    table = schema.documents
    query = select(table.c.id).where(table.c.number.in_(_with_all(parties)))
    return list(connection.scalars(query.order_by(table.c.published.is_(None), *schema.NEWEST_FIRST).limit(limit)))


def _with_all(parties: Collection[str]) -> Select[tuple[int]]:
    """The documents of claims that have all the parties."""
    claims, sides = schema.claims, schema.claim_countries
    query = select(claims.c.document).distinct()
    for party in sorted(parties):
        query = query.where(claims.c.id.in_(select(sides.c.claim).where(sides.c.country == party)))
    return query


def quoting(
    connection: Connection,
    *,
    country: str | None,
    speaker: str | None,
    about: str | None,
    act: str | None,
    sources: Filters,
    limit: int | None,
) -> list[tuple[int, str]]:
    """The numbers of documents and the ids of their quotes that `Record.quotes` asks for, in its order."""
    documents, quotes = schema.documents, schema.quotes
    query = select(documents.c.number, quotes.c.id).join_from(quotes, documents)
    if country is not None:
        sides = schema.quote_countries
        query = query.where(quotes.c.id.in_(select(sides.c.quote).where(sides.c.country == country)))
    if speaker is not None:
        query = query.where(quotes.c.id.in_(_spoken_by(speaker)))
    if about is not None:
        topics = schema.quote_topics
        query = query.where(quotes.c.id.in_(select(topics.c.quote).where(topics.c.topic == about)))
    if act is not None:
        query = query.where(quotes.c.act == act)
    query = query.where(*sourced(connection, sources))
    return [(row[0], row[1]) for row in connection.execute(query.order_by(*schema.NEWEST_FIRST, quotes.c.ordinal).limit(limit))]


def sourced(connection: Connection, filters: Filters) -> Iterator[ColumnElement[bool]]:
    """What holds of documents of a publisher (by a part of its name) and a kind, published since and until a year, a month or a day: compared as finely as the
    coarser of two dates allows, so that undated ones lie outside any bound.
    """
    documents = schema.documents.c
    if filters.since is not None:
        yield documents.published >= func.substr(literal(filters.since, schema.Words), 1, func.length(documents.published))
    if filters.until is not None:
        yield func.substr(documents.published, 1, len(filters.until)) <= filters.until
    if filters.publisher is not None:
        # folded here: what a database takes for one letter in two cases depends on how it was made
        part, all_ = filters.publisher.casefold(), connection.scalars(select(documents.publisher).distinct())
        yield documents.publisher.in_([publisher for publisher in all_ if publisher and part in publisher.casefold()])
    if filters.kind is not None:
        yield documents.kind == filters.kind


def judgements(
    connection: Connection,
    members: Collection[str] | None,
    by: Collection[str] | None = None,
    *,
    right: bool = False,
    rules: bool = True,
    start: str = "",
) -> list[Judgement]:
    """All judgements that stand, or those on any of the members (as the right one), by anybody or by some, by when they were made.

    Without `rules` only readers', with `start` only those whose ids begin so.
    """
    table = schema.judgements
    sides = (table.c.right,) if right else (table.c.left, table.c.right)
    query = select(table).where(table.c.withdrawn.is_(None))
    if by is not None:
        query = query.where(table.c.by.in_(sorted(by)))
    if not rules:
        query = query.where(table.c.by.not_like("rule:%"))
    if start:
        query = query.where(*_begins(table.c.id, start))
    rows = {row.id: row for row in among(connection, query, members, *sides)}
    return [
        Judgement(
            left=row.left,
            right=row.right,
            verdict=row.verdict,
            by=row.by,
            because=row.because,
            made=row.made,
            undone=row.undone is not None,
        )
        for row in sorted(rows.values(), key=lambda row: (row.made, row.id))
    ]


def clusters(connection: Connection, kind: str, members: Collection[str] | None = None, start: str = "") -> dict[str, str]:
    """The cluster of each member of one kind, or of some members, or of those whose ids begin so."""
    table = schema.clusters
    query = select(table.c.member, table.c.cluster).where(table.c.kind == kind).order_by(table.c.member)
    if start:
        query = query.where(*_begins(table.c.member, start))
    return {row.member: row.cluster for row in among(connection, query, members, table.c.member)}


def members(connection: Connection, clusters: Collection[str]) -> dict[str, str]:
    """The members of some clusters, each with its cluster."""
    table = schema.clusters
    rows = among(connection, select(table.c.member, table.c.cluster), clusters, table.c.cluster)
    return {row.member: row.cluster for row in rows}


def called(connection: Connection, kind: str, start: str) -> set[str]:
    """The clusters of a kind of which a member's own id begins so; of one whose own id is just that, this alone."""
    table = schema.clusters
    if connection.scalar(select(table.c.cluster).where(table.c.kind == kind, table.c.cluster == start).limit(1)):
        return {start}
    return set(connection.scalars(select(table.c.cluster).where(table.c.kind == kind, *_begins(table.c.alone, start)).distinct()))


def names(connection: Connection) -> set[tuple[str, str]]:
    """Each entity, by its id in the documents, with each name that it bears there."""
    query = select(schema.mentions.c.entity, schema.mentions.c.name).distinct()
    return {(row.entity, row.name) for row in connection.execute(query)}


def resolved_to(connection: Connection, entities: Collection[str], kind: str | None = None) -> set[str] | None:
    """The clusters of the mentions (of a kind) of entities, by their ids in the documents; None where none of them mentions one."""
    clusters, mentions = schema.clusters, schema.mentions
    of_mention = and_(clusters.c.member == mentions.c.id, clusters.c.kind == "entity")
    query = select(clusters.c.cluster).select_from(mentions).join(clusters, of_mention, isouter=True).distinct()
    if kind:
        query = query.where(mentions.c.kind == kind)
    found = {row.cluster for row in among(connection, query, entities, mentions.c.entity)}
    return found - {None} if found else None


def borne_in(connection: Connection, clusters: Collection[str]) -> set[str]:
    """The entities, by their ids in the documents, whose mentions are in some clusters."""
    mentions, table = schema.mentions, schema.clusters
    query = select(mentions.c.entity).join(table, table.c.member == mentions.c.id).distinct()
    return {row.entity for row in among(connection, query, clusters, table.c.cluster)}


def resolved(connection: Connection) -> bool:
    """Whether nothing waits to be resolved."""
    return connection.execute(select(schema.pending.c.member).limit(1)).first() is None


def words(connection: Connection, members: Collection[str]) -> dict[str, tuple[str, str]]:
    """The words of claims, mentions and documents by id, and the first address where each stands."""
    claims, mentions, documents, addresses = schema.claims, schema.mentions, schema.documents, schema.addresses
    first = select(addresses.c.document, func.min(addresses.c.number).label("number")).group_by(addresses.c.document).subquery()
    places: Sequence[tuple[Column[str], ColumnElement[str], Column[int]]] = (
        (claims.c.id, claims.c.trigger_exact, claims.c.document),
        (mentions.c.id, mentions.c.exact, mentions.c.document),
        (documents.c.id, func.coalesce(documents.c.title, ""), documents.c.number),
    )
    found: dict[str, tuple[str, str]] = {}
    for key, told, number in places:
        query: Select[Any] = (
            select(key, told, addresses.c.address)
            .join(first, first.c.document == number)
            .join(addresses, addresses.c.number == first.c.number)
        )
        found.update({id_: (exact, address) for id_, exact, address in map(tuple, among(connection, query, members, key))})
    return found


#: The nouns that are counted by their rows; entities are by their clusters.
NOUNS = ("documents", "addresses", "mentions", "claims", "quotes", "times", "topics", "judgements", "set_aside", "events")


def counts(connection: Connection, nouns: Collection[str]) -> dict[str, int]:
    """How many rows there are of some nouns, and how many clusters of mentions."""
    counted = {noun: select(func.count()).select_from(schema.metadata.tables[noun]) for noun in NOUNS}
    counted["entities"] = select(func.count(distinct(schema.clusters.c.cluster))).where(schema.clusters.c.kind == "entity")
    return {noun: connection.scalar(query) or 0 for noun, query in counted.items() if noun in nouns}


class State(NamedTuple):
    """Where a record stands: the number of its last document, and how often it was written."""

    document: int
    written: int


def state(connection: Connection) -> State:
    """Where the record stands."""
    marks = schema.documents.c.number, schema.changes.c.number
    return State(*(connection.scalar(select(func.max(mark))) or 0 for mark in marks))


def newest(connection: Connection, limit: int) -> list[tuple[int, str]]:
    """The documents that arrived last, the last first: their numbers, and when each was added (UTC, ISO 8601)."""
    table = schema.documents
    query = select(table.c.number, table.c.added).order_by(table.c.number.desc()).limit(limit)
    return [(row.number, row.added) for row in connection.execute(query)]


def _spoken_by(speaker: str) -> Select[tuple[str]]:
    """Quotes of an entity, alone or with others ("a+b"), under its id in the document or the one it was resolved to."""
    speakers, mentions, resolved = schema.quote_speakers, schema.mentions, schema.clusters
    joined = "+" + mentions.c.entity + "+"
    members = select(resolved.c.member).where(resolved.c.cluster == speaker)
    return (
        select(speakers.c.quote)
        .join(mentions, speakers.c.mention == mentions.c.id)
        .where(or_(joined.contains(f"+{speaker}+", autoescape=True), mentions.c.id.in_(members)))
    )


def _begins(column: Column[str], start: str) -> tuple[ColumnElement[bool], ...]:
    """That an id begins so, in the order of an index: its letters and digits come before ~."""
    return column >= start, column < start + "~"


def among(
    connection: Connection, query: Select[Any], values: Collection[str] | Collection[int] | None, *columns: Column[Any]
) -> Iterator[Row[Any]]:
    """The rows of a query, or those of them that have one of the values in one of the columns (twice, if in two)."""
    if values is None:
        yield from connection.execute(query)
        return
    for batch in batches(sorted(values)):
        for column in columns:
            yield from connection.execute(query.where(column.in_(batch)))
