"""Counts with their words and their ends, for sizes that were bare numbers: a size is kept as a count whose words are the claim's own."""

import json

from alembic import op
from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, PrimaryKeyConstraint, Text, text

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = Text().with_variant(Text(collation="C"), "postgresql")


def upgrade():
    counts = op.create_table(
        "claim_counts",
        Column("claim", WORDS, ForeignKey("claims.id"), nullable=False),
        Column("ordinal", Integer, nullable=False, autoincrement=False),
        Column("kind", WORDS, nullable=False),
        Column("low", BigInteger),
        Column("high", BigInteger),
        Column("unit", WORDS),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
        Column("exact", WORDS, nullable=False),
        PrimaryKeyConstraint("claim", "ordinal", name="pk_claim_counts"),
    )
    rows = op.get_bind().execute(text("SELECT id, size, trigger_start, trigger_end, trigger_exact FROM claims")).all()
    kept = [
        {
            "claim": id_,
            "ordinal": n,
            "kind": kind,
            "low": number,
            "high": number,
            "unit": None,
            "start": start,
            "end": end,
            "exact": exact,
        }
        for id_, size, start, end, exact in rows
        for n, (kind, number) in enumerate((json.loads(size) if isinstance(size, str) else size).items())
        if abs(number) < 2**63
    ]
    op.bulk_insert(counts, kept)
    op.drop_column("claims", "size")


def downgrade():
    op.add_column("claims", Column("size", JSON, nullable=False, server_default="{}"))
    figures = {}
    for claim, kind, low, high in op.get_bind().execute(text("SELECT claim, kind, low, high FROM claim_counts ORDER BY ordinal")):
        if kind != "sum":
            figures.setdefault(claim, {}).setdefault(kind, high if low is None else low)
    for claim, size in figures.items():
        op.get_bind().execute(
            text("UPDATE claims SET size = :size WHERE id = :claim"), {"size": json.dumps(size), "claim": claim}
        )
    op.drop_table("claim_counts")
