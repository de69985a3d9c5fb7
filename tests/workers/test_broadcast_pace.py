"""The rate is kept however slow Telegram is, and nothing else that goes on takes it away."""

import asyncio

import pytest

from core.broadcasts.delivery import Outcome
from core.broadcasts.pacing import claim_size, on_the_way, respite
from core.people.topics import Topic
from tests.workers.leaping import Post, post, run, time

RATE = 25.0


@pytest.mark.parametrize("latency", [0.05, 0.3, 0.6, 0.95])
def test_a_slow_telegram_does_not_slow_us(latency: float) -> None:
    async def story() -> None:
        office = post(200)
        office.wire.latency = latency
        await office.sending.send()
        at = office.wire.begun["sendMessage"]
        assert len(at) == 200
        assert at[-1] - at[0] == pytest.approx(199 / RATE, rel=0.02)
        assert office.pile.most <= on_the_way(RATE) + claim_size(RATE)
        assert office.pile.most <= RATE * latency + 2 * claim_size(RATE) + 1
        assert len(office.pile.ended) == 200

    run(story)


@pytest.mark.parametrize(("topic", "share"), [(Topic.NEWS, 0.5), (Topic.SAFETY, 0.9)])
def test_an_edit_of_another_leaves_most_of_the_rate(topic: Topic, share: float) -> None:
    async def story() -> None:
        office = post(200, topic=topic, edited=150)
        office.wire.latency = 0.2
        async with asyncio.TaskGroup() as group:
            sending = group.create_task(office.sending.send())
            revising = group.create_task(office.sending.revise())
            await sending
            seconds = time() - office.wire.latency
            edits = len(office.wire.begun["editMessageText"])
            assert 200 / seconds >= share * RATE * 0.95
            assert edits >= (1 - share) * RATE * seconds * 0.8
            await revising
        assert office.changed.left == []

    run(story)


def test_what_is_paid_for_does_not_wait_for_what_is_free() -> None:
    async def story() -> None:
        office = post(2_000, paid=True, edited=100)
        async with asyncio.TaskGroup() as group:
            revising = group.create_task(office.sending.revise())
            await office.sending.send()
            assert time() < 4
            await revising

    run(story)


async def _pressed(office: Post, after: float, answers: float = 0) -> float:
    """Sent until somebody pauses it; how long after that the last message went out."""
    async with asyncio.TaskGroup() as group:
        group.create_task(office.sending.send())
        answering = group.create_task(_answers(office, answers)) if answers else None
        await asyncio.sleep(after)
        office.pile.paused, at = True, time()
        await asyncio.sleep(5)
        if answering:
            answering.cancel()
    assert office.pile.in_hand == 0
    return max(max(one) for one in office.wire.begun.values()) - at


async def _answers(office: Post, rate: float) -> None:
    while True:
        await asyncio.sleep(1 / rate)
        office.pacer.note()


def test_a_pause_takes_effect_within_a_second_also_when_answers_leave_little() -> None:
    async def story() -> None:
        office = post(200)
        assert await _pressed(office, 10, answers=24) <= 1.3
        assert 10 < len(office.pile.ended) < 50

    run(story)


def test_an_album_is_as_many_messages_and_a_pause_stops_it_as_soon() -> None:
    async def story() -> None:
        office = post(60)
        office.album(10)
        assert await _pressed(office, 5) <= 1
        assert 10 <= len(office.pile.ended) <= 5 * RATE / 10 + 3
        assert office.pile.most <= on_the_way(RATE / 10) + claim_size(RATE / 10)

    run(story)


def test_one_a_second_is_no_standstill() -> None:
    async def story() -> None:
        office = post(10, rate=1)
        await office.sending.send()
        assert len(office.pile.ended) == 10
        assert time() <= 10

    run(story)


def test_told_to_stop_with_a_turn_still_to_come_nobody_is_marked() -> None:
    async def story() -> None:
        office = post(60)
        async with asyncio.TaskGroup() as group:
            group.create_task(office.sending.send())
            await asyncio.sleep(1)
            office.pacer.pause(0.95)  # whoever is in hand waits for it
            await asyncio.sleep(0.1)
            office.sending.stop.set()
            stopped = time()
        assert time() - stopped <= 0.6
        assert office.pile.in_hand == 0
        assert len(office.pile.ended) == len(office.wire.begun["sendMessage"]) < 60

    run(story)


@pytest.mark.usefixtures("troubled")
def test_told_to_stop_without_a_database_it_is_tried_once_more() -> None:
    async def story() -> None:
        office = post(60)
        async with asyncio.TaskGroup() as group:
            group.create_task(office.sending.send())
            await asyncio.sleep(1)
            office.pile.lost = True
            await asyncio.sleep(2.5)
            office.sending.stop.set()
            await asyncio.sleep(0.1)
            office.pile.lost = False
            stopped = time()
        assert time() - stopped <= 0.6
        assert office.pile.in_hand == 0
        assert all(one.outcome is Outcome.SENT for one in office.pile.ended.values())
        assert len(office.pile.ended) == len(office.wire.begun["sendMessage"])

    run(story)


def test_a_respite_grows_to_half_a_minute_and_no_further() -> None:
    assert [respite(times) for times in (1, 2, 5, 6, 7, 5_000)] == [1, 2, 16, 30, 30, 30]
