"""A bot that somebody stands behind, and broadcasts that have reached people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.types import InlineKeyboardMarkup

from bot import app as composition
from bot.content.content import Content
from bot.features.composing.parcels import Parcels
from bot.settings import Settings
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.delivery import Outcome, Settled
from core.broadcasts.message import Version
from core.broadcasts.reach import Planned
from core.locale import Locale
from core.people.topics import Topic
from db.database import Database
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World

ADMIN = 2001
EVERY = tuple(Locale)
WORDS = MappingProxyType(
    {
        Locale.KK: Version("Жер сілкінді. Аманбысыз?"),
        Locale.RU: Version("Было землетрясение. Вы в порядке?"),
        Locale.EN: Version("There was an earthquake. Are you safe?"),
    }
)
CHECK = Broadcast(
    ADMIN, NOON, "Asia/Almaty", kind=Kind.CHECK, topic=Topic.SAFETY, state=State.DONE,
    versions=WORDS, started_at=NOON,
)  # fmt: skip
ALERT = replace(CHECK, kind=Kind.MESSAGE, in_force=True)


@asynccontextmanager
async def staffed(
    settings: Settings, content: Content, clock: MovedClock, *admins: int, language: str = "ru"
) -> AsyncIterator[World]:
    """A bot with these admins. Its loops do not run: the test makes their rounds."""
    telegram = PretendTelegram()
    database = Database.at(settings.database_url, clock, settings.keys)
    bot = Bot(
        telegram.token,
        PretendSession(telegram),
        default=DefaultBotProperties(parse_mode=ParseMode.HTML),
    )
    try:
        named = settings.model_copy(update={"admins": frozenset(admins)})
        app = await composition.build(database, bot, content, clock, named)
        telegram.deliver = app.inbox.handle
        world = World(telegram, app, clock)
        for admin in admins:
            await citizen(world, admin, language)
        yield world
    finally:
        await bot.session.close()
        await database.close()


async def citizen(
    world: World, number: int, language: str, country: str | None = None, city: str | None = None
) -> Visitor:
    """Somebody who has chosen a language and a place, and reads the menu."""
    visitor = world.visitor(number, language=language, name="Айгүл")
    await visitor.starts()
    people = world.app.services["people"]
    person = await people.speak(await people.recognise(number, language), Locale(language))
    if country:
        person = await people.live_in(person, country)
        await people.live_at(person, city)
    return visitor


async def landed(world: World, broadcast: Broadcast, *visitors: Visitor) -> Broadcast:
    """The broadcast after the engine has brought it to these people."""
    now = world.clock()
    people = world.app.services["people"]
    spoken = await people.languages([one.id for one in visitors])
    async with world.db.writing() as tx:
        kept = await tx.broadcasts.add(broadcast)
        known = [(who, await tx.people.get(who)) for who in spoken]
        await tx.deliveries.add(
            [
                Planned(kept.id, who, spoken[who], who, None, *((p.country, p.city) if p else ()))
                for who, p in known
            ]
        )
        claimed = await tx.deliveries.claim(
            kept.id, "test", now, now + timedelta(minutes=1), len(visitors)
        )
    parcels = Parcels(world.app.services["content"], world.app.services["texts"])
    settled = []
    for one in claimed:
        parcel = parcels(kept, one.language, one.country, one.city)
        assert isinstance(parcel.keyboard, InlineKeyboardMarkup | None)
        message = await world.app.bot.send_message(
            one.person_id, parcel.html, reply_markup=parcel.keyboard
        )
        settled.append(Settled(one, Outcome.SENT, now, (message.message_id,)))
    async with world.db.writing() as tx:
        assert await tx.deliveries.settle("test", settled) == len(visitors)
    return kept
