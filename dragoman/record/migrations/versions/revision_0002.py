"""Quotes that confirm what another said."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.add_column("quotes", Column("confirms", Text().with_variant(Text(collation="C"), "postgresql"), nullable=True))


def downgrade():
    op.drop_column("quotes", "confirms")
