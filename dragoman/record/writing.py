"""Nouns → rows. An extraction is proven before it is written, so that nothing unproven ever stands in the record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import StatementError

from dragoman.errors import DocumentError, UsageError
from dragoman.model import Anchor, Claim, Document, Extraction, Judgement, Mention, Quote, Time, When
from dragoman.record import schema, search
from dragoman.record.opening import unstorable

Row = dict[str, Any]


def add(connection: Connection, extraction: Extraction) -> bool:
    """Keep a document and all that it gave up; False when the document is known, whose new address is then noted.

    Raises DocumentError when the extraction doesn't hold together (an anchor that isn't in the text, a party that isn't among
    the mentions, two things with one id) or its text can't be kept in a database.
    """
    document = extraction.document
    _prove(extraction)
    try:
        new = _insert_new(connection, schema.documents, [_document_row(document)])
        number = connection.execute(select(schema.documents.c.number).where(schema.documents.c.id == document.id)).scalar_one()
        _insert_new(connection, schema.addresses, [{"document": number, "address": document.address, "noted": now()}])
        if new:
            for table, rows in _rows(number, extraction):
                if rows:
                    connection.execute(insert(table), rows)
            search.index(connection, number, document)
    except StatementError as error:
        if reason := unstorable(error):
            raise DocumentError(printable(document.address), f"its text {reason}") from None
        raise
    return bool(new)


def set_aside(connection: Connection, address: str, reason: str) -> None:
    """Note an address that gave no document, and why; the last reason given stands."""
    row = {"address": printable(address), "reason": printable(reason), "noted": now()}
    statement = _insert(connection, schema.set_aside)
    connection.execute(statement.on_conflict_do_update(index_elements=["address"], set_=row), row)


def judge(connection: Connection, judgements: Iterable[Judgement]) -> int:
    """Keep judgements, those already known left as they are; how many were new."""
    rows = {judgement.id: _judgement_row(judgement) for judgement in judgements}
    # in one order whoever writes: two writers that each wait for the other's row would never end
    return _insert_new(connection, schema.judgements, [rows[key] for key in sorted(rows)])


def undo(connection: Connection, judgement: str) -> None:
    """Mark a judgement as undone now; one already undone stays so. Raises UsageError when there is none with that id."""
    table = schema.judgements
    if connection.execute(select(table.c.id).where(table.c.id == judgement)).first() is None:
        raise UsageError(f"there is no judgement {judgement}; list them to see their ids")
    connection.execute(update(table).where(table.c.id == judgement, table.c.undone.is_(None)).values(undone=now()))


def set_clusters(connection: Connection, kind: str, clusters: Mapping[str, str]) -> None:
    """Replace all clusters of one kind by a mapping from member to cluster."""
    table = schema.clusters
    if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyway
        connection.execute(text("LOCK TABLE clusters IN EXCLUSIVE MODE"))
    connection.execute(delete(table).where(table.c.kind == kind))
    if clusters:
        rows = [{"kind": kind, "member": member, "cluster": cluster} for member, cluster in clusters.items()]
        connection.execute(insert(table), rows)


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
        yield from (claim.trigger, *claim.also, *((claim.when.anchor,) if claim.when.anchor else ()))
    for quote in extraction.quotes:
        yield from (*quote.content, *(anchor for anchor in (quote.speaker, quote.cue) if anchor))
    for time in extraction.times:
        yield from (time.anchor, *((time.when.anchor,) if time.when.anchor else ()))


def _insert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


def _insert_new(connection: Connection, table: Table, rows: list[Row]) -> int:
    """Insert the rows whose keys aren't there yet, also when another writer adds them at this moment; how many those were."""
    return connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows).rowcount if rows else 0


