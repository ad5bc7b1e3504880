"""The record while it is being resolved: what waits, what is found by keys, which opinions stand; all in one transaction.

Keys are made by `resolution` and only stored here: a key is its words and the span of days or months for which it holds.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from dragoman.model import Document, Judgement, Mention, Telling, fingerprint
from dragoman.record import finding, heads, reading, schema, writing
from dragoman.results import Head

#: The words of a key, and its first and last day or month.
Key = tuple[str, int, int]


class Resolving:
    """One transaction in which nobody else resolves. Every method asks or changes for a few members at a time, never for all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
            connection.execute(text("LOCK TABLE clusters IN EXCLUSIVE MODE"))

    def take(self, limit: int) -> list[str]:
        """What waits, at most so many documents, members of readers' judgements and events without a head; they no longer wait once this transaction ends well.

        Everything is taken at once where the whole record is to be resolved anew; what rules made of it is then forgotten.
        """
        # taken before anything is read: who opens one of them meanwhile waits for this transaction, and opens it once more
        table = schema.pending
        everything = delete(table).where(table.c.member == schema.EVERYTHING).returning(table.c.member)
        if self._connection.scalar(everything):
            self._connection.execute(delete(table))
            self._forget()
            return list(self._connection.scalars(select(schema.documents.c.id).order_by(schema.documents.c.id)))
        some = select(table.c.member).order_by(table.c.member).limit(limit)
        return sorted(self._connection.scalars(delete(table).where(table.c.member.in_(some)).returning(table.c.member)))

    def _forget(self) -> None:
        for table in (schema.keys, schema.prints, schema.bearers, schema.clusters, schema.events, schema.facets):
            self._connection.execute(delete(table))
        ruled = schema.judgements.c.by.startswith("rule:")
        standing = schema.judgements.c.withdrawn.is_(None)
        self._connection.execute(update(schema.judgements).where(ruled, standing).values(withdrawn=writing.now()))

    def documents(self, ids: Collection[str]) -> list[Document]:
        """Documents by id."""
        return [
            document
            for batch in finding.batches(sorted(self._numbers(ids)))
            for document in reading.documents(self._connection, batch).values()
        ]

    def mentions_in(self, documents: Collection[str]) -> list[Mention]:
        """All mentions of some documents, by the documents' ids."""
        found = (
            reading.mentions(self._connection, dict(batch)) for batch in finding.batches(sorted(self._numbers(documents).items()))
        )
        return [mention for batch in found for named in batch.values() for mention in named.values()]

    def mentions(self, ids: Collection[str]) -> list[Mention]:
        """Mentions by id."""
        return reading.mentions_where(self._connection, schema.mentions.c.id, ids)

    def named(self, entity: str, country: str | None) -> list[Mention]:
        """All mentions of one entity that act for one state or body and have been resolved."""
        found = reading.mentions_where(self._connection, schema.mentions.c.entity, [entity])
        known = self.clusters("entity", {mention.id for mention in found if mention.country == country})
        return [mention for mention in found if mention.id in known]

    def published(self, documents: Collection[str]) -> dict[str, str | None]:
        """When some documents were published, by their ids."""
        table = schema.documents
        return {
            row.id: row.published
            for row in finding.among(self._connection, select(table.c.id, table.c.published), documents, table.c.id)
        }

    def tellings(self, ids: Collection[str]) -> list[Telling]:
        """Claims with their documents, by the claims' ids."""
        table = schema.claims
        numbers = sorted({row.document for row in finding.among(self._connection, select(table.c.document), ids, table.c.id)})
        wanted = frozenset(ids)
        read = (telling for batch in finding.batches(numbers) for telling in reading.tellings(self._connection, batch))
        return [telling for telling in read if telling.id in wanted]

    def tellings_in(self, documents: Collection[str]) -> list[Telling]:
        """All claims of some documents, by the documents' ids."""
        return [
            telling
            for batch in finding.batches(sorted(self._numbers(documents)))
            for telling in reading.tellings(self._connection, batch)
        ]

    def acting(self, mentions: Collection[str]) -> set[str]:
        """The claims in which some mentions act or are acted on."""
        table = schema.claim_parties
        return {row.claim for row in finding.among(self._connection, select(table.c.claim), mentions, table.c.mention)}

    def acting_as(self, cluster: str) -> set[str]:
        """The claims in which an entity acts or is acted on."""
        parties, clusters = schema.claim_parties, schema.clusters
        query = select(parties.c.claim).join(clusters, clusters.c.member == parties.c.mention)
        return set(self._connection.scalars(query.where(clusters.c.cluster == cluster)))

    def set_keys(self, keys: Mapping[str, Iterable[Key]]) -> None:
        """Give members their keys, instead of those that they had."""
        table = schema.keys
        for batch in finding.batches(sorted(keys)):
            self._connection.execute(delete(table).where(table.c.member.in_(batch)))
        rows = [
            {"member": member, "key": key, "first": first, "last": last}
            for member, own in sorted(keys.items())
            for key, first, last in sorted(set(own))
        ]
        if rows:
            self._connection.execute(insert(table), rows)

    def keys(self, members: Collection[str]) -> dict[str, list[Key]]:
        """The keys of members."""
        table, found = schema.keys, defaultdict(list)
        for row in finding.among(self._connection, select(table), members, table.c.member):
            found[row.member].append((row.key, row.first, row.last))
        return found

    def sharing(self, keys: Iterable[Key]) -> set[str]:
        """The members that have one of some keys for a span that meets its span."""
        table = schema.keys
        query = select(table.c.member).where(
            table.c.key == bindparam("key"), table.c.first <= bindparam("until"), table.c.last >= bindparam("since")
        )
        found: set[str] = set()
        for key, first, last in sorted(set(keys)):
            found.update(self._connection.scalars(query, {"key": key, "since": first, "until": last}))
        return found

    def set_prints(self, prints: Mapping[str, Iterable[int]]) -> None:
        """Keep the prints of documents, by id."""
        numbers = {id_: number for number, id_ in self._numbers(prints).items()}
        rows = [{"print": one, "document": numbers[id_]} for id_, own in sorted(prints.items()) for one in sorted(set(own))]
        if rows:
            self._connection.execute(self._insert(schema.prints).on_conflict_do_nothing(), rows)

    def alike(self, prints: Iterable[int]) -> set[str]:
        """The ids of the documents that have one of some prints."""
        table = schema.prints
        query = select(schema.documents.c.id).join_from(table, schema.documents)
        return {row.id for row in finding.among(self._connection, query, set(prints), table.c.print)}

    def judgements(self, members: Collection[str], by: Collection[str] | None = None, *, right: bool = False) -> list[Judgement]:
        """The judgements that stand on any of some members (as the right one), by anybody or by some rules; the undone among them."""
        return finding.judgements(self._connection, members, by, right=right)

    def rule(self, judgements: Iterable[Judgement], withdrawn: Iterable[str]) -> None:
        """Keep what rules judge now, and mark what they no longer do, by id. What a reader has undone stays undone."""
        writing.rule(self._connection, judgements, withdrawn)

    def clusters(self, kind: str, members: Collection[str]) -> dict[str, str]:
        """The clusters of those of some members that have one."""
        return finding.clusters(self._connection, kind, members)

    def least(self, cluster: str) -> str:
        """The least member of a cluster."""
        table = schema.clusters
        return self._connection.scalar(select(func.min(table.c.member)).where(table.c.cluster == cluster)) or ""

    def rename(self, cluster: str, name: str) -> None:
        """Give a cluster another id, wherever that stands."""
        events = schema.events.c
        for column in (schema.clusters.c.cluster, schema.bearers.c.cluster, schema.facets.c.event, events.part_of, events.id):
            self._connection.execute(update(column.table).where(column == cluster).values({column.name: name}))

    def gather(self, kind: str, clusters: Mapping[str, str]) -> None:
        """Put members into clusters, out of those in which they were."""
        table = schema.clusters
        statement = self._insert(table)
        change = statement.on_conflict_do_update(index_elements=["kind", "member"], set_={"cluster": statement.excluded.cluster})
        rows = [
            {"kind": kind, "member": member, "cluster": cluster, "alone": f"{kind}:{fingerprint(member)}"}
            for member, cluster in sorted(clusters.items())
        ]
        if rows:
            self._connection.execute(change, rows)

    def members(self, clusters: Collection[str]) -> dict[str, str]:
        """The members of some clusters, each with its cluster."""
        return finding.members(self._connection, clusters)

    def told_in(self, documents: Collection[str]) -> set[str]:
        """The events that some documents tell."""
        claims, clusters = schema.claims, schema.clusters
        query = select(clusters.c.cluster).join(claims, claims.c.id == clusters.c.member).where(clusters.c.kind == "event")
        rows = finding.among(self._connection, query, self._numbers(documents).keys(), claims.c.document)
        return {row.cluster for row in rows}

    def heads(self, events: Collection[str]) -> dict[str, Head]:
        """The heads of those of some events that have one."""
        return heads.read(self._connection, events)

    def set_heads(self, kept: Collection[Head], gone: Collection[str]) -> None:
        """Keep heads instead of those that their events had; those of events that are gone go."""
        heads.keep(self._connection, kept, gone)

    def telling(self, events: Collection[str]) -> dict[str, set[str]]:
        """The ids of the documents that tell each of some events."""
        return heads.telling(self._connection, events)

    def near(self, spans: Iterable[tuple[tuple[str, str], date, date]]) -> set[str]:
        """The events that have one of some keys (see `Head.keys`) and begin on one of some days, both included."""
        return heads.near(self._connection, spans)

    def parts(self, events: Collection[str]) -> set[str]:
        """The events that are part of one of some events."""
        return heads.parts(self._connection, events)

    def place(self, within: Mapping[str, str | None]) -> None:
        """Say of each of some events what it is part of."""
        heads.place(self._connection, within)

    def bearers(self, clusters: Collection[str]) -> dict[str, Counter[tuple[str, str]]]:
        """How many mentions of persons say each name and state, by cluster."""
        table = schema.bearers
        found: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for row in finding.among(self._connection, select(table), clusters, table.c.cluster):
            if row.number:
                found[row.cluster][row.entity, row.country] = row.number
        return found

    def count_bearers(self, changes: Mapping[tuple[str, str, str], int]) -> None:
        """Add to (or take from) the numbers of mentions of a cluster, a name and a state."""
        table = schema.bearers
        statement = self._insert(table)
        change = statement.on_conflict_do_update(
            index_elements=["cluster", "entity", "country"], set_={"number": table.c.number + statement.excluded.number}
        )
        rows = [
            {"cluster": cluster, "entity": entity, "country": country, "number": number}
            for (cluster, entity, country), number in sorted(changes.items())
            if number
        ]
        if rows:
            self._connection.execute(change, rows)

    def _numbers(self, documents: Collection[str]) -> dict[int, str]:
        table = schema.documents
        rows = finding.among(self._connection, select(table.c.number, table.c.id), documents, table.c.id)
        return {row.number: row.id for row in rows}

    def _insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        return writing.insertion(self._connection, table)
