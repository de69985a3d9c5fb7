"""Recipients on their way: written down, claimed, settled. Writes the table `deliveries`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from sqlalchemy import (
    ColumnElement,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.broadcasts.delivery import Delivery, Outcome, Settled
from core.broadcasts.reach import Planned
from core.locale import Locale
from db.delivery_rows import again_row, planned_row, settled_row, waiting
from db.delivery_statements import (
    AGAIN,
    CLAIM,
    IN_VAIN,
    OPEN,
    OVER,
    SETTLE,
    STOPPED,
    WAITS,
    in_state,
    overdue,
)
from db.tables.broadcasts import broadcasts, deliveries
from db.upsert import insert_into

PROMOTED_AT_ONCE = 5_000
"""So many wake up in one transaction: the morning of a country must not hold the others up."""
ENDED_AT_ONCE = 5_000
"""So many are ended in one: nobody waits long for the tap that cancels."""


@dataclass(frozen=True, slots=True)
class DeliveriesRepository:
    """What is told of them afterwards stands in deliveries_told.py."""

    connection: AsyncConnection

    async def add(self, rows: Sequence[Planned]) -> int:
        """How many of them were no recipients before; nobody becomes one twice."""
        if not rows:
            return 0
        added = await self.connection.execute(
            insert_into(self.connection, deliveries)
            .on_conflict_do_nothing()
            .returning(deliveries.c.person_id),
            [planned_row(one) for one in rows],
        )
        return len(added.all())

    async def take_up_again(self, rows: Sequence[Planned]) -> None:
        """Whoever was not there, and has moved or come back since, waits anew, as in `rows`."""
        if rows:
            await self.connection.execute(AGAIN, [again_row(one) for one in rows])

    async def promote(self, broadcast_id: int, now: datetime) -> int:
        """Wakes those whose quiet hours are over, some thousands at once; gives how many."""
        awake = (
            select(deliveries.c.person_id)
            .where(in_state(broadcast_id, Outcome.DELAYED), deliveries.c.due_at <= now)
            .order_by(deliveries.c.due_at, deliveries.c.turn)
            .limit(PROMOTED_AT_ONCE)
        )
        promoted = await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.broadcast_id == broadcast_id, deliveries.c.person_id.in_(awake))
            .values(state=Outcome.WAITING.value, due_at=None)
        )
        return promoted.rowcount

    async def claim(
        self, broadcast_id: int, claim: str, now: datetime, lease_until: datetime, limit: int
    ) -> list[Delivery]:
        """Takes the next ones by their turn: nobody else gets them before the lease runs out.

        They count as holding the edition of this moment: read the broadcast in this transaction.
        """
        taken = await self.connection.execute(
            CLAIM,
            {
                "number": broadcast_id,
                "held_as": claim,
                "now": now,
                "until": lease_until,
                "most": limit,
            },
        )
        return [
            Delivery(broadcast_id, person, Locale(lang), country, city, attempts, repeated)
            for _, person, lang, country, city, attempts, repeated in sorted(
                map(tuple, taken), key=itemgetter(0, 1)
            )
        ]

    async def settle(self, claim: str, settled: Sequence[Settled]) -> int:
        """Writes what became of them; only of those nobody else has claimed since. Gives how many.

        `attempts` and `repeated` are kept as the delivery says them now, also of one whose lease
        ran out before. What goes back to wait in a cancelled broadcast ends with it.
        """
        if not settled:
            return 0
        rows = [{"held_as": claim, **settled_row(one)} for one in settled]
        stored = (await self.connection.execute(SETTLE, rows)).rowcount
        for number in sorted({one.delivery.broadcast_id for one in settled if waiting(one)}):
            await self._end_cancelled([number], settled[0].at)
        return stored if stored >= 0 else len(rows)  # not every driver counts for many rows

    async def overdue(self, now: datetime) -> bool:
        """Whether there is anything to `expire`."""
        found = await self.connection.execute(select(exists().where(overdue(now))))
        return bool(found.scalar_one())

    async def expire(self, now: datetime) -> int:
        """Gives back what a process held longer than its lease; perhaps it had been sent.

        The name of the claim stays: until somebody else claims it, the process may still tell.
        """
        found = await self.connection.execute(
            update(deliveries)
            .where(overdue(now))
            .values(
                state=Outcome.WAITING.value,
                repeated=True,
                attempts=deliveries.c.attempts + 1,
                lease_until=None,
            )
            .returning(deliveries.c.broadcast_id)
        )
        numbers = list(found.scalars())
        await self._end_cancelled(sorted(set(numbers)), now)
        return len(numbers)

    async def open_left(self, broadcast_id: int) -> int:
        """How many are still to be sent to, or just being sent to."""
        found = await self.connection.execute(
            select(func.count()).where(
                deliveries.c.broadcast_id == broadcast_id, deliveries.c.state.in_(OPEN)
            )
        )
        return found.scalar_one()

    async def in_hand(self, broadcast_id: int) -> bool:
        """Whether anybody is just being sent to."""
        found = await self.connection.execute(
            select(deliveries.c.person_id).where(in_state(broadcast_id, Outcome.SENDING)).limit(1)
        )
        return found.first() is not None

    async def ended(self, broadcast_id: int) -> bool:
        """Whether nobody is left: `open_left` without counting."""
        left = exists().where(
            deliveries.c.broadcast_id == broadcast_id, deliveries.c.state.in_(OPEN)
        )
        return not (await self.connection.execute(select(left))).scalar_one()

    async def next_due(self, broadcast_id: int) -> datetime | None:
        """When the next of those who wait for an hour is to be looked at."""
        moments = [
            await self._first_due(broadcast_id, one) for one in (Outcome.DELAYED, Outcome.WAITING)
        ]
        return min((moment for moment in moments if moment), default=None)

    async def cancel_rest(self, broadcast_id: int, now: datetime) -> int:
        """Nobody who still waits is sent to. Who perhaps got it before stays uncertain.

        Some thousands at once; where there are more, `end_rest` ends the others.
        """
        return await self._end(deliveries.c.broadcast_id == broadcast_id, now)

    async def rest_left(self) -> bool:
        """Whether there is anything for `end_rest`."""
        left = exists().where(IN_VAIN)
        return bool((await self.connection.execute(select(left))).scalar_one())

    async def end_rest(self, now: datetime) -> int:
        """Ends some thousands who wait for what is over; gives how many."""
        return await self._end(IN_VAIN, now)

    async def retry_uncertain(self, broadcast_id: int) -> int:
        """Who perhaps got it gets it again, and is marked for it."""
        again = await self.connection.execute(
            update(deliveries)
            .where(in_state(broadcast_id, Outcome.UNCERTAIN))
            .values(
                state=Outcome.WAITING.value,
                repeated=True,
                attempts=0,
                settled_at=None,
                reason=None,
                detail=None,
            )
        )
        return again.rowcount

    async def drop_before(self, moment: datetime, limit: int = PROMOTED_AT_ONCE) -> int:
        """Drops recipients of broadcasts that ended before; an alert in force has not ended."""
        ended = select(broadcasts.c.id).where(
            broadcasts.c.finished_at < moment, or_(~broadcasts.c.in_force, STOPPED)
        )
        old = (
            select(deliveries.c.broadcast_id, deliveries.c.person_id)
            .where(deliveries.c.broadcast_id.in_(ended))
            .limit(limit)
        )
        key = tuple_(deliveries.c.broadcast_id, deliveries.c.person_id)
        gone = await self.connection.execute(delete(deliveries).where(key.in_(old)))
        return gone.rowcount

    async def _first_due(self, broadcast_id: int, state: Outcome) -> datetime | None:
        found = await self.connection.execute(
            select(deliveries.c.due_at)
            .where(in_state(broadcast_id, state), deliveries.c.due_at.is_not(None))
            .order_by(deliveries.c.due_at)
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def _end_cancelled(self, numbers: Collection[int], now: datetime) -> None:
        if numbers:
            over = select(broadcasts.c.id).where(broadcasts.c.id.in_(numbers), OVER)
            await self._end(deliveries.c.broadcast_id.in_(over), now)

    async def _end(self, whose: ColumnElement[bool], now: datetime) -> int:
        perhaps = case(
            (deliveries.c.repeated, Outcome.UNCERTAIN.value), else_=Outcome.CANCELLED.value
        )
        key = tuple_(deliveries.c.broadcast_id, deliveries.c.person_id)
        some = select(*key.clauses).where(whose, deliveries.c.state.in_(WAITS))
        ended = await self.connection.execute(
            update(deliveries)
            .where(key.in_(some.limit(ENDED_AT_ONCE)), deliveries.c.state.in_(WAITS))
            .values(state=perhaps, due_at=None, settled_at=now)
        )
        return ended.rowcount
