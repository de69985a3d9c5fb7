"""A registration goes on wherever the bot is killed: one stay at the end, each question once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from core.stays.stay import Companion, Details, Purpose, Status, Trusted
from db.tables import stays
from pretend.jsons import Json
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.runtime.crashes import AFTER_ANSWER, PERSON, POINTS, House

Act = Callable[[Visitor], Awaitable[object]]


@dataclass(frozen=True)
class Step:
    """What the person does, and what is then on his screen if nothing goes wrong."""

    name: str
    act: Act


def taps(data: str) -> Step:
    return Step(data, lambda one: one.taps_data(data))


def writes(words: str) -> Step:
    return Step(words, lambda one: one.writes(words))


ENTRANCE = taps("r")  # stores nothing, so no kill can hurt it
STEPS = (
    taps("ra"),
    taps("rc:KR"),
    taps("ry:KR:0"),
    taps("rp:work"),
    writes("01.11.2026"),
    writes("01.06.2027"),
    writes("Hankuk Mulsan"),
    writes("8 701 123 45 67"),
    writes("Алия 2015"),
    taps("rk:companions"),
    writes("Гүлнар +77017654321"),
    taps("rz"),
)


@pytest.fixture
async def house(
    settings: Settings, content: Content, clock: MovedClock, monkeypatch: pytest.MonkeyPatch
) -> House:
    telegram = PretendTelegram()
    visitor = Visitor(telegram, PERSON)
    house = House(settings, content, clock, telegram, monkeypatch, visitor)
    async with house.life():
        await visitor.starts()
        await visitor.taps_data("sl:en:1")
    return house


async def the_stay_is_whole(app: composition.App) -> None:
    async with app.database.reading() as tx:
        stay = await tx.stays.open_of(PERSON)
    assert stay is not None
    assert (stay.status, stay.country, stay.city) == (Status.ACTIVE, "KR", "seoul")
    assert (stay.purpose, stay.since, stay.until) == (
        Purpose.WORK,
        stay.since and stay.since.replace(2026, 11, 1),
        stay.until.replace(2027, 6, 1),
    )
    assert stay.details == Details(
        "Hankuk Mulsan",
        "+77011234567",
        (Companion("Алия", 2015),),
        Trusted("Гүлнар", "+77017654321"),
    )
    async with app.database.reader.begin() as connection:
        assert (await connection.execute(select(func.count()).select_from(stays))).scalar() == 1


async def test_without_a_crash(house: House) -> None:
    async with house.life() as (app, _):
        for step in (ENTRANCE, *STEPS):
            await step.act(house.visitor)
        await the_stay_is_whole(app)
        async with app.database.reading() as tx:
            assert await tx.forms.open_keys() == {}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("fatal", range(len(STEPS)), ids=[step.name for step in STEPS])
async def test_the_form_goes_on(house: House, fatal: int, point: str) -> None:
    async with house.life():
        for step in (ENTRANCE, *STEPS[:fatal]):
            await step.act(house.visitor)
    since = house.now
    update: Json = await house.dies_at(point, lambda: STEPS[fatal].act(house.visitor))
    answered = house.answers(since)
    assert len(answered) == (1 if point == AFTER_ANSWER else 0)
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        await app.inbox.handle(update)  # Telegram may hand it out more than once
        assert house.answers(since)[: len(answered)] == answered
        for step in STEPS[fatal + 1 :]:
            await step.act(house.visitor)
        await the_stay_is_whole(app)
        async with app.database.reading() as tx:
            assert await tx.forms.open_keys() == {}
