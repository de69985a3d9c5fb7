"""People. The only writer of the table `people`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, bindparam, case, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.locale import Locale
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import MUTABLE, Topic
from db.tables.people import people
from db.upsert import insert_into

MUTED_BETWEEN = ","
"""Stands before, between and behind the topics of one column, so that one is found by its name."""
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
        """Remembers the person's choices; the first save is the day he is known since.

        Another language or place is a move; so is coming back after he had blocked the bot.
        """
        place = {
            "language": person.language.value,
            "country": person.country,
            "city": person.city,
        }
        chosen = {
            **place,
            "blocked_at": now if person.blocked else None,
            "muted": _muted(person.muted),
            "quiet_from": person.quiet.since if person.quiet else None,
            "quiet_until": person.quiet.until if person.quiet else None,
        }
        moved = or_(*(people.c[name].is_distinct_from(value) for name, value in place.items()))
        if not person.blocked:
            moved |= people.c.blocked_at.is_not(None)
        moved_at = case((moved, literal(now, people.c.moved_at.type)), else_=people.c.moved_at)
        statement = insert_into(self.connection, people).values(
            id=person.id, created_at=now, seen_at=now, moved_at=now, **chosen
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=[people.c.id],
                set_={**chosen, "moved_at": moved_at},
            )
        )

    async def seen(self, moments: Mapping[int, datetime]) -> None:
        """Writes a batch of «last seen»; strangers in it stay unstored."""
        if moments:
            rows = [{"person": person, "seen": at} for person, at in moments.items()]
            await self.connection.execute(_SEEN, rows)

    async def mark_blocked(self, person_id: int, at: datetime | None, now: datetime) -> None:
        """Blocked since `at`; None: he came back, if he was gone at all."""
        person = update(people).where(people.c.id == person_id)
        if at is None:
            gone = people.c.blocked_at.is_not(None)
            await self.connection.execute(person.where(gone).values(blocked_at=None, moved_at=now))
        else:
            await self.connection.execute(person.values(blocked_at=at))

    async def places(self) -> list[tuple[str, str]]:
        """Every country and city that anybody has named, once."""
        named = (people.c.country, people.c.city)
        found = await self.connection.execute(
            select(*named).where(*(one.is_not(None) for one in named)).distinct()
        )
        return [(row[0], row[1]) for row in found]

    async def rename_city(self, country: str, old: str, new: str, now: datetime) -> None:
        """A move of everybody there."""
        await self.connection.execute(
            update(people)
            .where(people.c.country == country, people.c.city == old)
            .values(city=new, moved_at=now)
        )

    async def last_seen(self, person_id: int) -> datetime | None:
        found = await self.connection.execute(
            select(people.c.seen_at).where(people.c.id == person_id)
        )
        return found.scalar_one_or_none()

    async def last_moved(self, person_id: int) -> datetime | None:
        """When he last set a language or a place, or came back."""
        found = await self.connection.execute(
            select(people.c.moved_at).where(people.c.id == person_id)
        )
        return found.scalar_one_or_none()


def to_muted(kept: str) -> frozenset[Topic]:
    """What a later release left is passed over."""
    return frozenset(one for one in MUTABLE if one.value in kept.split(MUTED_BETWEEN))


def to_quiet(row: RowMapping) -> Quiet | None:
    since, until = row["quiet_from"], row["quiet_until"]
    return None if since is None or until is None else Quiet(since, until)


def _muted(topics: frozenset[Topic]) -> str:
    named = MUTED_BETWEEN.join(sorted(topics))
    return f"{MUTED_BETWEEN}{named}{MUTED_BETWEEN}" if named else ""


def _to_person(row: RowMapping) -> Person:
    return Person(
        id=row["id"],
        language=Locale(row["language"]),
        country=row["country"],
        city=row["city"],
        since=row["created_at"],
        blocked=row["blocked_at"] is not None,
        muted=to_muted(row["muted"]),
        quiet=to_quiet(row),
    )
