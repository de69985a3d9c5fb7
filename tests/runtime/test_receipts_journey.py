"""Every effect of the first path is stored once and answered once, whenever the bot is killed."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.content.content import Content
from bot.settings import Settings
from bot.telegram.session import Patience
from db.database import Transaction
from db.progress import current
from pretend.jsons import Json
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.runtime.crashes import (
    AFTER_ANSWER,
    AFTER_COMMIT,
    BEFORE_WRITE,
    PERSON,
    POINTS,
    House,
    Killed,
)

POSTER = "almaty-airport"
ARTICLE = "kr/agreements"


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
        await visitor.taps_data("sc:KR:1")
    return house


Effect = Callable[[Transaction], Awaitable[Any]]


async def _city(tx: Transaction) -> str | None:
    person = await tx.people.get(PERSON)
    return person.city if person else None


async def _language(tx: Transaction) -> str | None:
    person = await tx.people.get(PERSON)
    return person.language.value if person else None


async def _votes(tx: Transaction) -> int:
    return await tx.feedback.votes_of(PERSON)


async def _arrivals(tx: Transaction) -> int:
    return await tx.feedback.arrivals_from(POSTER)


STEPS: dict[str, tuple[Callable[[Visitor], Awaitable[object]], Effect, object]] = {
    "choosing a language": (lambda one: one.taps_data("sl:ru:0"), _language, "ru"),
    "choosing a city": (lambda one: one.taps_data("sy:KR:0"), _city, "seoul"),
    "coming by a poster": (lambda one: one.starts(f"g-{POSTER}"), _arrivals, 1),
    "writing a city": (lambda one: one.writes("Ansan"), _city, "ansan"),
}


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("step", STEPS)
async def test_the_effect_is_stored_once_and_answered_once(
    house: House, step: str, point: str
) -> None:
    act, effect, wanted = STEPS[step]
    async with house.life() as (app, _):
        if step == "writing a city":
            await house.visitor.taps_data("syt")
    since = house.now
    update = await house.dies_at(point, lambda: act(house.visitor))
    before = house.answers(since)
    assert len(before) == (1 if point == AFTER_ANSWER else 0)
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        first = house.answers(since)
        await app.inbox.handle(update)
        assert house.answers(since) == first
        async with app.database.reading() as tx:
            assert await effect(tx) == wanted
    if point == AFTER_ANSWER:
        assert first == before
    else:
        assert first.count("sendMessage") + first.count("editMessageText") == ALIVE[step]


ALIVE = {  # the answers each step has in a life without a crash
    "choosing a language": 2,
    "choosing a city": 1,
    "coming by a poster": 2,
    "writing a city": 1,
}


@pytest.mark.parametrize("step", STEPS)
async def test_a_step_without_a_crash_has_its_answers(house: House, step: str) -> None:
    act, effect, wanted = STEPS[step]
    async with house.life() as (app, _):
        if step == "writing a city":
            await house.visitor.taps_data("syt")
        since = house.now
        await act(house.visitor)
        assert len(house.answers(since)) == ALIVE[step]
        async with app.database.reading() as tx:
            assert await effect(tx) == wanted


@pytest.mark.parametrize("point", POINTS)
async def test_a_vote_is_stored_and_thanked_once(house: House, point: str) -> None:
    async with house.life():
        await house.visitor.taps_data(f"a:{ARTICLE.replace('/', ':')}:1")
    since = house.now
    tap = f"v:{ARTICLE.replace('/', ':')}:1"
    update = await house.dies_at(
        point, lambda: house.visitor.taps_data(tap), ("answerCallbackQuery",)
    )
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        await app.inbox.handle(update)
        async with app.database.reading() as tx:
            assert await _votes(tx) == 1
    thanked = [
        call
        for call in house.telegram.calls.since(since)
        if call.method == "answerCallbackQuery" and call.status == 200
    ]
    assert len(thanked) == 1


@pytest.mark.parametrize("point", [BEFORE_WRITE, AFTER_ANSWER])
async def test_a_form_goes_on_where_it_was(house: House, point: str) -> None:
    """The question «which city» is asked once, and the next words are its answer."""
    since = house.now
    update = await house.dies_at(point, lambda: house.visitor.taps_data("syt"))
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        assert house.answers(since) == ["editMessageText"]
        await house.visitor.writes("Ansan")
        async with app.database.reading() as tx:
            assert await _city(tx) == "ansan"


@pytest.mark.parametrize("point", POINTS)
async def test_a_form_that_was_filled_is_closed(house: House, point: str) -> None:
    """Whatever happened to the answer, the words after the city are no city."""
    async with house.life():
        await house.visitor.taps_data("syt")
    update = await house.dies_at(point, lambda: house.visitor.writes("Ansan"))
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        await house.visitor.writes("Busan")
        async with app.database.reading() as tx:
            assert await _city(tx) == "ansan"
            assert await tx.forms.open_keys() == {}


async def test_killed_while_waiting_to_answer(house: House) -> None:
    """Telegram said «wait»: the effect is stored, nobody was told, so the next life tells."""

    async def killed(_seconds: float) -> None:
        if current() is None:
            await asyncio.Event().wait()  # a worker of the bot waits too, until the bot stops
        raise Killed

    async with house.life():
        await house.visitor.taps_data("syt")
    since, update = house.now, list[Json]()
    async with house.life() as (app, session):
        (patience,) = (one for one in session.middleware if isinstance(one, Patience))
        patience.sleep, patience.paused_until = killed, patience.clock() + 30

        async def deliver(raw: Json) -> None:
            update.append(raw)
            await app.inbox.handle(raw)

        house.telegram.deliver = deliver
        with pytest.raises(Killed):
            await house.visitor.writes("Ansan")
    async with house.life() as (app, _):
        await app.inbox.handle(update[0])
        assert house.answers(since) == ["sendMessage"]
        async with app.database.reading() as tx:
            assert await _city(tx) == "ansan"


async def test_between_receipt_and_answer_the_bot_would_rather_be_silent_than_repeat(
    house: House,
) -> None:
    """The price of never answering twice: here nobody can know whether the answer was seen."""
    since = house.now
    update = await house.dies_at(AFTER_COMMIT, lambda: house.visitor.taps_data("syt"))
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        assert house.answers(since) == []
        await house.visitor.writes("Ansan")
        async with app.database.reading() as tx:
            assert await _city(tx) == "ansan"
