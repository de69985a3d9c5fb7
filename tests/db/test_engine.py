"""What the two verbs of the database promise, on a real SQLite file."""

import asyncio
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from core.locale import Locale
from core.people.person import Person
from db.database import Database, Unavailable
from db.engine import READERS, build_engines, is_sqlite
from db.migrate import migrate
from tests.conftest import NOON
from tests.db.conftest import closed


async def counted(db: Database) -> int:
    async with db.reading() as tx:
        return await tx.feedback.arrivals_from("poster")


async def write_and_fail(db: Database) -> None:
    async with db.writing() as tx:
        await tx.feedback.arrived("poster", NOON.date())
        raise ZeroDivisionError


def broken(file: Path) -> Database:
    file.write_bytes(b"this is no database. " * 500)
    return Database.at(f"sqlite+aiosqlite:///{file}")


async def test_concurrent_read_then_write_loses_nothing(db: Database) -> None:
    """Each reads a number, lets the others run, and writes it plus one."""

    async def increment() -> None:
        async with db.writing() as tx:
            person = await tx.people.get(1)
            seen = int(person.city or "0") if person else 0
            await asyncio.sleep(0)
            await tx.people.save(Person(1, Locale.KK, "KR", str(seen + 1)), NOON)

    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(increment())
    async with db.reading() as tx:
        person = await tx.people.get(1)
    assert person is not None
    assert person.city == "20"


async def test_two_apps_on_one_file_lose_nothing(db: Database, file: Path) -> None:
    """Two writers that know nothing of each other wait instead of failing with «locked»."""
    other = Database.at(f"sqlite+aiosqlite:///{file}", db.clock)

    async def increment(one: Database) -> None:
        async with one.writing() as tx:
            before = await tx.feedback.arrivals_from("poster")
            await asyncio.sleep(0)
            await tx.feedback.arrived("poster", NOON.date())
            assert await tx.feedback.arrivals_from("poster") == before + 1

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(10):
                group.create_task(increment(db))
                group.create_task(increment(other))
    finally:
        await other.close()
    assert await counted(db) == 20


async def test_readers_do_not_wait_for_the_writer(db: Database) -> None:
    async with db.writing() as tx:
        await tx.feedback.arrived("poster", NOON.date())
        assert await counted(db) == 0  # inside the write: sees the state before it
    assert await counted(db) == 1


async def test_more_readers_than_connections(db: Database) -> None:
    async with asyncio.TaskGroup() as group:
        found = [group.create_task(counted(db)) for _ in range(READERS * 5)]
    assert [task.result() for task in found] == [0] * (READERS * 5)


