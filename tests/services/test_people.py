"""Who is writing, and what he chose, over a real SQLite."""

import asyncio
import logging
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.content.content import Content
from bot.services.feedback import Feedback
from bot.services.people import People
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal
from db.database import Database, Unavailable
from db.progress import FormKey, FormRow
from tests.conftest import NOON, MovedClock

STRANGER = Person(7, Locale.RU)


async def stored(db: Database, person_id: int = 7) -> Person | None:
    async with db.reading() as tx:
        return await tx.people.get(person_id)


async def last_seen(db: Database, person: Person) -> datetime | None:
    async with db.reading() as tx:
        return await tx.people.last_seen(person.id)


async def test_a_stranger_speaks_his_telegrams_language(people: People, db: Database) -> None:
    assert await people.recognise(7, "ru") == STRANGER
    assert await people.recognise(8, None) == Person(8, Locale.KK)
    assert await stored(db) is None
    await people.write_seen()
    assert await stored(db) is None


async def test_choosing_makes_a_person_known(people: People, db: Database) -> None:
    spoken = await people.speak(STRANGER, Locale.EN)
    assert spoken == Person(7, Locale.EN, since=NOON)
    assert await stored(db) == spoken
    assert await people.recognise(7, "ru") == spoken


async def test_another_process_knows_the_person_too(people: People, db: Database) -> None:
    await people.speak(STRANGER, Locale.EN)
    assert await People(db, people.clock).recognise(7, "ru") == Person(7, Locale.EN, since=NOON)


async def test_choices_add_up_and_a_move_forgets_the_city(people: People, db: Database) -> None:
    await people.live_in(STRANGER, "KR")
    person = await people.live_at(STRANGER, "  Ансан ")  # an outdated record changes nothing else
    assert person == Person(7, Locale.RU, "KR", "Ансан", NOON)
    assert (await people.live_at(person, None)).city is None
    await people.live_at(person, "Ансан")
    assert (await people.live_in(person, "KR")).city == "Ансан"
    assert await people.live_in(person, "QA") == Person(7, Locale.RU, "QA", None, NOON)
    assert await stored(db) == Person(7, Locale.RU, "QA", None, NOON)


@pytest.mark.parametrize(("typed", "code"), [("  ", "city_empty"), ("ы" * 81, "city_too_long")])
async def test_what_is_no_city_is_refused_and_not_stored(
    people: People, db: Database, typed: str, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await people.live_at(STRANGER, typed)
    assert refused.value.code == code
    assert await stored(db) is None


async def test_concurrent_choices_of_one_person_are_all_kept(people: People, db: Database) -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(people.speak(STRANGER, Locale.EN))
        group.create_task(people.live_in(STRANGER, None))
        group.create_task(people.live_at(STRANGER, "Doha"))
    assert await stored(db) == Person(7, Locale.EN, None, "Doha", NOON)


async def test_blocked_is_noticed_and_a_return_too(people: People, db: Database) -> None:
    await people.speak(STRANGER, Locale.RU)
    await people.notice_blocked(7, blocked=True)
    blocked = await people.recognise(7, None)
    assert blocked.blocked
    await people.welcome_back(blocked)
    assert not (await people.recognise(7, None)).blocked
    assert await stored(db) == Person(7, Locale.RU, since=NOON)


async def test_a_blocked_stranger_is_not_stored(people: People, db: Database) -> None:
    await people.notice_blocked(7, blocked=True)
    assert await stored(db) is None


async def test_a_choice_keeps_the_block_mark(people: People, db: Database) -> None:
    await people.speak(STRANGER, Locale.RU)
    await people.notice_blocked(7, blocked=True)
    await people.speak(STRANGER, Locale.EN)
    person = await stored(db)
    assert person is not None
    assert person.blocked


async def test_last_seen_is_written_in_a_batch(
    people: People, db: Database, clock: MovedClock
) -> None:
    person = await people.speak(STRANGER, Locale.RU)
    clock.move(timedelta(minutes=5))
    await people.recognise(7, None)
    assert await last_seen(db, person) == NOON  # not yet
    await people.write_seen()
    assert await last_seen(db, person) == NOON + timedelta(minutes=5)
    assert people.touched == {}


async def test_somebody_seen_during_the_write_stays_for_the_next(
    people: People, clock: MovedClock
) -> None:
    await people.speak(STRANGER, Locale.RU)
    await people.recognise(7, None)
    async with asyncio.TaskGroup() as group, people.db.writing():  # the batch waits for this one
        writing = group.create_task(people.write_seen())
        await asyncio.sleep(0)
        clock.move(timedelta(seconds=1))
        await people.recognise(7, None)
        assert not writing.done()
    assert people.touched == {7: NOON + timedelta(seconds=1)}


async def test_forgetting_leaves_a_stranger(
    people: People, feedback: Feedback, db: Database
) -> None:
    person = await people.live_in(STRANGER, "KR")
    await feedback.vote(person, "kr/entry", helped=True)
    await feedback.report_number(person, "kr-seoul-embassy", "+8223799714")
    async with db.writing() as tx:
        await tx.forms.save({FormKey(7, 7): FormRow("s", "{}")}, NOON)
    await people.recognise(7, None)
    assert await people.forget(person) == STRANGER
    assert await people.recognise(7, "en") == Person(7, Locale.EN)
    await people.write_seen()
    async with db.reading() as tx:
        assert not any((await tx.personal.rows_of(7)).values())


async def test_without_a_database_people_are_strangers(
    broken: Database, clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    people = People(broken, clock)
    with caplog.at_level(logging.ERROR):
        assert await people.recognise(7, "ru") == STRANGER
    assert "the database is gone" in caplog.text
    assert 7 not in people.cache  # asked again when it is back
    with pytest.raises(Unavailable):
        await people.speak(STRANGER, Locale.EN)
    await people.welcome_back(replace(STRANGER, blocked=True))  # told in the log, not raised


async def test_a_person_in_the_cache_is_known_with_the_database_gone(
    people: People, broken: Database
) -> None:
    known = await people.speak(STRANGER, Locale.EN)
    cut_off = People(broken, people.clock, people.cache)
    assert await cut_off.recognise(7, "ru") == known


async def test_last_seen_waits_for_the_database(broken: Database, clock: MovedClock) -> None:
    people = People(broken, clock, touched={7: NOON})
    with pytest.raises(Unavailable):
        await people.write_seen()
    assert people.touched == {7: NOON}


async def test_a_city_kept_as_it_was_typed_gets_its_id(
    people: People, db: Database, content: Content, clock: MovedClock
) -> None:
    await people.live_in(STRANGER, "KR")
    await people.live_at(STRANGER, "Пусан")
    other = Person(8, Locale.KK)
    await people.live_in(other, "KR")
    await people.live_at(other, "Тонхэ")
    clock.move(timedelta(hours=1))
    await people.settle(content.place)
    assert await stored(db) == Person(7, Locale.RU, "KR", "busan", NOON)
    kept = await stored(db, 8)
    assert kept is not None
    assert kept.city == "Тонхэ"
    async with db.reading() as tx:
        assert await tx.people.last_moved(7) == NOON + timedelta(hours=1)
        assert await tx.people.last_moved(8) == NOON
