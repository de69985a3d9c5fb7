"""A bot without its loops: the test moves the clock and says when a round is made."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from sqlalchemy import func, select

from bot import app as composition
from bot.content.content import Content
from bot.services.people import People
from bot.settings import Settings
from bot.telegram.session import Patience
from bot.workers.reminders import Reminders
from core.people.person import Person
from core.stays.draft import Step
from core.stays.stay import Purpose, Stay
from db.database import Database
from db.migrate import migrate
from db.tables import metadata
from pretend.jsons import integer, obj, text
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.features.kept import Row, kept

WAITING = (("stays", "next_at"), ("deadlines", "next_at"), ("notices", "due_at"))


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that came by itself: `words` is its first line."""

    person: int
    at: datetime
    words: str

    def local(self, zone: str) -> str:
        return f"{self.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


@dataclass(repr=False)  # as World of tests/conftest.py
class House:
    """One life of a bot over a database; Telegram and the clock outlive it."""

    telegram: PretendTelegram
    app: composition.App
    clock: MovedClock
    sent: list[Sent] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    @property
    def reminders(self) -> Reminders:
        return self.app.crew.reminders

    @property
    def people(self) -> People:
        return self.app.services["people"]

    async def sleep(self, seconds: float) -> None:
        """Nobody waits, but it is written down."""
        self.slept.append(seconds)

    async def citizen(self, number: int = 1001, language: str = "kk") -> Visitor:
        """Somebody who has pressed Start."""
        visitor = Visitor(self.telegram, number, first_name="Айгүл", language_code=language)
        await visitor.starts()
        return visitor

    async def known(self, visitor: Visitor) -> Person:
        """The person, or the stranger who speaks his Telegram's language."""
        language = self.telegram.world.people[visitor.id]["language_code"]
        return await self.people.recognise(visitor.id, text(language))

    async def registers(
        self, visitor: Visitor, country: str, city: str, until: date, number: str = ""
    ) -> Stay:
        """As the form does at its end."""
        stays = self.app.services["stays"]
        person = await stays.agree(await self.known(visitor))
        draft = stays.new_draft(person)
        answered = replace(
            draft, number=number or draft.number, country=country, city=city,
            purpose=Purpose.WORK, since=self.clock().date(), until=until, passed=frozenset(Step),
        )  # fmt: skip
        return await stays.register(person, answered)

    async def tick(self) -> list[Sent]:
        """A round; what it sent."""
        since = self.telegram.calls[-1].seq
        try:
            await self.reminders.tick()
        finally:
            new = [
                Sent(
                    integer(call.params["chat_id"]),
                    self.clock(),
                    text(obj(call.result)["text"]).partition("\n")[0],
                )
                for call in self.telegram.calls.since(since)
                if call.method == "sendMessage" and call.status == 200
            ]
            self.sent += new
        return new

    async def rounds_until(self, moment: datetime) -> list[Sent]:
        """A round whenever something is due, up to `moment`, where the clock stops."""
        sent: list[Sent] = []
        while self.clock() < moment:
            coming = await self.coming()
            self.clock.at = min(moment, max(coming, self.clock()) if coming else moment)
            sent += await self.tick()
            after = await self.coming()
            assert after is None or after > self.clock(), "something stays due for ever"
        return sent

    async def coming(self) -> datetime | None:
        """The next moment at which something is due, as the database has it."""
        found: list[datetime] = []
        async with self.app.database.reader.begin() as connection:
            for table, column in WAITING:
                of = metadata.tables[table].c[column]
                moment = (await connection.execute(select(func.min(of)))).scalar_one()
                found += [moment] if moment is not None else []
        return min(found, default=None)

    async def rows(self, table: str) -> list[Row]:
        return (await kept(self.app.database)).get(table, [])


@asynccontextmanager
async def living(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    telegram: PretendTelegram,
    session: PretendSession | None = None,
) -> AsyncIterator[House]:
    """One life, which ends without a goodbye."""
    await migrate(settings.database_url)
    database = Database.at(settings.database_url, clock, settings.keys)
    bot = Bot(
        telegram.token,
        session or PretendSession(telegram),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )
    app = await composition.build(database, bot, content, clock, settings)
    house = House(telegram, app, clock)
    app.crew.reminders.sleep = house.sleep
    (patience,) = (one for one in bot.session.middleware if isinstance(one, Patience))
    patience.sleep, patience.clock = house.sleep, lambda: clock().timestamp() + sum(house.slept)
    telegram.deliver = app.inbox.handle
    try:
        yield house
    finally:
        await database.close()
