"""Mentions by entity and name: who bears a name is read from an index alone. Events wait for heads that say where they gathered."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.drop_index("ix_mentions_entity", "mentions")
    op.create_index("ix_mentions_entity_name", "mentions", ["entity", "name"])
    op.execute("INSERT INTO pending (member) SELECT DISTINCT cluster FROM clusters WHERE kind = 'event' ON CONFLICT DO NOTHING")


def downgrade():
    op.execute("DELETE FROM facets WHERE facet = 'gathering'")
    op.drop_index("ix_mentions_entity_name", "mentions")
    op.create_index("ix_mentions_entity", "mentions", ["entity"])
