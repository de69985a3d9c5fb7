"""Registrations over SQLite: consent first, once, changed once, and gone when they should be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.content.content import Content
from bot.services.people import People
from bot.services.relatives import Relatives
from bot.services.stays import PURPOSE, Stays
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal
from core.stays.draft import Draft, Step
from core.stays.lifecycle import ERASE_AFTER, LAPSE_AFTER
from core.stays.stay import Ending, Purpose, Status, Stay
from db.database import Database
from db.progress import FormKey, FormRow, Progress, Stage, handling
from tests.conftest import MovedClock
from tests.features.kept import kept, tables_naming

PERSON = Person(7_000_001, Locale.RU)
OTHER, THIRD = Person(7_000_002, Locale.KK), Person(7_000_003, Locale.KK)
ALL = frozenset(Step)


@pytest.fixture
def stays(db: Database, clock: MovedClock, content: Content) -> Stays:
    return Stays(db, clock, content, People(db, clock))


@pytest.fixture
def relatives(db: Database, clock: MovedClock, content: Content) -> Relatives:
    return Relatives(db, clock, content, People(db, clock))


def filled(stays: Stays, person: Person = PERSON, **answers: date) -> Draft:
    plan: dict[str, date] = {"since": date(2026, 11, 1), "until": date(2027, 6, 1)} | answers
    return replace(
        stays.new_draft(person),
        country="KR", city="seoul", purpose=Purpose.WORK, employer="Ханул", passed=ALL,
        since=plan["since"], until=plan["until"],
    )  # fmt: skip


async def registered(stays: Stays, person: Person = PERSON) -> Stay:
    await stays.agree(person)
    return await stays.register(person, filled(stays, person))


async def consent(db: Database, person: Person) -> str | None:
    async with db.reading() as tx:
        return await tx.consents.version(person.id, PURPOSE)


async def refused(stays: Stays, person: Person, draft: Draft) -> str:
    with pytest.raises(Refusal) as refusal:
        await stays.register(person, draft)
    return refusal.value.code


async def test_nothing_is_kept_without_consent(stays: Stays, db: Database) -> None:
    assert await refused(stays, PERSON, filled(stays)) == "no_consent"
    assert await kept(db) == {}


async def test_a_half_filled_form_is_no_stay(stays: Stays) -> None:
    await stays.agree(PERSON)
    half = replace(filled(stays), passed=ALL - {Step.CITY})
    assert await refused(stays, PERSON, half) == "stay_incomplete"


async def test_the_same_form_twice_is_one_stay(stays: Stays, db: Database) -> None:
    await stays.agree(PERSON)
    draft = filled(stays)
    first = await stays.register(PERSON, draft)
    assert await stays.register(PERSON, draft) == first
    assert len((await kept(db))["stays"]) == 1
    assert await refused(stays, PERSON, filled(stays)) == "stay_open"


async def test_the_number_of_another_opens_nothing(stays: Stays, db: Database) -> None:
    theirs = await registered(stays, OTHER)
    await stays.agree(PERSON)
    stolen = replace(filled(stays), number=theirs.number)
    assert await refused(stays, PERSON, replace(stolen, saved=True)) == "stay_unknown"
    assert (await stays.register(PERSON, stolen)).number != theirs.number
    for change in (
        stays.still_here(PERSON, theirs.number),
        stays.prolong(PERSON, theirs.number, 3),
        stays.leave(PERSON, theirs.number, Ending.HOME),
        stays.erase(PERSON, theirs.number),
    ):
        with pytest.raises(Refusal, match="stay_unknown"):
            await change
    assert await stays.own(PERSON, theirs.number) is None
    assert await stays.own(OTHER, theirs.number) == theirs


async def test_longer_is_counted_once_when_an_update_comes_again(stays: Stays) -> None:
    stay = await registered(stays)
    with handling(Progress(1)):
        assert (await stays.prolong(PERSON, stay.number, 3)).until == date(2027, 9, 1)
    with handling(Progress(1, Stage.STORED, replayed=True)):
        assert (await stays.prolong(PERSON, stay.number, 3)).until == date(2027, 9, 1)


async def test_deleting_takes_what_ended_before_too(stays: Stays, db: Database) -> None:
    old = await registered(stays)
    await stays.leave(PERSON, old.number, Ending.MOVED)
    new = await stays.register(PERSON, filled(stays))
    await stays.erase(PERSON, new.number)
    assert "stays" not in await kept(db)
    assert await consent(db, PERSON) is None


async def test_a_consent_goes_with_the_last_thing_it_was_given_for(
    stays: Stays, db: Database, clock: MovedClock
) -> None:
    first = await registered(stays)
    await stays.leave(PERSON, first.number, Ending.MOVED)
    clock.move(timedelta(days=1))
    second = await stays.register(PERSON, filled(stays))
    clock.move(ERASE_AFTER)
    assert await stays.advance_due(10) == 1
    assert await consent(db, PERSON) is not None
    await stays.leave(PERSON, second.number, Ending.HOME)
    clock.move(ERASE_AFTER)
    assert await stays.advance_due(10) == 1
    assert await consent(db, PERSON) is None
    rows = (await kept(db))["stays"]
    assert {row["status"] for row in rows} == {Status.ERASED.value}
    assert "stays" not in await tables_naming(db, PERSON.id)


async def test_an_announcement_nobody_answered_leaves_nothing(
    stays: Stays, relatives: Relatives, db: Database, clock: MovedClock
) -> None:
    pending = await relatives.announce(OTHER, "Нұрлан", "QA")
    clock.move(LAPSE_AFTER)
    assert await stays.advance_due(10) == 1
    assert "stays" not in await kept(db)
    assert await relatives.invitation(pending.number) is None
    late = replace(filled(stays), number=pending.number)
    await stays.agree(PERSON)
    assert (await stays.register(PERSON, late)).person_id == PERSON.id


async def test_registering_is_being_there(stays: Stays) -> None:
    await registered(stays)
    known = await stays.people.recognise(PERSON.id, "ru")
    assert (known.country, known.city, known.language) == ("KR", "seoul", Locale.RU)
    assert [one.country for one in stays.missions_for(await registered(stays, OTHER))][:1] == [
        "KR"
    ]


async def test_who_leaves_next_month_is_not_there_yet(stays: Stays) -> None:
    await stays.people.live_in(PERSON, "KZ")
    await stays.agree(PERSON)
    await stays.register(PERSON, filled(stays, since=date(2026, 12, 24)))
    assert (await stays.people.recognise(PERSON.id, "ru")).country == "KZ"


async def test_a_changed_phone_moves_nobody(stays: Stays) -> None:
    stay = await registered(stays)
    await stays.people.live_in(PERSON, "QA")
    await stays.register(PERSON, replace(stays.draft_of(stay), phone="+77011234567"))
    assert (await stays.people.recognise(PERSON.id, "ru")).country == "QA"


async def test_who_is_home_again_gets_what_concerns_him_there(stays: Stays) -> None:
    stay = await registered(stays)
    await stays.leave(PERSON, stay.number, Ending.HOME)
    known = await stays.people.recognise(PERSON.id, "ru")
    assert (known.country, known.city) == ("KZ", None)
    assert (await stays.leave(PERSON, stay.number, Ending.MOVED)).ending is Ending.HOME


async def test_two_who_agree_by_one_link_are_both_registered(
    stays: Stays, relatives: Relatives
) -> None:
    pending = await relatives.announce(THIRD, "Нұрлан", "KR")
    for person in (PERSON, OTHER):
        await stays.agree(person)
    first = await stays.register(PERSON, replace(filled(stays), number=pending.number))
    second = await stays.register(OTHER, replace(filled(stays, OTHER), number=pending.number))
    assert (first.number, first.person_id) == (pending.number, PERSON.id)
    assert second.number != first.number
    assert await stays.own(PERSON, first.number) == first


async def test_an_erased_row_leads_back_to_nobody(
    stays: Stays, db: Database, clock: MovedClock
) -> None:
    stay = await registered(stays)
    await stays.leave(PERSON, stay.number, Ending.HOME)
    clock.move(ERASE_AFTER)
    await stays.advance_due(10)
    (row,) = (await kept(db))["stays"]
    assert row["number"] != stay.number
    assert (row["zone"], row["city"], row["person_id"], row["sealed"]) == ("UTC", None, None, None)


async def test_deleting_takes_back_what_waits_to_be_said(
    stays: Stays, db: Database, clock: MovedClock
) -> None:
    stay = await registered(stays)
    clock.move(timedelta(days=91))
    await stays.advance_due(10)
    assert "notices" in await tables_naming(db, PERSON.id)
    await stays.erase(PERSON, stay.number)
    assert await tables_naming(db, PERSON.id) == {"people"}


async def test_a_consent_nothing_came_of_goes_with_its_form(
    stays: Stays, db: Database, clock: MovedClock
) -> None:
    for person in (PERSON, OTHER, THIRD):
        await stays.agree(person)
    await stays.register(PERSON, filled(stays))
    clock.move(timedelta(days=10))
    async with db.writing() as tx:
        form = FormKey(OTHER.id, OTHER.id, destiny=PURPOSE)
        await tx.forms.save({form: FormRow(None, "{}")}, clock())
    clock.move(timedelta(days=5))
    await stays.drop_idle_consents()
    assert await consent(db, PERSON) is not None
    assert await consent(db, OTHER) is not None
    assert await consent(db, THIRD) is None
