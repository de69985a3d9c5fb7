"""Deadlines: kept, found when due, and dropped; an id is nobody else's later."""

from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import update

from core.deadlines.deadline import Deadline, Kind
from db.database import Database
from db.tables.deadlines import deadlines
from tests.conftest import NOON
from tests.db.personal import ZONE, deadline
from tests.features.kept import kept

AMINA = Deadline(1001, Kind.AMINA, "Europe/Moscow", NOON, hour=9, next_at=NOON)


async def add(db: Database, *new: Deadline) -> list[Deadline]:
    async with db.writing() as tx:
        return [await tx.deadlines.add(one) for one in new]


async def of(db: Database, person_id: int = 1001) -> list[Deadline]:
    async with db.reading() as tx:
        return await tx.deadlines.of_person(person_id)


async def test_a_deadline_comes_back_with_its_id(db: Database) -> None:
    full = replace(deadline(1001), snoozed_to=NOON + timedelta(hours=9), next_at=None)
    (one, other) = await add(db, full, AMINA)
    assert (replace(one, id=0), replace(other, id=0)) == (full, AMINA)
    assert 0 < one.id < other.id
    async with db.reading() as tx:
        assert await tx.deadlines.get(one.id) == one
        assert await tx.deadlines.get(other.id) == other
        assert await tx.deadlines.get(other.id + 1) is None


async def test_the_nearest_day_first_and_those_without_one_behind(db: Database) -> None:
    late, soon = deadline(1001, Kind.PERMIT, date(2028, 1, 1)), deadline(1001, Kind.PASSPORT)
    daily, late, soon, other = await add(db, AMINA, late, soon, deadline(1002))
    assert await of(db) == [soon, late, daily]
    assert await of(db, 1002) == [other]
    assert await of(db, 1003) == []


async def test_changes_are_kept_and_a_removed_one_stays_removed(db: Database) -> None:
    one, other, gone = await add(db, deadline(1001), AMINA, deadline(1001, Kind.MEDICAL))
    changed = replace(one, due=date(2029, 1, 1), next_at=None, zone=ZONE)
    async with db.writing() as tx:
        await tx.deadlines.remove(gone.id)
        await tx.deadlines.save_all([replace(other, hour=22), gone])
        await tx.deadlines.save_all([])
        await tx.deadlines.save(changed)
    assert await of(db) == [changed, replace(other, hour=22)]


async def test_an_id_is_never_given_twice(db: Database) -> None:
    """An old button of a removed one must not mean the next."""
    (gone,) = await add(db, deadline(1001))
    async with db.writing() as tx:
        await tx.deadlines.remove(gone.id)
    (new,) = await add(db, deadline(1001))
    assert new.id > gone.id


async def test_what_is_due_the_longest_due_first(db: Database) -> None:
    late, soon, never = (
        replace(deadline(1001), next_at=at) for at in (NOON, NOON - timedelta(days=1), None)
    )
    late, soon, never = await add(db, late, soon, never)
    async with db.reading() as tx:
        assert await tx.deadlines.due(NOON, 10) == [soon, late]
        assert await tx.deadlines.due(NOON, 1) == [soon]
        assert await tx.deadlines.due(NOON - timedelta(seconds=1), 10) == [soon]


async def test_a_kind_of_a_later_release_is_left_alone(db: Database) -> None:
    """The release before it, put back, neither trips over it nor loses it."""
    one, later = await add(db, AMINA, AMINA)
    async with db.writer.begin() as connection:
        changed = update(deadlines).where(deadlines.c.id == later.id)
        await connection.execute(changed.values(kind="new"))
    assert await of(db) == [one]
    async with db.reading() as tx:
        assert await tx.deadlines.due(NOON, 10) == [one]
        assert await tx.deadlines.get(later.id) is None
    assert [row["kind"] for row in (await kept(db))["deadlines"]] == ["amina", "new"]


async def test_days_gone_by_are_dropped_to_the_day(db: Database) -> None:
    one, other, daily = await add(
        db, deadline(1001, due=date(2027, 1, 1)), deadline(1001, due=date(2027, 1, 2)), AMINA
    )
    async with db.writing() as tx:
        await tx.deadlines.drop_before(date(2027, 1, 2))
    assert await of(db) == [other, daily]
    assert one not in await of(db)
