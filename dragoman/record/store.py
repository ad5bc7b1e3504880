"""The record: a door of few verbs, each one transaction, or one a batch where it walks through everything."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Literal, Self

from sqlalchemy import Connection, Engine, select

from dragoman.model import Anchor, Document, Extraction, Judgement, Mention, MentionKind, Quote, Telling
from dragoman.record import finding, heads, listing, reading, schema, search, verifying, writing
from dragoman.record.opening import connect, migrate, transaction
from dragoman.record.resolving import Resolving
from dragoman.record.verifying import Fault
from dragoman.results import EVERY, Filters, Head, Relation, Tally

ClusterKind = Literal["document", "entity", "event"]


@dataclass(frozen=True, slots=True)
class SetAside:
    """An address that gave no document: why, and when (UTC, ISO 8601) that was noted."""

    address: str
    reason: str
    noted: str


class Record:
    """Documents, what each says, and what we make of them, in one SQLite file or PostgreSQL database.

    Every method raises RecordError, in one line, when the database refuses, and UsageError when a question holds text that no
    record can hold. Several programs may use one record at once. Iterators hold no transaction open while their caller works.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> Self:
        """Open or create the record at a path (SQLite) or a database URL, its schema brought up to date.

        Raises RecordError when there can be none there, when it is somebody else's, or was made by a newer Dragoman.
        """
        engine = connect(address)
        try:
            migrate(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, extraction: Extraction) -> bool:
        """Keep a document and all that it gave up, in one transaction; False when the document is known.

        Adding a known document changes nothing, except that an address new to it is noted. Raises DocumentError when the
        extraction doesn't hold together or its text can't be kept.
        """
        with self._writing() as connection:
            return writing.add(connection, extraction)

    def set_aside(self, address: str, reason: str) -> None:
        """Note an address that gave no document, and why; the last reason stands."""
        with self._writing() as connection:
            writing.set_aside(connection, address, reason)

    def set_asides(self) -> list[SetAside]:
        """The addresses that gave no document, by address."""
        with self._reading() as connection:
            return [SetAside(*row) for row in connection.execute(select(schema.set_aside).order_by(schema.set_aside.c.address))]

    def documents(self) -> Iterator[Document]:
        """Every document, in the order of arrival."""
        for batch in self._batches():
            with self._reading() as connection:
                read = reading.documents(connection, batch)
            yield from read.values()

    def newest(self, limit: int) -> list[tuple[Document, str]]:
        """The documents that were added last, the last first, each with when that was (UTC, ISO 8601)."""
        with self._reading() as connection:
            found = finding.newest(connection, limit)
            read = reading.documents(connection, [number for number, _ in found])
        return [(read[number], added) for number, added in found]

    def document(self, document: str) -> Document:
        """A document by its id. Raises UsageError when there is none."""
        with self._reading() as connection:
            number = finding.number(connection, document)
            return reading.documents(connection, [number])[number]

    def addresses(self, document: str) -> tuple[str, ...]:
        """Where a document was found, in order. Raises UsageError when there is no document with that id."""
        table = schema.addresses
        with self._reading() as connection:
            number = finding.number(connection, document)
            return tuple(connection.scalars(select(table.c.address).where(table.c.document == number).order_by(table.c.number)))

    def extraction(self, document: str) -> Extraction:
        """All that a document gave up, equal to what was added. Raises UsageError when there is no document with that id."""
        with self._reading() as connection:
            (found,) = reading.extractions(connection, [finding.number(connection, document)])
            return found

    def extractions(self, documents: Collection[str]) -> Iterator[Extraction]:
        """All that some documents, by their ids, gave up, in the order of arrival."""
        with self._reading() as connection:
            numbers = finding.chosen(connection, documents)
        for batch in finding.batches(numbers):
            with self._reading() as connection:
                read = reading.extractions(connection, batch)
            yield from read

    def telling(self, parties: Collection[str], latest: int) -> list[str]:
        """The ids of the documents that tell an act of all the parties (codes), at most so many, the newest first, undated ones last."""
        with self._reading() as connection:
            return finding.latest(connection, frozenset(parties), latest)

    def mentions(self, kind: MentionKind | None = None) -> Iterator[Mention]:
        """Every mention (of a kind), document by document in the order of arrival."""
        for batch in self._batches():
            with self._reading() as connection:
                named = reading.mentions(connection, reading.ids(connection, batch))
            for mentions in named.values():
                yield from (mention for mention in mentions.values() if kind in (None, mention.kind))

    def tellings(self, parties: Collection[str] = (), ids: Collection[str] | None = None) -> Iterator[Telling]:
        """Claims with their documents, in the order of arrival and of the text.

        With `parties` (codes such as `PAK`) only those whose parties include all of them, with `ids` only those claims.
        """
        wanted, chosen = frozenset(parties), None if ids is None else frozenset(ids)
        with self._reading() as connection:
            numbers = finding.telling(connection, wanted, chosen)
        for batch in finding.batches(numbers):
            with self._reading() as connection:
                tellings = reading.tellings(connection, batch)
            for telling in tellings:
                if wanted.issubset(telling.claim.parties) and (chosen is None or telling.id in chosen):
                    yield telling

    def quotes(
        self,
        *,
        country: str | None = None,
        speaker: str | None = None,
        about: str | None = None,
        act: str | None = None,
        sources: Filters = EVERY,
        limit: int | None = 100,
    ) -> list[tuple[Document, Quote]]:
        """Quotes with their documents, the newest document first, in the order of the text.

        `country` is a code that a speaker acts for, `speaker` an entity (a document's own or a resolved one), `about` a topic,
        `act` an act of speech, `sources` as `search` has them.
        """
        with self._reading() as connection:
            found = finding.quoting(
                connection, country=country, speaker=speaker, about=about, act=act, sources=sources, limit=limit
            )
            read: dict[str, tuple[Document, Quote]] = {}
            for batch in finding.batches(list(dict.fromkeys(number for number, _ in found))):
                read |= {quote.id: (document, quote) for document, quote in reading.quoted(connection, batch)}
        return [read[quote] for _, quote in found]

    def quotes_by_id(self, quotes: Collection[str]) -> dict[str, Quote]:
        """Quotes by id; those that there are."""
        with self._reading() as connection:
            numbers = finding.holding(connection, quotes)
            return {quote.id: quote for _, quote in reading.quoted(connection, numbers) if quote.id in quotes}

    def search(self, words: str, limit: int = 20, sources: Filters = EVERY) -> list[tuple[Document, list[Anchor]]]:
        """Documents that hold all the words and "quoted phrases" in title or text, the newest first, with where they stand.

        Case, accents and every special character are passed over. Without a word there is no result. Of `sources` count a part of the publisher's
        name, the kind, and `since` and `until`: both included, they bound the day of publication by a year, a month or a day (ISO 8601), compared as
        finely as the coarser of the two dates allows; undated documents lie outside any bound.
        """
        wanted = search.terms(words)
        if not wanted:
            return []
        with self._reading() as connection:
            read = reading.documents(connection, search.find(connection, wanted, sources, limit))
        return [(document, search.hits(document, wanted)) for document in read.values()]

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Keep readers' judgements. One that is known stays as it is, undone if it was undone, unless it is judged so again, later."""
        with self._writing() as connection:
            writing.judge(connection, judgements)

    def judgements(self, members: Collection[str] | None = None, *, rules: bool = True, start: str = "") -> list[Judgement]:
        """All judgements that stand, or those on any of the members, by when they were made; the undone among them, marked so.

        Readers' stand for good, rules' as long as they would still be made. Without `rules` only readers' come, with `start` only those
        whose ids begin so.
        """
        with self._reading() as connection:
            return finding.judgements(connection, members, rules=rules, start=start)

    def undo(self, judgement: str) -> None:
        """Mark a judgement as undone. Raises UsageError when there is none with that id."""
        with self._writing() as connection:
            writing.undo(connection, judgement)

    @contextmanager
    def resolving(self) -> Iterator[Resolving]:
        """The record while it is being resolved, in one transaction; who else would resolve waits for its end."""
        with self._writing() as connection:
            yield Resolving(connection)

    def reopen(self) -> None:
        """Let the whole record be resolved anew, as after a change of the rules."""
        with self._writing() as connection:
            writing.reopen(connection)

    def clusters(self, kind: ClusterKind, members: Collection[str] | None = None, *, start: str = "") -> dict[str, str]:
        """The cluster of each document (its copies), mention (its entity) or claim (its event), as they were last worked out.

        With `members` only of these, with `start` only of those whose ids begin so.
        """
        with self._reading() as connection:
            return finding.clusters(connection, kind, members, start)

    def heads(self, events: Collection[str]) -> dict[str, Head]:
        """The heads of events by their ids; those that there are."""
        with self._reading() as connection:
            return heads.read(connection, events)

    def listing(
        self,
        parties: Collection[str],
        filters: Filters,
        persons: Collection[str] = (),
        *,
        after: tuple[str, str] | None = None,
        limit: int | None = None,
    ) -> list[Head]:
        """The heads of events in which all parties (codes) take part and to which filters apply, the newest first, undated ones last.

        `persons` are the entities of `Filters.person`, any of whom takes part. At most so many behind a place in the list, which is the
        day ("" for none) and the id of an event.
        """
        with self._reading() as connection:
            return listing.page(connection, parties, filters, persons, after, limit)

    def number(self, parties: Collection[str], filters: Filters, persons: Collection[str] = ()) -> int:
        """How many events `listing` would list without a limit."""
        with self._reading() as connection:
            return listing.count(connection, parties, filters, persons)

    def tally(self, parties: Collection[str], filters: Filters, persons: Collection[str] = ()) -> list[Tally]:
        """How many events `listing` would list by year and type: the latest year first, undated ones last, the type that most are first."""
        with self._reading() as connection:
            return listing.tally(connection, parties, filters, persons)

    def relations(self, limit: int | None = None) -> list[Relation]:
        """The pairs of parties by how many events both take part in, most first."""
        with self._reading() as connection:
            return listing.relations(connection, limit)

    def earlier(self, head: Head, limit: int) -> list[str]:
        """The ids of the latest readouts of earlier engagements of just an event's parties that don't tell the event, the latest last."""
        with self._reading() as connection:
            return listing.earlier(connection, head, limit)

    def told(self, events: Collection[str]) -> dict[str, str]:
        """The claims that tell some events, each with the id of its event."""
        with self._reading() as connection:
            return finding.members(connection, events)

    def documents_of(self, claims: Collection[str]) -> set[str]:
        """The ids of the documents of some claims."""
        with self._reading() as connection:
            return finding.documents_of(connection, claims)

    def telling_on(self, parties: Collection[str], topic: str) -> dict[str, set[str]]:
        """For events of all the parties (codes) the ids of the documents that tell them and say something on a topic; only where there are any."""
        found = defaultdict[str, set[str]](set)
        with self._reading() as connection:
            for event, document in finding.telling_on(connection, parties, topic):
                found[event].add(document)
        return found

    def called(self, kind: ClusterKind, start: str) -> set[str]:
        """The clusters of a kind whose ids begin so, now or before other members joined them; of one that is called just so now, that alone."""
        with self._reading() as connection:
            return finding.called(connection, kind, start)

    def names(self) -> set[tuple[str, str]]:
        """Each entity, by the id that documents give it, such as `person:marco-rubio`, with each name that it bears in them."""
        with self._reading() as connection:
            return finding.names(connection)

    def resolved_to(self, entities: Collection[str], kind: MentionKind | None = None) -> set[str] | None:
        """The clusters of the mentions (of a kind) of entities, by the ids that documents give them; None where none of them mentions one."""
        with self._reading() as connection:
            return finding.resolved_to(connection, entities, kind)

    def alike(self, entities: Collection[str]) -> set[str]:
        """Entities, by the ids that documents give them, and all that were found to be one with them."""
        with self._reading() as connection:
            return {*entities, *finding.borne_in(connection, finding.resolved_to(connection, entities) or ())}

    def resolved(self) -> bool:
        """Whether nothing waits to be resolved: no new document, and nothing that a reader judged since."""
        with self._reading() as connection:
            return finding.resolved(connection)

    def words(self, members: Collection[str]) -> dict[str, tuple[str, str]]:
        """The exact words of claims (their triggers) and mentions by id, or the title of a document, each with the address where they stand."""
        with self._reading() as connection:
            return finding.words(connection, members)

    def verify(self) -> Iterator[Fault]:
        """Prove every text and every anchor once more, and name what fails: a sound record yields nothing."""
        for batch in self._batches():
            with self._reading() as connection:
                faults = list(verifying.verify(connection, batch))
            yield from faults

    def counts(self, nouns: Collection[str] = (*finding.NOUNS, "entities")) -> dict[str, int]:
        """How many there are of each noun, or of some nouns, which in a large record takes less time."""
        with self._reading() as connection:
            return finding.counts(connection, nouns)

    def state(self) -> finding.State:
        """What is another whenever the record is another."""
        with self._reading() as connection:
            return finding.state(connection)

    @property
    def engine(self) -> str:
        """What keeps it: `sqlite` or `postgresql`."""
        return self._engine.dialect.name

    def _reading(self) -> AbstractContextManager[Connection]:
        return transaction(self._engine)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with transaction(self._engine, writes=True) as connection:
            yield connection
            connection.execute(schema.WRITTEN)

    def _batches(self) -> Iterator[Collection[int]]:
        with self._reading() as connection:
            numbers = finding.numbers(connection)
        return finding.batches(numbers)
