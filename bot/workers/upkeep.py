"""Housekeeping loops. Each may be killed at any line and loses nothing that matters."""

import asyncio
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.fsm.storage import SqlStorage
from bot.services.asking import Asking
from bot.services.broadcasts import Broadcasts
from bot.services.people import People
from bot.services.receipts import Receipts
from bot.services.stays import Stays
from bot.telegram.introduction import introduce as tell_telegram
from bot.texts import Texts
from db.database import Unavailable

log = getLogger(__name__)

SEEN_EVERY = 5.0
RECEIPTS_EVERY = 3_600.0
INTRODUCE_AGAIN = 60.0


async def keep(
    people: People,
    receipts: Receipts,
    asking: Asking,
    stays: Stays,
    forms: SqlStorage,
    broadcasts: Broadcasts,
    stop: asyncio.Event,
) -> None:
    """Writes «last seen» in batches, drops what is kept long enough, until told to stop."""
    loop = asyncio.get_running_loop()
    next_drop = loop.time()
    while True:
        stopping = await pause(stop, SEEN_EVERY)
        try:
            await people.write_seen()
            if loop.time() >= next_drop:
                next_drop = loop.time() + RECEIPTS_EVERY
                await receipts.drop_old()
                await asking.forget_old()
                await forms.drop_old()
                await stays.drop_idle_consents()
                await broadcasts.drop_old()
        except Unavailable as error:
            log.error("upkeep waits: the database is gone (%s)", error)
        if stopping:
            return


async def introduce(bot: Bot, texts: Texts, stop: asyncio.Event) -> None:
    """Tells Telegram the bot's commands and descriptions in each language, until it has heard."""
    while not stop.is_set():
        try:
            await tell_telegram(bot, texts)
        except AiogramError as error:
            log.warning("commands are not set yet: %s", type(error).__name__)
        else:
            return
        await pause(stop, INTRODUCE_AGAIN)


async def pause(stop: asyncio.Event, seconds: float) -> bool:
    """Waits, or less when told to stop; True when told."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
