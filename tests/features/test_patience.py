"""One person cannot keep the bot from the others."""

import asyncio

from bot.middlewares.throttle import MESSAGES, TAPS
from pretend.visitor import Visitor
from pretend.world import Answer
from tests.conftest import World
from tests.features.conftest import Says, Stopwatch

ONE_MOMENT = "One moment, please: I answer one thing at a time."


def answers(visitor: Visitor) -> list[str]:
    return [one.text for one in visitor.sees() if one.sender != visitor.id]


async def test_a_burst_gets_exactly_one_polite_word(
    visitor: Visitor, stopwatch: Stopwatch, says: Says
) -> None:
    for _ in range(20):
        await visitor.writes("/help")
    polite = says(ONE_MOMENT)
    assert answers(visitor).count(polite) == 1
    assert len(answers(visitor)) == MESSAGES[0] + 1
    assert answers(visitor)[-1] == polite
    stopwatch.seconds += 60
    assert "/sos" in await visitor.writes("/help")


async def test_a_burst_at_once_is_the_same(
    world: World, visitor: Visitor, stopwatch: Stopwatch, says: Says
) -> None:
    await visitor.starts()
    stopwatch.seconds += 60
    async with asyncio.TaskGroup() as group:
        for _ in range(20):
            group.create_task(visitor.writes("/help"))
    assert answers(visitor).count(says(ONE_MOMENT)) == 1
    assert len(answers(visitor)) == 1 + MESSAGES[0] + 1


async def test_the_next_one_is_served_as_soon_as_there_is_room(
    visitor: Visitor, stopwatch: Stopwatch
) -> None:
    for _ in range(20):
        await visitor.writes("/help")
    assert await visitor.writes("/help") == ""
    stopwatch.seconds += 1 / MESSAGES[1]
    assert "/sos" in await visitor.writes("/help")
    assert await visitor.writes("/help") == ""  # one only, and no second scolding


async def test_others_are_served_meanwhile(
    world: World, visitor: Visitor, stopwatch: Stopwatch
) -> None:
    for _ in range(20):
        await visitor.writes("/help")
    assert "/sos" in await world.visitor(1002).writes("/help")


async def tapped(visitor: Visitor) -> str | None:
    """The word over the chat, or None when the tap was dropped."""
    visitor.answer = None
    await visitor.taps_data("st")
    answer: Answer | None = visitor.answer
    return answer.text if answer else None


async def test_taps_have_a_patience_of_their_own(
    visitor: Visitor, stopwatch: Stopwatch, says: Says
) -> None:
    await visitor.writes("/settings")
    toasts = [await tapped(visitor) for _ in range(int(TAPS[0]) + 5)]
    assert toasts.count(says(ONE_MOMENT)) == 1
    assert toasts[-4:] == [None] * 4  # dropped: answering each would be work for nothing
    assert (await visitor.writes("/settings")).startswith(says("Settings"))


async def test_the_polite_word_is_in_the_persons_language(
    world: World, stopwatch: Stopwatch, says: Says
) -> None:
    visitor = world.visitor(1003, language="ru")
    for _ in range(14):
        await visitor.writes("/help")
    assert visitor.text == says(ONE_MOMENT, "ru")
