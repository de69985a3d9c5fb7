"""Bringing a database to this release's tables. Alembic is imported only if there is work."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from db.database import Unavailable
from db.engine import build_engines, is_sqlite, switch_to_wal
from db.migrations import HEAD

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"


async def migrate(url: str) -> str:
    """Upgrades to HEAD and returns the revision found before, or "" for an empty database.

    Raises Unavailable for a database that does not open.
    """
    try:
        return await _migrate(url)
    except (SQLAlchemyError, OSError) as error:
        raise Unavailable(type(error).__name__) from error
    except ModuleNotFoundError as error:  # the driver is an extra
        raise Unavailable(str(error)) from error


async def _migrate(url: str) -> str:
    _make_folder(url)
    engine, _reader = build_engines(url)
    if is_sqlite(url):
        event.listen(engine.sync_engine, "connect", switch_to_wal)
    try:
        before = await revision(engine)
        if before != HEAD:
            await run_steps(engine, upgrade_to(HEAD))
        return before
    finally:
        await engine.dispose()


async def revision(engine: AsyncEngine) -> str:
    try:
        async with engine.connect() as connection:
            found = await connection.execute(text("SELECT version_num FROM alembic_version"))
            return str(found.scalar_one_or_none() or "")
    except SQLAlchemyError:  # no such table: nothing was ever migrated here
        return ""


async def run_steps(engine: AsyncEngine, steps: Callable[[Connection], None]) -> None:
    """Runs what `upgrade_to` or `downgrade_to` made, on a connection of its own."""
    async with engine.connect() as connection:
        await connection.run_sync(steps)
        await connection.commit()


def upgrade_to(target: str) -> Callable[[Connection], None]:
    from alembic import command  # noqa: PLC0415 - costs 36 MB, and a start at HEAD needs none of it

    return lambda connection: command.upgrade(_config(connection), target)


def downgrade_to(target: str) -> Callable[[Connection], None]:
    from alembic import command  # noqa: PLC0415 - see upgrade_to

    return lambda connection: command.downgrade(_config(connection), target)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - see upgrade_to

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _make_folder(url: str) -> None:
    database = make_url(url).database
    if is_sqlite(url) and database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
