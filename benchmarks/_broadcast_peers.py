"""What our engine is measured against: a bare aiogram loop, and aiogram-broadcaster 0.6.8."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram_broadcaster import Broadcaster
from aiogram_broadcaster.contents import TextContent
from aiogram_broadcaster.storages.sqlalchemy import SQLAlchemyStorage
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.measuring import TOKEN

AT_ONCE = 50
LONGEST = 8.0
"""Seconds a peer is watched: with its storage it would need minutes for 20,000."""
TEXT = "Құрметті отандастар! Тіркеу мерзімі ұзартылды. Толығырақ: /help"


@asynccontextmanager
async def a_bot(base: str) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base))
    bot = Bot(TOKEN, session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    yield bot
    await session.close()


async def bare(base: str, recipients: int) -> float:
    """Sends a second of the loop a tutorial would write: a semaphore, nothing remembered."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(bot: Bot, person: int) -> None:
        async with places:
            await bot.send_message(person, TEXT)

    async with a_bot(base) as bot:
        await bot.send_message(1, TEXT)
        started = perf_counter()
        await asyncio.gather(*(one(bot, person) for person in range(1, recipients + 1)))
        return recipients / (perf_counter() - started)


async def peer(base: str, recipients: int, storage: SQLAlchemyStorage | None = None) -> float:
    """Sends a second of aiogram-broadcaster, over at most some seconds."""
    logging.getLogger("aiogram_broadcaster").setLevel(logging.ERROR)
    async with a_bot(base) as bot:
        await bot.send_message(1, TEXT)
        broadcaster = Broadcaster(bot, storage=storage)
        mailer = await broadcaster.create_mailer(
            chats=range(1, recipients + 1), content=TextContent(text=TEXT), bot=bot
        )
        started = perf_counter()
        sending = mailer.start()
        await asyncio.wait((sending,), timeout=LONGEST)
        sent = len(mailer.chats.success)
        seconds = perf_counter() - started
        if not sending.done():
            await mailer.stop()
            await sending
        return sent / seconds


async def stored_peer(base: str, recipients: int) -> float:
    """The same with its SQLAlchemy storage, in a file with write-ahead logging as ours."""
    with TemporaryDirectory() as folder:
        engine = create_async_engine(f"sqlite+aiosqlite:///{Path(folder)}/peer.sqlite3")
        async with engine.begin() as connection:
            await connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        storage = SQLAlchemyStorage.from_engine(engine)
        await storage.startup()
        try:
            return await peer(base, recipients, storage)
        finally:
            await storage.shutdown()
