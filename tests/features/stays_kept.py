"""Registrations made without the form, and a look at what is kept of them."""

from dataclasses import replace
from datetime import date

from aiogram.filters.callback_data import CallbackData

from bot.features.stays.callbacks import OpenStay
from core.people.consent import STAY_CONSENT
from core.stays.draft import Draft, Step
from core.stays.stay import Companion, Purpose, Stay, Trusted
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.kept import Row, kept

NUMBER, OTHER = "23456789AB", "BA98765432"
UNTIL = date(2027, 11, 23)
FILLED = Draft(
    number=NUMBER,
    consent=STAY_CONSENT,
    country="KR",
    city="ansan",
    purpose=Purpose.WORK,
    since=date(2026, 5, 12),
    until=UNTIL,
    employer="<b>Hanul</b> & Co",
    phone="+821065729311",
    companions=(Companion("Айша", 2015), Companion("</i>Нұрлан")),
    trusted=Trusted("Апам Гүлнар", "+77011234567"),
    passed=frozenset(Step),
)
PERSONAL = ("Hanul", "6572", "Айша", "Нұрлан", "Гүлнар", "701 123")
"""Bits of what only the owner may read."""


async def register(
    world: World, visitor: Visitor, draft: Draft = FILLED, language: str = "kk"
) -> Stay:
    """The visitor agrees and registers."""
    stays, people = world.app.services["stays"], world.app.services["people"]
    known = await stays.agree(await people.recognise(visitor.id, language))
    return await stays.register(known, draft)


async def with_card(
    world: World, visitor: Visitor, draft: Draft = FILLED, language: str = "kk"
) -> Visitor:
    """Registered, with the card on his screen."""
    await visitor.starts()
    await register(world, visitor, draft, language)
    await visitor.taps_data(OpenStay().pack())
    return visitor


async def tapped(visitor: Visitor, data: CallbackData) -> str:
    """What stands on the screen after the tap, changed by it or not."""
    await visitor.taps_data(data.pack())
    return visitor.text


async def somebody_else(world: World, number: str = OTHER, country: str = "KR") -> Visitor:
    """Another person with a registration of his own."""
    visitor = world.visitor(2002, language="ru", name="Ерлан")
    await visitor.starts()
    await register(world, visitor, replace(FILLED, number=number, country=country), "ru")
    return visitor


async def stay_row(world: World, number: str = NUMBER) -> Row | None:
    rows = (await kept(world.db)).get("stays", [])
    return next((row for row in rows if row["number"] == number), None)


async def field(world: World, name: str, number: str = NUMBER) -> object:
    row = await stay_row(world, number)
    assert row is not None, "no such registration is kept"
    return row[name]
