"""Broadcasts side by side: none waits for another's end, and one row stops none of them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.settings import Settings
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import State
from core.broadcasts.delivery import Settled
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.topics import Topic
from db.repositories.deliveries import DeliveriesRepository
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.workers.sending import OPERATOR, Office, act_at, opened


@pytest.fixture
def telegram(clock: MovedClock) -> PretendTelegram:
    return PretendTelegram(clock=lambda: clock().timestamp(), limits=True)


@pytest.fixture
async def office(
    settings: Settings, content: Content, clock: MovedClock, telegram: PretendTelegram
) -> AsyncIterator[Office]:
    async with opened(settings, content, clock, telegram) as office:
        yield office


async def test_what_is_sent_is_done_while_another_is_under_way(office: Office) -> None:
    await office.people(5, country="KR")
    first = await office.broadcast(audience=Audience(countries=frozenset({"KR"})))
    await office.people(30, 2001, country="RU")
    other = await office.broadcast(audience=Audience(countries=frozenset({"RU"})))
    states: list[State] = []

    async def looks() -> None:
        await office.sending.prepare()
        states.extend([(await office.get(one)).state for one in (first, other)])

    act_at(office, 25, looks)
    await office.sending.round()
    assert states[:2] == [State.DONE, State.RUNNING]


async def test_an_alert_is_listed_before_the_rest_of_a_long_list(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.deliveries.PAGE", 10)
    await office.people(35)
    news = await office.broadcast()
    real, pages = office.sending.deliveries.plan_step, list[int]()

    async def step(number: int) -> bool:
        pages.append(number)
        more = await real(number)
        if len(pages) == 1:
            await office.broadcast(topic=Topic.SAFETY)
        return more

    monkeypatch.setattr(office.sending.deliveries, "plan_step", step)
    await office.sending.prepare()
    assert pages == [news, *[news + 1] * 4, *[news] * 3]


@pytest.mark.usefixtures("troubled")
async def test_an_outcome_that_cannot_be_stored_takes_no_other_with_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await office.people(12)
    number, other = await office.broadcast(), await office.broadcast()
    await office.sending.prepare()
    real = DeliveriesRepository.settle

    async def settle(self: DeliveriesRepository, claim: str, settled: Sequence[Settled]) -> int:
        held = [(one.delivery.broadcast_id, one.delivery.person_id) for one in settled]
        if (number, 1003) in held:
            raise TypeError
        return await real(self, claim, settled)

    with monkeypatch.context() as patch:
        patch.setattr(DeliveriesRepository, "settle", settle)
        await office.sending.send()
        paused = await office.get(number)
        assert (paused.state, paused.fault) == (State.PAUSED, "outcomes")
        assert await office.outcomes(number) == {"sent": 5, "sending": 1, "waiting": 6}
        assert await office.outcomes(other) == {"sent": 12}
    office.clock.move(timedelta(seconds=61))
    await office.move(number, State.RUNNING)
    await office.sending.round()
    assert await office.outcomes(number) == {"sent": 12}
    assert (await office.rows(number))[1003].repeated
    assert office.arrived() == {**dict.fromkeys(people, 2), 1003: 3}


@pytest.mark.usefixtures("troubled")
@pytest.mark.parametrize("left", [1, 0])
async def test_an_album_half_gone_pauses_and_says_so(office: Office, left: int) -> None:
    await office.people(6)
    await office.people(1, OPERATOR, blocked=True)
    ids = tuple(office.photo() for _ in range(2))
    number = await office.broadcast(versions={Locale.KK: Version("", OPERATOR, ids)})
    for one in ids[left:]:
        del office.telegram.world.chats[OPERATOR].messages[one]
    await office.sending.round()
    paused = await office.get(number)
    assert (paused.state, paused.fault) == (State.PAUSED, "source_gone")
    outcomes = await office.outcomes(number)
    assert set(outcomes) == ({"uncertain", "waiting"} if left else {"waiting"})
    arrived = [one for one in office.arrived() if one != OPERATOR]
    assert outcomes.get("uncertain", 0) == len(arrived)


async def test_what_closes_an_alert_waits_for_who_is_in_hand_and_holds_up_nothing(
    office: Office,
) -> None:
    await office.people(3)
    alert = await office.broadcast(topic=Topic.SAFETY)
    await office.sending.prepare()
    now = office.clock()
    async with office.db.writing() as tx:
        await tx.deliveries.claim(alert, "of another", now, now + timedelta(minutes=1), 1)
    closing = await office.broadcast(topic=Topic.SAFETY, audience=Audience(got=alert))
    news = await office.broadcast()
    async with asyncio.timeout(10):
        await office.sending.prepare()
    assert (await office.get(closing)).state is State.PLANNING
    assert (await office.get(news)).state is State.RUNNING
