"""Long polling: nothing is acknowledged before it was handled."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import cast

import pytest
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.runners.faults import one_line
from bot.runners.polling import FIRST_PAUSE, Polling
from bot.settings import Settings
from pretend.faults import FaultKind
from pretend.jsons import integer
from pretend.session import PretendSession
from tests.runtime.conftest import Slow
from tests.runtime.updates import message, until

AIGUL, DANIYAR = 501, 502


@dataclass
class Pauses:
    """Stands for sleeping: writes down how long, and lets everybody else go on."""

    seconds: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        await asyncio.sleep(0)


@asynccontextmanager
async def polling(slow: Slow, pauses: Pauses | None = None) -> AsyncIterator[asyncio.Event]:
    """The polling under way; what it yields stops it."""
    loop = Polling(slow.bot, slow.inbox, ["message"], sleep=pauses or Pauses())
    stop = asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        tasks.create_task(loop.run(stop))
        yield stop
        slow.gate.set()
        stop.set()


def put(slow: Slow, number: int, person: int, text: str) -> asyncio.Event:
    """Queues an update; the event says that it was acknowledged."""
    return slow.telegram.mailbox.put(message(number, person, text))


def offsets(slow: Slow) -> list[int]:
    asked = [call for call in slow.telegram.calls if call.method == "getUpdates"]
    return [integer(call.params.get("offset")) for call in asked]


async def test_an_update_is_acknowledged_only_after_it_was_handled(slow: Slow) -> None:
    async with polling(slow):
        first, second = put(slow, 11, AIGUL, "wait"), put(slow, 12, DANIYAR, "quick")
        await until(lambda: slow.done == ["quick"])
        asked = len(offsets(slow))
        await until(lambda: len(offsets(slow)) >= asked + 3)
        assert set(offsets(slow)[asked:]) == {11}
        assert not first.is_set()
        assert not second.is_set()
        slow.gate.set()
        await until(lambda: first.is_set() and second.is_set())
    assert slow.begun == ["wait", "quick"]
    assert max(offsets(slow)) == 13


async def test_what_comes_behind_a_slow_one_is_handled_meanwhile_and_once(slow: Slow) -> None:
    async with polling(slow):
        put(slow, 11, AIGUL, "wait")
        await until(lambda: slow.begun == ["wait"])
        put(slow, 12, DANIYAR, "one")
        put(slow, 13, DANIYAR, "two")
        await until(lambda: slow.done == ["one", "two"])
        asked = len(offsets(slow))
        await until(lambda: len(offsets(slow)) >= asked + 2)
        assert slow.begun == ["wait", "one", "two"]


async def test_one_person_is_served_in_order(slow: Slow) -> None:
    words = ["wait a", "b", "c", "d"]
    async with polling(slow):
        for number, text in enumerate(words):
            put(slow, 20 + number, AIGUL, text)
        put(slow, 30, DANIYAR, "another person")
        await until(lambda: slow.done == ["another person"])
        assert slow.begun == ["wait a", "another person"]
        slow.gate.set()
        await until(lambda: len(slow.done) == 5)
    assert slow.done[1:] == words


@pytest.mark.parametrize(
    ("kind", "count", "pauses"),
    [
        ("429", 1, [7]),
        ("5xx", 1, [FIRST_PAUSE]),
        ("reset", 3, [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]),
        ("timeout", 1, [FIRST_PAUSE]),
        ("lost-reply", 1, [FIRST_PAUSE]),
        ("reset", 9, [0.5, 1, 2, 4, 8, 16, 30, 30, 30]),
    ],
)
async def test_faults_make_it_wait_longer_each_time_and_lose_nothing(
    slow: Slow, kind: FaultKind, count: int, pauses: list[float]
) -> None:
    slept = Pauses()
    slow.telegram.fault("getUpdates", kind, count, retry_after=7)
    handled = put(slow, 41, AIGUL, "hello")
    async with polling(slow, slept):
        await until(handled.is_set)
    assert slow.done == ["hello"]
    assert slept.seconds == pauses


async def test_after_success_the_pause_begins_anew(slow: Slow) -> None:
    slept = Pauses()
    async with polling(slow, slept):
        for number in (51, 52):
            slow.telegram.fault("getUpdates", "5xx", 2)
            await until(put(slow, number, AIGUL, "hello").is_set)
            await until(lambda wanted=number - 50: len(slept.seconds) >= 2 * wanted)  # type: ignore[misc]
    assert slept.seconds == [FIRST_PAUSE, FIRST_PAUSE * 2] * 2


class Garbled(PretendSession):
    """A proxy answers in Telegram's place, once, with a page that is no JSON."""

    garbled = 0

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        if method.__api_method__ == "getUpdates" and not self.garbled:
            self.garbled += 1
            raise ClientDecodeError("Failed to decode object", ValueError("no JSON"), "<html>")
        return cast("TelegramType", await super().make_request(bot, method, timeout))


