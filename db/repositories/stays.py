"""Registered stays. The only writer of the table `stays`."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.stays.lifecycle import next_at
from core.stays.saved import details_from_json, details_to_json
from core.stays.stay import Details, Ending, Purpose, Status, Stay
from db.sealing import Seal, closed, opened
from db.tables.stays import stays

Values = dict[str, object]

_PLAIN = [column for column in stays.c if column is not stays.c.sealed]
_OPEN = stays.c.status.in_([Status.ACTIVE.value, Status.ASKED.value])
_STEP = ("status", "counted_from", "reminded", "ended_at", "ending", "next_at")
_GONE = (
    *("number", "person_id", "registered_by", "zone", "city"),
    *("since", "until", "created_at", "sealed"),
)
_NUMBER = "this"  # a bound name that is no column's
_ADVANCE = update(stays).where(stays.c.number == bindparam(_NUMBER))


@dataclass(frozen=True, slots=True)
class StaysRepository:
    """Details that no key opens are None, and a save leaves them as they are."""

    connection: AsyncConnection
    seal: Seal | None

    async def get(self, number: str) -> Stay | None:
        found = await self.connection.execute(select(stays).where(stays.c.number == number))
        row = found.mappings().first()
        return self._opened(row) if row else None

    async def of_person(self, person_id: int) -> Stay | None:
        """The person's open stay, else the newest one; never one that awaits his consent."""
        found = await self.connection.execute(
            select(stays)
            .where(stays.c.person_id == person_id, stays.c.status != Status.PENDING.value)
            .order_by(_OPEN.desc(), stays.c.created_at.desc())
            .limit(1)
        )
        row = found.mappings().first()
        return self._opened(row) if row else None

    async def open_of(self, person_id: int) -> Stay | None:
        """The person's open stay: there is one at most."""
        found = await self.connection.execute(
            select(stays).where(stays.c.person_id == person_id, _OPEN)
        )
        row = found.mappings().first()
        return self._opened(row) if row else None

    async def pending_by(self, person_id: int) -> list[Stay]:
        """What the person announced of others that they have not agreed to; the oldest first."""
        found = await self.connection.execute(
            select(stays)
            .where(stays.c.registered_by == person_id, stays.c.status == Status.PENDING.value)
            .order_by(stays.c.created_at, stays.c.number)
        )
        return [self._opened(row) for row in found.mappings()]

    async def save(self, stay: Stay) -> None:
        """Keeps the whole stay, a new one or a changed one."""
        values = _values(stay)
        if stay.details is not None:
            words = json.dumps(details_to_json(stay.details))
            values["sealed"] = closed(self.seal, words)
        elif stay.status is Status.ERASED:
            values["sealed"] = None
        changed = await self.connection.execute(
            update(stays).where(stays.c.number == stay.number).values(values)
        )
        if not changed.rowcount:
            await self.connection.execute(insert(stays).values(values))

    async def due(self, now: datetime, limit: int) -> list[Stay]:
        """The stays something must happen to, the longest due first; their details stay closed."""
        found = await self.connection.execute(
            select(*_PLAIN)
            .where(stays.c.next_at <= now)
            .order_by(stays.c.next_at)  # alone: the index gives it, however many are due
            .limit(limit)
        )
        return [_to_stay(row, None) for row in found.mappings()]

    async def advance(self, advanced: Iterable[tuple[str, Stay]]) -> None:
        """Keeps what a step changes of the stay with a number, and no more.

        An erased one takes the new number it comes with: nobody is left in it.
        """
        step: list[Values] = []
        erased: list[Values] = []
        for number, stay in advanced:
            values = _values(stay) | {"sealed": None}
            gone = stay.status is Status.ERASED
            columns = (*_STEP, *_GONE) if gone else _STEP
            chosen = {name: values[name] for name in columns} | {_NUMBER: number}
            (erased if gone else step).append(chosen)
        for rows in (step, erased):
            if rows:
                await self.connection.execute(_ADVANCE, rows)

    async def remove(self, number: str) -> None:
        await self.connection.execute(delete(stays).where(stays.c.number == number))

    def _opened(self, row: RowMapping) -> Stay:
        words = opened(self.seal, row["sealed"], stays.name)
        return _to_stay(row, None if words is None else details_from_json(json.loads(words)))


def _values(stay: Stay) -> Values:
    return {
        "number": stay.number,
        "person_id": stay.person_id,
        "registered_by": stay.registered_by,
        "status": stay.status.value,
        "country": stay.country,
        "city": stay.city,
        "zone": stay.zone,
        "purpose": stay.purpose.value,
        "since": stay.since,
        "until": stay.until,
        "created_at": stay.created_at,
        "counted_from": stay.counted_from,
        "reminded": stay.reminded,
        "ended_at": stay.ended_at,
        "ending": stay.ending and stay.ending.value,
        "next_at": next_at(stay),
    }


def _to_stay(row: RowMapping, details: Details | None) -> Stay:
    return Stay(
        number=row["number"],
        status=Status(row["status"]),
        country=row["country"],
        zone=row["zone"],
        until=row["until"],
        created_at=row["created_at"],
        counted_from=row["counted_from"],
        person_id=row["person_id"],
        registered_by=row["registered_by"],
        city=row["city"],
        purpose=Purpose(row["purpose"]),
        since=row["since"],
        reminded=row["reminded"],
        ended_at=row["ended_at"],
        ending=row["ending"] and Ending(row["ending"]),
        details=details,
    )
