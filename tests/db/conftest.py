from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.database import Database
from db.migrate import migrate
from tests.conftest import MovedClock


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "db.sqlite3"


@pytest.fixture
async def db(file: Path, clock: MovedClock) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{file}"
    await migrate(url)
    database = Database.at(url, clock)
    yield database
    await database.close()
