"""Records go in and come out of a real SQLite; every promise of a repository is held to it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.locale import Locale
from core.people.person import Person
from db.database import Database, Unavailable
from db.progress import FormKey, FormRow, Stage
from tests.conftest import NOON

AYGUL = Person(1001, Locale.KK, "KR", "busan")
LATER = NOON + timedelta(hours=3)
KEY = FormKey(1001, 1001)


async def find(db: Database, person_id: int) -> Person | None:
    async with db.reading() as tx:
        return await tx.people.get(person_id)


async def save(db: Database, person: Person, now: datetime = NOON) -> None:
    async with db.writing() as tx:
        await tx.people.save(person, now)


async def seen(db: Database, person_id: int) -> datetime | None:
    async with db.reading() as tx:
        return await tx.people.last_seen(person_id)


async def test_nobody_is_none(db: Database) -> None:
    assert await find(db, 1001) is None
    assert await seen(db, 1001) is None


async def test_a_person_comes_back_as_saved(db: Database) -> None:
    await save(db, AYGUL)
    assert await find(db, 1001) == replace(AYGUL, since=NOON)
    assert await seen(db, 1001) == NOON


async def test_ids_of_more_than_32_bits(db: Database) -> None:
    large = replace(AYGUL, id=7_999_999_999_999)
    await save(db, large)
    assert await find(db, large.id) == replace(large, since=NOON)


async def test_a_second_save_keeps_the_day_he_is_known_since(db: Database) -> None:
    await save(db, AYGUL)
    await save(db, AYGUL.speaking(Locale.RU).living_in("QA"), LATER)
    assert await find(db, 1001) == Person(1001, Locale.RU, "QA", None, NOON)


async def test_moments_are_kept_in_utc(db: Database) -> None:
    seoul = timezone(timedelta(hours=9))
    await save(db, AYGUL, NOON.astimezone(seoul))
    person = await find(db, 1001)
    assert person is not None
    assert person.since == NOON
    assert person.since is not None
    assert person.since.tzinfo is UTC


async def test_seen_writes_a_batch_and_stores_no_stranger(db: Database) -> None:
    await save(db, AYGUL)
    await save(db, replace(AYGUL, id=1002))
    async with db.writing() as tx:
        await tx.people.seen({1001: LATER, 1003: LATER})
        await tx.people.seen({})
    assert await seen(db, 1001) == LATER
    assert await seen(db, 1002) == NOON
    assert await find(db, 1003) is None


async def test_blocked_and_back(db: Database) -> None:
    await save(db, AYGUL)
    async with db.writing() as tx:
        await tx.people.mark_blocked(1001, LATER, LATER)
        await tx.people.mark_blocked(1002, LATER, LATER)
    person = await find(db, 1001)
    assert person is not None
    assert person.blocked
    assert await find(db, 1002) is None
    async with db.writing() as tx:
        await tx.people.mark_blocked(1001, None, LATER)
    assert await find(db, 1001) == replace(AYGUL, since=NOON)


async def test_the_last_vote_of_a_person_counts(db: Database) -> None:
    async with db.writing() as tx:
        await tx.feedback.vote(1, "kr/entry", helped=True, now=NOON)
        await tx.feedback.vote(1, "kr/entry", helped=False, now=LATER)
        await tx.feedback.vote(1, "kr/agreements", helped=True, now=NOON)
        await tx.feedback.vote(2, "kr/entry", helped=True, now=NOON)
    async with db.reading() as tx:
        assert await tx.feedback.votes_of(1) == 2
        assert await tx.feedback.votes_of(2) == 1
        assert await tx.feedback.votes_of(3) == 0


async def test_one_report_a_person_and_number(db: Database) -> None:
    async with db.writing() as tx:
        for person in (1, 1, 2):
            await tx.feedback.report_number(person, "kr-seoul-embassy", "+8223799714", NOON)
        await tx.feedback.report_number(1, "kr-seoul-embassy", "+8223949716", NOON)
        await tx.feedback.report_number(1, "kr-busan-cg", "+82514667001", NOON)
    async with db.reading() as tx:
        counted = await tx.feedback.reports_of("kr-seoul-embassy")
        assert counted == {"+8223799714": 2, "+8223949716": 1}
        assert await tx.feedback.reports_of("qa-doha-embassy") == {}
        assert await tx.feedback.reports_by(1) == 3
        assert await tx.feedback.reports_by(2) == 1


async def test_arrivals_are_counted_by_source_and_day(db: Database) -> None:
    async with db.writing() as tx:
        for day in (NOON, NOON, NOON + timedelta(days=1)):
            await tx.feedback.arrived("almaty-airport", day.date())
        await tx.feedback.arrived("poster", NOON.date())
    async with db.reading() as tx:
        assert await tx.feedback.arrivals_from("almaty-airport") == 3
        assert await tx.feedback.arrivals_from("nowhere") == 0


async def test_a_form_is_saved_changed_and_gone(db: Database) -> None:
    first, second = FormRow("CityForm:typing", "{}"), FormRow(None, '{"city": "Сеул"}')
    for row, expected in ((first, first), (second, second), (None, None)):
        async with db.writing() as tx:
            await tx.forms.save({KEY: row}, NOON)
        async with db.reading() as tx:
            assert await tx.forms.get(KEY) == expected
            assert await tx.forms.open_keys() == ({KEY: NOON} if expected else {})


async def test_forms_of_other_chats_and_topics_stay(db: Database) -> None:
    row = FormRow("s", "{}")
    others = (FormKey(-5, 1001), FormKey(1001, 1001, 7), FormKey(1001, 1001, 0, "x"))
    async with db.writing() as tx:
        await tx.forms.save(dict.fromkeys((KEY, *others), row), NOON)
        await tx.forms.save({KEY: None}, NOON)
    async with db.reading() as tx:
        assert (await tx.forms.open_keys()).keys() == set(others)


async def test_a_receipt_goes_from_stored_to_answering_and_not_back(db: Database) -> None:
    async with db.writing() as tx:
        await tx.receipts.stored(5, NOON)
        await tx.receipts.stored(6, NOON)
        await tx.receipts.answering(6, NOON)
        await tx.receipts.stored(6, NOON)
        await tx.receipts.answering(7, NOON)
    async with db.reading() as tx:
        assert await tx.receipts.recent() == {
            5: Stage.STORED,
            6: Stage.ANSWERING,
            7: Stage.ANSWERING,
        }


async def test_old_receipts_are_dropped_to_the_moment(db: Database) -> None:
    async with db.writing() as tx:
        await tx.receipts.stored(1, NOON - timedelta(seconds=1))
        await tx.receipts.stored(2, NOON)
        await tx.receipts.drop_before(NOON)
    async with db.reading() as tx:
        assert await tx.receipts.recent() == {2: Stage.STORED}


async def test_a_moment_without_a_zone_is_a_mistake(db: Database) -> None:
    with pytest.raises((ValueError, Unavailable)):
        await save(db, AYGUL, NOON.replace(tzinfo=None))
    assert await find(db, 1001) is None
