"""The statements the docs give to those who run the bot do what is said of them."""

import re
import sqlite3
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from db.database import Database
from db.keys import closed_table
from db.migrate import migrate
from tests.conftest import KEY, ROOT, MovedClock
from tests.db.personal import SECRETS, fill

TOLD = re.compile(r'sqlite3 var/saparlas\.sqlite3 "([^."][^"]*)"')
GUIDE, DEPLOY = (
    TOLD.findall((ROOT / "docs" / name).read_text(encoding="utf-8"))
    for name in ("operator-guide.md", "deploy.md")
)


@pytest.fixture
async def file(tmp_path: Path, clock: MovedClock) -> Path:
    """A database in which two people have something in every table."""
    file = tmp_path / "told.sqlite3"
    url = f"sqlite+aiosqlite:///{file}"
    await migrate(url)
    database = Database.at(url, clock, [KEY])
    await fill(database, 1001, 2002)
    await fill(database, 2002, 1001)
    await database.close()
    return file


@pytest.mark.parametrize("statement", GUIDE)
def test_what_operators_count_names_nobody(file: Path, statement: str) -> None:
    connection = sqlite3.connect(file)
    told = str(connection.execute(statement).fetchall())
    connection.close()
    assert [one for one in ("1001", "2002", *SECRETS) if one in told] == []


async def test_after_a_lost_key_the_bot_starts_with_a_new_one(
    file: Path, clock: MovedClock
) -> None:
    (statement,) = DEPLOY
    url, key = f"sqlite+aiosqlite:///{file}", Fernet.generate_key().decode()
    database = Database.at(url, clock, [key])
    assert await closed_table(database) is not None
    connection = sqlite3.connect(file)
    connection.executescript(statement)
    connection.close()
    assert await closed_table(database) is None
    async with database.reading() as tx:
        kept = await tx.stays.of_person(1001)
        assert await tx.teams.memberships(1001) == []
    await database.close()
    assert kept is not None
    assert (kept.country, kept.details) == ("KR", None)


def test_there_are_statements_to_try() -> None:
    assert len(GUIDE) >= 8
