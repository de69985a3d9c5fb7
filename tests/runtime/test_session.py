"""What every outgoing call passes."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetMe,
    GetUpdates,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey

from bot.telegram.session import LONGEST_WAIT, TRIES, Patience
from db.progress import Progress, handling
from tests.conftest import World

SEND = SendMessage(chat_id=501, text="…")
EDIT = EditMessageText(chat_id=501, message_id=1, text="…")
ANSWER = AnswerCallbackQuery(callback_query_id="1")
Fault = Callable[[TelegramMethod[Any]], Exception]


def limited(seconds: int) -> Fault:
    return lambda method: TelegramRetryAfter(method, "Too Many Requests", seconds)


def timed_out(method: TelegramMethod[Any]) -> Exception:
    return TelegramNetworkError(method, "Request timeout error")


def bad_gateway(method: TelegramMethod[Any]) -> Exception:
    return TelegramServerError(method, "Bad Gateway")


def refused(method: TelegramMethod[Any]) -> Exception:
    key = cast("ConnectionKey", None)
    error = TelegramNetworkError(method, "Cannot connect")
    error.__cause__ = ClientConnectorError(key, OSError("refused"))
    return error


class Scripted(BaseSession):
    """Answers with these faults, one a call, then with True."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__()
        self.faults = list(faults)
        self.calls: list[str] = []

    async def make_request(
        self,
        bot: Bot,  # noqa: ARG002 - aiogram's signature
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - as above
    ) -> TelegramType:
        self.calls.append(method.__api_method__)
        if self.faults:
            raise self.faults.pop(0)(method)
        return cast("TelegramType", True)  # noqa: FBT003 - stands for a result

    async def close(self) -> None:
        """Nothing is open."""

    def stream_content(self, *_arguments: Any, **_named: Any) -> AsyncGenerator[bytes, None]:
        raise NotImplementedError


@dataclass
class Time:
    """Sleeping moves the clock; nobody waits."""

    at: float = 100.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)


def patient(*faults: Fault) -> tuple[Bot, Scripted, Time]:
    session, time = Scripted(*faults), Time()
    session.middleware(Patience(time.sleep, time.clock))
    return Bot("42:TEST-token-of-a-scripted-bot", session), session, time


@pytest.fixture
def answering() -> Iterator[None]:
    """What is sent answers an update."""
    with handling(Progress(1)):
        yield


@pytest.mark.usefixtures("answering")
async def test_retry_after_is_obeyed() -> None:
    bot, session, time = patient(limited(7))
    await bot(SEND)
    assert session.calls == ["sendMessage"] * 2
    assert time.slept == [7]


@pytest.mark.usefixtures("answering")
async def test_retry_after_holds_all_traffic() -> None:
    bot, session, time = patient(limited(7))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(bot(SEND))
        tasks.create_task(bot(EDIT))
        tasks.create_task(bot(GetMe()))
    first, *later = session.calls
    assert first == "sendMessage"
    assert time.at >= 107
    assert sorted(later) == ["editMessageText", "getMe", "sendMessage"]


async def test_a_message_that_answers_nobody_does_not_wait() -> None:
    """Whoever sends it is told for how long; his own limit holds all others."""
    bot, session, time = patient(limited(7))
    with pytest.raises(TelegramRetryAfter) as limit:
        await bot(SEND)
    assert (limit.value.retry_after, session.calls, time.slept) == (7, ["sendMessage"], [])
    time.at += 2.5
    with pytest.raises(TelegramRetryAfter) as limit:
        await bot(SEND)
    assert (limit.value.retry_after, session.calls, time.slept) == (5, ["sendMessage"], [])
    with handling(Progress(1)):
        await bot(EDIT)
    assert time.slept == [4.5]
    await bot(SEND)
    assert session.calls == ["sendMessage", "editMessageText", "sendMessage"]


async def test_what_is_no_message_waits_also_at_the_start() -> None:
    bot, session, time = patient(limited(7))
    await bot(SetMyCommands(commands=[]))
    assert session.calls == ["setMyCommands"] * 2
    assert time.slept == [7]


