"""A whole bot against a strict pretend Telegram, on a database of its own."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from pydantic import SecretStr

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from bot.texts import Texts
from bot.workers.reminders import Reminders
from db.database import Database
from db.migrate import migrate
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor

ROOT = Path(__file__).parent.parent
KEY = "dGhlIGtleSBvZiB0aGUgdGVzdHMsIG5vYm9keSdzISE="
NOON = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # a Monday


@dataclass
class MovedClock:
    """A clock that stands still until somebody moves it."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


@dataclass(repr=False)  # asyncio tells a fixture's result to `signal`, twice a test: a second each
class World:
    """The bot, its Telegram, and the people who write to it."""

    telegram: PretendTelegram
    app: composition.App
    clock: MovedClock
    people: list[Visitor] = field(default_factory=list)

    @property
    def db(self) -> Database:
        """For looking at what was committed, in a transaction of the test's own."""
        return self.app.database

    def visitor(self, person: int = 1001, *, language: str = "kk", name: str = "Айгүл") -> Visitor:
        visitor = Visitor(self.telegram, person, first_name=name, language_code=language)
        self.people.append(visitor)
        return visitor


@pytest.fixture(scope="session")
def content() -> Content:
    return Content.load(ROOT / "content")


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts.load()


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database of this release; copying is ten times as fast as migrating."""
    path = tmp_path_factory.mktemp("database") / "empty.sqlite3"
    asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture
def settings(tmp_path: Path, migrated: Path) -> Settings:
    copyfile(migrated, tmp_path / "test.sqlite3")
    token = SecretStr(PretendTelegram().token)
    return Settings(
        bot_token=token,
        database_url=f"sqlite+aiosqlite:///{tmp_path}/test.sqlite3",
        encryption_keys=(SecretStr(KEY),),
    )


async def still(_reminders: Reminders, stop: asyncio.Event) -> None:
    await stop.wait()


@pytest.fixture
async def world(
    settings: Settings, content: Content, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[World]:
    """What the bot would say by itself is not said: it would come between two messages."""
    monkeypatch.setattr(Reminders, "keep", still)  # tests/workers makes its rounds by hand
    telegram = PretendTelegram()
    session = PretendSession(telegram)
    async with composition.running(settings, session, content, clock) as app:
        telegram.deliver = app.inbox.handle
        yield World(telegram, app, clock)


@pytest.fixture
def visitor(world: World) -> Visitor:
    return world.visitor()


@pytest.fixture
def says(texts: Texts) -> Callable[..., str]:
    """A sentence of the code in a language: `says("🏠 Home", "kk")`."""

    def translated(msgid: str, language: str = "kk") -> str:
        return {locale.value: text for locale, text in texts.everywhere(msgid).items()}[language]

    return translated
