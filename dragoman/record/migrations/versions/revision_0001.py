"""Documents, what they say, what we make of them, and the words to search by."""

from alembic import op
from sqlalchemy import JSON, CheckConstraint, Column, Date, ForeignKey, Integer, PrimaryKeyConstraint, Text, UniqueConstraint

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WORDS = Text().with_variant(Text(collation="C"), "postgresql")

INDEXES = (
    ("documents", "published"),
    ("addresses", "address"),
    ("quote_speakers", "mention"),
    ("quote_topics", "topic"),
    ("topics", "topic"),
    ("judgements", "left"),
    ("judgements", "right"),
    ("clusters", "kind", "cluster"),
)

# the words come folded and separated by spaces (see search.py): every letter, digit and mark is part of one
TOKENIZER = "unicode61 remove_diacritics 0 categories 'L* M* N* Co Cn'"

FULL_TEXT = {
    "sqlite": (f"""CREATE VIRTUAL TABLE document_words USING fts5(words, content = '', tokenize = "{TOKENIZER}")""",),
    "postgresql": (
        "CREATE TABLE document_words (number INTEGER PRIMARY KEY REFERENCES documents (number), words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_document_words_words ON document_words USING GIN (words)",
    ),
}


def words(name, *, nullable=False):
    return Column(name, WORDS, nullable=nullable)


def number(name, *, nullable=False):
    return Column(name, Integer, nullable=nullable)


def reference(name, target, *, nullable=False):
    return Column(name, Integer if target == "documents.number" else WORDS, ForeignKey(target), nullable=nullable)


def anchor(prefix="", *, nullable=False):
    return (
        number(f"{prefix}start", nullable=nullable),
        number(f"{prefix}end", nullable=nullable),
        words(f"{prefix}exact", nullable=nullable),
    )


def when():
    return (
        words("when_edtf", nullable=True),
        words("when_basis"),
        Column("when_start", Date),
        Column("when_end", Date),
        *anchor("when_anchor_", nullable=True),
    )


def observation():
    return (
        words("id"),
        reference("document", "documents.number"),
        number("ordinal"),
        PrimaryKeyConstraint("id"),
        UniqueConstraint("document", "ordinal"),
    )


def belonging(name, target, *key):
    return reference(name, target), PrimaryKeyConstraint(*(key or (name, "ordinal")))


TABLES = {
    "documents": (
        Column("number", Integer, primary_key=True),
        words("id"),
        words("text"),
        words("kind"),
        *(words(name, nullable=True) for name in ("title", "publisher", "issuer", "published", "language", "url")),
        words("added"),
        words("extractor"),
        UniqueConstraint("id"),
    ),
    "addresses": (
        Column("number", Integer, primary_key=True),
        reference("document", "documents.number"),
        words("address"),
        words("noted"),
        UniqueConstraint("document", "address"),
    ),
    "zones": (
        *belonging("document", "documents.number"),
        number("ordinal"),
        words("kind"),
        number("start"),
        number("end"),
    ),
    "mentions": (
        *observation(),
        *anchor(),
        words("kind"),
        words("entity"),
        words("name"),
        *(words(name, nullable=True) for name in ("country", "sector", "office")),
    ),
    "claims": (
        *observation(),
        *anchor("trigger_"),
        words("type"),
        words("modality"),
        words("mode", nullable=True),
        Column("contexts", JSON, nullable=False),
        reference("location", "mentions.id", nullable=True),
        *when(),
        words("according_to", nullable=True),
        Column("size", JSON, nullable=False),
    ),
    "claim_parties": (
        *belonging("claim", "claims.id", "claim", "role", "ordinal"),
        words("role"),
        number("ordinal"),
        reference("mention", "mentions.id"),
    ),
    "claim_countries": (*belonging("claim", "claims.id", "country", "claim"), words("country")),
    "claim_topics": (*belonging("claim", "claims.id"), number("ordinal"), words("topic")),
    "claim_also": (*belonging("claim", "claims.id"), number("ordinal"), *anchor()),
    "quotes": (
        *observation(),
        words("manner"),
        words("act"),
        *anchor("speaker_", nullable=True),
        *anchor("cue_", nullable=True),
        words("addressee", nullable=True),
        words("denies", nullable=True),
    ),
    "quote_contents": (*belonging("quote", "quotes.id"), number("ordinal"), *anchor()),
    "quote_speakers": (*belonging("quote", "quotes.id"), number("ordinal"), reference("mention", "mentions.id")),
    "quote_countries": (*belonging("quote", "quotes.id", "country", "quote"), words("country")),
    "quote_topics": (*belonging("quote", "quotes.id"), number("ordinal"), words("topic")),
    "times": (
        *belonging("document", "documents.number"),
        number("ordinal"),
        *anchor(),
        *when(),
        words("type"),
        words("value", nullable=True),
    ),
    "topics": (*belonging("document", "documents.number"), number("ordinal"), words("topic"), *anchor()),
    "judgements": (
        words("id"),
        *(words(name) for name in ("left", "right", "verdict", "by", "because", "made")),
        words("undone", nullable=True),
        PrimaryKeyConstraint("id"),
        CheckConstraint('"left" < "right"', name="sorted"),
    ),
    "clusters": (words("kind"), words("member"), words("cluster"), PrimaryKeyConstraint("kind", "member")),
    "set_aside": (words("address"), words("reason"), words("noted"), PrimaryKeyConstraint("address")),
}


def upgrade():
    for name, columns in TABLES.items():
        op.create_table(name, *columns)
    for table, *columns in INDEXES:
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns)
    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)
