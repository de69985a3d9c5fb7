"""Telegram refused an answer for now, and the bot was killed while it waited to try again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from bot.telegram.session import Patience
from core.people.person import Person
from db.progress import current
from pretend.faults import FaultKind
from pretend.jsons import Json
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.runtime.updates import seen_by

PERSON = 1001
Act = Callable[[Visitor], Awaitable[object]]


class Killed(BaseException):
    """As abrupt as a signal: nothing of ours may catch it."""


async def killed(_seconds: float) -> None:
    if current() is None:
        await asyncio.Event().wait()  # a worker of the bot waits too, until the bot stops
    raise Killed


@dataclass(repr=False)  # as World of tests/conftest.py
class House:
    settings: Settings
    content: Content
    clock: MovedClock
    telegram: PretendTelegram
    visitor: Visitor

    @asynccontextmanager
    async def life(self) -> AsyncIterator[tuple[composition.App, Patience]]:
        session = PretendSession(self.telegram)
        async with composition.running(self.settings, session, self.content, self.clock) as app:
            self.telegram.deliver = app.inbox.handle
            (patience,) = (one for one in session.middleware if isinstance(one, Patience))
            yield app, patience

    async def dies_waiting(self, method: str, kind: FaultKind, act: Act) -> Json:
        update: list[Json] = []
        async with self.life() as (app, patience):
            patience.sleep = killed

            async def deliver(raw: Json) -> None:
                update.append(raw)
                await app.inbox.handle(raw)

            self.telegram.deliver = deliver
            self.telegram.fault(method, kind, 1, 8)
            with pytest.raises(Killed):
                await act(self.visitor)
        return update[0]

    async def person(self, app: composition.App) -> Person | None:
        async with app.database.reading() as tx:
            return await tx.people.get(PERSON)


@pytest.fixture
async def house(settings: Settings, content: Content, clock: MovedClock) -> House:
    telegram = PretendTelegram()
    house = House(settings, content, clock, telegram, Visitor(telegram, PERSON))
    async with house.life():
        await house.visitor.starts()
        await house.visitor.taps_data("sl:en:1")
        await house.visitor.taps_data("sc:KR:1")
    return house


@pytest.mark.parametrize("kind", ["429", "5xx"])
async def test_a_choice_is_answered_in_the_next_life(house: House, kind: FaultKind) -> None:
    since = house.telegram.calls[-1].seq
    update = await house.dies_waiting(
        "editMessageText", kind, lambda one: one.taps_data("sl:ru:0")
    )
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        await app.inbox.handle(update)
        assert seen_by(house.telegram, PERSON, since) == ["editMessageText", "sendMessage"]


async def test_a_filled_form_is_answered_in_the_next_life(house: House) -> None:
    async with house.life():
        await house.visitor.taps_data("syt")
    since = house.telegram.calls[-1].seq
    update = await house.dies_waiting("sendMessage", "429", lambda one: one.writes("Ansan"))
    async with house.life() as (app, _):
        await app.inbox.handle(update)
        await app.inbox.handle(update)
        assert seen_by(house.telegram, PERSON, since) == ["sendMessage"]
        assert "Ansan" in house.visitor.text
        person = await house.person(app)
        assert person
        assert person.city == "ansan"
        async with app.database.reading() as tx:
            assert await tx.forms.open_keys() == {}
