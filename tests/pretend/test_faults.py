"""Faults on demand and flood limits, through both doors."""

import asyncio
from dataclasses import dataclass

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from pretend.errors import ApiError
from pretend.faults import FaultKind
from pretend.jsons import Json, integer, items
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.pretend.doors import Door


async def nothing(update: Json) -> None:
    """A bot that stays silent."""


@pytest.fixture
async def bot(telegram: PretendTelegram) -> Bot:
    telegram.deliver = nothing
    await telegram.write(5, {"text": "x"})
    return Bot(telegram.token, session=PretendSession(telegram))


FAULTS: list[tuple[FaultKind, type[Exception], int]] = [
    ("429", TelegramRetryAfter, 1),
    ("403", TelegramForbiddenError, 1),
    ("5xx", TelegramServerError, 1),
    ("timeout", TelegramNetworkError, 1),
    ("reset", TelegramNetworkError, 1),
    ("lost-reply", TelegramNetworkError, 2),
]


@pytest.mark.parametrize(("kind", "error", "messages"), FAULTS)
async def test_faults_in_process(
    telegram: PretendTelegram, bot: Bot, kind: FaultKind, error: type[Exception], messages: int
) -> None:
    telegram.fault("*", kind, count=1, retry_after=7)
    with pytest.raises(error) as fault:
        await bot.send_message(5, "y")
    if isinstance(fault.value, TelegramRetryAfter):
        assert fault.value.retry_after == 7
    assert len(telegram.seen(5)) == messages
    assert (await bot.send_message(5, "z")).text == "z"


@pytest.mark.parametrize("kind", ["reset", "lost-reply"])
async def test_connections_are_cut(door: Door, kind: str) -> None:
    door.telegram.deliver = nothing
    await door.telegram.write(5, {"text": "x"})
    status, _ = await door.post("/faults", {"method": "sendMessage", "kind": kind, "count": 1})
    assert status == 200
    with pytest.raises(aiohttp.ClientError):
        await door.bot("sendMessage", chat_id=5, text="y")
    assert len(door.telegram.seen(5)) == (2 if kind == "lost-reply" else 1)
    assert (await door.bot("sendMessage", chat_id=5, text="z"))["ok"] is True


async def test_a_timeout_never_answers(door: Door) -> None:
    door.telegram.deliver = nothing
    await door.telegram.write(5, {"text": "x"})
    door.telegram.fault("sendMessage", "timeout")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await door.bot("sendMessage", chat_id=5, text="y")
    assert len(door.telegram.seen(5)) == 1


async def test_statuses_over_http(door: Door) -> None:
    await door.post("/faults", {"method": "getMe", "kind": "429", "count": 1, "retry_after": 3})
    body = await door.bot("getMe")
    assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 3})
    await door.post("/faults", {"method": "getMe", "kind": "5xx", "count": 2})
    assert [(await door.bot("getMe")).get("error_code") for _ in "abc"] == [502, 502, None]
    status, body = await door.post("/faults", {"method": "getMe", "kind": "earthquake"})
    assert status == 400
    assert "kind must be one of" in str(body["error"])
    assert len(items(await door.get("/calls?since=2"))) == 2


@dataclass
class Clock:
    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


async def limited(clock: Clock, people: int) -> PretendTelegram:
    telegram = PretendTelegram(clock=clock, limits=True)
    telegram.deliver = nothing
    for person in range(1, people + 1):
        await telegram.write(person, {"text": "x"})
    return telegram


async def sends(telegram: PretendTelegram, chat: int) -> int:
    """Send one message; gives 0, or the seconds to wait."""
    try:
        await telegram.call("sendMessage", {"chat_id": chat, "text": "x"})
    except ApiError as refusal:
        seconds = refusal.parameters["retry_after"]
        words = f"429: Too Many Requests: retry after {seconds}"
        return integer(seconds) if str(refusal) == words else -1
    return 0


async def test_thirty_a_second_over_all() -> None:
    clock = Clock()
    telegram = await limited(clock, 31)
    assert [await sends(telegram, person) for person in range(1, 32)] == [0] * 30 + [1]
    clock.now += 1
    assert await sends(telegram, 31) == 0


async def test_one_a_second_in_a_chat_after_a_burst() -> None:
    clock = Clock()
    telegram = await limited(clock, 1)
    assert [await sends(telegram, 1) for _ in range(3)] == [0, 0, 0]
    assert await sends(telegram, 1) > 0
    passed = 0
    for _ in range(20):
        clock.now += 1
        passed += not await sends(telegram, 1)
    assert 18 <= passed <= 20


async def test_twenty_a_minute_in_a_group() -> None:
    clock = Clock()
    telegram = await limited(clock, 1)
    group = telegram.group(title="g", members=[1])
    for number in range(20):
        clock.now += number % 2
        assert await sends(telegram, group) == 0
    wait = await sends(telegram, group)
    assert wait > 40
    clock.now += wait
    assert await sends(telegram, group) == 0
