"""Broadcasts themselves. The only writer of the table `broadcasts`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, and_, case, exists, func, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Outcome, Reason
from db.broadcast_json import counts_json, read_counts
from db.broadcast_rows import broadcast_values, readable, to_broadcast
from db.tables.broadcasts import broadcasts, deliveries

_BEGUN = (State.DONE.value, State.CANCELLED.value)
_STILL_TO_COME = [
    one.value
    for one in (State.WAITING, State.SCHEDULED, State.PLANNING, State.RUNNING, State.PAUSED)
]
_GONE_OUT = [one.value for one in (State.DONE, State.RUNNING, State.PAUSED)]


@dataclass(frozen=True, slots=True)
class BroadcastsRepository:
    """One that cannot be read raises ValueError with its number; lists pass it over and say so."""

    connection: AsyncConnection

    async def add(self, broadcast: Broadcast) -> Broadcast:
        """Keeps a new one and gives it its number, which was nobody's before."""
        added = await self.connection.execute(
            broadcasts.insert()
            .values(
                state=broadcast.state.value,
                cursor=0,
                planned=0,
                left_out=counts_json({}),
                revising=False,
                **broadcast_values(broadcast),
            )
            .returning(broadcasts.c.id)
        )
        return replace(broadcast, id=added.scalar_one(), planned=0)

    async def get(self, number: int, *, lock: bool = False) -> Broadcast | None:
        """`lock`: nobody else changes it in this transaction, which may save it as a whole.

        SQLite has one writer; elsewhere recipients may be added meanwhile.
        """
        found = await self.connection.execute(by_number(number, lock=lock))
        row = found.mappings().first()
        return to_broadcast(row) if row else None

    async def save(self, broadcast: Broadcast) -> None:
        """Keeps all of it but its state (see `move`) and how many recipients are listed.

        Another edition or a recall has to reach everybody: see `to_revise`. One that has just
        paused by itself is shown to nobody: see `unshown`.
        """
        shown: dict[str, object] = {}
        if broadcast.fault is not None:
            faultless, message = broadcasts.c.fault.is_(None), broadcasts.c.progress_message
            shown["progress_message"] = case((faultless, null()), else_=message)
        changed = or_(
            broadcasts.c.revising,
            broadcasts.c.edition != broadcast.edition,
            broadcasts.c.recalled_at.is_distinct_from(broadcast.recalled_at),
        )
        await self.connection.execute(
            update(broadcasts)
            .where(broadcasts.c.id == broadcast.id)
            .values(revising=changed, **shown, **broadcast_values(broadcast))
        )

    async def move(self, number: int, to: State, *, of: Collection[State]) -> bool:
        """Whether it was in one of these states; then, and only then, it is in the new one now."""
        moved = await self.connection.execute(
            update(broadcasts)
            .where(broadcasts.c.id == number, broadcasts.c.state.in_([one.value for one in of]))
            .values(state=to.value)
        )
        return moved.rowcount > 0

    async def newest(self, limit: int, offset: int = 0) -> list[Broadcast]:
        return await self._listed(
            select(broadcasts).order_by(broadcasts.c.id.desc()).limit(limit).offset(offset)
        )

    async def count(self) -> int:
        found = await self.connection.execute(select(func.count()).select_from(broadcasts))
        return found.scalar_one()

    async def in_states(self, *states: State) -> list[Broadcast]:
        """The oldest first."""
        return await self._listed(
            select(broadcasts)
            .where(broadcasts.c.state.in_([one.value for one in states]))
            .order_by(broadcasts.c.id)
        )

    async def due(self, now: datetime) -> list[Broadcast]:
        """Scheduled ones whose moment has come, the longest due first."""
        return await self._listed(
            select(broadcasts)
            .where(broadcasts.c.state == State.SCHEDULED.value, broadcasts.c.due_at <= now)
            .order_by(broadcasts.c.due_at, broadcasts.c.id)
        )

    async def in_force(self) -> list[Broadcast]:
        """Alerts that who comes late still gets."""
        return await self._listed(
            select(broadcasts)
            .where(broadcasts.c.in_force, broadcasts.c.state.in_(_GONE_OUT))
            .order_by(broadcasts.c.id)
        )

    async def to_revise(self) -> list[Broadcast]:
        """Edited or recalled ones that some recipients may still have as they were.

        They stay here until `revised`.
        """
        return await self._listed(
            select(broadcasts).where(broadcasts.c.revising).order_by(broadcasts.c.id)
        )

    async def revised(self, broadcast: Broadcast) -> bool:
        """Everybody was tried; False: it was changed again, or somebody is just being sent to.

        To be called when `to_edit` and `to_recall` gave nothing for the broadcast as it was read.
        """
        sending = exists().where(
            deliveries.c.broadcast_id == broadcast.id,
            deliveries.c.state == Outcome.SENDING.value,
        )
        done = await self.connection.execute(
            update(broadcasts)
            .where(
                broadcasts.c.id == broadcast.id,
                broadcasts.c.edition == broadcast.edition,
                broadcasts.c.recalled_at.is_not_distinct_from(broadcast.recalled_at),
                ~sending,
            )
            .values(revising=False)
        )
        return done.rowcount > 0

    async def keep_digest(self, number: int, digest: str) -> None:
        await self._keep(number, digest=digest)

    async def same_since(self, digest: str, since: datetime, but: int) -> list[int]:
        """Numbers of others with the same words and audience, the newest first.

        Those that are still to come or under way, and those that went out since then, also when
        they were cancelled half-way.
        """
        again = or_(
            broadcasts.c.state.in_(_STILL_TO_COME),
            and_(broadcasts.c.state.in_(_BEGUN), broadcasts.c.started_at >= since),
        )
        found = await self.connection.execute(
            select(broadcasts.c.id)
            .where(broadcasts.c.digest == digest, broadcasts.c.id != but, again)
            .order_by(broadcasts.c.id.desc())
        )
        return list(found.scalars())

    async def cursor(self, number: int) -> int:
        found = await self.connection.execute(
            select(broadcasts.c.cursor).where(broadcasts.c.id == number)
        )
        return int(found.scalar_one())

    async def planned_so_far(
        self, number: int, cursor: int, added: int, left_out: Mapping[Reason, int]
    ) -> None:
        """One more page of people was looked at: `added` are recipients, the others left out."""
        counts = await self.left_out(number)
        for reason, count in left_out.items():
            counts[reason] = counts.get(reason, 0) + count
        await self._keep(
            number,
            cursor=cursor,
            planned=broadcasts.c.planned + added,
            left_out=counts_json({reason.value: count for reason, count in counts.items()}),
        )

    async def left_out(self, number: int) -> dict[Reason, int]:
        """How many of the audience are no recipients, and why."""
        found = await self.connection.execute(
            select(broadcasts.c.left_out).where(broadcasts.c.id == number)
        )
        counts = read_counts(found.scalar_one())
        return {Reason(reason): count for reason, count in counts.items()}

    async def keep_progress(self, number: int, chat_id: int, message_id: int) -> None:
        """The message that tells how it goes; the last one kept."""
        await self._keep(number, progress_chat=chat_id, progress_message=message_id)

    async def progress_at(self, number: int) -> tuple[int, int] | None:
        found = await self.connection.execute(
            select(broadcasts.c.progress_chat, broadcasts.c.progress_message).where(
                broadcasts.c.id == number
            )
        )
        row = found.first()
        return (row[0], row[1]) if row and row[0] and row[1] else None

    async def forget_progress(self, number: int) -> None:
        """It is shown to nobody: its author gets a new message when it begins."""
        await self._keep(number, progress_chat=None, progress_message=None)

    async def unshown(self) -> list[Broadcast]:
        """Under way, ended or held up, and shown in no message so far, the oldest first."""
        return await self._listed(
            select(broadcasts)
            .where(
                broadcasts.c.progress_message.is_(None),
                broadcasts.c.state.in_([*_GONE_OUT, State.PLANNING.value, State.WAITING.value]),
            )
            .order_by(broadcasts.c.id)
        )

    async def joined_until(self, number: int) -> datetime | None:
        """Late joiners were looked for up to this moment."""
        found = await self.connection.execute(
            select(broadcasts.c.joined_until).where(broadcasts.c.id == number)
        )
        return found.scalar_one_or_none()

    async def keep_joined(self, number: int, until: datetime) -> None:
        await self._keep(number, joined_until=until)

    async def _keep(self, number: int, **values: object) -> None:
        await self.connection.execute(
            update(broadcasts).where(broadcasts.c.id == number).values(**values)
        )

    async def _listed(self, wanted: Select[tuple[object, ...]]) -> list[Broadcast]:
        found = await self.connection.execute(wanted)
        return list(readable(found.mappings()))


def by_number(number: int, *, lock: bool = False) -> Select[tuple[object, ...]]:
    wanted = select(broadcasts).where(broadcasts.c.id == number)
    return wanted.with_for_update(key_share=True) if lock else wanted
