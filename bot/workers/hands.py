"""What of broadcasts is in hand: claimed, on its way, and ended but not yet stored."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.services.deliveries import Batch
from bot.services.outcomes import Outcomes
from core.broadcasts.delivery import Delivery, Settled
from core.broadcasts.pacing import AT_ONCE, untouched
from core.people.topics import Topic

CALM = 0.25
"""Seconds after which it is looked again for what should go first, whatever hangs."""


@dataclass(frozen=True, slots=True)
class Job:
    """`since`: when it came into line."""

    batch: Batch
    delivery: Delivery
    since: datetime


@dataclass(slots=True)
class Hands:
    """At most one batch, and what may be on its way besides: see core/broadcasts/pacing.py.

    `size`: of the batch that came last. `most`: what may be on its way when the next comes.
    """

    jobs: asyncio.Queue[Job | None] = field(default_factory=asyncio.Queue)
    claimed: int = 0
    size: int = 0
    most: int = 0
    alert: bool = False
    settled: dict[str, list[Settled]] = field(default_factory=dict)
    faults: dict[int, str] = field(default_factory=dict)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def urgent(self) -> bool:
        """Whether an alert is in hand."""
        return self.alert and self.claimed > 0

    def take(self, batch: Batch, most: int, now: datetime) -> None:
        self.alert = batch.broadcast.topic is Topic.SAFETY
        self.size, self.most = len(batch.deliveries), most
        self.claimed += self.size
        for delivery in batch.deliveries:
            self.jobs.put_nowait(Job(batch, delivery, now))

    async def next(self) -> Job | None:
        """The next in line; None: go home."""
        job = await self.jobs.get()
        if self._roomy():
            self.changed.set()
        return job

    def end(self, job: Job, settled: Settled) -> None:
        self.claimed -= 1
        self.settled.setdefault(job.batch.claim, []).append(settled)
        if self._roomy():
            self.changed.set()

    def fail(self, number: int, fault: str) -> None:
        """The whole broadcast pauses."""
        self.faults[number] = fault

    @property
    def unsettled(self) -> bool:
        """Whether there is anything to be stored."""
        return bool(self.settled or self.faults)

    def unstored(self) -> Outcomes | None:
        """What is to be stored now, once; see `keep`. What ends meanwhile stays."""
        if not self.unsettled:
            return None
        taken = Outcomes(self.settled, self.faults)
        self.settled, self.faults = {}, {}
        return taken

    def keep(self, outcomes: Outcomes) -> None:
        """They could not be stored: they are still to be."""
        for claim, settled in outcomes.settled.items():
            self.settled[claim] = [*settled, *self.settled.get(claim, [])]
        self.faults = {**outcomes.faults, **self.faults}

    async def room(self) -> bool:
        """Whether the next batch may be claimed; waits a little.

        The line is empty then: what is paused or cancelled stops at once. Only where nothing
        paces it, half a batch is left in it, so that nobody is idle while the next is claimed.
        """
        return await self._until(self._roomy)

    async def calm(self) -> bool:
        """Whether nothing is on its way any more; waits for it a little."""
        return await self._until(self._calm)

    def dismiss(self) -> None:
        """Whoever waits for a job goes home."""
        self.jobs.put_nowait(None)

    def give_back(self, at: datetime) -> None:
        """What nobody has begun with is not sent."""
        while not self.jobs.empty():
            job = self.jobs.get_nowait()
            if job is not None:
                self.end(job, untouched(job.delivery, at))

    async def _until(self, met: Callable[[], bool]) -> bool:
        try:
            async with asyncio.timeout(CALM):
                while not met():
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            return False
        return True

    def _roomy(self) -> bool:
        in_line = self.size // 2 if self.size >= AT_ONCE else 0
        return self.jobs.qsize() <= in_line and self.claimed <= max(self.size, self.most)

    def _calm(self) -> bool:
        return not self.claimed
