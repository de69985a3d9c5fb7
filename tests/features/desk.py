"""A desk with an admin, and a broadcast that is as far as a test needs it."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Delivery, Outcome, Reason, Settled
from core.broadcasts.message import Version
from core.broadcasts.reach import Planned
from core.locale import Locale
from core.people.person import Person
from core.people.topics import Topic
from core.roles.role import Grant, Role
from db.database import Database, Transaction
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World

ADMIN = 2001
FIRST = 5_000
"""The id of the first recipient."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of so many recipients."""

    outcome: Outcome
    count: int
    reason: Reason | None = None


PLACE = ("KR", "=ansan")
"""Of whoever got it: a city that a spreadsheet would calculate."""

DRAFT = Broadcast(
    ADMIN,
    NOON,
    "Asia/Almaty",
    topic=Topic.NEWS,
    audience=Audience(countries=frozenset({"KR"})),
    versions={Locale.KK: Version("Жаңа <b>мәтін</b>"), Locale.RU: Version("Новый текст")},
)


@asynccontextmanager
async def desk_of(
    settings: Settings, content: Content, clock: MovedClock, language: str
) -> AsyncIterator[World]:
    """The bot, without its loops, and an admin who has chosen a language: the first of people."""
    telegram = PretendTelegram(clock=lambda: clock().timestamp())
    named = settings.model_copy(update={"admins": frozenset({ADMIN})})
    database = Database.at(settings.database_url, clock, settings.keys)
    bot = Bot(
        telegram.token,
        PretendSession(telegram),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )
    app = await composition.build(database, bot, content, clock, named)
    telegram.deliver = app.inbox.handle
    world = World(telegram, app, clock)
    async with world.db.writing() as tx:
        await tx.people.save(Person(ADMIN, Locale(language)), clock())
    await world.visitor(ADMIN, language=language, name="Оператор").writes("/start")
    try:
        yield world
    finally:
        await database.close()


async def kept(
    world: World, fates: Collection[Fate] = (), *, whole: bool = True, **changes: object
) -> int:
    """The number of a broadcast that has got so far. `whole`: its recipients are all listed."""
    now = world.clock()
    one = replace(DRAFT, created_at=now, **changes)  # type: ignore[arg-type]
    if one.under_way or one.state is State.DONE:
        one = replace(one, started_at=one.started_at or now)
    async with world.db.writing() as tx:
        number = (await tx.broadcasts.add(one)).id
        people = await _listed(tx, number, fates, now)
        await tx.broadcasts.planned_so_far(number, -1 if whole else people, people, {})
    return number


async def _listed(tx: Transaction, number: int, fates: Collection[Fate], now: datetime) -> int:
    fate_of = [fate for fate in fates for _ in range(fate.count)]
    later = now + timedelta(hours=3)
    rows = [
        Planned(
            number, FIRST + place, Locale.KK, place,
            later if fate.outcome is Outcome.DELAYED else None, *PLACE,
        )
        for place, fate in enumerate(fate_of)
    ]  # fmt: skip
    await tx.deliveries.add(rows)
    settled = [
        (place, fate)
        for place, fate in enumerate(fate_of)
        if fate.outcome not in {Outcome.WAITING, Outcome.DELAYED}
    ]
    for place, _fate in settled:
        await tx.people.save(Person(FIRST + place, Locale.KK, *PLACE), now)
    if settled:
        last = settled[-1][0] + 1  # those who wait come behind the others
        held = await tx.deliveries.claim(number, "test", now, now + timedelta(minutes=1), last)
        await tx.deliveries.settle("test", list(map(_settled, held, settled, [now] * last)))
    return len(rows)


def _settled(one: Delivery, fate: tuple[int, Fate], at: datetime) -> Settled:
    place, became = fate
    reached = became.outcome is Outcome.SENT
    messages = (100 + place,) if reached else ()
    return Settled(one, became.outcome, at, messages, became.reason)


async def appoint(
    world: World, person: int, role: Role, *countries: str, language: str = "ru"
) -> Visitor:
    """A colleague with a role, for all countries unless some are named."""
    bound = frozenset(countries) or None
    async with world.db.writing() as tx:
        await tx.people.save(Person(person, Locale(language)), world.clock())
        await tx.grants.give(Grant(person, role, bound, ADMIN, world.clock()))
    visitor = world.visitor(person, language=language)
    await visitor.writes("/settings")  # buttons of its own, for forged ones
    return visitor


async def broadcast(world: World, number: int) -> Broadcast:
    """As it is kept now."""
    async with world.db.reading() as tx:
        found = await tx.broadcasts.get(number)
    assert found is not None
    return found


async def audited(world: World) -> list[tuple[str, str]]:
    """What was done and about what, the last first."""
    async with world.db.reading() as tx:
        return [(one.action, one.about) for one in await tx.audit.newest(20)]
