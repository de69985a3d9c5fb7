"""What people want to be reminded of. The only writer of the table `deadlines`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import RowMapping, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.deadlines.deadline import Deadline, Kind
from db.tables.deadlines import deadlines

_KNOWN = deadlines.c.kind.in_([kind.value for kind in Kind])
"""What a later release left is not understood here, and waits for it."""
_NUMBER = "this"  # a bound name that is no column's
_SAVE = update(deadlines).where(deadlines.c.id == bindparam(_NUMBER))


@dataclass(frozen=True, slots=True)
class DeadlinesRepository:
    connection: AsyncConnection

    async def add(self, deadline: Deadline) -> Deadline:
        """Keeps a new one and gives it its id, which was nobody's before."""
        added = await self.connection.execute(
            deadlines.insert().values(_values(deadline)).returning(deadlines.c.id)
        )
        return replace(deadline, id=added.scalar_one())

    async def get(self, number: int) -> Deadline | None:
        found = await self.connection.execute(
            select(deadlines).where(_KNOWN, deadlines.c.id == number)
        )
        row = found.mappings().first()
        return _to_deadline(row) if row else None

    async def of_person(self, person_id: int) -> list[Deadline]:
        """The nearest day first, those without a day behind; past days are among them."""
        found = await self.connection.execute(
            select(deadlines)
            .where(_KNOWN, deadlines.c.person_id == person_id)
            .order_by(deadlines.c.due.is_(None), deadlines.c.due, deadlines.c.id)
        )
        return [_to_deadline(row) for row in found.mappings()]

    async def save(self, deadline: Deadline) -> None:
        await self.save_all([deadline])

    async def save_all(self, changed: Iterable[Deadline]) -> None:
        """Keeps changed ones; one that was removed meanwhile stays removed."""
        rows = [_values(one) | {_NUMBER: one.id} for one in changed]
        if rows:
            await self.connection.execute(_SAVE, rows)

    async def remove(self, number: int) -> None:
        await self.connection.execute(delete(deadlines).where(deadlines.c.id == number))

    async def due(self, now: datetime, limit: int) -> list[Deadline]:
        """Those somebody must be reminded of, the longest due first."""
        found = await self.connection.execute(
            select(deadlines)
            .where(_KNOWN, deadlines.c.next_at <= now)
            .order_by(deadlines.c.next_at, deadlines.c.id)
            .limit(limit)
        )
        return [_to_deadline(row) for row in found.mappings()]

    async def drop_before(self, day: date) -> None:
        """Drops those whose day was before this one; what has no day stays."""
        await self.connection.execute(delete(deadlines).where(deadlines.c.due < day))


def _values(deadline: Deadline) -> dict[str, object]:
    return {
        "person_id": deadline.person_id,
        "kind": deadline.kind.value,
        "due": deadline.due,
        "hour": deadline.hour,
        "zone": deadline.zone,
        "next_at": deadline.next_at,
        "snoozed_to": deadline.snoozed_to,
        "created_at": deadline.created_at,
    }


def _to_deadline(row: RowMapping) -> Deadline:
    return Deadline(
        person_id=row["person_id"],
        kind=Kind(row["kind"]),
        zone=row["zone"],
        created_at=row["created_at"],
        due=row["due"],
        hour=row["hour"],
        next_at=row["next_at"],
        snoozed_to=row["snoozed_to"],
        id=row["id"],
    )