async def test_a_failed_transaction_leaves_nothing(db: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await write_and_fail(db)
    assert await counted(db) == 0


async def test_a_cancelled_transaction_leaves_nothing_and_frees_the_writer(db: Database) -> None:
    inside = asyncio.Event()

    async def hang() -> None:
        async with db.writing() as tx:
            await tx.feedback.arrived("poster", NOON.date())
            inside.set()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as group:
        task = group.create_task(hang())
        await inside.wait()
        task.cancel()
    assert await counted(db) == 0
    async with db.writing() as tx:
        await tx.feedback.arrived("poster", NOON.date())
    assert await counted(db) == 1


async def test_pragmas_of_every_connection(db: Database) -> None:
    for engine in (db.writer, db.reader):
        async with engine.connect() as connection:
            found = {
                pragma: (await connection.execute(text(f"PRAGMA {pragma}"))).scalar_one()
                for pragma in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
            }
        assert found == {
            "journal_mode": "wal",
            "synchronous": 1,
            "busy_timeout": 5000,
            "foreign_keys": 1,
        }


async def test_a_writer_begins_with_begin_immediate(db: Database) -> None:
    """Seen on the wire: a deferred BEGIN can fail late in spite of the busy timeout."""
    sent: list[str] = []
    for engine in (db.writer, db.reader):
        event.listen(
            engine.sync_engine,
            "before_cursor_execute",
            lambda _c, _cursor, statement, *_rest: sent.append(statement),
        )
    async with db.writing() as tx:
        await tx.people.get(1)
    async with db.reading() as tx:
        await tx.people.get(1)
    assert [one for one in sent if one.startswith("BEGIN")] == ["BEGIN IMMEDIATE", "BEGIN"]


async def test_a_broken_file_is_unavailable(file: Path) -> None:
    database = broken(file)
    with pytest.raises(Unavailable):
        async with database.reading() as tx:
            await tx.people.get(1)
    with pytest.raises(Unavailable):
        async with database.writing() as tx:
            await tx.feedback.arrived("poster", NOON.date())
    await closed(database)


async def test_a_file_in_no_folder_is_unavailable(tmp_path: Path) -> None:
    database = Database.at(f"sqlite+aiosqlite:///{tmp_path}/gone/db.sqlite3")
    with pytest.raises(Unavailable):
        async with database.reading() as tx:
            await tx.people.get(1)
    await closed(database)


async def test_an_empty_file_has_no_tables_and_is_unavailable(file: Path) -> None:
    database = Database.at(f"sqlite+aiosqlite:///{file}")
    with pytest.raises(Unavailable):
        async with database.writing() as tx:
            await tx.feedback.arrived("poster", NOON.date())
    await closed(database)


async def test_unavailable_names_the_kind_of_fault_and_keeps_its_cause(db: Database) -> None:
    with pytest.raises(Unavailable, match=r"^IntegrityError$") as gone:
        async with db.writing() as tx:
            await tx.people.connection.execute(
                text("INSERT INTO people (id, language) VALUES (1, NULL)")
            )
    assert isinstance(gone.value.__cause__, IntegrityError)


async def test_what_is_no_database_fault_passes_as_it_is(db: Database) -> None:
    with pytest.raises(KeyError):
        async with db.reading():
            raise KeyError


async def test_a_transaction_is_seen_by_others_after_its_commit(db: Database, file: Path) -> None:
    async with db.writing() as tx:
        await tx.feedback.arrived("poster", NOON.date())
        await tx.feedback.arrived("poster", (NOON + timedelta(days=1)).date())
    with sqlite3.connect(file) as other:
        rows = other.execute("SELECT source, count FROM arrivals").fetchall()
    other.close()
    assert rows == [("poster", 1), ("poster", 1)]


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("sqlite+aiosqlite:///x.sqlite3", True),
        ("sqlite+aiosqlite://", True),
        ("postgresql+asyncpg://u:p@h/d", False),
    ],
)
def test_which_database(url: str, *, answer: bool) -> None:
    assert is_sqlite(url) is answer


async def test_sqlite_has_one_writer_apart_from_its_readers(file: Path) -> None:
    writer, reader = build_engines(f"sqlite+aiosqlite:///{file}")
    assert writer is not reader
    assert "Pool size: 1 " in writer.pool.status()
    assert f"Pool size: {READERS} " in reader.pool.status()


async def test_a_migration_that_fails_half_way_leaves_nothing(file: Path) -> None:
    """As a kill in the middle of it would: the next start finds an empty database and succeeds."""
    url = f"sqlite+aiosqlite:///{file}"
    with sqlite3.connect(file) as early:
        early.execute("CREATE TABLE votes (in_the_way TEXT)")
    early.close()
    with pytest.raises(Unavailable):
        await migrate(url)
    with sqlite3.connect(file) as late:
        tables = {name for (name,) in late.execute("SELECT name FROM sqlite_master")}
    late.close()
    assert "people" not in tables


async def test_of_two_processes_one_has_the_file_to_itself_till_it_ends(file: Path) -> None:
    url = f"sqlite+aiosqlite:///{file}"
    first, second = Database.at(url), Database.at(url)
    assert first.alone.take()
    assert first.alone.take()
    assert not second.alone.take()
    await first.close()
    assert second.alone.take()
    await second.close()
    nowhere = Database.at("sqlite+aiosqlite:////nowhere/at/all.sqlite3")
    assert not nowhere.alone.take()
