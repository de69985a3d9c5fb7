"""The keys as an operator meets them: what is missing, what does not fit, and sealing anew."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from db.database import Database
from db.migrate import migrate
from tests.conftest import KEY, MovedClock
from tests.db.personal import SECRETS, fill
from tests.features.kept import kept
from tests.runtime.processes import Ended, command, free_port

OTHER = Fernet.generate_key().decode()
TOKEN = "987654:AAE-nobody-may-see-this-token-anywhere"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/keys.sqlite3"


@pytest.fixture
async def filled(url: str, clock: MovedClock) -> AsyncIterator[Database]:
    """A database with something personal in it, sealed with KEY."""
    await migrate(url)
    database = Database.at(url, clock, [KEY])
    await fill(database, 1001, 1002)
    yield database
    await database.close()


async def run(url: str, keys: str) -> Ended:
    """A start that gets as far as Telegram, if the keys let it."""
    nowhere = f"http://127.0.0.1:{free_port()}"
    return await command(
        "run",
        BOT_TOKEN=TOKEN,
        DATABASE_URL=url,
        ENCRYPTION_KEYS=keys,
        TELEGRAM_API_URL=nowhere,
    )


@pytest.mark.parametrize("keys", ["", OTHER], ids=["none", "another"])
async def test_keys_that_do_not_open_what_is_stored_end_the_start(
    filled: Database, url: str, keys: str
) -> None:
    ended = await run(url, keys)
    assert ended.code == 2, ended.err
    assert ended.err == "ENCRYPTION_KEYS: do not open what is stored in forms\n"


@pytest.mark.parametrize("keys", [KEY, f"{OTHER},{KEY}", f"{KEY} {OTHER}"], ids=["1", "2", "3"])
async def test_a_start_with_the_key_among_others_goes_on(
    filled: Database, url: str, keys: str
) -> None:
    ended = await run(url, keys)
    assert "ENCRYPTION_KEYS" not in ended.err
    assert ended.err.splitlines()[-1].startswith("TELEGRAM_API_URL: ")


async def test_a_start_without_keys_and_with_nothing_sealed_goes_on(url: str) -> None:
    ended = await run(url, "")
    assert ended.err.splitlines()[-1].startswith("TELEGRAM_API_URL: ")


async def test_rotating_lets_the_old_key_go(filled: Database, url: str) -> None:
    first = await command("rotate-keys", DATABASE_URL=url, ENCRYPTION_KEYS=f"{OTHER},{KEY}")
    assert (first.code, first.err) == (0, "")
    assert first.out.splitlines() == [
        "forms: 1 sealed anew, 0 were already, 0 opened by no key",
        "stays: 2 sealed anew, 0 were already, 0 opened by no key",
        "teams: 2 sealed anew, 0 were already, 0 opened by no key",
        "team_members: 2 sealed anew, 0 were already, 0 opened by no key",
    ]
    again = await command("rotate-keys", DATABASE_URL=url, ENCRYPTION_KEYS=OTHER)
    assert again.code == 0
    assert "stays: 0 sealed anew, 2 were already, 0 opened by no key" in again.out.splitlines()
    assert (await run(url, OTHER)).err.splitlines()[-1].startswith("TELEGRAM_API_URL: ")
    assert (await run(url, KEY)).err == "ENCRYPTION_KEYS: do not open what is stored in forms\n"


async def test_rows_that_no_key_opens_are_told(filled: Database, url: str) -> None:
    before = await kept(filled)
    ended = await command("rotate-keys", DATABASE_URL=url, ENCRYPTION_KEYS=OTHER)
    assert ended.code == 1
    assert ended.err == "ENCRYPTION_KEYS: none of them opens 7 rows\n"
    assert "stays: 0 sealed anew, 0 were already, 2 opened by no key" in ended.out.splitlines()
    assert await kept(filled) == before
    assert not [one for one in SECRETS if one in ended.out + ended.err]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({}, "ENCRYPTION_KEYS: not set; there is nothing to seal with"),
        ({"ENCRYPTION_KEYS": "hunter2"}, "ENCRYPTION_KEYS: holds what is no key"),
        ({"DATABASE_URL": "mysql://x/y", "ENCRYPTION_KEYS": KEY}, "DATABASE_URL: "),
        (
            {"DATABASE_URL": "sqlite+aiosqlite:////dev/null/a.sqlite3", "ENCRYPTION_KEYS": KEY},
            "DATABASE_URL: the database does not open",
        ),
    ],
)
async def test_what_cannot_be_rotated_is_told_in_one_line(
    url: str, settings: dict[str, str], told: str
) -> None:
    ended = await command("rotate-keys", **({"DATABASE_URL": url} | settings))
    assert ended.code == 2
    assert ended.err.startswith(told)
    assert ended.err.count("\n") == 1
    assert "hunter2" not in ended.err
