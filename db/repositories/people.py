"""People. The only writer of the table `people`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.locale import Locale
from core.people.person import Person
from db.tables.people import people
from db.upsert import insert_into

_BY_ID = select(people).where(people.c.id == bindparam("id"))
_SEEN = update(people).where(people.c.id == bindparam("person")).values(seen_at=bindparam("seen"))


@dataclass(frozen=True, slots=True)
class PeopleRepository:
    connection: AsyncConnection

    async def get(self, person_id: int) -> Person | None:
        found = await self.connection.execute(_BY_ID, {"id": person_id})
        row = found.mappings().first()
        return _to_person(row) if row else None

    async def save(self, person: Person, now: datetime) -> None:
        """Remembers the person's choices; the first save is the day he is known since."""
        chosen = {
            "language": person.language.value,
            "country": person.country,
            "city": person.city,
            "blocked_at": now if person.blocked else None,
        }
        statement = insert_into(self.connection, people).values(
            id=person.id, created_at=now, seen_at=now, **chosen
        )
        await self.connection.execute(
            statement.on_conflict_do_update(index_elements=[people.c.id], set_=chosen)
        )

    async def seen(self, moments: Mapping[int, datetime]) -> None:
        """Writes a batch of «last seen»; strangers in it stay unstored."""
        if moments:
            rows = [{"person": person, "seen": at} for person, at in moments.items()]
            await self.connection.execute(_SEEN, rows)

    async def mark_blocked(self, person_id: int, at: datetime | None) -> None:
        await self.connection.execute(
            update(people).where(people.c.id == person_id).values(blocked_at=at)
        )

    async def last_seen(self, person_id: int) -> datetime | None:
        found = await self.connection.execute(
            select(people.c.seen_at).where(people.c.id == person_id)
        )
        return found.scalar_one_or_none()


def _to_person(row: RowMapping) -> Person:
    return Person(
        id=row["id"],
        language=Locale(row["language"]),
        country=row["country"],
        city=row["city"],
        since=row["created_at"],
        blocked=row["blocked_at"] is not None,
    )
