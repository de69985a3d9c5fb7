"""A bot killed at any line, and a new one on the same database that is handed the update again."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from db.database import Database, Transaction
from db.progress import current
from pretend.jsons import Json
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.runtime.updates import VISIBLE, seen_by

PERSON = 1001

BEFORE_WRITE = "before the first write"
AFTER_COMMIT = "after the first commit, before any answer"
AFTER_ANSWER = "after the answer, before the acknowledgement"
POINTS = (BEFORE_WRITE, AFTER_COMMIT, AFTER_ANSWER)


class Killed(BaseException):
    """As abrupt as a signal: nothing of ours may catch it."""


class Session(PretendSession):
    """Dies when the first of the `deadly` calls has gone out."""

    deadly: tuple[str, ...] = ()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        result = await super().make_request(bot, method, timeout)
        if method.__api_method__ in self.deadly:
            raise Killed
        return result


@dataclass(repr=False)  # as World of tests/conftest.py
class House:
    """What outlives a crash: Telegram, the database file, the person."""

    settings: Settings
    content: Content
    clock: MovedClock
    telegram: PretendTelegram
    patch: pytest.MonkeyPatch
    visitor: Visitor

    @asynccontextmanager
    async def life(self) -> AsyncIterator[tuple[composition.App, Session]]:
        """One run of the bot, until it dies or the test has seen enough."""
        session = Session(self.telegram)
        async with composition.running(self.settings, session, self.content, self.clock) as app:
            self.telegram.deliver = app.inbox.handle
            yield app, session

    async def dies_at(
        self,
        point: str,
        act: Callable[[], Awaitable[object]],
        answer: tuple[str, ...] = VISIBLE,
    ) -> Json:
        """A life in which the act's update is not survived; gives the update."""
        update: list[Json] = []
        async with self.life() as (app, session):

            async def deliver(raw: Json) -> None:
                update.append(raw)
                with self.patch.context() as patch:
                    _arm(point, patch, session, answer)
                    await app.inbox.handle(raw)

            self.telegram.deliver = deliver
            with pytest.raises(Killed):
                await act()
        return update[0]

    def answers(self, since: int) -> list[str]:
        return seen_by(self.telegram, PERSON, since)

    @property
    def now(self) -> int:
        return self.telegram.calls[-1].seq


def _arm(point: str, patch: pytest.MonkeyPatch, session: Session, answer: tuple[str, ...]) -> None:
    if point == AFTER_ANSWER:
        session.deadly = answer
        return
    writing = Database.writing

    @asynccontextmanager
    async def deadly(self: Database) -> AsyncIterator[Transaction]:
        if current() is None:  # a worker's own: it is the person's update that kills
            async with writing(self) as tx:
                yield tx
            return
        if point == BEFORE_WRITE:
            raise Killed
        async with writing(self) as tx:
            yield tx
        raise Killed

    patch.setattr(Database, "writing", deadly)
