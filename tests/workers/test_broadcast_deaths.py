"""Whatever dies: nobody is lost, and only what was in flight can come twice, and is marked."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.content.content import Content
from bot.settings import Settings
from core.broadcasts.broadcast import State
from core.broadcasts.pacing import claim_size
from db.database import Database, Transaction, Unavailable
from db.repositories.deliveries import DeliveriesRepository
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.runtime.updates import until
from tests.workers.pair import Killed
from tests.workers.sending import Office, dying, opened

RATE = 25.0
IN_FLIGHT = 2 * claim_size(RATE)
"""Of a Telegram that answers within a quarter of a second."""
COUNT = 40


@pytest.fixture
def telegram(clock: MovedClock) -> PretendTelegram:
    return PretendTelegram(clock=lambda: clock().timestamp(), limits=True)


@pytest.fixture
async def office(
    settings: Settings, content: Content, clock: MovedClock, telegram: PretendTelegram
) -> AsyncIterator[Office]:
    async with opened(settings, content, clock, telegram) as office:
        yield office


async def _ended(office: Office, number: int, people: range) -> int:
    """Everybody has it; how many have it twice, each of them marked."""
    await office.sending.round()
    rows, arrived = await office.rows(number), office.arrived()
    assert set(rows) == set(people)
    assert await office.outcomes(number) == {"sent": COUNT}
    assert (await office.get(number)).state is State.DONE
    assert set(arrived) == set(people)
    twice = {one for one, count in arrived.items() if count > 1}
    assert all(rows[one].repeated for one in twice)
    assert max(arrived.values()) <= 2
    assert sum(one.repeated for one in rows.values()) <= IN_FLIGHT
    return len(twice)


@pytest.mark.parametrize("dies", ["before", "behind"])
@pytest.mark.parametrize("at", [1, 6, 7, 23, COUNT])
async def test_a_death_with_messages_on_their_way(
    office: Office, settings: Settings, content: Content, dies: str, at: int
) -> None:
    people = await office.people(COUNT)
    number = await office.broadcast()
    office.wire.dies, office.wire.at = dies, at
    with dying():
        await office.sending.round()
    async with opened(settings, content, office.clock, office.telegram) as again:
        assert await _ended(again, number, people) <= IN_FLIGHT


@pytest.mark.parametrize("step", ["add", "claim", "settle"])
@pytest.mark.parametrize("call", [1, 3])
async def test_a_death_in_a_transaction(
    office: Office,
    settings: Settings,
    content: Content,
    step: str,
    call: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    people = await office.people(COUNT)
    number = await office.broadcast()
    real, seen = getattr(DeliveriesRepository, step), 0

    async def dies(*arguments: object) -> object:
        nonlocal seen
        seen += 1
        result = await real(*arguments)
        if seen == call:
            raise Killed
        return result

    with monkeypatch.context() as patch:
        patch.setattr(DeliveriesRepository, step, dies)
        patch.setattr("bot.services.deliveries.PAGE", 10)
        with dying():
            await office.sending.round()
    async with opened(settings, content, office.clock, office.telegram) as again:
        assert await _ended(again, number, people) <= IN_FLIGHT


async def test_where_others_send_too_a_dead_ones_lease_is_waited_for(
    office: Office, settings: Settings, content: Content
) -> None:
    people = await office.people(COUNT)
    number = await office.broadcast()
    office.wire.dies, office.wire.at = "behind", 20
    with dying():
        await office.sending.round()
    async with opened(settings, content, office.clock, office.telegram, alone=False) as again:
        await again.sending.round()
        held = (await again.outcomes(number)).get("sending", 0)
        assert 0 < held <= IN_FLIGHT
        again.clock.move(timedelta(seconds=61))
        assert await _ended(again, number, people) >= 1


async def test_what_a_dead_one_had_of_a_cancelled_broadcast_ends_too(
    office: Office, settings: Settings, content: Content
) -> None:
    await office.people(COUNT)
    number = await office.broadcast()
    office.wire.dies, office.wire.at = "behind", 20
    with dying():
        await office.sending.round()
    async with opened(settings, content, office.clock, office.telegram, alone=False) as again:
        await again.move(number, State.CANCELLED)
        await again.sending.round()
        assert (await again.outcomes(number))["sending"] > 0
        again.clock.move(timedelta(seconds=61))
        await again.sending.round()
        found = await again.outcomes(number)
        assert found.keys() == {"sent", "uncertain", "cancelled"}


async def test_two_senders_never_send_to_the_same_person(
    office: Office, settings: Settings, content: Content
) -> None:
    people = await office.people(COUNT)
    number = await office.broadcast()
    office.sending.deliveries.alone = lambda: False
    async with opened(settings, content, office.clock, office.telegram, alone=False) as other:
        await office.sending.prepare()
        await other.sending.prepare()
        async with asyncio.TaskGroup() as both:
            both.create_task(office.sending.send())
            both.create_task(other.sending.send())
        assert office.wire.sends + other.wire.sends >= COUNT  # a 429 is tried once more
    assert await _ended(office, number, people) == 0
    assert not any(one.repeated for one in (await office.rows(number)).values())


@pytest.mark.usefixtures("troubled")
@pytest.mark.parametrize("told", ["database is locked", "database or disk is full"])
async def test_a_lost_database_is_waited_for_with_the_outcomes_in_hand(
    office: Office, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    people = await office.people(COUNT)
    number = await office.broadcast()
    real, calls = Database.writing, 0
    await office.sending.prepare()

    @asynccontextmanager
    async def troubled(self: Database) -> AsyncIterator[Transaction]:
        nonlocal calls
        calls += 1
        if 4 <= calls <= 8:
            raise Unavailable(told) from OperationalError("", {}, Exception(told))
        async with real(self) as tx:
            yield tx

    with monkeypatch.context() as patch:
        patch.setattr(Database, "writing", troubled)
        await office.sending.send()
    assert office.slept.count(1.0) == 5
    assert await _ended(office, number, people) == 0
    assert not any(one.repeated for one in (await office.rows(number)).values())


async def test_when_told_to_stop_nothing_is_left_in_hand(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await office.people(COUNT)
    number = await office.broadcast()
    await office.sending.prepare()
    real = office.sending.deliveries.exchange

    async def stops(*arguments: Any) -> object:
        if len(office.order()) >= 12:
            office.sending.stop.set()
        return await real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(office.sending.deliveries, "exchange", stops)
        await office.sending.send()
    sent = len(office.order())
    assert 12 <= sent < COUNT
    assert await office.outcomes(number) == {"sent": sent, "waiting": COUNT - sent}
    office.sending.stop.clear()
    assert await _ended(office, number, people) == 0


async def test_what_the_lease_no_longer_covers_is_given_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The machine slept with six messages in hand."""
    people = await office.people(COUNT)
    number = await office.broadcast()
    await office.sending.prepare()
    real, begun = office.sending.deliveries.exchange, False

    async def slept(*arguments: Any) -> object:
        nonlocal begun
        batch = await real(*arguments)
        if not begun:
            begun = True
            office.clock.move(timedelta(seconds=45))
        return batch

    monkeypatch.setattr(office.sending.deliveries, "exchange", slept)
    await office.sending.send()
    assert begun
    assert await _ended(office, number, people) == 0
    assert not any(one.repeated for one in (await office.rows(number)).values())


async def test_the_loops_send_by_themselves_until_told_to_stop(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.workers.broadcasts.EVERY", 0.01)
    people, stop = await office.people(COUNT), asyncio.Event()
    async with asyncio.TaskGroup() as group:
        keeping = group.create_task(office.sending.keep(stop))
        number = await office.broadcast()
        await until(lambda: len(office.order()) == COUNT)
        stop.set()
        await asyncio.wait_for(keeping, 5)
    assert await _ended(office, number, people) == 0
