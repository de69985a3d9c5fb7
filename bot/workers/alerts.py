"""Alerts in force reach who comes later; a call for help, and its end, those on duty."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from logging import getLogger

from aiogram import Bot

from bot.services.checks import Call, Checks
from bot.telegram.delivery import deliver
from bot.telegram.duty import Duty
from bot.telegram.screen import Screen
from bot.texts import Texts
from bot.workers.upkeep import pause
from core.broadcasts.check import Answer
from db.database import Unavailable

log = getLogger(__name__)

EVERY = timedelta(seconds=20)
IN_HAND = timedelta(seconds=10)
"""So long whoever took the answer may be about to tell of it himself."""
AT_ONCE = 20
"""Calls in one message to those on duty."""
BETWEEN = 3.0
"""Seconds from one such message to the next: Telegram takes one a second in a chat."""


@dataclass(slots=True)
class Alerts:
    """`need_help`, `calm`: the words for those on duty. `told`: for whom they were told about."""

    bot: Bot
    checks: Checks
    duty: Duty
    texts: Texts
    need_help: Callable[[Sequence[Call]], Screen]
    calm: Callable[[Call], Screen]
    told: Callable[[Call, datetime], Screen]
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, stop: asyncio.Event) -> None:
        """A round every so often, until told to stop."""
        self.stop = stop
        while not await pause(stop, EVERY.total_seconds()):
            await self.tick()

    async def tick(self) -> None:
        """Does all that is due now. Nothing stops it."""
        with _survived("calls for help"):
            await self._tell_all()
        with _survived("late joiners"):
            for alert in await self.checks.in_force():
                with _survived(f"late joiners of No. {alert.id}"):
                    await self.checks.join_late(alert)

    async def _tell_all(self) -> None:
        """Until nobody is left, or those on duty cannot be reached."""
        while self.duty.admins and not self.stop.is_set():
            waiting = await self.checks.untold(AT_ONCE)
            due = [one for one in waiting if self.clock() - one.at >= IN_HAND]
            calls = [one for one in due if one.answer is Answer.HELP] or due[:1]
            if not calls or not await self.duty.tell_now(partial(self._words, calls)):
                return
            for one in calls:
                await self._tell_him(one, await self.checks.told(one))
            if len(calls) == len(due) and len(waiting) < AT_ONCE:
                return
            await self.sleep(BETWEEN)

    def _words(self, calls: Sequence[Call]) -> Screen:
        """Of all who need help, or of one who no longer does."""
        first = calls[0]
        return self.need_help(calls) if first.answer is Answer.HELP else self.calm(first)

    async def _tell_him(self, call: Call, at: datetime) -> None:
        if call.answer is not Answer.HELP:
            return
        with self.texts.speaking(call.person.language):
            shown = self.told(call, at)
        await deliver(self.bot, call.person.id, shown)


@contextmanager
def _survived(what: str) -> Iterator[None]:
    """A lost database is waited for; a mistake of ours is told and must not silence the rest."""
    try:
        yield
    except Unavailable as error:
        log.error("alerts wait: the database is gone (%s)", error)
    except Exception:
        log.exception("alerts: %s failed", what)
