"""What the bot says by itself: stays and deadlines move on, and what that gives is sent, once."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from logging import getLogger

from aiogram import Bot

from bot.services.deadlines import Deadlines
from bot.services.notices import Letter, Notices
from bot.services.stays import Stays
from bot.telegram.delivery import deliver
from bot.telegram.screen import Screen
from bot.texts import Texts
from bot.workers.upkeep import pause
from core.people.notice import Notice
from db.database import Unavailable

log = getLogger(__name__)

EVERY = timedelta(seconds=20)
DROP_EVERY = timedelta(hours=1)
AT_ONCE = 200
"""Steps in one transaction: people's own writes wait no longer for it."""
BETWEEN = 1 / 20
"""Seconds from one message to the next: the rest of what Telegram allows is for answers."""

GRACE = 1.0
"""Seconds the message in hand has to arrive when the bot is told to stop."""

Rendering = Callable[[Letter], Screen]
"""The words of a letter, in the language in force."""


@dataclass(slots=True)
class Reminders:
    """One message is in hand at a time, so a death at any line loses one and repeats none."""

    bot: Bot
    stays: Stays
    deadlines: Deadlines
    notices: Notices
    texts: Texts
    render: Rendering
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    begun: bool = False
    dropped_at: datetime | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, stop: asyncio.Event) -> None:
        """A round every so often, until told to stop."""
        self.stop = stop
        while not await pause(stop, (await self.tick()).total_seconds()):
            pass

    async def tick(self) -> timedelta:
        """Does all that is due now; how long to wait for the next round. Nothing stops it."""
        with _survived("an abandoned notice"):
            await self._begin()
        if not self.begun:
            return EVERY
        for advance_due in (self.stays.advance_due, self.deadlines.advance_due):
            with _survived("a step"):
                await self._advance(advance_due)
        with _survived("dropping"):
            await self._drop_old()
        with _survived("a notice"):
            return max(EVERY, await self._send_all())
        return EVERY

    async def _begin(self) -> None:
        """Nothing is claimed before what a dead process had claimed is gone."""
        if not self.begun:
            abandoned = await self.notices.abandon()
            self.begun = True
            if abandoned:
                log.warning("%d notices were in hand when the bot died: not sent again", abandoned)

    async def _advance(self, advance_due: Callable[[int], Awaitable[int]]) -> None:
        while not self.stop.is_set():
            if await advance_due(AT_ONCE) < AT_ONCE:
                return

    async def _send_all(self) -> timedelta:
        """Until none is due. Where Telegram takes nothing, the others wait for the next round."""
        while not self.stop.is_set():
            claimed = await self.notices.claim()
            if not claimed:
                break
            try:
                wait = await self._send(claimed[0])
            except Unavailable:
                await self._settle(claimed[0], self.clock())
                raise
            if wait is not None:
                return wait
        return timedelta(0)

    async def _send(self, notice: Notice) -> timedelta | None:
        """None: go on. Else Telegram took nothing, and wants to be left alone for so long."""
        letter = await self.notices.letter(notice)
        if letter is None:
            await self._settle(notice)
            return None
        if letter.at > self.clock():
            await self._settle(notice, letter.at)
            return None
        try:
            with self.texts.speaking(letter.person.language):
                shown = self.render(letter)
        except Exception:
            log.exception("a notice has no words: another release may know some")
            await self._settle(notice, self.notices.after_failure(notice))
            return None
        wait = await deliver(self.bot, letter.person.id, shown)
        if wait is None:
            await self._settle(notice)
            await self.sleep(BETWEEN)
        else:
            await self._settle(notice, self.notices.after_failure(notice, wait))
        return wait

    async def _settle(self, notice: Notice, at: datetime | None = None) -> None:
        """Sent or in vain, unless it waits for `at`. Patient: it would be lost, or said twice."""
        while True:
            try:
                if at is None:
                    await self.notices.done(notice)
                else:
                    await self.notices.again(notice, at)
            except Unavailable as error:
                log.error("a notice is not settled: the database is gone (%s)", error)
            else:
                return
            if self.stop.is_set():
                return
            await self.sleep(EVERY.total_seconds())

    async def _drop_old(self) -> None:
        now = self.clock()
        if self.dropped_at is None or now - self.dropped_at >= DROP_EVERY:
            await self.notices.drop_old()
            await self.deadlines.drop_old()
            self.dropped_at = now


@contextmanager
def _survived(what: str) -> Iterator[None]:
    """A lost database is waited for; a mistake of ours is told and must not silence the rest."""
    try:
        yield
    except Unavailable as error:
        log.error("reminders wait: the database is gone (%s)", error)
    except Exception:
        log.exception("reminders: %s failed", what)