async def test_an_answer_that_is_no_json_is_a_fault_as_any(slow: Slow) -> None:
    slow.bot.session = Garbled(slow.telegram)
    slept = Pauses()
    handled = put(slow, 61, AIGUL, "hello")
    async with polling(slow, slept):
        await until(handled.is_set)
    assert slept.seconds == [FIRST_PAUSE]


async def test_told_to_stop_it_finishes_what_is_in_hand_and_acknowledges_it(slow: Slow) -> None:
    loop, stop = Polling(slow.bot, slow.inbox, ["message"]), asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(loop.run(stop))
        acknowledged = put(slow, 71, AIGUL, "wait")
        await until(lambda: slow.begun == ["wait"])
        stop.set()
        put(slow, 72, DANIYAR, "too late")
        for _ in range(100):
            await asyncio.sleep(0)
        assert not running.done()
        assert not acknowledged.is_set()
        slow.gate.set()
        await running
        assert acknowledged.is_set()
    assert "wait" in slow.done


async def test_told_to_stop_while_nothing_comes_it_stops_at_once(slow: Slow) -> None:
    loop, stop = Polling(slow.bot, slow.inbox, ["message"]), asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(loop.run(stop))
        await until(lambda: slow.telegram.calls[-1:] != [] and loop.offset is None)
        stop.set()
        await running


async def test_what_was_not_finished_in_time_is_not_acknowledged(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runners.polling.DRAIN_SECONDS", 0.01)
    loop, stop = Polling(slow.bot, slow.inbox, ["message"]), asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(loop.run(stop))
        acknowledged = put(slow, 81, AIGUL, "wait for ever")
        await until(lambda: slow.begun == ["wait for ever"])
        stop.set()
        await running
    assert not acknowledged.is_set()
    assert 81 in slow.telegram.mailbox.pending
    assert slow.inbox.receipts.open(81) is not None


async def test_a_telegram_that_is_away_does_not_hold_the_process(
    slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.runners.polling.LAST_WORD_SECONDS", 0.01)
    loop, stop = Polling(slow.bot, slow.inbox, ["message"]), asyncio.Event()
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        running = tasks.create_task(loop.run(stop))
        await until(put(slow, 85, AIGUL, "hello").is_set)
        slow.telegram.fault("getUpdates", "429", 100, 30)
        stop.set()
        await running
    assert slow.done == ["hello"]


async def test_it_deletes_a_webhook_that_is_in_its_way(slow: Slow) -> None:
    await slow.bot.set_webhook("https://bot.example/telegram")
    handled = put(slow, 91, AIGUL, "hello")
    async with polling(slow):
        await until(handled.is_set)
    assert slow.telegram.mailbox.webhook is None


async def test_a_token_taken_back_ends_it_with_one_line(slow: Slow, settings: Settings) -> None:
    loop = Polling(slow.bot, slow.inbox, ["message"])
    slow.telegram.token = "42:another-token-since-today"
    with pytest.raises(Exception, match=r".+") as raised:
        await loop.run(asyncio.Event())
    assert one_line(raised.value, settings) == "BOT_TOKEN: Telegram does not know this token"


async def test_a_token_taken_back_while_polling(slow: Slow, settings: Settings) -> None:
    loop = Polling(slow.bot, slow.inbox, ["message"])
    slow.telegram.fault("getUpdates", "5xx")

    async def take_back(_seconds: float) -> None:
        slow.telegram.token = "42:another-token-since-today"

    loop.sleep = take_back
    with pytest.raises(ExceptionGroup) as raised:
        await loop.run(asyncio.Event())
    assert one_line(raised.value, settings) == "BOT_TOKEN: Telegram does not know this token"
