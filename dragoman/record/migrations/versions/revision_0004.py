"""What resolving one document needs to find those that it touches. The whole record is to be resolved once more, since it has no keys."""

from hashlib import sha256
from json import dumps

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, PrimaryKeyConstraint, Text, text

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WORDS = Text().with_variant(Text(collation="C"), "postgresql")

#: Indexes by table and columns.
NEW = (
    ("mentions", "entity"),
    ("claim_parties", "mention"),
    ("judgements", "left", "by"),
    ("judgements", "right", "by"),
    ("clusters", "cluster", "member"),
)
OLD = (("judgements", "left"), ("judgements", "right"), ("clusters", "kind", "cluster"))


def words(name, *, nullable=False):
    return Column(name, WORDS, nullable=nullable)


def number(name, type_=Integer):
    return Column(name, type_, nullable=False, autoincrement=False)


def name_of(index):
    return "ix_" + "_".join(index)


def upgrade():
    op.create_table("pending", words("member"), PrimaryKeyConstraint("member"))
    op.create_table(
        "keys", words("member"), words("key"), number("first"), number("last"), PrimaryKeyConstraint("member", "key", "first")
    )
    op.create_table(
        "prints",
        number("print", BigInteger),
        Column("document", Integer, ForeignKey("documents.number"), nullable=False),
        PrimaryKeyConstraint("print", "document"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bearers",
        *(words(name) for name in ("cluster", "entity", "country")),
        number("number"),
        PrimaryKeyConstraint("cluster", "entity", "country"),
    )
    op.add_column("judgements", words("withdrawn", nullable=True))
    for index in OLD:
        op.drop_index(name_of(index), index[0])
    for index in (*NEW, ("keys", "key", "last", "first")):
        op.create_index(name_of(index), index[0], list(index[1:]))
    rename_offices()
    op.execute("INSERT INTO pending (member) SELECT '*' WHERE EXISTS (SELECT 1 FROM documents)")


def rename_offices():
    """Give judgements on whom an office stands for their rule's new name, so that what a reader undid stays undone."""
    found = "SELECT id, \"left\", \"right\", verdict FROM judgements WHERE by = 'rule:names' AND because LIKE '% is called % of % on %'"
    by = "rule:offices"
    for old, *judged in op.get_bind().execute(text(found)).all():
        digest = sha256(dumps([*judged, by], ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
        change = text("UPDATE judgements SET id = :new, by = :by WHERE id = :old")
        op.get_bind().execute(change, {"new": f"judgement:{digest[:16]}", "by": by, "old": old})


def downgrade():
    for table in ("bearers", "prints", "keys", "pending"):
        op.drop_table(table)
    for index in NEW:
        op.drop_index(name_of(index), index[0])
    op.drop_column("judgements", "withdrawn")
    for index in OLD:
        op.create_index(name_of(index), index[0], list(index[1:]))
