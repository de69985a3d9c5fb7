"""A bot killed at any line, and a new one on the same database that is handed the update again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from bot.telegram.session import Patience
from db.database import Database, Transaction
from db.progress import current
from pretend.jsons import Json
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.runtime.updates import VISIBLE, seen_by

PERSON = 1001
POSTER = "almaty-airport"
ARTICLE = "kr/agreements"

BEFORE_WRITE = "before the first write"
AFTER_COMMIT = "after the first commit, before any answer"
AFTER_ANSWER = "after the answer, before the acknowledgement"
POINTS = (BEFORE_WRITE, AFTER_COMMIT, AFTER_ANSWER)


class Killed(BaseException):
    """As abrupt as a signal: nothing of ours may catch it."""


class Session(PretendSession):
    """Dies when the first of the `deadly` calls has gone out."""

    deadly: tuple[str, ...] = ()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        result = await super().make_request(bot, method, timeout)
        if method.__api_method__ in self.deadly:
            raise Killed
        return result


@dataclass
class House:
    """What outlives a crash: Telegram, the database file, the person."""

    settings: Settings
    content: Content
    clock: MovedClock
    telegram: PretendTelegram
    patch: pytest.MonkeyPatch
    visitor: Visitor

    @asynccontextmanager
    async def life(self) -> AsyncIterator[tuple[composition.App, Session]]:
        """One run of the bot, until it dies or the test has seen enough."""
        session = Session(self.telegram)
        async with composition.running(self.settings, session, self.content, self.clock) as app:
            self.telegram.deliver = app.inbox.handle
            yield app, session

    async def dies_at(
        self,
        point: str,
        act: Callable[[], Awaitable[object]],
        answer: tuple[str, ...] = VISIBLE,
    ) -> Json:
        """A life in which the act's update is not survived; gives the update."""
        update: list[Json] = []
        async with self.life() as (app, session):

            async def deliver(raw: Json) -> None:
                update.append(raw)
                with self.patch.context() as patch:
                    _arm(point, patch, session, answer)
                    await app.inbox.handle(raw)

            self.telegram.deliver = deliver
            with pytest.raises(Killed):
                await act()
        return update[0]

    def answers(self, since: int) -> list[str]:
        return seen_by(self.telegram, PERSON, since)

    @property
    def now(self) -> int:
        return self.telegram.calls[-1].seq


def _arm(point: str, patch: pytest.MonkeyPatch, session: Session, answer: tuple[str, ...]) -> None:
    if point == AFTER_ANSWER:
        session.deadly = answer
        return
    writing = Database.writing

    @asynccontextmanager
    async def deadly(self: Database) -> AsyncIterator[Transaction]:
        if point == BEFORE_WRITE:
            raise Killed
        async with writing(self) as tx:
            yield tx
        raise Killed

    patch.setattr(Database, "writing", deadly)


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
    "writing a city": (lambda one: one.writes("Ansan"), _city, "Ansan"),
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
            assert await _city(tx) == "Ansan"


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
            assert await _city(tx) == "Ansan"
            assert await tx.forms.open_keys() == set()


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
            assert await _city(tx) == "Ansan"


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
            assert await _city(tx) == "Ansan"
