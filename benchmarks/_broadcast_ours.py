"""Our engine without the rest of the bot: the worker, its database, and what each call passes.

`python -m benchmarks._broadcast_ours BASE FOLDER` sends once to the people of the database there
and tells the most memory that took, in MB.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Self

from aiogram import Bot

from benchmarks._broadcast_peers import a_bot
from bot.content.content import Content
from bot.features.composing.parcels import Parcels
from bot.services.deliveries import Deliveries
from bot.services.people import People
from bot.services.receipts import Receipts
from bot.services.revisions import Revisions
from bot.telegram.pacer import Pacer
from bot.telegram.session import Counted, NoticeBlocked, Patience, ReceiptFirst
from bot.texts import Texts
from bot.workers.broadcasts import Sending
from core.broadcasts.broadcast import State
from core.broadcasts.delivery import Outcome
from db.database import Database
from db.migrate import migrate
from tests.runtime.broadcast_crowd import FIRST, broadcast_to_all, settle

ROOT = Path(__file__).parent.parent


def _now() -> datetime:
    return datetime.now(UTC)


def _url(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/ours.sqlite3"


@dataclass(slots=True)
class Engine:
    """`planned`: people a second that were listed, the last time."""

    sending: Sending
    database: Database
    planned: float = 0.0

    @classmethod
    @asynccontextmanager
    async def at(cls, base: str, folder: Path) -> AsyncIterator[Self]:
        """Without a limit, over the database of this folder."""
        database = Database.at(_url(folder))
        async with a_bot(base) as bot:
            yield cls(_build(bot, database), database)
        await database.close()

    async def send(self) -> float:
        """Sends a second to everybody who is known, all of them written down as sent."""
        number = (await broadcast_to_all(self.database)).id
        began = perf_counter()
        await self.sending.prepare()
        listed = perf_counter()
        await self.sending.send()
        ended = perf_counter()
        async with self.database.reading() as tx:
            one, tally = await tx.broadcasts.get(number), await tx.delivered.tally(number)
        assert one
        assert one.state is State.DONE, one
        assert tally.by == {(Outcome.SENT, None): one.planned}, tally
        self.planned = one.planned / (listed - began)
        return one.planned / (ended - listed)


def _build(bot: Bot, database: Database) -> Sending:
    """As bot/app.py does it."""
    pacer = Pacer(inf)
    for middleware in (
        NoticeBlocked(People(database, _now)),
        Patience(),
        Counted(pacer),
        ReceiptFirst(Receipts(database, _now)),
    ):
        bot.session.middleware(middleware)
    content = Content.load(ROOT / "content")
    return Sending(
        bot=bot,
        deliveries=Deliveries(database, _now, content, alone=database.alone.take),
        revisions=Revisions(database, _now),
        render=Parcels(content, Texts.load()),
        pacer=pacer,
        clock=_now,
    )


async def people_in(folder: Path, size: int) -> None:
    """A migrated database with so many people."""
    await migrate(_url(folder))
    database = Database.at(_url(folder))
    await settle(database, range(FIRST, FIRST + size))
    await database.close()


async def peak_of(base: str, size: int) -> float:
    """The most memory, in MB, of a process that sends to so many."""
    with TemporaryDirectory() as folder:
        await people_in(Path(folder), size)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks._broadcast_ours", base, folder, cwd=ROOT, stdout=PIPE
        )
        told, _nothing = await process.communicate()
        assert process.returncode == 0
        return float(told.split()[-1])


async def _send_once(base: str, folder: Path) -> None:
    async with Engine.at(base, folder) as engine:
        await engine.send()


def _peak() -> float:
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("Linux tells VmHWM")


if __name__ == "__main__":
    asyncio.run(_send_once(sys.argv[1], Path(sys.argv[2])))
    print(_peak())
