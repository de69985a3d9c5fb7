"""The sending side of broadcasts: who is next, and what became of those who were."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from logging import getLogger
from secrets import token_hex

from bot.content.content import Content
from bot.services.beginning import begin
from bot.services.outcomes import Outcomes, Stuck, store, store_apart
from bot.services.sifting import sift
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Delivery, Reason
from core.broadcasts.pacing import LEASE
from core.broadcasts.planning import PLANNED, Zone, plan
from core.broadcasts.reach import Planned
from core.people.topics import Topic
from db.database import Database, Transaction, Unavailable

log = getLogger(__name__)

PAGE = 2_000
"""People looked at in one transaction: others' writes wait no longer for it."""
PLACES = 4_096
LATE_EVERY = timedelta(seconds=1)
NAMED_FOR = LEASE / 6
"""Well below a lease: who is claimed again after it is claimed under another name."""

SIFTED = 20
"""So many claims one after another may give nobody: those may all sleep by now."""

Size = Callable[[Broadcast], int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Recipients that belong to one sender until the lease ends."""

    claim: str
    broadcast: Broadcast
    deliveries: Sequence[Delivery]
    lease_until: datetime


class Deliveries:
    """Everything here may be called again after a death at any line.

    `alone`: whether no other process sends from this database: then what is claimed at the start
    belongs to a dead one.
    """

    def __init__(
        self,
        db: Database,
        clock: Callable[[], datetime],
        content: Content,
        *,
        alone: Callable[[], bool] = lambda: False,
    ) -> None:
        self.db = db
        self.clock = clock
        self.alone = alone
        self._claim, self._named_at = "", datetime.min.replace(tzinfo=UTC)
        self._in_force: list[int] = []
        self._looked_at = self._named_at
        self._zone: Zone = lru_cache(PLACES)(content.zone)

    async def begin(self) -> int:
        """Takes back what dead processes had in hand. Call once, before anything is claimed."""
        now, alone = self.clock(), self.alone()
        async with self.db.writing() as tx:
            return await tx.deliveries.expire(now + LEASE * 2 if alone else now)

    async def start_due(self) -> int:
        """Begins what is scheduled for now or earlier: see beginning.py."""
        now = self.clock()
        async with self.db.reading() as tx:
            if not await tx.broadcasts.due(now):
                return 0
        async with self.db.writing() as tx:
            due = await tx.broadcasts.due(now)
            for one in due:
                await begin(tx, one, now)
            return len(due)

    async def to_plan(self) -> list[int]:
        """Those whose recipients are not all listed: safety first."""
        async with self.db.reading() as tx:
            under_way = await tx.broadcasts.in_states(State.PLANNING, State.RUNNING)
            return [
                one.id
                for one in sorted(under_way, key=_rank)
                if one.state is State.PLANNING or await tx.broadcasts.cursor(one.id) != PLANNED
            ]

    async def plan_step(self, number: int) -> bool:
        """Lists the next recipients; whether there may be more."""
        now = self.clock()
        async with self.db.writing() as tx:
            one = await tx.broadcasts.get(number, lock=True)
            if one is None or one.state not in {State.PLANNING, State.RUNNING}:
                return False
            if one.started_at is None:
                one = replace(one, started_at=now)
                await tx.broadcasts.save(one)
            cursor = await tx.broadcasts.cursor(number)
            if cursor == 0 and one.closes and await tx.deliveries.in_hand(one.closes):
                return False  # who gets the alert just now is told as well
            more = cursor != PLANNED and await self._list(tx, one, cursor, now)
            if not more:
                await tx.broadcasts.move(number, State.RUNNING, of=[State.PLANNING])
            return more

    async def _list(self, tx: Transaction, one: Broadcast, cursor: int, now: datetime) -> bool:
        page = await tx.audiences.page(one.audience, one.started_at or now, cursor, PAGE)
        decided = [plan(one, candidate, now, self._zone) for candidate in page]
        added = await tx.deliveries.add([row for row in decided if isinstance(row, Planned)])
        left_out = Counter(reason for reason in decided if isinstance(reason, Reason))
        more = len(page) == PAGE
        await tx.broadcasts.planned_so_far(
            one.id, page[-1].person_id if more else PLANNED, added, left_out
        )
        return more

    async def running(self) -> bool:
        """Whether anybody may be waiting for a message."""
        async with self.db.reading() as tx:
            return bool(await _claimable(tx))

    async def exchange(self, outcomes: Outcomes, size: Size | None) -> Batch | None:
        """Stores outcomes and claims the next recipients, of whatever should go first now.

        None: nobody can be sent to now, or `size` is None: nobody is wanted. Raises Stuck.
        """
        now = self.clock()
        async with self.db.writing() as tx:
            await store(tx, outcomes)
            for one in await self._going(tx, now) if size else ():
                batch = await self._take(tx, one, size(one) if size else 0, now)
                if batch is not None:
                    return batch
        return None

    async def store_apart(self, outcomes: Outcomes) -> None:
        """As `exchange` stores, when that did not go well."""
        await store_apart(self.db, outcomes)

    async def _take(
        self, tx: Transaction, one: Broadcast, limit: int, now: datetime
    ) -> Batch | None:
        """None: nobody waits. With nobody in it: all of many were put off, others may wait."""
        claim, lease_until = self._claim_at(now), now + LEASE
        for _ in range(SIFTED):
            try:
                claimed = await tx.deliveries.claim(one.id, claim, now, lease_until, limit)
                ready = await sift(tx, one, claim, claimed, now, self._zone)
            except Unavailable:
                raise
            except Exception as error:
                raise Stuck(one.id) from error
            if ready or not claimed:
                return Batch(claim, one, ready, lease_until) if ready else None
        return Batch(claim, one, (), lease_until)

    async def _going(self, tx: Transaction, now: datetime) -> list[Broadcast]:
        """As `_claimable`; alerts in force are looked for once a second."""
        if abs(now - self._looked_at) >= LATE_EVERY:
            self._looked_at = now
            self._in_force = [one.id for one in await _late(tx)]
        late = [one for one in [await tx.broadcasts.get(n) for n in self._in_force] if one]
        return _in_turn([*await _running(tx), *filter(_still_in_force, late)])

    def _claim_at(self, now: datetime) -> str:
        """A name for batches of the same seconds: they are settled together."""
        if abs(now - self._named_at) >= NAMED_FOR:
            self._named_at, self._claim = now, token_hex(8)
        return self._claim

    async def wake(self) -> None:
        """Back in line: those nobody settled in time, those whose quiet hours are over.

        And out of it: those who wait for what was cancelled or taken back, some at a time.
        """
        now = self.clock()
        async with self.db.reading() as tx:
            under_way = await _claimable(tx)
            late = await tx.deliveries.overdue(now)
            in_vain = await tx.deliveries.rest_left()
        while in_vain:
            async with self.db.writing() as tx:
                in_vain = await tx.deliveries.end_rest(now) > 0
        if not under_way and not late:
            return
        async with self.db.writing() as tx:
            await tx.deliveries.expire(now)
            for one in under_way:
                await tx.deliveries.promote(one.id, now)

    async def finish(self) -> None:
        """Ends what has nobody left to send to."""
        now = self.clock()
        async with self.db.reading() as tx:
            running = await tx.broadcasts.in_states(State.RUNNING)
            over = [one.id for one in running if await _over(tx, one.id)]
        if not over:
            return
        async with self.db.writing() as tx:
            for number in over:
                if await _over(tx, number) and await tx.broadcasts.move(
                    number, State.DONE, of=[State.RUNNING]
                ):
                    one = await tx.broadcasts.get(number)
                    if one is not None:
                        await tx.broadcasts.save(replace(one, finished_at=now))


async def _over(tx: Transaction, number: int) -> bool:
    """Whether all are listed, and none of them waits."""
    return await tx.broadcasts.cursor(number) == PLANNED and await tx.deliveries.ended(number)


async def _claimable(tx: Transaction) -> list[Broadcast]:
    """What may be sent now, safety first: also to late joiners of an alert in force."""
    return _in_turn([*await _running(tx), *await _late(tx)])


async def _running(tx: Transaction) -> list[Broadcast]:
    return await tx.broadcasts.in_states(State.RUNNING)


async def _late(tx: Transaction) -> list[Broadcast]:
    return [one for one in await tx.broadcasts.in_force() if _still_in_force(one)]


def _still_in_force(one: Broadcast) -> bool:
    return one.in_force and one.state is State.DONE


def _in_turn(found: list[Broadcast]) -> list[Broadcast]:
    return sorted((one for one in found if one.recalled_at is None), key=_rank)


def _rank(one: Broadcast) -> tuple[bool, int]:
    return one.topic is not Topic.SAFETY, one.id
