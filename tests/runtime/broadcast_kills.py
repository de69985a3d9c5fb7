"""A bot that sends to many and is killed at random moments of it, again and again."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from aiohttp import web
from sqlalchemy import func, select

from core.broadcasts.broadcast import State
from core.broadcasts.delivery import Outcome
from db.database import Database
from db.migrate import migrate
from db.tables.broadcasts import deliveries
from pretend.jsons import integer
from pretend.server import build_app
from pretend.telegram import PretendTelegram
from tests.runtime.broadcast_crowd import FIRST, OPERATOR, broadcast_to_all, settle
from tests.runtime.processes import Bots, environ, free_port

TOKEN = "42:AAE-the-token-of-this-telegram"
SENDS = ("sendMessage", "copyMessage")
LOOK = 0.002
PATIENCE = 120.0
LINGER = 0.08
"""Seconds at most from what a death waits for to the death itself."""


@dataclass(frozen=True, slots=True)
class Plan:
    recipients: int
    kills: int
    rate: int
    seed: int


@dataclass(frozen=True, slots=True)
class Row:
    outcome: Outcome
    repeated: bool


@dataclass(slots=True)
class Story:
    """What came of it.

    `times`: how often each person got it. `in_flight`: how many were claimed and not settled at
    each death. `marked`: rows that say that it may have come twice.
    """

    recipients: int
    times: Counter[int] = field(default_factory=Counter)
    rows: dict[int, Row] = field(default_factory=dict)
    in_flight: list[int] = field(default_factory=list)
    errors: str = ""
    seconds: float = 0.0

    @property
    def everybody(self) -> range:
        return range(FIRST, FIRST + self.recipients)

    @property
    def lost(self) -> list[int]:
        """Who did not get it, or is not told of as having got it."""
        return [
            one
            for one in self.everybody
            if not self.times[one]
            or one not in self.rows
            or self.rows[one].outcome is not Outcome.SENT
        ]

    @property
    def repeats(self) -> int:
        return sum(times - 1 for one, times in self.times.items() if times > 1)

    @property
    def unmarked(self) -> list[int]:
        return [
            one
            for one, times in self.times.items()
            if times > 1 and not (one in self.rows and self.rows[one].repeated)
        ]

    @property
    def marked(self) -> int:
        return sum(row.repeated for row in self.rows.values())


@asynccontextmanager
async def telegram_with(
    people: range, port: int, *, limits: bool = False
) -> AsyncIterator[PretendTelegram]:
    """The pretend Telegram by HTTP, in this process; these people have started the bot."""
    telegram = PretendTelegram(token=TOKEN, limits=limits)
    for one in (*people, OPERATOR):
        telegram.world.person(one)
        telegram.world.chats[one].started = True
    runner = web.AppRunner(build_app(telegram), shutdown_timeout=1, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port).start()
        yield telegram
    finally:
        await runner.cleanup()


@dataclass(slots=True)
class Watch:
    """Counts what arrived, and waits for it."""

    telegram: PretendTelegram
    times: Counter[int] = field(default_factory=Counter)
    read: int = 0
    heard: int = 0

    def look(self) -> int:
        """How many people have got it by now."""
        news = self.telegram.calls.since(self.read)
        for call in news:
            self.heard += call.method != "getUpdates"
            person = integer(call.params.get("chat_id"))
            if call.method in SENDS and call.status == 200 and person >= FIRST:
                self.times[person] += 1
        if news:
            self.read = news[-1].seq
        return len(self.times)

    async def until_reached(self, wanted: int) -> None:
        await _until(lambda: self.look() >= wanted)

    async def until_heard(self) -> None:
        """Until the bot says anything at all."""
        self.look()
        before = self.heard
        await _until(lambda: self.look() >= 0 and self.heard > before)


async def _until(enough: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not enough():  # noqa: ASYNC110 - another process has no event here
            await asyncio.sleep(LOOK)


async def _claimed(database: Database) -> int:
    claimed = deliveries.c.state == Outcome.SENDING.value
    async with database.reader.begin() as connection:
        found = await connection.execute(
            select(func.count()).select_from(deliveries).where(claimed)
        )
        return int(found.scalar_one())


async def _rows(database: Database) -> dict[int, Row]:
    async with database.reader.begin() as connection:
        found = await connection.execute(
            select(deliveries.c.person_id, deliveries.c.state, deliveries.c.repeated)
        )
        return {row.person_id: Row(Outcome(row.state), row.repeated) for row in found}


async def _die(bots: Bots, watch: Watch, database: Database, plan: Plan) -> list[int]:
    """The first death comes while recipients are listed; the others as more and more got it."""
    dice = random.Random(plan.seed)  # noqa: S311 - chance, not secrecy
    most = plan.recipients * 9 // 10
    deaths = [0, *sorted(dice.sample(range(1, most), plan.kills - 1))]
    in_flight = []
    for death in deaths:
        await bots.fork()
        if death:
            await watch.until_reached(max(death, watch.look() + 1))
        else:
            await watch.until_heard()
        await asyncio.sleep(dice.uniform(0, LINGER))
        await bots.kill()
        in_flight.append(await _claimed(database))
    return in_flight


async def _until_done(database: Database, number: int) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.reading() as tx:
                one = await tx.broadcasts.get(number)
            assert one
            assert one.state in {State.PLANNING, State.RUNNING, State.DONE}, one.fault
            if one.state is State.DONE:
                return
            await asyncio.sleep(0.1)


async def die_often(plan: Plan, folder: Path) -> Story:
    """Kills the bot as planned, lets the last one finish, and tells everything."""
    url, port = f"sqlite+aiosqlite:///{folder}/kills.sqlite3", free_port()
    story, started = Story(plan.recipients), monotonic()
    await migrate(url)
    database = Database.at(url)
    await settle(database, story.everybody)
    number = (await broadcast_to_all(database)).id
    env = environ(
        BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL=f"http://127.0.0.1:{port}",
        DATABASE_URL=url,
        LOG_LEVEL="ERROR",
        BROADCAST_RATE=str(plan.rate),
    )
    async with telegram_with(story.everybody, port) as telegram:
        watch = Watch(telegram)
        with (folder / "log").open("wb") as log:
            async with Bots(env, log).open() as bots:
                story.in_flight = await _die(bots, watch, database, plan)
                await bots.fork()
                await _until_done(database, number)
        watch.look()
    story.times, story.rows = watch.times, await _rows(database)
    story.errors = (folder / "log").read_text(encoding="utf-8")
    story.seconds = monotonic() - started
    await database.close()
    return story
