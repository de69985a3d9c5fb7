"""Broadcasts go out: begun when they are due, listed, sent, and changed or taken back later."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from logging import getLogger

from aiogram import Bot

from bot.services.deliveries import Batch, Deliveries
from bot.services.outcomes import Outcomes, Stuck
from bot.services.revisions import Revisions
from bot.telegram.pacer import PATIENCE, Pacer
from bot.workers.hands import Hands
from bot.workers.postmen import Postmen, Rendering
from bot.workers.revisions import Revising
from bot.workers.upkeep import pause
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.pacing import claim_size, on_the_way
from db.database import Unavailable

log = getLogger(__name__)

EVERY = 1.0
"""Seconds after which something new is looked for."""
REVISE_EVERY = 5.0
LOOK_EVERY = timedelta(seconds=10)
"""How often leases and quiet hours are looked at."""
AGAIN = 1.0
"""Seconds a lost database is left alone. Outcomes wait in memory; nobody is claimed before."""
AT_LAST = 0.3
"""As above, before the one attempt that is left when the bot is told to stop."""
POSTMEN = 50


@dataclass(slots=True)
class Sending:
    """What is claimed and not stored is in flight: a batch, and what Telegram has in hand."""

    bot: Bot
    deliveries: Deliveries
    revisions: Revisions
    render: Rendering
    pacer: Pacer
    clock: Callable[[], datetime]
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    revising: Revising | None = None
    hands: Hands | None = None
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
        if self.looked_at is None or abs(now - self.looked_at) >= LOOK_EVERY:
            await self.deliveries.wake()
            self.looked_at = now
        await self.deliveries.start_due()
        await self._plan()
        await self.deliveries.finish()

    async def send(self) -> None:
        """Until nobody can be sent to now."""
        self.hands = None
        if not self.begun or not await self.deliveries.running():
            return
        postmen = Postmen(self.bot, self.render, self.pacer, self.clock, self.stop)
        self.hands = hands = postmen.hands
        if not self.pacer.held and (batch := await self._store(hands, self._size)):
            hands.take(batch, self._most(batch), self.clock())
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(postmen.work()) for _ in range(POSTMEN)]
                await self._feed(hands)
                await self._home(hands, tasks)
            await self._store(hands, None)
            if hands.unsettled:  # told to stop without a database
                await self.sleep(AT_LAST)
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
            self.revising = Revising(
                self.bot, self.revisions, self.render, self.pacer, self.stop, self.urgent
            )
        await self.revising.round()

    def urgent(self) -> bool:
        """Whether an alert is going out."""
        return self.hands is not None and self.hands.urgent

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

    async def _plan(self) -> None:
        """A page of the most urgent one, and then looked anew: an alert waits for no long list."""
        done: set[int] = set()
        while not self.stop.is_set():
            left = [one for one in await self.deliveries.to_plan() if one not in done]
            if not left:
                return
            if not await self._list(left[0]):
                done.add(left[0])
            await self.deliveries.start_due()

    async def _list(self, number: int) -> bool:
        """A mistake in one broadcast must not silence the others: it pauses."""
        try:
            return await self.deliveries.plan_step(number)
        except Unavailable:
            raise
        except Exception:
            log.exception("broadcast %d: its recipients cannot be listed", number)
            await self.deliveries.exchange(Outcomes(faults={number: "audience"}), None)
            return False

    async def _feed(self, hands: Hands) -> None:
        """The next batch whenever there is room, of whatever should go first at that moment."""
        while not self.stop.is_set():
            if not await hands.room():
                continue
            held = self.pacer.held > PATIENCE
            batch = await self._store(hands, None if held else self._size)
            if batch is not None:
                hands.take(batch, self._most(batch), self.clock())
            elif held:
                await self._rest(min(self.pacer.held, EVERY))
            elif await hands.calm() and not hands.unsettled:
                return

    async def _store(self, hands: Hands, size: Callable[[Broadcast], int] | None) -> Batch | None:
        """Patient: what is not stored would be sent again."""
        outcomes = hands.unstored()
        while outcomes or size:
            try:
                return await self.deliveries.exchange(outcomes or Outcomes(), size)
            except Unavailable as error:
                log.error("broadcasts wait: the database is gone (%s)", error)
            except Exception as error:
                log.exception("broadcasts: outcomes are not stored, or nobody can be claimed")
                outcomes = await self._apart(outcomes or Outcomes(), error)
            if self.stop.is_set():
                break
            await self._rest(AGAIN)
        if outcomes:
            hands.keep(outcomes)
        return None

    async def _rest(self, seconds: float) -> None:
        """Ends sooner when told to stop."""
        async with asyncio.TaskGroup() as group:
            both = [group.create_task(one) for one in (self._slept(seconds), self.stop.wait())]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for one in both:
                one.cancel()

    async def _slept(self, seconds: float) -> bool:
        await self.sleep(seconds)
        return True

    async def _apart(self, outcomes: Outcomes, error: Exception) -> Outcomes | None:
        """One row must not stop all: whose broadcast cannot be read pauses, the rest is stored."""
        faults = {error.number: "audience"} if isinstance(error, Stuck) else {}
        try:
            await self.deliveries.store_apart(outcomes)
            if faults:
                await self.deliveries.exchange(Outcomes(faults=faults), None)
        except Unavailable as gone:
            log.error("broadcasts wait: the database is gone (%s)", gone)
            return outcomes
        return None

    def _size(self, broadcast: Broadcast) -> int:
        return claim_size(self._rate(broadcast))

    def _most(self, batch: Batch) -> int:
        return on_the_way(self._rate(batch.broadcast))

    def _rate(self, broadcast: Broadcast) -> float:
        """Recipients a second: an album is many messages."""
        paid = broadcast.paid and broadcast.weight == 1
        return self.pacer.rate_of(paid=paid) / broadcast.weight


@contextmanager
def survived(what: str) -> Iterator[None]:
    """A lost database is waited for; a mistake of ours is told and must not silence the rest."""
    try:
        yield
    except Unavailable as error:
        log.error("broadcasts wait: the database is gone (%s)", error)
    except Exception:
        log.exception("broadcasts: %s failed", what)
