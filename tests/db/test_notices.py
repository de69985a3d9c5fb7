"""Notices: each claimed by one process, sent at most once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from core.people.notice import Notice, NoticeKind
from db.database import Database
from db.tables.notices import notices
from tests.conftest import NOON
from tests.db.personal import notice
from tests.features.kept import kept

HOUR = timedelta(hours=1)
FIRST, LAST = replace(notice(1), due_at=NOON - HOUR), notice(2)
OTHER_KIND = replace(FIRST, kind=NoticeKind.STAY_REMIND, due_at=NOON + HOUR)


async def put(db: Database, *waiting: Notice) -> None:
    async with db.writing() as tx:
        await tx.notices.put(iter(waiting))


async def claim(db: Database, now: datetime = NOON, limit: int = 10) -> list[Notice]:
    async with db.writing() as tx:
        return await tx.notices.claim(now, limit)


def plain(claimed: Iterable[Notice]) -> list[Notice]:
    return [replace(one, id=0) for one in claimed]


async def test_nothing_waits(db: Database) -> None:
    await put(db)
    assert await claim(db) == []
    async with db.writing() as tx:
        assert await tx.notices.abandon_claimed() == 0


async def test_what_is_due_is_claimed_once_the_oldest_first(db: Database) -> None:
    await put(db, LAST, FIRST, OTHER_KIND)
    claimed = await claim(db)
    assert plain(claimed) == [FIRST, LAST]
    assert all(one.id for one in claimed)
    assert await claim(db) == []
    assert plain(await claim(db, NOON + HOUR)) == [OTHER_KIND]


async def test_a_kind_of_a_later_release_is_left_alone(db: Database) -> None:
    """The release before it, put back, neither trips over it nor loses it."""
    await put(db, FIRST, LAST)
    async with db.writer.begin() as connection:
        changed = update(notices).where(notices.c.person_id == FIRST.person_id)
        await connection.execute(changed.values(kind="new"))
    assert plain(await claim(db)) == [LAST]
    told = [(row["kind"], row["claimed_at"]) for row in (await kept(db))["notices"]]
    assert ("new", None) in told


async def test_a_claim_takes_no_more_than_asked(db: Database) -> None:
    await put(db, LAST, FIRST)
    assert plain(await claim(db, limit=1)) == [FIRST]
    assert plain(await claim(db, limit=1)) == [LAST]


async def test_the_same_one_waits_once_the_last_put(db: Database) -> None:
    await put(db, FIRST, LAST)
    await put(db, replace(FIRST, zone="Asia/Qatar"), replace(FIRST, due_at=NOON))
    assert plain(await claim(db)) == [LAST, replace(FIRST, due_at=NOON)]


async def test_one_put_while_its_forerunner_is_being_sent_is_not_lost(db: Database) -> None:
    await put(db, FIRST)
    (sending,) = await claim(db)
    await put(db, replace(FIRST, due_at=NOON))
    async with db.writing() as tx:
        await tx.notices.done(sending.id)
    (next_one,) = await claim(db)
    assert next_one.id != sending.id
    assert next_one.due_at == NOON


async def test_an_id_is_never_given_twice(db: Database) -> None:
    await put(db, FIRST)
    (sent,) = await claim(db)
    async with db.writing() as tx:
        await tx.notices.done(sent.id)
    assert await kept(db) == {}
    await put(db, LAST)
    assert (await claim(db))[0].id > sent.id


async def test_what_was_not_taken_waits_again(db: Database) -> None:
    await put(db, FIRST)
    for attempts in (1, 2):
        (claimed,) = await claim(db, NOON + attempts * HOUR)
        async with db.writing() as tx:
            await tx.notices.again(claimed.id, NOON + (attempts + 1) * HOUR)
        assert await claim(db, NOON + attempts * HOUR) == []
    (third,) = await claim(db, NOON + 3 * HOUR)
    assert third == replace(FIRST, id=third.id, due_at=NOON + 3 * HOUR, attempts=2)


async def test_what_a_dead_process_claimed_is_dropped(db: Database) -> None:
    await put(db, FIRST, LAST, OTHER_KIND)
    await claim(db)
    async with db.writing() as tx:
        assert await tx.notices.abandon_claimed() == 2
    assert plain(await claim(db, NOON + HOUR)) == [OTHER_KIND]


@pytest.mark.parametrize("tries", [0, 3])
async def test_the_first_moment_counts_however_often_it_was_tried(
    db: Database, tries: int
) -> None:
    await put(db, FIRST, LAST)
    for _ in range(tries):
        async with db.writing() as tx:
            for one in await tx.notices.claim(NOON, 10):
                await tx.notices.again(one.id, NOON)
    async with db.writing() as tx:
        await tx.notices.drop_before(NOON)
    assert [row["person_id"] for row in (await kept(db))["notices"]] == [2]
