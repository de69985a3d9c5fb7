"""Broadcasts go out: begun when they are due, listed, sent, and changed or taken back later."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from logging import getLogger

from aiogram import Bot

from bot.services.deliveries import Batch, Deliveries, Outcomes
from bot.services.revisions import Revisions
from bot.telegram.pacer import PATIENCE, Pacer
from bot.workers.hands import Hands
from bot.workers.postmen import Postmen, Rendering
from bot.workers.revisions import Revising
from bot.workers.upkeep import pause
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.pacing import claim_size
from db.database import Unavailable

log = getLogger(__name__)

EVERY = 1.0
"""Seconds after which something new is looked for."""
REVISE_EVERY = 5.0
LOOK_EVERY = timedelta(seconds=10)
"""How often leases and quiet hours are looked at."""
AGAIN = 1.0
"""Seconds a lost database is left alone. Outcomes wait in memory; nobody is claimed before."""
POSTMEN = 50
GRACE = 1.0
"""Seconds what is on its way has to arrive when the bot is told to stop."""


@dataclass(slots=True)
class Sending:
    """What is claimed and not stored is in flight: two batches at most, whatever dies."""

    bot: Bot
    deliveries: Deliveries
    revisions: Revisions
    render: Rendering
    pacer: Pacer
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    revising: Revising | None = None
    begun: bool = False
    looked_at: datetime | None = None
    stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def keep(self, stop: asyncio.Event) -> None:
        """Three loops until told to stop: none waits for another."""
        self.stop = stop
        async with asyncio.TaskGroup() as loops:
            loops.create_task(self._again(self.prepare, EVERY))
            loops.create_task(self._again(self.send, EVERY))
            loops.create_task(self._again(self.revise, REVISE_EVERY))

    async def round(self) -> None:
        """All that can be done now, once."""
        for step in (self.prepare, self.send, self.revise):
            with survived("a round"):
                await step()

    async def prepare(self) -> None:
        """Begins what is due, lists recipients, wakes those whose quiet hours are over."""
        if not self.begun:
            await self._begin()
        now = self.clock()
        if self.looked_at is None or now - self.looked_at >= LOOK_EVERY:
            await self.deliveries.wake()
            self.looked_at = now
        await self.deliveries.start_due()
        for number in await self.deliveries.to_plan():
            await self._plan(number)

    async def send(self) -> None:
        """Until nobody can be sent to now."""
        if not self.begun or not await self.deliveries.running():
            return
        postmen = Postmen(self.bot, self.render, self.pacer, self.clock, self.stop)
        hands = postmen.hands
        if not self.pacer.held and (batch := await self._store(hands, self._size)):
            hands.take(batch)
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(postmen.work()) for _ in range(POSTMEN)]
                await self._feed(hands)
                await self._home(hands, tasks)
            await self._store(hands, None)
        await self.deliveries.finish()

    async def _home(self, hands: Hands, tasks: list[asyncio.Task[None]]) -> None:
        """When told to stop, what hangs is left, and what was not begun is given back."""
        if not await hands.calm():
            for task in tasks:
                task.cancel()
            hands.give_back(self.clock())
        hands.dismiss()

    async def revise(self) -> None:
        """Everybody who got what was changed or taken back since."""
        if self.revising is None:
            self.revising = Revising(self.bot, self.revisions, self.render, self.pacer, self.stop)
        await self.revising.round()

    async def _again(self, step: Callable[[], Awaitable[None]], every: float) -> None:
        while True:
            with survived(step.__name__):
                await step()
            if await pause(self.stop, every):
                return

    async def _begin(self) -> None:
        """Nothing is claimed before what a dead process had in hand is back in line."""
        back = await self.deliveries.begin()
        self.begun = True
        if back:
            log.warning("%d messages were in hand when the bot died: they may come twice", back)

    async def _plan(self, number: int) -> None:
        """A mistake in one broadcast must not silence the others: it pauses."""
        try:
            more = True
            while more and not self.stop.is_set():
                more = await self.deliveries.plan_step(number)
        except Unavailable:
            raise
        except Exception:
            log.exception("broadcast %d: its recipients cannot be listed", number)
            await self.deliveries.exchange(Outcomes(faults={number: "audience"}), None)

    async def _feed(self, hands: Hands) -> None:
        """The next batch whenever there is room, of whatever should go first at that moment."""
        while not self.stop.is_set():
            if not await hands.room():
                continue
            held = self.pacer.held > PATIENCE
            batch = await self._store(hands, None if held else self._size)
            if batch is not None:
                hands.take(batch)
            elif held:
                await self.sleep(min(self.pacer.held, EVERY))
            elif await hands.calm() and not hands.settled and not hands.faults:
                return

    async def _store(self, hands: Hands, size: Callable[[Broadcast], int] | None) -> Batch | None:
        """Patient: what is not stored would be sent again."""
        outcomes = hands.unstored()
        while outcomes or size:
            try:
                return await self.deliveries.exchange(outcomes or Outcomes(), size)
            except Unavailable as error:
                log.error("broadcasts wait: the database is gone (%s)", error)
            except Exception:
                log.exception("broadcasts wait: outcomes are not stored")
            if self.stop.is_set():
                break
            await self.sleep(AGAIN)
        return None

    def _size(self, broadcast: Broadcast) -> int:
        return claim_size(self.pacer.rate_of(paid=broadcast.paid))


@contextmanager
def survived(what: str) -> Iterator[None]:
    """A lost database is waited for; a mistake of ours is told and must not silence the rest."""
    try:
        yield
    except Unavailable as error:
        log.error("broadcasts wait: the database is gone (%s)", error)
    except Exception:
        log.exception("broadcasts: %s failed", what)
