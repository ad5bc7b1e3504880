"""The heads of events, the clauses of documents, how often the record was written, and the id that each member's cluster has by itself. Events wait for their heads, which resolving writes."""

from hashlib import sha256
from json import dumps

from alembic import op
from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, PrimaryKeyConstraint, Text, text

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS = Text().with_variant(Text(collation="C"), "postgresql")

#: Indexes by table and columns.
NEW = (
    ("clusters", "alone"),
    ("events", "day", "id"),
    ("events", "parties", "when_end"),
    ("events", "part_of"),
    ("facets", "facet", "value", "day", "event"),
)


def words(name, *, nullable=False):
    return Column(name, WORDS, nullable=nullable)


def anchor(prefix, *, nullable=False):
    yield from (Column(f"{prefix}{end}", Integer, nullable=nullable) for end in ("start", "end"))
    yield words(f"{prefix}exact", nullable=nullable)


def upgrade():
    op.create_table(
        "events",
        *(words(name) for name in ("id", "day", "type")),
        words("mode", nullable=True),
        *(words(name) for name in ("modality", "parties", "acting", "towards")),
        Column("persons", JSON, nullable=False),
        words("when_edtf", nullable=True),
        words("when_basis"),
        Column("when_start", Date),
        Column("when_end", Date),
        *anchor("when_anchor_", nullable=True),
        Column("when_anchor_document", Integer, ForeignKey("documents.number")),
        words("location", nullable=True),
        Column("topics", JSON, nullable=False),
        Column("document", Integer, ForeignKey("documents.number"), nullable=False),
        *anchor("trigger_"),
        *anchor("sentence_"),
        *(Column(name, JSON, nullable=False) for name in ("publishers", "kinds")),
        *(Column(name, Integer, nullable=False) for name in ("documents", "independent")),
        Column("differ", JSON, nullable=False),
        *(Column(name, Boolean, nullable=False) for name in ("stays", "aside")),
        words("part_of", nullable=True),
        PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "facets",
        *(words(name) for name in ("event", "facet", "value", "day")),
        PrimaryKeyConstraint("event", "facet", "value"),
    )
    op.create_table(
        "clauses",
        Column("document", Integer, ForeignKey("documents.number"), nullable=False, autoincrement=False),
        Column("clauses", JSON, nullable=False),
        PrimaryKeyConstraint("document"),
    )
    op.create_table(
        "changes",
        Column("id", Integer, nullable=False, autoincrement=False),
        Column("number", Integer, nullable=False),
        PrimaryKeyConstraint("id"),
    )
    keep_alone()
    for table, *columns in NEW:
        op.create_index("_".join(("ix", table, *columns)), table, columns)
    op.execute("INSERT INTO pending (member) SELECT DISTINCT cluster FROM clusters WHERE kind = 'event' ON CONFLICT DO NOTHING")


def keep_alone():
    """Give each member of a cluster the id that it would have alone: the fingerprint of the member."""
    op.add_column("clusters", Column("alone", WORDS, nullable=False, server_default=""))
    rows = op.get_bind().execute(text("SELECT kind, member FROM clusters")).all()
    found = [
        {"alone": f"{kind}:{sha256(dumps([m], ensure_ascii=False).encode()).hexdigest()[:16]}", "m": m, "k": kind}
        for kind, m in rows
    ]
    if found:
        op.get_bind().execute(text("UPDATE clusters SET alone = :alone WHERE member = :m AND kind = :k"), found)


def downgrade():
    op.execute("DELETE FROM pending WHERE member LIKE 'event:%'")
    for table, *columns in reversed(NEW):
        op.drop_index("_".join(("ix", table, *columns)), table)
    op.drop_column("clusters", "alone")
    op.drop_table("changes")
    op.drop_table("clauses")
    op.drop_table("facets")
    op.drop_table("events")
