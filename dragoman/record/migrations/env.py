"""What Alembic runs: the migrations, in the transaction that `opening.migrate` began."""

from alembic import context

from dragoman.record.opening import VERSION_TABLE
from dragoman.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    version_table=VERSION_TABLE,
    target_metadata=metadata,  # lends its naming of keys and indexes
)
context.run_migrations()
