"""Engines: SQLite in WAL with one writer and a few readers; PostgreSQL with one pool for both."""

from typing import Protocol

from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY_TIMEOUT_MS = 5_000
READERS = 3
PRAGMAS = (
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "secure_delete = ON",  # what was erased is not to be read out of the file
)


class _Cursor(Protocol):
    def execute(self, statement: str) -> object: ...
    def close(self) -> None: ...


class _DriverConnection(Protocol):
    isolation_level: str | None

    def cursor(self) -> _Cursor: ...
    def close(self) -> None: ...


def is_sqlite(url: str) -> bool:
    return make_url(url).get_backend_name() == "sqlite"


def build_engines(url: str) -> tuple[AsyncEngine, AsyncEngine]:
    """The engine that writes and the one that reads.

    On SQLite a writer begins with BEGIN IMMEDIATE: a deferred one that reads first and writes
    later can fail in spite of the busy timeout.
    """
    if not is_sqlite(url):
        engine = create_async_engine(url, pool_size=10, pool_pre_ping=True)
        return engine, engine
    writer = create_async_engine(url, pool_size=1, max_overflow=0)
    reader = create_async_engine(url, pool_size=READERS, max_overflow=0)
    for engine in (writer, reader):
        event.listen(engine.sync_engine, "connect", _configure)
    event.listen(writer.sync_engine, "begin", _begin_immediate)
    event.listen(reader.sync_engine, "begin", _begin_deferred)
    return writer, reader


def _configure(connection: _DriverConnection, _record: object) -> None:
    connection.isolation_level = None  # the driver's own transactions would hide our BEGIN
    try:
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()
    except BaseException:
        connection.close()  # the pool forgets it, but its thread would live on
        raise


def switch_to_wal(connection: _DriverConnection, _record: object) -> None:
    """Write-ahead logging, which the file keeps.

    The switch itself cannot wait for others, so it is made once, by the migration.
    """
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
