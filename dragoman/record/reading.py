"""Rows → nouns, many documents at a time: each table is asked once for a whole batch of documents.

`ids` maps the numbers of the batch's documents to their ids.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Column, Connection, RowMapping, Table, select

from dragoman.model import Anchor, Claim, Clause, Count, Document, Extraction, Mention, Quote, Telling, Time, Topic, When, Zone
from dragoman.record import finding, schema

Ids = Mapping[int, str]


def documents(connection: Connection, numbers: Collection[int]) -> dict[int, Document]:
    """Documents by number, in the order of the numbers; each with the first address at which it was found."""
    addresses: dict[int, str] = {}
    for row in _of_documents(connection, schema.addresses, "number", numbers):
        addresses.setdefault(row["document"], row["address"])
    zones = defaultdict(list)
    for row in _of_documents(connection, schema.zones, "ordinal", numbers):
        zones[row["document"]].append(Zone(row["kind"], row["start"], row["end"]))
    table = schema.documents
    rows = {row["number"]: row for row in connection.execute(select(table).where(table.c.number.in_(numbers))).mappings()}
    return {
        number: Document(
            address=addresses[number],
            text=rows[number]["text"],
            kind=rows[number]["kind"],
            title=rows[number]["title"],
            publisher=rows[number]["publisher"],
            issuer=rows[number]["issuer"],
            published=rows[number]["published"],
            language=rows[number]["language"],
            url=rows[number]["url"],
            zones=tuple(zones[number]),
        )
        for number in numbers
    }


def ids(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """The ids of documents by number, in the order of arrival."""
    table = schema.documents
    rows = connection.execute(select(table.c.number, table.c.id).where(table.c.number.in_(numbers)).order_by(table.c.number))
    return {row.number: row.id for row in rows}


def extractions(connection: Connection, numbers: Collection[int]) -> list[Extraction]:
    """All that some documents gave up, noun for noun as it was added, in the order of the numbers."""
    read, here = documents(connection, numbers), ids(connection, numbers)
    named = mentions(connection, here)
    claimed, said = claims(connection, here, named), quotes(connection, here, named)
    dated, about, cut = times(connection, here), topics(connection, here), clauses(connection, here)
    return [
        Extraction(
            read[number],
            mentions=tuple(named[number].values()),
            claims=tuple(claimed[number]),
            quotes=tuple(said[number]),
            times=tuple(dated[number]),
            topics=tuple(about[number]),
            clauses=cut.get(number, ()),
        )
        for number in numbers
    ]


def tellings(connection: Connection, numbers: Collection[int]) -> list[Telling]:
    """The claims of documents, in the order of the numbers and of the text."""
    read, here = documents(connection, numbers), ids(connection, numbers)
    claimed = claims(connection, here, mentions(connection, here))
    return [Telling(claim=claim, document=read[number]) for number in numbers for claim in claimed[number]]


def quoted(connection: Connection, numbers: Collection[int]) -> list[tuple[Document, Quote]]:
    """The quotes of documents, in the order of the numbers and of the text."""
    read, here = documents(connection, numbers), ids(connection, numbers)
    said = quotes(connection, here, mentions(connection, here))
    return [(read[number], quote) for number in numbers for quote in said[number]]


def mentions(connection: Connection, ids: Ids) -> dict[int, dict[str, Mention]]:
    """The mentions of each document, by their ids, in the order of the text."""
    found: dict[int, dict[str, Mention]] = {number: {} for number in ids}
    for row in _of_documents(connection, schema.mentions, "ordinal", ids):
        found[row["document"]][row["id"]] = _mention(ids[row["document"]], row)
    return found


def mentions_where(connection: Connection, column: Column[str], values: Collection[str]) -> list[Mention]:
    """The mentions that have one of some values in a column."""
    table, documents = schema.mentions, schema.documents
    query = select(table, documents.c.id.label("of")).join(documents, documents.c.number == table.c.document)
    batches = (query.where(column.in_(batch)) for batch in finding.batches(sorted(values)))
    return [_mention(row["of"], row) for batch in batches for row in connection.execute(batch).mappings()]


def claims(connection: Connection, ids: Ids, named: Mapping[int, Mapping[str, Mention]]) -> dict[int, list[Claim]]:
    """The claims of each document, whose mentions are given."""
    parties = _parts(connection, schema.claim_parties, schema.claims, ids)
    topics = _parts(connection, schema.claim_topics, schema.claims, ids)
    also = _parts(connection, schema.claim_also, schema.claims, ids)
    counts = _parts(connection, schema.claim_counts, schema.claims, ids)
    found: dict[int, list[Claim]] = {number: [] for number in ids}
    for row in _of_documents(connection, schema.claims, "ordinal", ids):
        number, key, document = row["document"], row["id"], ids[row["document"]]
        actors, recipients = (
            tuple(named[number][part["mention"]] for part in parties[key] if part["role"] == role)
            for role in ("actor", "recipient")
        )
        found[number].append(
            Claim(
                trigger=_anchor(document, row, "trigger_"),
                type=row["type"],
                modality=row["modality"],
                mode=row["mode"],
                contexts=tuple(row["contexts"]),
                actors=actors,
                recipients=recipients,
                location=named[number][row["location"]] if row["location"] else None,
                when=_when(document, row),
                topics=tuple(part["topic"] for part in topics[key]),
                according_to=row["according_to"],
                counts=tuple(
                    Count(part["kind"], part["low"], part["high"], _anchor(document, part), part["unit"]) for part in counts[key]
                ),
                also=tuple(_anchor(document, part) for part in also[key]),
            )
        )
    return found


def quotes(connection: Connection, ids: Ids, named: Mapping[int, Mapping[str, Mention]]) -> dict[int, list[Quote]]:
    """The quotes of each document, whose mentions are given."""
    contents = _parts(connection, schema.quote_contents, schema.quotes, ids)
    speakers = _parts(connection, schema.quote_speakers, schema.quotes, ids)
    topics = _parts(connection, schema.quote_topics, schema.quotes, ids)
    found: dict[int, list[Quote]] = {number: [] for number in ids}
    for row in _of_documents(connection, schema.quotes, "ordinal", ids):
        number, key, document = row["document"], row["id"], ids[row["document"]]
        found[number].append(
            Quote(
                content=tuple(_anchor(document, part) for part in contents[key]),
                manner=row["manner"],
                act=row["act"],
                speaker=_anchor_or_none(document, row, "speaker_"),
                speakers=tuple(named[number][part["mention"]] for part in speakers[key]),
                cue=_anchor_or_none(document, row, "cue_"),
                addressee=row["addressee"],
                denies=row["denies"],
                confirms=row["confirms"],
                topics=tuple(part["topic"] for part in topics[key]),
            )
        )
    return found


def times(connection: Connection, ids: Ids) -> dict[int, list[Time]]:
    """The times of each document."""
    found: dict[int, list[Time]] = {number: [] for number in ids}
    for row in _of_documents(connection, schema.times, "ordinal", ids):
        document = ids[row["document"]]
        found[row["document"]].append(Time(_when(document, row), _anchor(document, row), row["type"], row["value"]))
    return found


def topics(connection: Connection, ids: Ids) -> dict[int, list[Topic]]:
    """The wordings of each document that show what a passage is about."""
    found: dict[int, list[Topic]] = {number: [] for number in ids}
    for row in _of_documents(connection, schema.topics, "ordinal", ids):
        found[row["document"]].append(Topic(row["topic"], _anchor(ids[row["document"]], row)))
    return found


def clauses(connection: Connection, ids: Ids) -> dict[int, tuple[Clause, ...]]:
    """The clauses of each document that has them."""
    table = schema.clauses
    rows = connection.execute(select(table).where(table.c.document.in_(ids)))
    return {row.document: tuple(Clause(*clause) for clause in row.clauses) for row in rows}


def _of_documents(connection: Connection, table: Table, order: str, numbers: Collection[int]) -> Sequence[RowMapping]:
    statement = select(table).where(table.c.document.in_(numbers)).order_by(table.c.document, table.c[order])
    return connection.execute(statement).mappings().all()


def _parts(connection: Connection, part: Table, whole: Table, numbers: Collection[int]) -> dict[str, list[RowMapping]]:
    """The rows of a claim's or a quote's parts, in their order, by its id."""
    owner = part.c[whole.name.removesuffix("s")]
    statement = select(part).join(whole, owner == whole.c.id).where(whole.c.document.in_(numbers)).order_by(part.c.ordinal)
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(statement).mappings().all():
        found[row[owner.name]].append(row)
    return found


def _mention(document: str, row: RowMapping) -> Mention:
    return Mention(
        anchor=_anchor(document, row),
        kind=row["kind"],
        entity=row["entity"],
        name=row["name"],
        country=row["country"],
        sector=row["sector"],
        office=row["office"],
    )


def _anchor(document: str, row: RowMapping, prefix: str = "") -> Anchor:
    return Anchor(document, row[f"{prefix}start"], row[f"{prefix}end"], row[f"{prefix}exact"])


def _anchor_or_none(document: str, row: RowMapping, prefix: str) -> Anchor | None:
    return None if row[f"{prefix}start"] is None else _anchor(document, row, prefix)


def _when(document: str, row: RowMapping) -> When:
    anchor = _anchor_or_none(document, row, "when_anchor_")
    return When(row["when_edtf"], row["when_basis"], row["when_start"], row["when_end"], anchor)
