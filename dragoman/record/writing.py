"""What changes the record. An extraction is proven before it is written, so that nothing unproven ever stands in it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, bindparam, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from dragoman.errors import DocumentError, UsageError
from dragoman.model import Anchor, Extraction, Judgement, Mention
from dragoman.record import schema, search
from dragoman.record.opening import unstorable
from dragoman.record.rows import document_row, judgement_row, observation_rows


def add(connection: Connection, extraction: Extraction) -> bool:
    """Keep a document and all that it gave up; False when the document is known, whose new address is then noted.

    Raises DocumentError when the extraction doesn't hold together (an anchor that isn't in the text, a party that isn't among
    the mentions, two things with one id) or its text can't be kept in a database.
    """
    document = extraction.document
    _prove(extraction)
    try:
        statement = insertion(connection, schema.documents).on_conflict_do_nothing().returning(schema.documents.c.number)
        new = connection.scalar(statement, document_row(document, now()))
        number = new or connection.scalar(select(schema.documents.c.number).where(schema.documents.c.id == document.id))
        address = {"document": number, "address": document.address, "noted": now()}
        connection.execute(insertion(connection, schema.addresses).on_conflict_do_nothing(), address)
        if new:
            rows = observation_rows(new, extraction)
            for table in schema.metadata.sorted_tables:  # each after those that it refers to
                if rows[table]:
                    connection.execute(insert(table), rows[table])
            search.index(connection, new, document)
            _open(connection, [document.id])
    except StatementError as error:
        if reason := unstorable(error):
            raise DocumentError(printable(document.address), f"its text {reason}") from None
        raise
    return new is not None


def set_aside(connection: Connection, address: str, reason: str) -> None:
    """Note an address that gave no document, and why; the last reason given stands."""
    row = {"address": printable(address), "reason": printable(reason), "noted": now()}
    statement = insertion(connection, schema.set_aside)
    connection.execute(statement.on_conflict_do_update(index_elements=["address"], set_=row), row)


def judge(connection: Connection, judgements: Iterable[Judgement]) -> None:
    """Keep readers' judgements, by whom their members are to be resolved anew; one already known is left as it is, unless it is later."""
    rows = {judgement.id: judgement_row(judgement, now()) for judgement in judgements}
    if rows:
        statement = insertion(connection, schema.judgements)
        anew = {name: statement.excluded[name] for name in ("because", "made", "undone")}
        later = statement.excluded.made > schema.judgements.c.made
        # in one order whoever writes: two writers that each wait for the other's row would never end
        ordered = [rows[key] for key in sorted(rows)]
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=anew, where=later), ordered)
        _open(connection, {row[side] for row in ordered for side in ("left", "right")})


def rule(connection: Connection, judgements: Iterable[Judgement], withdrawn: Iterable[str]) -> None:
    """Keep what rules judge now, and mark what they no longer do, by id. What a reader has undone stays undone."""
    table = schema.judgements
    gone = [{"gone": judgement} for judgement in sorted(withdrawn)]
    if gone:
        connection.execute(update(table).where(table.c.id == bindparam("gone")).values(withdrawn=now()), gone)
    rows = {judgement.id: judgement_row(judgement, now()) for judgement in judgements}
    if rows:
        statement = insertion(connection, table)
        anew = {"because": statement.excluded.because, "made": statement.excluded.made, "withdrawn": None}
        other = or_(table.c.withdrawn.is_not(None), table.c.because != statement.excluded.because)
        ordered = [rows[key] for key in sorted(rows)]
        connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=anew, where=other), ordered)


def undo(connection: Connection, judgement: str) -> None:
    """Mark a judgement as undone now; one already undone stays so. Raises UsageError when there is none with that id."""
    table = schema.judgements
    found = connection.execute(select(table.c.left, table.c.right).where(table.c.id == judgement)).first()
    if found is None:
        raise UsageError(f"there is no judgement {judgement}; list them to see their ids")
    connection.execute(update(table).where(table.c.id == judgement, table.c.undone.is_(None)).values(undone=now()))
    _open(connection, found)


def reopen(connection: Connection) -> None:
    """Let everything be resolved anew."""
    _open(connection, [schema.EVERYTHING])


def _open(connection: Connection, members: Iterable[str]) -> None:
    statement = insertion(connection, schema.pending).on_conflict_do_nothing()
    connection.execute(statement, [{"member": member} for member in sorted(members)])


def now() -> str:
    """The present second, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def printable(text: str) -> str:
    """Text with what no database can hold written as an escape."""
    return text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def _prove(extraction: Extraction) -> None:
    document, mentions = extraction.document, set(extraction.mentions)

    def refuse(reason: str) -> DocumentError:
        return DocumentError(printable(document.address), f"its extraction doesn't hold together: {reason}; report this")

    for anchor in _anchors(extraction):
        start, end = anchor.start, anchor.end
        if not 0 <= start < end <= len(document.text) or anchor != Anchor(document.id, start, end, document.text[start:end]):
            raise refuse(f"{printable(anchor.exact)!r} doesn't stand at {start}-{end}")
    for zone in document.zones:
        if not 0 <= zone.start <= zone.end <= len(document.text):
            raise refuse(f"there is no {zone.kind} at {zone.start}-{zone.end}")
    for owner, mention in _named(extraction):
        if mention not in mentions:
            raise refuse(f"{printable(mention.name)!r} of {owner} is not among the mentions")
    for things in (extraction.mentions, extraction.claims, extraction.quotes):
        for key, number in Counter(thing.id for thing in things).items():
            if number > 1:
                raise refuse(f"{number} things have the id {key}")


def _named(extraction: Extraction) -> Iterator[tuple[str, Mention]]:
    for claim in extraction.claims:
        for mention in (*claim.actors, *claim.recipients, *((claim.location,) if claim.location else ())):
            yield claim.id, mention
    for quote in extraction.quotes:
        for mention in quote.speakers:
            yield quote.id, mention


def _anchors(extraction: Extraction) -> Iterator[Anchor]:
    for mention in extraction.mentions:
        yield mention.anchor
    for claim in extraction.claims:
        yield from (
            claim.trigger,
            *claim.also,
            *(count.anchor for count in claim.counts),
            *((claim.when.anchor,) if claim.when.anchor else ()),
        )
    for quote in extraction.quotes:
        yield from (*quote.content, *(anchor for anchor in (quote.speaker, quote.cue) if anchor))
    for topic in extraction.topics:
        yield topic.anchor
    for time in extraction.times:
        yield from (time.anchor, *((time.when.anchor,) if time.when.anchor else ()))


def insertion(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insertion in the engine's own words, which can say what to do with rows that are there."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
