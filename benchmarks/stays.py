"""How fast stays move on when there are many: `python -m benchmarks.stays`.

200,000 stays, spread over two years and four zones; a thousand of them are due this morning: asked
whether the person is still there, reminded of the end, closed, erased, in the shares they come in.
"""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter
from typing import cast

from sqlalchemy import delete, insert

from benchmarks.measuring import figure, on_one_core
from bot.content.content import Content
from bot.services.people import People
from bot.services.stays import Stays
from core.people.hours import MORNING, at_hour
from core.stays.stay import Ending, Purpose, Status, Stay
from db.database import Database
from db.migrate import migrate
from db.repositories.stays import _values
from db.tables.notices import notices
from db.tables.stays import stays

STAYS = 200_000
DUE = 1_000
ROUNDS = 15
BATCH = 5_000
ZONES = ("Asia/Seoul", "Europe/Moscow", "Asia/Qatar", "Europe/London")
TODAY = at_hour(datetime(2026, 11, 23, tzinfo=UTC).date(), MORNING, "Europe/London")
DAY = timedelta(days=1)
Row = dict[str, object]
SEALED = "gAAAAAB" + "x" * 300
"""As long as the fields of most people; what is in it does not matter here."""


def one(number: int) -> Stay:
    """A stay of the crowd: its next turn comes within the next ninety days, a few years on."""
    since = TODAY - timedelta(days=number % 89, minutes=number % 1_440)
    return Stay(
        number=f"{number:010}",
        status=Status.ASKED if number % 7 == 0 else Status.ACTIVE,
        country="KR",
        zone=ZONES[number // 7 % len(ZONES)],
        until=(TODAY + timedelta(days=100 + number % 600)).date(),
        created_at=since,
        counted_from=since,
        person_id=number + 1,
        city="seoul",
        purpose=Purpose.WORK,
        since=since.date(),
    )


def due_today(number: int) -> Stay:
    """One whose turn is this morning: of ten, seven are asked, one each is the rest."""
    stay = one(number)
    match number // (STAYS // DUE) % 10:
        case 0:
            return replace(stay, until=(TODAY + 7 * DAY).date())
        case 1:
            return replace(stay, until=(TODAY - 14 * DAY).date(), reminded=True)
        case 2:
            ended = TODAY - 30 * DAY
            return replace(stay, status=Status.ENDED, ending=Ending.HOME, ended_at=ended)
        case _:
            since = TODAY - 90 * DAY
            return replace(stay, counted_from=since, since=since.date())


def crowd() -> Iterator[Row]:
    for number in range(STAYS):
        stay = due_today(number) if number % (STAYS // DUE) == 0 else one(number)
        yield _values(stay) | {"sealed": SEALED}


async def fill(database: Database) -> list[Row]:
    """How long that takes is not measured; gives the rows that are due."""
    rows = list(crowd())
    for at in range(0, len(rows), BATCH):
        async with database.writer.begin() as connection:
            await connection.execute(insert(stays), rows[at : at + BATCH])
    return [row for row in rows if cast("datetime", row["next_at"]) <= TODAY]


async def milliseconds(work: Callable[[], Awaitable[object]]) -> float:
    started = perf_counter()
    await work()
    return (perf_counter() - started) * 1_000


async def looking(database: Database, limit: int) -> float:
    """The query of each round, on a morning with a thousand due."""

    async def look() -> None:
        async with database.reading() as tx:
            assert len(await tx.stays.due(TODAY, limit)) == limit

    return median([await milliseconds(look) for _round in range(ROUNDS)])


async def stepping(database: Database, due: list[Row]) -> float:
    """A thousand steps with their notices in one transaction; each round is taken back."""
    moved = Stays(database, lambda: TODAY, cast("Content", None), cast("People", None))

    async def step() -> None:
        assert await moved.advance_due(DUE) == DUE

    async def back() -> None:
        async with database.writer.begin() as connection:
            numbers = [row["number"] for row in due]
            await connection.execute(delete(notices))
            await connection.execute(delete(stays).where(stays.c.number.in_(numbers)))
            erased = stays.c.status == Status.ERASED.value  # they have numbers of their own now
            await connection.execute(delete(stays).where(erased))
            await connection.execute(insert(stays), due)

    taken = []
    for _round in range(ROUNDS):
        taken.append(await milliseconds(step))
        await back()
    return median(taken)


async def main() -> None:
    on_one_core()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/stays.sqlite3"
        await migrate(url)
        database = Database.at(url)
        due = await fill(database)
        print(f"# {STAYS:,} stays, {len(due):,} of them due")
        figure("stays.due_today_ms", await looking(database, 200), "<=", 50)
        figure("stays.due_today_ms_1000", await looking(database, 1_000), "<=", 50)
        figure("stays.thousand_steps_ms", await stepping(database, due), "<=", 500)
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
