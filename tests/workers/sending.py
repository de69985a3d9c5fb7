"""A post office of broadcasts over a database: the test moves the clock and makes its rounds."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any, cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod

from bot.content.content import Content
from bot.services.people import People
from bot.services.receipts import Receipts
from bot.services.revisions import Revisions
from bot.settings import Settings
from bot.telegram.pacer import Pacer
from bot.telegram.parcel import Parcel
from bot.telegram.session import Counted, NoticeBlocked, Patience, ReceiptFirst
from bot.workers.broadcasts import Sending
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.message import Version
from core.broadcasts.tally import Recipient, Tally
from core.locale import Locale
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import Topic
from db.database import Database
from pretend.calls import Call
from pretend.jsons import Json, integer
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.workers.pair import Killed
from tests.workers.wire import Mortal, Wire

OPERATOR = 900
FIRST = 1001
STEPS = 10
"""Turns of the loop that a call takes at most."""
NEVER = Quiet(0, 0)
WORDS = MappingProxyType({one: Version(f"<b>Alert</b> {one.value}") for one in Locale})


def render(
    broadcast: Broadcast, language: Locale, country: str | None, city: str | None
) -> Parcel:
    version = broadcast.versions[language]
    html = version.html.replace("{country}", country or "").replace("{city}", city or "")
    return Parcel(html, None, version.chat_id, version.message_ids)


@dataclass
class Office:
    """One life of the sending side. Telegram, the database and the clock outlive it."""

    telegram: PretendTelegram
    wire: Wire
    db: Database
    clock: MovedClock
    sending: Sending
    pacer: Pacer
    slept: list[float] = field(default_factory=list)

    async def people(self, count: int, first: int = FIRST, **known: object) -> range:
        """So many who pressed Start, with nothing quiet unless said otherwise."""
        found = range(first, first + count)
        async with self.db.writing() as tx:
            for number in found:
                self.telegram.world.person(number)
                self.telegram.world.chats[number].started = True
                person = replace(Person(number, Locale.KK, quiet=NEVER), **known)  # type: ignore[arg-type]
                await tx.people.save(person, self.clock())
        return found

    async def broadcast(self, **about: object) -> int:
        """One that was just confirmed, to everybody."""
        one = Broadcast(
            author_id=OPERATOR, created_at=self.clock(), zone="Asia/Almaty",
            state=State.PLANNING, topic=Topic.NEWS, versions=WORDS,
        )  # fmt: skip
        async with self.db.writing() as tx:
            added = await tx.broadcasts.add(replace(one, **about))  # type: ignore[arg-type]
        return added.id

    def photo(self) -> int:
        """The id of a photo in the operator's chat."""
        size: Json = {"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}
        world = self.telegram.world
        sender = world.person(OPERATOR)
        shown: Json = {"photo": [size], "caption": "x"}
        return integer(world.store(world.chats[OPERATOR], shown, sender)["message_id"])

    async def get(self, number: int) -> Broadcast:
        async with self.db.reading() as tx:
            found = await tx.broadcasts.get(number)
        assert found is not None
        return found

    async def save(self, number: int, **about: object) -> None:
        async with self.db.writing() as tx:
            one = await tx.broadcasts.get(number)
            assert one is not None
            await tx.broadcasts.save(replace(one, **about))  # type: ignore[arg-type]

    async def move(self, number: int, to: State) -> None:
        async with self.db.writing() as tx:
            assert await tx.broadcasts.move(number, to, of=list(State))
            if to is State.CANCELLED:
                await tx.deliveries.cancel_rest(number, self.clock())

    async def rows(self, number: int) -> dict[int, Recipient]:
        async with self.db.reading() as tx:
            return {one.person_id: one for one in await tx.delivered.page(number, 0, 100_000)}

    async def outcomes(self, number: int) -> dict[str, int]:
        """How many of whom became what: `failed blocked`."""
        rows = (await self.rows(number)).values()
        return dict(Counter(" ".join(filter(None, (one.outcome, one.reason))) for one in rows))

    async def tally(self, number: int) -> Tally:
        async with self.db.reading() as tx:
            return await tx.delivered.tally(number)

    def calls(self) -> list[Call]:
        """What arrived of broadcasts, in order."""
        names = ("sendMessage", "copyMessage", "copyMessages")
        return [one for one in self.telegram.calls if one.method in names and one.status == 200]

    def order(self) -> list[int]:
        return [integer(one.params["chat_id"]) for one in self.calls()]

    def arrived(self) -> Counter[int]:
        """How often something of a broadcast arrived with each, also what nobody heard of."""
        found = {one: len(self.telegram.seen(one)) for one in self.telegram.world.people}
        return Counter({one: count for one, count in found.items() if count})

    async def rounds(self, seconds: float, step: float = 1) -> None:
        """As the loops do, for so long."""
        until = self.clock() + timedelta(seconds=seconds)
        while self.clock() < until:
            await self.sending.round()
            self.clock.move(timedelta(seconds=step))

    async def sleep(self, seconds: float) -> None:
        """What is on its way arrives first."""
        for _ in range(STEPS):
            await asyncio.sleep(0)
        self.slept.append(seconds)
        self.clock.move(timedelta(seconds=seconds))
        await asyncio.sleep(0)


@asynccontextmanager
async def opened(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    telegram: PretendTelegram,
    *,
    rate: float = 25.0,
    alone: bool = True,
) -> AsyncIterator[Office]:
    """One life, which ends without a goodbye."""
    db = Database.at(settings.database_url, clock, settings.keys)
    wire = Wire(telegram)
    bot = Bot(telegram.token, wire, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    pacer = Pacer(rate, lambda: clock().timestamp())
    deliveries = Mortal(db, clock, content, alone=lambda: alone)
    deliveries.storing = wire.storing
    sending = Sending(bot, deliveries, Revisions(db, clock), render, pacer, clock)
    office = Office(telegram, wire, db, clock, sending, pacer)
    pacer.sleep = sending.sleep = office.sleep
    patience = Patience(office.sleep, lambda: clock().timestamp())
    receipts = Receipts(db, clock)
    for middleware in (
        NoticeBlocked(People(db, clock)), patience, ReceiptFirst(receipts), Counted(pacer),
    ):  # fmt: skip
        bot.session.middleware(middleware)
    try:
        yield office
    finally:
        await db.close()


def act_at(office: Office, place: int, *acts: Callable[[], Awaitable[object]]) -> None:
    """Somebody does something while the message of this number is on its way."""
    real = office.wire.make_request

    async def watched(bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109
        if office.wire.sends + 1 == place:
            for act in acts:
                await act()
        return await real(bot, method, timeout)

    office.wire.make_request = watched  # type: ignore[method-assign]


@contextmanager
def dying() -> Iterator[None]:
    """The life ends here: by a signal, wherever it was raised."""
    try:
        yield
    except BaseException as error:
        if not _killed(error):
            raise
    else:
        raise AssertionError("nobody died")


def _killed(error: BaseException) -> bool:
    if isinstance(error, BaseExceptionGroup):
        return any(_killed(one) for one in cast("tuple[BaseException, ...]", error.exceptions))
    return isinstance(error, Killed)
