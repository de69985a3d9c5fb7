from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copyfile

import pytest

from bot.services.feedback import Feedback
from bot.services.people import People
from bot.services.receipts import Receipts
from db.database import Database
from tests.conftest import KEY, MovedClock


@pytest.fixture
async def db(tmp_path: Path, migrated: Path, clock: MovedClock) -> AsyncIterator[Database]:
    copyfile(migrated, tmp_path / "db.sqlite3")
    database = Database.at(f"sqlite+aiosqlite:///{tmp_path}/db.sqlite3", clock, [KEY])
    yield database
    await database.close()


@pytest.fixture
def people(db: Database, clock: MovedClock) -> People:
    return People(db, clock)


@pytest.fixture
def feedback(db: Database, clock: MovedClock) -> Feedback:
    return Feedback(db, clock)


@pytest.fixture
def receipts(db: Database, clock: MovedClock) -> Receipts:
    return Receipts(db, clock)


@pytest.fixture
async def broken(tmp_path: Path, clock: MovedClock) -> AsyncIterator[Database]:
    """A database whose file is garbage."""
    file = tmp_path / "broken.sqlite3"
    file.write_bytes(b"no database at all. " * 500)
    database = Database.at(f"sqlite+aiosqlite:///{file}", clock)
    yield database
    await database.close()
