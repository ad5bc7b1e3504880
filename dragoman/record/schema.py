"""The tables, one definition for SQLite and PostgreSQL; `migrations/` makes them, a test holds the two together.

A column is named by the path into the noun that it keeps: `trigger_start` is `Claim.trigger.start`. Inside the record documents
go by `number`, the order of their arrival; ids are the nouns' own. What a document says is inserted once and never updated.

The full-text index `document_words` differs by engine and is known to `search` alone.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine


class Words(TypeDecorator[str]):
    """Text that both engines keep and sort alike, by code point.

    Binding text with NUL or a lone surrogate raises ValueError: PostgreSQL can't hold the one, and neither engine the other.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL is told to sort by code point, as SQLite does by nature."""
        return Text(collation="C") if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """Refuse what can't be kept."""
        if value is not None:
            if "\0" in value:
                raise ValueError("holds a NUL character, which text never has")
            try:
                value.encode()
            except UnicodeEncodeError:
                raise ValueError("holds half a character (a lone surrogate), which text never has") from None
        return value


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _words(name: str, *, nullable: bool = False, index: bool = False) -> Column[str]:
    return Column(name, Words, nullable=nullable, index=index)


def _key(name: str) -> Column[str]:
    return Column(name, Words, primary_key=True)


def _ordinal() -> Column[int]:
    return Column("ordinal", Integer, primary_key=True, autoincrement=False)


def _owner(name: str, target: str) -> Column[str]:
    return Column(name, Words, ForeignKey(target), primary_key=True)


def _anchor(prefix: str = "", *, nullable: bool = False) -> Iterator[Column[Any]]:
    yield Column(f"{prefix}start", Integer, nullable=nullable)
    yield Column(f"{prefix}end", Integer, nullable=nullable)
    yield _words(f"{prefix}exact", nullable=nullable)


def _when() -> Iterator[Column[Any]]:
    yield _words("when_edtf", nullable=True)
    yield _words("when_basis")
    yield Column("when_start", Date)
    yield Column("when_end", Date)
    yield from _anchor("when_anchor_", nullable=True)


def _observation(name: str, *columns: Column[Any] | Index) -> Table:
    """A table of nouns with ids of their own, in the order in which a document holds them."""
    return Table(
        name,
        metadata,
        _key("id"),
        Column("document", Integer, ForeignKey("documents.number"), nullable=False),
        Column("ordinal", Integer, nullable=False),
        *columns,
        UniqueConstraint("document", "ordinal"),
    )


documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    _words("text"),
    _words("kind"),
    _words("title", nullable=True),
    _words("publisher", nullable=True),
    _words("issuer", nullable=True),
    _words("published", nullable=True, index=True),
    _words("language", nullable=True),
    _words("url", nullable=True),
    _words("added"),
    _words("extractor"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    _words("address", index=True),
    _words("noted"),
    UniqueConstraint("document", "address"),
)

zones = Table(
    "zones",
    metadata,
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True),
    _ordinal(),
    _words("kind"),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

mentions = _observation(
    "mentions",
    *_anchor(),
    _words("kind"),
    _words("entity"),
    _words("name"),
    _words("country", nullable=True),
    _words("sector", nullable=True),
    _words("office", nullable=True),
    Index(None, "entity", "name"),
)

claims = _observation(
    "claims",
    *_anchor("trigger_"),
    _words("type"),
    _words("modality"),
    _words("mode", nullable=True),
    Column("contexts", JSON, nullable=False),
    Column("location", Words, ForeignKey("mentions.id")),
    *_when(),
    _words("according_to", nullable=True),
)

claim_parties = Table(
    "claim_parties",
    metadata,
    _owner("claim", "claims.id"),
    _key("role"),
    _ordinal(),
    Column("mention", Words, ForeignKey("mentions.id"), nullable=False, index=True),
)

claim_countries = Table("claim_countries", metadata, _key("country"), _owner("claim", "claims.id"))

claim_topics = Table("claim_topics", metadata, _owner("claim", "claims.id"), _ordinal(), _words("topic"))

claim_also = Table("claim_also", metadata, _owner("claim", "claims.id"), _ordinal(), *_anchor())

claim_counts = Table(
    "claim_counts",
    metadata,
    _owner("claim", "claims.id"),
    _ordinal(),
    _words("kind"),
    Column("low", BigInteger),
    Column("high", BigInteger),
    _words("unit", nullable=True),
    *_anchor(),
)

quotes = _observation(
    "quotes",
    _words("manner"),
    _words("act"),
    *_anchor("speaker_", nullable=True),
    *_anchor("cue_", nullable=True),
    _words("addressee", nullable=True),
    _words("denies", nullable=True),
    _words("confirms", nullable=True),
)

