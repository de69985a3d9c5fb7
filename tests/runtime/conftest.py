import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message

from bot.fsm.isolation import PersonIsolation
from bot.inbox import Inbox
from bot.services.receipts import Receipts
from bot.settings import Settings
from db.database import Database
from db.migrate import migrate
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock


@dataclass
class Slow:
    """A bot with one handler, which says «begun» and, told to wait, waits to be let go."""

    telegram: PretendTelegram
    bot: Bot
    inbox: Inbox
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    begun: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    async def handle(self, message: Message) -> None:
        words = message.text or ""
        self.begun.append(words)
        if words.startswith("wait"):
            await self.gate.wait()
        else:
            await asyncio.sleep(0)
        self.done.append(words)


@pytest.fixture
async def database(settings: Settings, clock: MovedClock) -> AsyncIterator[Database]:
    await migrate(settings.database_url)
    database = Database.at(settings.database_url, clock, settings.keys)
    yield database
    await database.close()


@pytest.fixture
async def slow(database: Database, clock: MovedClock) -> AsyncIterator[Slow]:
    telegram = PretendTelegram()
    bot = Bot(telegram.token, PretendSession(telegram))
    dispatcher = Dispatcher(events_isolation=PersonIsolation())
    slow = Slow(telegram, bot, Inbox(bot, dispatcher, Receipts(database, clock)))
    dispatcher.message.register(slow.handle)
    yield slow
    slow.gate.set()
