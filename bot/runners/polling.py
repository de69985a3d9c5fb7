"""Long polling that acknowledges an update only after it was handled."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramRetryAfter, TelegramUnauthorizedError
from aiogram.methods import TelegramMethod

from bot.inbox import Inbox

log = getLogger(__name__)

WAIT_SECONDS = 50
BATCH = 100
LOOK_AGAIN = 0.25
DRAIN_SECONDS = 7.0
LAST_WORD_SECONDS = 1.5  # both together: the process is gone within ten seconds
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0

RawUpdate = dict[str, object]


class RawUpdates(TelegramMethod[list[RawUpdate]]):
    """getUpdates whose answer stays as it came: one odd update must not hide the others."""

    __returning__ = list[RawUpdate]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = WAIT_SECONDS
    allowed_updates: list[str]


@dataclass(slots=True)
class Polling:
    """At most a batch is in hand at once.

    The offset stays at the first update still in hand, so a process killed at any line is handed
    that update, and those behind it, again.
    """

    bot: Bot
    inbox: Inbox
    kinds: list[str]
    offset: int | None = None
    in_hand: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    pause: float = FIRST_PAUSE
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep

    async def run(self, stop: asyncio.Event) -> None:
        """Polls until told to stop, then finishes what is in hand and acknowledges it."""
        await self.bot.delete_webhook()
        async with asyncio.TaskGroup() as tasks:
            while not stop.is_set():
                for raw in await self._fetch(tasks, stop):
                    self._take(raw, tasks)
                await self._settle(LOOK_AGAIN)
            await self._settle(DRAIN_SECONDS)
            for task in self.in_hand.values():
                task.cancel()
        if self.offset is not None:
            with suppress(TimeoutError):  # a Telegram that is away must not hold the process
                async with asyncio.timeout(LAST_WORD_SECONDS):
                    await self._ask(wait=0)

    def _take(self, raw: RawUpdate, tasks: asyncio.TaskGroup) -> None:
        update_id = raw["update_id"]
        if isinstance(update_id, int) and update_id not in self.in_hand:
            self.offset = max(self.offset or 0, update_id + 1)
            self.in_hand[update_id] = tasks.create_task(self.inbox.handle(raw))

    async def _settle(self, seconds: float) -> None:
        """Waits for what is in hand, not for ever, and moves the offset behind what is done."""
        if self.in_hand:
            await asyncio.wait(self.in_hand.values(), timeout=seconds)
        self.in_hand = {key: task for key, task in self.in_hand.items() if not task.done()}

    async def _fetch(self, tasks: asyncio.TaskGroup, stop: asyncio.Event) -> list[RawUpdate]:
        """The next batch, or nothing when told to stop meanwhile."""
        asking = tasks.create_task(self._ask(wait=0 if self.in_hand else WAIT_SECONDS))
        stopping = tasks.create_task(stop.wait())
        await asyncio.wait((asking, stopping), return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if asking.done():
            return asking.result()
        asking.cancel()
        return []

    async def _ask(self, wait: int) -> list[RawUpdate]:
        first = min(self.in_hand, default=self.offset)
        method = RawUpdates(offset=first, timeout=wait, allowed_updates=self.kinds)
        try:
            found = await self.bot(method, request_timeout=wait + 10)
        except TelegramUnauthorizedError:
            raise
        except AiogramError as error:  # an answer that is no JSON is none of TelegramAPIError's
            told = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
            seconds = max(self.pause, told)
            log.warning("getUpdates: %s; again in %.1f s", type(error).__name__, seconds)
            await self.sleep(seconds)
            self.pause = min(self.pause * 2, LONGEST_PAUSE)
            return []
        self.pause = FIRST_PAUSE
        return found
