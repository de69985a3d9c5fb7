"""Stays and consents go in and come out; the personal part only with a key."""

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from core.stays.lifecycle import ERASE_AFTER, advance, next_at
from core.stays.stay import Details, Ending, Purpose, Status, Stay
from db.database import Database, Unavailable
from tests.conftest import NOON
from tests.db.personal import DETAILS, pending, stay
from tests.features.kept import Row, kept

DAY = timedelta(days=1)
FULL = stay(
    status=Status.ENDED,
    counted_from=NOON + DAY,
    reminded=True,
    ended_at=NOON + 2 * DAY,
    ending=Ending.MOVED,
)


async def save(db: Database, *stays: Stay) -> None:
    async with db.writing() as tx:
        for one in stays:
            await tx.stays.save(one)


async def find(db: Database, number: str = "AAAA222233") -> Stay | None:
    async with db.reading() as tx:
        return await tx.stays.get(number)


async def row(db: Database) -> Row:
    (found,) = (await kept(db))["stays"]
    return found


async def test_no_stay_is_none(db: Database) -> None:
    assert await find(db) is None
    async with db.reading() as tx:
        assert await tx.stays.of_person(1001) is None
        assert await tx.stays.open_of(1001) is None
        assert await tx.stays.pending_by(1001) == []
        assert await tx.stays.due(NOON, 10) == []


@pytest.mark.parametrize(
    "one",
    [
        stay(),
        FULL,
        pending("AAAA222233", 1001),
        stay(since=None, city=None, details=Details()),
        stay(purpose=Purpose.STUDY, status=Status.ASKED),
        stay(person_id=7_999_999_999_999),
    ],
)
async def test_a_stay_comes_back_as_saved(db: Database, one: Stay) -> None:
    await save(db, one)
    assert await find(db) == one


async def test_a_second_save_changes_the_whole_row(db: Database) -> None:
    await save(db, pending("AAAA222233", 1002))
    await save(db, FULL)
    assert await find(db) == FULL
    assert (await row(db))["registered_by"] is None


async def test_when_it_must_be_looked_at_is_written_at_every_save(db: Database) -> None:
    await save(db, stay())
    assert (await row(db))["next_at"] == next_at(stay())
    await save(db, FULL)
    assert (await row(db))["next_at"] == NOON + 2 * DAY + ERASE_AFTER


async def test_one_open_stay_a_person_at_most(db: Database) -> None:
    await save(db, stay(), stay("B2", status=Status.ENDED), stay("C2", person_id=1002))
    with pytest.raises(Unavailable, match="IntegrityError"):
        await save(db, stay("D2", status=Status.ASKED))
    await save(db, replace(stay(), status=Status.ENDED), stay("D2", status=Status.ASKED))
    assert await find(db, "D2") is not None


async def test_the_open_stay_comes_before_a_newer_one_that_ended(db: Database) -> None:
    newer = stay("NEW", status=Status.ENDED, created_at=NOON + DAY)
    old = stay("OLD", status=Status.ENDED)
    await save(db, old, newer, pending("ANN", 1001), stay("ELSE", person_id=1002))
    async with db.reading() as tx:
        assert await tx.stays.of_person(1001) == newer
        assert await tx.stays.open_of(1001) is None
    await save(db, replace(old, status=Status.ASKED))
    async with db.reading() as tx:
        assert await tx.stays.of_person(1001) == replace(old, status=Status.ASKED)
        assert await tx.stays.open_of(1001) == replace(old, status=Status.ASKED)


async def test_what_one_announced_until_it_is_agreed_to(db: Database) -> None:
    second, first = pending("B2", 1001), replace(pending("C2", 1001), created_at=NOON - DAY)
    await save(db, second, first, pending("D2", 1002))
    async with db.reading() as tx:
        assert await tx.stays.pending_by(1001) == [first, second]
    await save(db, stay("C2", person_id=1003))
    async with db.reading() as tx:
        assert await tx.stays.pending_by(1001) == [second]


async def test_details_saved_as_none_are_left_as_they_are(db: Database) -> None:
    await save(db, stay())
    await save(db, replace(stay(), details=None, until=date(2028, 1, 1)))
    assert await find(db) == replace(stay(), until=date(2028, 1, 1))


async def test_erasing_takes_the_details_too(db: Database) -> None:
    await save(db, stay())
    await save(db, stay().erased())
    assert await find(db) == stay().erased()
    assert (await row(db))["sealed"] is None


async def test_a_removed_stay_is_gone(db: Database) -> None:
    await save(db, stay(), stay("B2", person_id=1002))
    async with db.writing() as tx:
        await tx.stays.remove("AAAA222233")
    assert list(await kept(db)) == ["stays"]
    assert (await row(db))["number"] == "B2"