quote_contents = Table("quote_contents", metadata, _owner("quote", "quotes.id"), _ordinal(), *_anchor())

quote_speakers = Table(
    "quote_speakers",
    metadata,
    _owner("quote", "quotes.id"),
    _ordinal(),
    Column("mention", Words, ForeignKey("mentions.id"), nullable=False, index=True),
)

quote_countries = Table("quote_countries", metadata, _key("country"), _owner("quote", "quotes.id"))

quote_topics = Table("quote_topics", metadata, _owner("quote", "quotes.id"), _ordinal(), _words("topic", index=True))

times = Table(
    "times",
    metadata,
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True),
    _ordinal(),
    *_anchor(),
    *_when(),
    _words("type"),
    _words("value", nullable=True),
)

topics = Table(
    "topics",
    metadata,
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True),
    _ordinal(),
    _words("topic", index=True),
    *_anchor(),
)

#: What the sentences of a document fall into: [start, end, weak, opens] of each. Documents of older records have none.
clauses = Table(
    "clauses",
    metadata,
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True),
    Column("clauses", JSON, nullable=False),
)

judgements = Table(
    "judgements",
    metadata,
    _key("id"),
    _words("left"),
    _words("right"),
    _words("verdict"),
    _words("by"),
    _words("because"),
    _words("made"),
    _words("undone", nullable=True),
    # when a rule ceased to judge so; unlike what a reader has undone it stands again once the rule judges so again
    _words("withdrawn", nullable=True),
    CheckConstraint('"left" < "right"', name="sorted"),
    Index(None, "left", "by"),
    Index(None, "right", "by"),
)

#: `alone` is the id that the member's cluster would have without any other member, and may have had before it was joined.
clusters = Table(
    "clusters",
    metadata,
    _key("kind"),
    _key("member"),
    _words("cluster"),
    _words("alone", index=True),
    Index(None, "cluster", "member"),
)

#: The heads of events. `day` is the first day on which one may have begun, "" for none; joint codes are joined with `+`.
events = Table(
    "events",
    metadata,
    _key("id"),
    _words("day"),
    _words("type"),
    _words("mode", nullable=True),
    _words("modality"),
    _words("parties"),
    _words("acting"),
    _words("towards"),
    Column("persons", JSON, nullable=False),
    *_when(),
    Column("when_anchor_document", Integer, ForeignKey("documents.number")),
    _words("location", nullable=True),
    Column("topics", JSON, nullable=False),
    Column("document", Integer, ForeignKey("documents.number"), nullable=False),
    *_anchor("trigger_"),
    *_anchor("sentence_"),
    Column("publishers", JSON, nullable=False),
    Column("kinds", JSON, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("differ", JSON, nullable=False),
    Column("stays", Boolean, nullable=False),
    Column("aside", Boolean, nullable=False),
    _words("part_of", nullable=True, index=True),
    Index(None, "day", "id"),
    Index(None, "parties", "when_end"),
)

#: What events are listed by: a party, a relation (two parties joined with `+`), a topic, a publisher, a kind of document; in order of time.
facets = Table(
    "facets",
    metadata,
    _key("event"),
    _key("facet"),
    _key("value"),
    _words("day"),
    Index(None, "facet", "value", "day", "event"),
)

#: What has yet to be resolved: new documents by id, the members that readers' judgements are on, events that have no head, or EVERYTHING.
EVERYTHING = "*"
pending = Table("pending", metadata, _key("member"))

#: How often the record was written, in its one row, so that answers can be kept until it is another.
changes = Table(
    "changes", metadata, Column("id", Integer, primary_key=True, autoincrement=False), Column("number", Integer, nullable=False)
)
WRITTEN = text("INSERT INTO changes (id, number) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET number = changes.number + 1")

#: What mentions and claims are found by when others are compared with them, each key for a span of days or months.
keys = Table(
    "keys",
    metadata,
    _key("member"),
    _key("key"),
    Column("first", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
    Index(None, "key", "last", "first"),
)

#: What documents are found by that share words with others.
prints = Table(
    "prints",
    metadata,
    Column("print", BigInteger, primary_key=True, autoincrement=False),
    Column("document", Integer, ForeignKey("documents.number"), primary_key=True),
    sqlite_with_rowid=False,
)

#: How many mentions of each person say a name and a state ("" where they don't).
bearers = Table(
    "bearers",
    metadata,
    _key("cluster"),
    _key("entity"),
    _key("country"),
    Column("number", Integer, nullable=False),
)

set_aside = Table("set_aside", metadata, _key("address"), _words("reason"), _words("noted"))

#: The order of lists for readers: the latest published first, the undated last, among equals the latest arrived first.
NEWEST_FIRST = (documents.c.published.desc().nulls_last(), documents.c.number.desc())
