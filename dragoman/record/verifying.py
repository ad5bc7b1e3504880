"""Prove the record once more: every text against its document's id, every anchor's words against the text."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, Table, select

from dragoman.model import Document
from dragoman.record import schema

#: Every place where the record keeps words of a text: the table, and what its columns `start`, `end` and `exact` begin with.
ANCHORED = tuple(
    (table, column.name.removesuffix("exact"))
    for table in schema.metadata.sorted_tables
    for column in table.c
    if column.name.endswith("exact")
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that no longer is as it was added: `what` names it, then what it should be and what was found instead."""

    document: str
    what: str
    expected: str
    found: str


def verify(connection: Connection, numbers: Collection[int]) -> Iterator[Fault]:
    """The faults of some documents: their texts first, then their anchors."""
    table = schema.documents
    texts, ids = {}, {}
    for row in connection.execute(select(table).where(table.c.number.in_(numbers)).order_by(table.c.number)):
        texts[row.number], ids[row.number] = row.text, row.id
        kept = Document(address="", text=row.text, publisher=row.publisher, published=row.published).id
        if kept != row.id:
            yield Fault(row.id, "text, publisher or day of publication", row.id, kept)
    for table, prefix in ANCHORED:
        for number, owner, start, end, exact in connection.execute(_anchors(table, prefix, numbers)):
            words = texts[number][start:end] if 0 <= start < end <= len(texts[number]) else ""
            if words != exact:
                yield Fault(ids[number], f"{_owner(table, owner)} {_role(table, prefix)}".rstrip(), exact, words)


def _anchors(table: Table, prefix: str, numbers: Collection[int]) -> Select[Any]:
    """Document, owner, start, end and words of the anchors of one kind in some documents."""
    anchor = [table.c[f"{prefix}{part}"] for part in ("start", "end", "exact")]
    whole = next((whole for whole in (schema.claims, schema.quotes) if whole.name.removesuffix("s") in table.c), table)
    # the time of an event's head may rest on another document than its words
    document = table.c.get(f"{prefix}document", whole.c.document)
    found = select(document, whole.c.id if "id" in whole.c else whole.c.ordinal, *anchor)
    if whole is not table:
        found = found.join_from(table, whole)
    return found.where(document.in_(numbers), anchor[0].is_not(None))


def _owner(table: Table, owner: str | int) -> str:
    return f"{table.name.removesuffix('s')} {owner}" if isinstance(owner, int) else owner


def _role(table: Table, prefix: str) -> str:
    return (prefix.strip("_") or table.name.partition("_")[2]).replace("_", " ")
