"""The real bot against the pretend Telegram with its flood limits on, while citizens write.

The server is in this process, the bot in its own. A citizen's wait is counted from his /start to
the moment the first words of the answer arrive at Telegram.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from db.database import Database
from db.migrate import migrate
from pretend.calls import Call
from pretend.jsons import integer
from pretend.telegram import PretendTelegram
from tests.runtime.broadcast_crowd import FIRST, broadcast_to_all, settle
from tests.runtime.broadcast_kills import TOKEN, telegram_with
from tests.runtime.processes import Bots, environ, free_port

RATE = 25
RECIPIENTS = 750
CITIZENS = range(10_001, 10_501)
"""Each comes once: a chat takes three messages in three seconds."""
STARTS = 150
IDLE_BETWEEN, BUSY_BETWEEN = 0.1, 0.16
"""Seconds from one /start to the next; in the second case some 31 messages a second are wanted."""
REFUSED = 429


@dataclass(frozen=True, slots=True)
class Limits:
    """`rate`: sends a second by the server's clock, from the first to the last. `idle`, `busy`:
    seconds 99 of 100 citizens wait at most, without a broadcast and during one.
    """

    rate: float
    refusals: int
    idle: float
    busy: float


@dataclass(slots=True)
class Stage:
    """A running bot, its Telegram, and the citizens who have not come yet."""

    telegram: PretendTelegram
    database: Database
    citizens: "count[int]"

    async def starts(self, between: float) -> list[float]:
        """How long each of many citizens waited."""
        asked: dict[int, float] = {}
        since = len(self.telegram.calls)
        async with asyncio.TaskGroup() as tasks:
            for _start in range(STARTS):
                person = next(self.citizens)
                asked[person] = self.telegram.world.clock()
                tasks.create_task(self.telegram.write(person, {"text": "/start"}))
                await asyncio.sleep(between)
        told: dict[int, float] = {}
        for call in _sends(self.telegram.calls[since:]):
            told.setdefault(integer(call.params.get("chat_id")), call.at)
        return [told[person] - at for person, at in asked.items()]

    async def broadcast(self) -> list[float]:
        """The moments of a broadcast's sends, once it is done."""
        since = len(self.telegram.calls)
        await broadcast_to_all(self.database)
        while True:
            await asyncio.sleep(1)
            sends = [
                call.at
                for call in _sends(self.telegram.calls[since:])
                if integer(call.params.get("chat_id")) >= FIRST
            ]
            if len(sends) >= RECIPIENTS:
                return sends


def _sends(calls: list[Call]) -> list[Call]:
    return [call for call in calls if call.method == "sendMessage" and call.status == 200]


def p99(seconds: list[float]) -> float:
    return sorted(seconds)[int(len(seconds) * 0.99)]


@asynccontextmanager
async def _stage(folder: str) -> AsyncIterator[Stage]:
    url, port = f"sqlite+aiosqlite:///{folder}/limits.sqlite3", free_port()
    recipients = range(FIRST, FIRST + RECIPIENTS)
    await migrate(url)
    database = Database.at(url)
    await settle(database, recipients)
    env = environ(
        BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL=f"http://127.0.0.1:{port}",
        DATABASE_URL=url,
        LOG_LEVEL="ERROR",
        BROADCAST_RATE=str(RATE),
    )
    async with telegram_with(recipients, port, limits=True) as telegram:
        with (Path(folder) / "log").open("wb") as log:
            async with Bots(env, log).open() as bots:
                await bots.fork()
                async with asyncio.timeout(60):
                    while not telegram.mailbox.allowed:  # noqa: ASYNC110 - it polls by then
                        await asyncio.sleep(0.05)
                yield Stage(telegram, database, count(CITIZENS.start))
        print((Path(folder) / "log").read_text(encoding="utf-8"), end="")
    await database.close()


async def measure() -> Limits:
    """A broadcast alone, then one with citizens in between; each takes half a minute or more."""
    with TemporaryDirectory() as folder:
        async with _stage(folder) as stage:
            await stage.starts(IDLE_BETWEEN)  # the first time everything is read and compiled
            idle = await stage.starts(IDLE_BETWEEN)
            alone = await stage.broadcast()
            async with asyncio.TaskGroup() as tasks:
                sending = tasks.create_task(stage.broadcast())
                await asyncio.sleep(3)
                busy = await stage.starts(BUSY_BETWEEN)
                assert not sending.done(), "the citizens came too late"
            refusals = sum(call.status == REFUSED for call in stage.telegram.calls)
    rate = (len(alone) - 1) / (alone[-1] - alone[0])
    return Limits(rate, refusals, p99(idle), p99(busy))