def _rows(number: int, extraction: Extraction) -> Iterator[tuple[Table, list[Row]]]:
    """The rows of each table, a table after those it refers to."""
    here = {"document": number}
    document, claims, quotes = extraction.document, extraction.claims, extraction.quotes
    yield (
        schema.zones,
        [{**here, "ordinal": n, "kind": z.kind, "start": z.start, "end": z.end} for n, z in enumerate(document.zones)],
    )
    yield schema.mentions, [{**here, "ordinal": n, **_mention_row(mention)} for n, mention in enumerate(extraction.mentions)]
    yield schema.claims, [{**here, "ordinal": n, **_claim_row(claim)} for n, claim in enumerate(claims)]
    yield (
        schema.claim_parties,
        [
            {"claim": c.id, "role": role, "ordinal": n, "mention": mention.id}
            for c in claims
            for role, mentions in (("actor", c.actors), ("recipient", c.recipients))
            for n, mention in enumerate(mentions)
        ],
    )
    yield schema.claim_countries, [{"claim": c.id, "country": country} for c in claims for country in c.parties]
    yield schema.claim_topics, [{"claim": c.id, "ordinal": n, "topic": topic} for c in claims for n, topic in enumerate(c.topics)]
    yield (
        schema.claim_also,
        [{"claim": c.id, "ordinal": n, **_anchor_row("", anchor)} for c in claims for n, anchor in enumerate(c.also)],
    )
    yield schema.quotes, [{**here, "ordinal": n, **_quote_row(quote)} for n, quote in enumerate(quotes)]
    yield (
        schema.quote_contents,
        [{"quote": q.id, "ordinal": n, **_anchor_row("", anchor)} for q in quotes for n, anchor in enumerate(q.content)],
    )
    yield (
        schema.quote_speakers,
        [{"quote": q.id, "ordinal": n, "mention": mention.id} for q in quotes for n, mention in enumerate(q.speakers)],
    )
    yield (
        schema.quote_countries,
        [{"quote": q.id, "country": country} for q in quotes for country in sorted({c for s in q.speakers for c in s.countries})],
    )
    yield schema.quote_topics, [{"quote": q.id, "ordinal": n, "topic": topic} for q in quotes for n, topic in enumerate(q.topics)]
    yield schema.times, [{**here, "ordinal": n, **_time_row(time)} for n, time in enumerate(extraction.times)]


def _document_row(document: Document) -> Row:
    return {
        "id": document.id,
        "text": document.text,
        "kind": document.kind,
        "title": document.title,
        "publisher": document.publisher,
        "issuer": document.issuer,
        "published": document.published,
        "language": document.language,
        "url": document.url,
        "added": now(),
        "extractor": version("dragoman"),
    }


def _mention_row(mention: Mention) -> Row:
    return {
        "id": mention.id,
        **_anchor_row("", mention.anchor),
        "kind": mention.kind,
        "entity": mention.entity,
        "name": mention.name,
        "country": mention.country,
        "sector": mention.sector,
        "office": mention.office,
    }


def _claim_row(claim: Claim) -> Row:
    return {
        "id": claim.id,
        **_anchor_row("trigger_", claim.trigger),
        "type": claim.type,
        "modality": claim.modality,
        "mode": claim.mode,
        "contexts": claim.contexts,
        "location": claim.location.id if claim.location else None,
        **_when_row(claim.when),
        "according_to": claim.according_to,
        "size": dict(claim.size),
    }


def _quote_row(quote: Quote) -> Row:
    return {
        "id": quote.id,
        "manner": quote.manner,
        "act": quote.act,
        **_anchor_row("speaker_", quote.speaker),
        **_anchor_row("cue_", quote.cue),
        "addressee": quote.addressee,
        "denies": quote.denies,
    }


def _time_row(time: Time) -> Row:
    return {**_anchor_row("", time.anchor), **_when_row(time.when), "type": time.type, "value": time.value}


def _judgement_row(judgement: Judgement) -> Row:
    made = datetime.fromisoformat(judgement.made)
    return {
        "id": judgement.id,
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "by": judgement.by,
        "because": judgement.because,
        "made": (made.astimezone(UTC) if made.tzinfo else made.replace(tzinfo=UTC)).isoformat(),
        "undone": now() if judgement.undone else None,
    }


def _anchor_row(prefix: str, anchor: Anchor | None) -> Row:
    return {
        f"{prefix}start": anchor.start if anchor else None,
        f"{prefix}end": anchor.end if anchor else None,
        f"{prefix}exact": anchor.exact if anchor else None,
    }


def _when_row(when: When) -> Row:
    return {
        "when_edtf": when.edtf,
        "when_basis": when.basis,
        "when_start": when.start,
        "when_end": when.end,
        **_anchor_row("when_anchor_", when.anchor),
    }
