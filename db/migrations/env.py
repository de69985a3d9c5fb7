"""Runs migrations over the connection it is given; generated against PostgreSQL, run on both."""

from alembic import context
from sqlalchemy import Connection

from db.tables import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        compare_type=True,
        transactional_ddl=True,  # a process killed half-way leaves the last release's tables whole
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
