"""What every outgoing call passes: receipts, patience with limits, blocked people noticed."""

import asyncio
from collections.abc import Awaitable, Callable
from logging import getLogger
from math import ceil
from time import monotonic
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import (
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientConnectorError

from bot.services.people import People
from bot.services.receipts import Receipts
from bot.telegram.pacer import Pacer, broadcasting
from db.database import Unavailable
from db.progress import current

log = getLogger(__name__)

VISIBLE = ("send", "edit", "copy", "forward", "delete")
PUTTING = ("send", "copy", "forward")
REPEATABLE = ("edit", "answer", "set", "get", "delete")
TRIES = 3
LONGEST_WAIT = 60.0


class ReceiptFirst(BaseRequestMiddleware):
    """Before a person can see an answer, the database knows that it is on its way."""

    def __init__(self, receipts: Receipts) -> None:
        self.receipts = receipts

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not method.__api_method__.startswith(VISIBLE):
            return await make_request(bot, method)
        try:
            await self.receipts.before_answer()
        except Unavailable:
            log.error("answering without a receipt: the database is gone")
        try:
            return await make_request(bot, method)
        except (TelegramRetryAfter, TelegramServerError, TelegramNetworkError) as error:
            if not_taken(error):
                await self._go_back()
            raise

    async def _go_back(self) -> None:
        try:
            await self.receipts.not_taken()
        except Unavailable:
            log.error("a receipt says «answering» for no answer: the database is gone")


class Patience(BaseRequestMiddleware):
    """Obeys retry_after for all traffic at once, and repeats only what cannot be delivered twice.

    A time-out or a lost connection may have delivered a message, so a send is not repeated;
    an edit, an answer to a button or a question to Telegram is. A message that answers no update
    does not wait: the worker behind it puts it back, and reads then whether it still holds.
    Nothing of a broadcast waits or is repeated here.
    """

    def __init__(
        self,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.sleep = sleep
        self.clock = clock
        self.paused_until = 0.0

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__ == "getUpdates":
            return await make_request(bot, method)
        tries = 1 if broadcasting() else TRIES
        for attempt in range(1, tries + 1):
            await self._pass(method)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as limit:
                if attempt == TRIES or limit.retry_after > LONGEST_WAIT:
                    raise
                log.warning("%s: told to wait %s s", method.__api_method__, limit.retry_after)
                self.paused_until = max(self.paused_until, self.clock() + limit.retry_after)
                if attempt == tries:
                    raise
            except (TelegramNetworkError, TelegramServerError) as error:
                if attempt == tries or not _may_repeat(method, error):
                    raise
                await self.sleep(0.5 * attempt)
        raise AssertionError("unreachable")

    async def _pass(self, method: TelegramMethod[Any]) -> None:
        """Until nobody is to wait; whoever may not wait for it is told for how long."""
        # a loop, because somebody else may be told to wait longer meanwhile
        while (left := self.paused_until - self.clock()) > 0:
            if not _may_wait(method):
                raise TelegramRetryAfter(method, "the limit of another call", ceil(left))
            await self.sleep(left)


def _may_wait(method: TelegramMethod[Any]) -> bool:
    if broadcasting():
        return False
    return current() is not None or not method.__api_method__.startswith(PUTTING)


def _may_repeat(method: TelegramMethod[Any], error: Exception) -> bool:
    return not_taken(error) or method.__api_method__.startswith(REPEATABLE)


def not_taken(error: Exception) -> bool:
    """Tells whether Telegram surely did nothing of what it was asked."""
    refused = isinstance(error, TelegramRetryAfter | TelegramServerError)
    return refused or isinstance(error.__cause__, ClientConnectorError)


class NoticeBlocked(BaseRequestMiddleware):
    """A person who blocked the bot or left Telegram is marked: nothing is sent to him in vain."""

    def __init__(self, people: People) -> None:
        self.people = people

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramForbiddenError:
            chat = getattr(method, "chat_id", None)
            if isinstance(chat, int) and chat > 0 and not isinstance(method, AnswerCallbackQuery):
                try:
                    await self.people.notice_blocked(chat, blocked=True)
                except Unavailable:
                    log.error("a blocked person is not marked: the database is gone")
            raise


class Counted(BaseRequestMiddleware):
    """Leaves a broadcast what answers do not take, and holds it when Telegram wants a pause."""

    def __init__(self, pacer: Pacer) -> None:
        self.pacer = pacer

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        name = method.__api_method__
        if name.startswith(VISIBLE) and not broadcasting():
            self.pacer.note()
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as limit:
            if name != "getUpdates":
                self.pacer.pause(limit.retry_after)
            raise