@pytest.mark.usefixtures("answering")
async def test_a_longer_wait_told_meanwhile_holds_those_already_waiting() -> None:
    session, time = Scripted(), Time()
    patience = Patience(time.sleep, time.clock)
    session.middleware(patience)
    patience.paused_until = time.at + 5

    async def sleep(seconds: float) -> None:
        if not time.slept:
            patience.paused_until = time.at + 50
        await Time.sleep(time, seconds)

    patience.sleep = sleep
    await Bot("42:TEST-token-of-a-scripted-bot", session)(SEND)
    assert time.slept == [5, 45]


async def test_polling_is_not_held() -> None:
    bot, _, time = patient()
    await bot(SEND)
    manager = bot.session.middleware
    assert isinstance(manager[0], Patience)
    manager[0].paused_until = time.at + 30
    await bot(GetUpdates())
    assert time.slept == []


async def test_a_wait_longer_than_anybody_has_is_given_up_at_once() -> None:
    bot, session, time = patient(limited(int(LONGEST_WAIT) + 1))
    with pytest.raises(TelegramRetryAfter):
        await bot(SEND)
    assert session.calls == ["sendMessage"]
    assert time.slept == []


@pytest.mark.parametrize(
    ("method", "fault", "calls"),
    [
        (SEND, timed_out, 1),  # it may have been delivered
        (EDIT, timed_out, TRIES),
        (ANSWER, timed_out, TRIES),
        (SEND, refused, TRIES),  # it cannot have been
        (EDIT, refused, TRIES),
        (SEND, bad_gateway, TRIES),
        (SEND, limited(1), TRIES),
    ],
)
@pytest.mark.usefixtures("answering")
async def test_what_is_repeated_and_how_often(
    method: TelegramMethod[Any], fault: Fault, calls: int
) -> None:
    bot, session, _ = patient(*[fault] * TRIES)
    with pytest.raises((TelegramNetworkError, TelegramServerError, TelegramRetryAfter)):
        await bot(method)
    assert len(session.calls) == calls


@pytest.mark.parametrize("fault", [refused, bad_gateway])
async def test_a_repeat_that_succeeds_is_a_success(fault: Fault) -> None:
    bot, session, time = patient(fault, fault)
    await bot(SEND)
    assert len(session.calls) == 3
    assert time.slept == [0.5, 1.0]


async def test_a_person_who_blocked_the_bot_is_marked(world: World) -> None:
    visitor = world.visitor(501)
    await visitor.starts()
    await visitor.taps_data("sl:en:1")
    await visitor.blocks()
    await world.app.services["people"].notice_blocked(501, blocked=False)  # the update was lost
    with pytest.raises(TelegramForbiddenError):
        await world.app.bot.send_message(501, "…")
    async with world.db.reading() as tx:
        person = await tx.people.get(501)
    assert person
    assert person.blocked


async def test_a_stranger_who_blocked_the_bot_is_not_stored(world: World) -> None:
    visitor = world.visitor(502)
    await visitor.starts()
    await visitor.blocks()
    with pytest.raises(TelegramForbiddenError):
        await world.app.bot.send_message(502, "…")
    async with world.db.reading() as tx:
        assert await tx.people.get(502) is None


async def test_a_limit_in_the_middle_of_a_conversation_delays_and_does_not_double(
    world: World,
) -> None:
    visitor = world.visitor(503)
    await visitor.writes("/help")
    time, since = Time(), world.telegram.calls[-1].seq
    (patience,) = (one for one in world.app.bot.session.middleware if isinstance(one, Patience))
    patience.sleep, patience.clock = time.sleep, time.clock
    world.telegram.fault("sendMessage", "429", 1, retry_after=9)
    assert await visitor.writes("/help")
    assert time.slept == [9]
    sent = [call for call in world.telegram.calls.since(since) if call.method == "sendMessage"]
    assert [call.status for call in sent] == [429, 200]


async def test_a_lost_reply_is_not_sent_again(world: World) -> None:
    visitor = world.visitor(504)
    await visitor.writes("/help")
    before = len(visitor.sees())
    world.telegram.fault("sendMessage", "lost-reply")
    await visitor.writes("/help")
    helps = [one for one in visitor.sees()[before:] if one.text == visitor.sees()[before - 1].text]
    assert len(helps) == 1
