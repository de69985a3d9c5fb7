"""No second has more messages than it may; answers to people are never in line."""

import asyncio
from dataclasses import dataclass, field
from math import inf

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import GetMe, SendMessage

from bot.telegram.pacer import MOST, Pacer, in_broadcast
from bot.telegram.session import Counted, Patience
from core.broadcasts.pacing import AT_ONCE, claim_size
from tests.runtime.test_session import Scripted, Time, limited

SEND = SendMessage(chat_id=501, text="…")


@dataclass
class Hour:
    at: float = 1_000.0
    answers: list[float] = field(default_factory=list)
    pacer: Pacer | None = None
    every: float = inf

    def clock(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        """Answers go out meanwhile, one each `every` seconds."""
        until = self.at + seconds
        while self.pacer and (after := (self.answers or [self.at])[-1] + self.every) <= until:
            self.at = max(self.at, after)
            self.answers.append(self.at)
            self.pacer.note()
        self.at = until


def paced(rate: float, every: float = inf) -> tuple[Pacer, Hour]:
    hour = Hour(every=every)
    hour.pacer = Pacer(rate, hour.clock, hour.sleep)
    return hour.pacer, hour


def worst(moments: list[float]) -> int:
    """The most in any one second."""
    return max(sum(start <= one < start + 0.99999 for one in moments) for start in moments)


@pytest.mark.parametrize("rate", [1.0, 25.0, 1_000.0])
async def test_no_second_has_more_than_the_rate_and_the_first_is_no_other(rate: float) -> None:
    pacer, hour = paced(rate)
    moments = []
    for _ in range(int(rate) * 3):
        assert await pacer.slot()
        moments.append(hour.at)
    assert worst(moments) <= rate
    assert moments[-1] - moments[0] == pytest.approx((len(moments) - 1) / rate, rel=0.001)


async def test_what_was_missed_is_not_made_up_for() -> None:
    pacer, hour = paced(25)
    moments = []
    for number in range(60):
        assert await pacer.slot()
        moments.append(hour.at)
        hour.at += 0.5 if number == 20 else 0.001  # the loop was busy
    assert worst(moments) <= 25


async def test_many_wait_in_one_line() -> None:
    pacer, hour = paced(25)
    moments: list[float] = []

    async def wants() -> None:
        assert await pacer.slot()
        moments.append(hour.at)

    async with asyncio.TaskGroup() as group:
        for _ in range(50):
            group.create_task(wants())
    assert worst(moments) <= 25


async def test_a_broadcast_takes_what_answers_leave() -> None:
    pacer, hour = paced(25, every=0.1)
    moments = []
    while hour.at < 1_010:
        assert await pacer.slot()
        moments.append(hour.at)
    assert worst(moments + hour.answers) <= MOST
    assert len(moments) >= 0.9 * (MOST - 10) * 10


async def test_an_album_counts_as_many_messages() -> None:
    pacer, hour = paced(25)
    moments = []
    for _ in range(6):
        assert await pacer.slot(10)
        moments += [hour.at] * 10
    assert worst(moments) <= MOST
    assert hour.at - moments[0] >= 5 * 10 / 25


async def test_a_pause_holds_it_and_a_long_one_gives_back() -> None:
    pacer, hour = paced(25)
    pacer.pause(0.8)
    assert await pacer.slot()
    assert hour.at == pytest.approx(1_000.8)
    pacer.pause(30)
    pacer.pause(5)
    assert not await pacer.slot()
    assert pacer.held == pytest.approx(30)
    hour.at += 30
    assert await pacer.slot()


async def test_paid_ones_have_their_own_rate_and_no_window() -> None:
    pacer, hour = paced(25)
    start = hour.at
    for _ in range(1_000):
        assert await pacer.slot(paid=True)
    assert hour.at - start == pytest.approx(0.999, abs=0.01)
    endless, _hour = paced(inf)
    assert await endless.slot()
    endless.pause(1)
    assert not await endless.slot()


async def test_a_limit_told_to_anybody_holds_all() -> None:
    session, time = Scripted(limited(7), limited(9)), Time()
    pacer = Pacer(25, time.clock, time.sleep)
    session.middleware(Patience(time.sleep, time.clock))
    session.middleware(Counted(pacer))
    bot = Bot("42:TEST-token-of-a-scripted-bot", session)
    with pytest.raises(TelegramRetryAfter):
        await bot(SEND)
    assert pacer.held == 7
    time.at += 7
    with in_broadcast(), pytest.raises(TelegramRetryAfter):
        await bot(SEND)
    assert (pacer.held, time.slept) == (9, [])
    await bot(GetMe())
    assert time.slept == [9]
    assert session.calls == ["sendMessage", "sendMessage", "getMe"]


@pytest.mark.parametrize(
    ("rate", "size"), [(1, 1), (5, 1), (25, 6), (1_000, AT_ONCE), (inf, AT_ONCE)]
)
def test_a_claim_is_a_quarter_of_a_second(rate: float, size: int) -> None:
    assert claim_size(rate) == size
