"""kill -9 during a broadcast: nobody is lost, and who may have got it twice is marked."""

from pathlib import Path

from tests.runtime.broadcast_kills import Plan, die_often

PLAN = Plan(recipients=1_000, kills=4, rate=400, seed=20_261_123)
IN_FLIGHT = 200
"""A claim of a hundred, and as many on their way or being stored."""


async def test_kills_lose_nobody_and_mark_every_repeat(tmp_path: Path) -> None:
    story = await die_often(PLAN, tmp_path)
    assert story.errors == ""
    assert len(story.in_flight) == PLAN.kills
    assert max(story.in_flight) > 0, "no death hit a send: the test proves nothing"
    assert max(story.in_flight) <= IN_FLIGHT
    assert story.lost == []
    assert set(story.times) == set(story.everybody) == set(story.rows)
    assert story.unmarked == []
    assert story.repeats <= sum(story.in_flight)
    assert story.marked <= sum(story.in_flight)
