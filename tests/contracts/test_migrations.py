"""Migrations make exactly the tables of the code, up and down, on both databases."""

import importlib.util
import io
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine

from db.migrate import SCRIPTS, downgrade_to, migrate, revision, run_steps, upgrade_to
from db.migrations import HEAD
from db.tables import metadata

Result = TypeVar("Result")

BOOKKEEPING = "alembic_version"
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "")


@pytest.fixture(params=["sqlite", "postgresql"])
async def url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """An empty database. The PostgreSQL one must be there for tests alone: it is emptied."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3"
        return
    if not POSTGRES:
        pytest.skip("TEST_POSTGRES_URL is not set")
    if importlib.util.find_spec("asyncpg") is None:
        pytest.skip("asyncpg is not installed")
    await on(POSTGRES, empty)
    yield POSTGRES
    await on(POSTGRES, empty)


async def on(url: str, work: Callable[[Connection], Result]) -> Result:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()


def empty(connection: Connection) -> None:
    found = MetaData()
    found.reflect(connection)
    found.drop_all(connection)


def table_names(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {BOOKKEEPING}


def schema(connection: Connection) -> dict[str, list[str]]:
    looked = inspect(connection)
    return {
        name: sorted(
            [
                f"{one['name']} {one['type']!r} {one['nullable']}"
                for one in looked.get_columns(name)
            ]
            + [f"{one['name']} on {one['column_names']}" for one in looked.get_indexes(name)]
            + [str(looked.get_pk_constraint(name)["constrained_columns"])]
        )
        for name in table_names(connection)
    }


def differences(connection: Connection, wanted: MetaData = metadata) -> list[str]:
    """What alembic's autogenerate would write into a new migration."""
    context = MigrationContext.configure(
        connection, opts={"compare_type": True, "compare_server_default": True}
    )
    return [str(one) for one in compare_metadata(context, wanted)]


async def steps(url: str, work: Callable[[Connection], None]) -> str:
    """Runs migrations and gives the revision they led to."""
    engine = create_async_engine(url)
    try:
        await run_steps(engine, work)
        return await revision(engine)
    finally:
        await engine.dispose()


def test_head_is_alembics_only_head() -> None:
    assert ScriptDirectory(str(SCRIPTS)).get_heads() == [HEAD]


def test_each_migration_is_named_after_its_revision() -> None:
    for script in ScriptDirectory(str(SCRIPTS)).walk_revisions():
        assert Path(script.path).name.startswith(f"{script.revision}_")


async def test_up_down_up(url: str) -> None:
    assert await steps(url, upgrade_to("head")) == HEAD
    made = await on(url, schema)
    assert made.keys() == metadata.tables.keys()
    assert await steps(url, downgrade_to("base")) == ""
    assert await on(url, table_names) == set()
    assert await steps(url, upgrade_to("head")) == HEAD
    assert await on(url, schema) == made


async def test_every_step_can_be_taken_back_alone(url: str) -> None:
    scripts = list(ScriptDirectory(str(SCRIPTS)).walk_revisions())
    await steps(url, upgrade_to("head"))
    for script in scripts:
        below = str(script.down_revision or "base")
        assert await steps(url, downgrade_to(below)) == str(script.down_revision or "")
        assert await steps(url, upgrade_to(script.revision)) == script.revision
        await steps(url, downgrade_to(below))


async def test_the_migrated_schema_is_that_of_the_code(url: str) -> None:
    await migrate(url)
    assert await on(url, differences) == []


async def test_the_comparison_sees_a_difference(url: str) -> None:
    """Else the test above could not fail: a table, a column, a type and an index too many."""
    await migrate(url)
    other = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(other)
    other.tables["people"].append_column(Column("shoe_size", Integer))
    other.tables["people"].c.language.type = String(5)
    other.tables["votes"].c.helped.index = True
    Table("hobbies", other, Column("id", Integer, primary_key=True))
    found = " ".join(await on(url, lambda connection: differences(connection, other)))
    for word in ("shoe_size", "modify_type", "hobbies"):
        assert word in found


async def test_migrating_twice_does_nothing(url: str) -> None:
    assert await migrate(url) == ""
    before = await on(url, schema)
    statement = text(
        "INSERT INTO people (id, language, created_at, seen_at)"
        " VALUES (1, 'kk', '2026-11-23 06:00:00', '2026-11-23 06:00:00')"
    )
    await on(url, lambda connection: connection.execute(statement).close())
    assert await migrate(url) == HEAD
    assert await on(url, schema) == before
    count = text("SELECT count(*) FROM people")
    assert await on(url, lambda connection: connection.execute(count).scalar_one()) == 1


def test_the_statements_for_postgresql() -> None:
    """Without a server: moments keep their zone, and ids of Telegram fit."""
    out = io.StringIO()
    context = MigrationContext.configure(
        dialect_name="postgresql", opts={"as_sql": True, "output_buffer": out}
    )
    with Operations.context(context):
        for script in reversed(list(ScriptDirectory(str(SCRIPTS)).walk_revisions())):
            script.module.upgrade()
    words = out.getvalue()
    for table in metadata.tables:
        assert f"CREATE TABLE {table} " in words
    assert "TIMESTAMP WITHOUT" not in words
    assert "seen_at TIMESTAMP WITH TIME ZONE" in words
    assert "id BIGINT NOT NULL" in words
