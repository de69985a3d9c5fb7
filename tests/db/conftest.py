import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.database import Database
from db.migrate import migrate
from tests.conftest import KEY, MovedClock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "db.sqlite3"


@pytest.fixture
async def db(file: Path, clock: MovedClock) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{file}"
    await migrate(url)
    database = Database.at(url, clock, [KEY])
    yield database
    await database.close()


async def closed(database: Database) -> None:
    """Closes, and waits for the driver's threads: one that failed tells it to the loop."""
    await database.close()
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, 2)