async def test_what_is_due_comes_closed_and_the_longest_due_first(db: Database) -> None:
    stays = [stay(name, n, counted_from=NOON - n * DAY) for n, name in enumerate("ABCD", 1)]
    ended = stay("E", 9, status=Status.ENDED, ended_at=NOON)
    erased = stay("F", 9).erased()
    await save(db, *stays, ended, erased)
    at = next_at(stays[1])
    assert at is not None
    order = [replace(one, details=None) for one in (ended, stays[3], stays[2], stays[1])]
    async with db.reading() as tx:
        assert await tx.stays.due(at, 10) == order
        assert await tx.stays.due(at, 2) == order[:2]
        assert await tx.stays.due(at - timedelta(seconds=1), 10) == order[:3]


async def test_a_step_is_kept_and_the_details_stay_sealed(db: Database) -> None:
    await save(db, stay(), stay("B2", person_id=1002))
    later = NOON + 91 * DAY
    async with db.writing() as tx:
        due = await tx.stays.due(later, 10)
        steps = [advance(one, later)[0] for one in due]
        await tx.stays.advance((one.number, one) for one in steps)
        await tx.stays.advance([])
    assert len(steps) == 2
    found = await find(db)
    assert found == replace(steps[0], details=DETAILS)
    assert found.status is Status.ASKED
    async with db.reading() as tx:
        assert await tx.stays.due(later, 10) == []


async def test_an_erased_stay_keeps_nobody(db: Database) -> None:
    await save(db, replace(FULL, registered_by=1002), stay("B2", person_id=1003))
    later = NOON + 40 * DAY
    async with db.writing() as tx:
        (due,) = await tx.stays.due(later, 10)
        gone = replace(advance(due, later)[0], number="ANOTHER234")
        await tx.stays.advance([(due.number, gone)])
    assert await find(db) is None
    erased = next(one for one in (await kept(db))["stays"] if one["number"] == "ANOTHER234")
    assert (erased["status"], erased["zone"]) == ("erased", "UTC")
    for column in ("person_id", "registered_by", "city", "sealed", "next_at"):
        assert erased[column] is None, column
    assert (erased["since"], erased["until"]) == (date(2026, 11, 1), date(2027, 6, 1))
    for column in ("created_at", "counted_from", "ended_at"):
        assert erased[column] == datetime(2026, 11, 1, tzinfo=UTC), column


async def test_nothing_personal_is_stored_without_a_key(file: Path, db: Database) -> None:
    keyless = Database.at(f"sqlite+aiosqlite:///{file}", db.clock)
    with pytest.raises(RuntimeError, match="without a key"):
        await save(keyless, stay())
    await keyless.close()
    assert await kept(db) == {}


@pytest.mark.parametrize("keys", [[], [Fernet.generate_key().decode()]], ids=["none", "another"])
async def test_details_no_key_opens_are_none_and_a_line_in_the_log(
    db: Database, file: Path, keys: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    await save(db, stay())
    stranger = Database.at(f"sqlite+aiosqlite:///{file}", db.clock, keys)
    with caplog.at_level(logging.INFO):
        assert await find(stranger) == replace(stay(), details=None)
    assert [one.getMessage() for one in caplog.records] == [
        "ENCRYPTION_KEYS: none of them opens a row of stays"
    ]
    await save(stranger, replace(stay(), details=None, reminded=True))
    await stranger.close()
    assert await find(db) == stay(reminded=True)


async def test_the_same_details_look_different_each_time(db: Database) -> None:
    await save(db, stay(), stay("B2", person_id=1002))
    first, second = (one["sealed"] for one in (await kept(db))["stays"])
    assert first != second


async def test_a_consent_is_to_words_and_may_be_taken_back(db: Database) -> None:
    async with db.writing() as tx:
        assert await tx.consents.version(1001, "stay") is None
        await tx.consents.give(1001, "stay", "2026-11", NOON)
        await tx.consents.give(1001, "stay", "2026-11", NOON + DAY)
        await tx.consents.give(1001, "team", "2026-10", NOON)
        await tx.consents.give(1001, "team", "2026-11", NOON + DAY)
    assert {
        (one["purpose"], one["version"], one["given_at"]) for one in (await kept(db))["consents"]
    } == {("stay", "2026-11", NOON), ("team", "2026-11", NOON + DAY)}
    async with db.writing() as tx:
        await tx.consents.withdraw(1001, "stay")
        await tx.consents.withdraw(1002, "team")
        assert await tx.consents.version(1001, "stay") is None
        assert await tx.consents.version(1001, "team") == "2026-11"
        assert await tx.consents.version(1002, "team") is None
