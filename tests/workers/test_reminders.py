"""A round: who is told what, when, in which language, and who is not."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features.stays.callbacks import StillHere
from bot.services.notices import Letter
from bot.telegram.screen import Screen
from bot.workers.reminders import BETWEEN
from core.stays.draft import Step
from core.stays.stay import Ending, Purpose, Stay
from pretend.visitor import Visitor
from tests.features.kept import tables_naming
from tests.runtime.updates import until
from tests.workers.conftest import Says
from tests.workers.house import House

QUESTION = "Are you still there?"
SEOUL = ZoneInfo("Asia/Seoul")
NEXT_YEAR = date(2027, 11, 30)
ASKED_AT = datetime(2027, 2, 21, 10, tzinfo=SEOUL)
"""Ninety days after the day of the fixtures' clock."""
NIGHT = datetime(2027, 2, 22, 3, tzinfo=SEOUL)
MORNING = datetime(2027, 2, 22, 9, tzinfo=SEOUL)


@pytest.fixture
async def aigul(house: House) -> tuple[Visitor, Stay]:
    """Registered in Seoul for a year."""
    visitor = await house.citizen()
    return visitor, await house.registers(visitor, "KR", "seoul", NEXT_YEAR)


async def test_the_question_comes_after_ninety_days_and_is_answered_by_a_tap(
    house: House, aigul: tuple[Visitor, Stay], says: Says
) -> None:
    visitor, _stay = aigul
    assert await house.rounds_until(ASKED_AT - timedelta(seconds=1)) == []
    house.clock.move(timedelta(seconds=1))
    (asked,) = await house.tick()
    assert (asked.person, asked.words) == (visitor.id, says(QUESTION))
    await visitor.taps(says("✅ I am still here"))
    (row,) = await house.rows("stays")
    assert (row["status"], row["counted_from"]) == ("active", house.clock())
    assert await house.tick() == []
    assert await house.rows("notices") == []


async def test_the_question_speaks_the_language_of_the_person(house: House, says: Says) -> None:
    for number, language in enumerate(("kk", "ru", "en"), 1001):
        visitor = await house.citizen(number, language)
        await house.registers(visitor, "KR", "seoul", NEXT_YEAR)
    sent = await house.rounds_until(ASKED_AT)
    told = {one.person: one.words for one in sent}
    assert sorted(told.items()) == [
        (number, says(QUESTION, one)) for number, one in enumerate(("kk", "ru", "en"), 1001)
    ]


async def test_nobody_is_woken_and_the_morning_makes_up_for_the_night(
    house: House, aigul: tuple[Visitor, Stay]
) -> None:
    house.clock.at = NIGHT
    assert await house.tick() == []
    (sent,) = await house.rounds_until(MORNING)
    assert sent.local("Asia/Seoul") == "2027-02-22 09:00"


async def test_what_waits_when_the_night_begins_waits_for_the_morning(
    house: House, aigul: tuple[Visitor, Stay]
) -> None:
    """Due by day, not taken by Telegram, and tried again at night."""
    house.clock.at = datetime(2027, 2, 21, 20, 59, 30, tzinfo=SEOUL)
    house.telegram.fault("sendMessage", "5xx", 3)
    assert await house.tick() == []
    (sent,) = await house.rounds_until(MORNING + timedelta(hours=1))
    assert sent.local("Asia/Seoul") == "2027-02-22 09:00"


async def answers(house: House, visitor: Visitor, stay: Stay) -> None:
    await visitor.taps_data(StillHere(number=stay.number).pack())


async def prolongs(house: House, visitor: Visitor, stay: Stay) -> None:
    await house.app.services["stays"].prolong(await house.known(visitor), stay.number, 3)


async def goes_home(house: House, visitor: Visitor, stay: Stay) -> None:
    person = await house.known(visitor)
    await house.app.services["stays"].leave(person, stay.number, Ending.HOME)


async def erases(house: House, visitor: Visitor, stay: Stay) -> None:
    await house.app.services["stays"].erase(await house.known(visitor), stay.number)


async def is_forgotten(house: House, visitor: Visitor, stay: Stay) -> None:
    await house.app.services["privacy"].forget(await house.known(visitor))


async def blocks(house: House, visitor: Visitor, stay: Stay) -> None:
    await visitor.blocks()


Act = Callable[[House, Visitor, Stay], Awaitable[None]]


@pytest.mark.parametrize("act", [answers, prolongs, goes_home, erases, is_forgotten, blocks])
async def test_what_no_longer_applies_is_not_said(
    house: House, aigul: tuple[Visitor, Stay], act: Act
) -> None:
    visitor, stay = aigul
    house.clock.at = NIGHT
    await house.tick()
    (waiting,) = await house.rows("notices")
    assert waiting["person_id"] == visitor.id
    await act(house, visitor, stay)
    since = house.telegram.calls[-1].seq
    await house.rounds_until(MORNING + timedelta(hours=2))
    assert house.telegram.calls.since(since) == []  # nor tried
    assert await house.rows("notices") == []


async def test_a_forgotten_person_is_not_brought_back(
    house: House, aigul: tuple[Visitor, Stay]
) -> None:
    """Forgotten between the claim and the failure: the try leaves no row behind."""
    visitor, stay = aigul
    notices = house.reminders.notices
    house.clock.at = ASKED_AT
    await house.app.services["stays"].advance_due(10)
    (notice,) = await notices.claim()
    assert await notices.letter(notice) is not None
    await is_forgotten(house, visitor, stay)
    assert await notices.letter(notice) is None
    await notices.again(notice, notices.after_failure(notice))
    assert await tables_naming(house.app.database, visitor.id) == set()


async def test_who_registered_anew_is_not_told_of_the_end_of_the_old(
    house: House, says: Says
) -> None:
    visitor = await house.citizen()
    await house.registers(visitor, "KR", "seoul", date(2027, 1, 10))
    house.clock.at = datetime(2027, 1, 24, 22, tzinfo=SEOUL)
    assert await house.tick() == []
    (row,) = await house.rows("stays")
    assert row["status"] == "ended"
    await house.registers(visitor, "GB", "london", date(2027, 9, 1))
    assert await house.rounds_until(datetime(2027, 1, 26, tzinfo=UTC)) == []


async def test_a_question_about_a_registration_that_is_gone_is_not_asked_of_the_next(
    house: House, aigul: tuple[Visitor, Stay]
) -> None:
    house.clock.at = ASKED_AT
    await house.app.services["stays"].advance_due(10)
    (notice,) = await house.reminders.notices.claim()
    assert await house.reminders.notices.letter(notice) is not None
    assert await house.reminders.notices.letter(replace(notice, about="Z" * 10)) is None
    assert await house.reminders.notices.letter(replace(notice, person_id=1002)) is None


async def test_the_relative_who_announced_is_told_by_day(house: House, says: Says) -> None:
    mother, son = await house.citizen(1001, "ru"), await house.citizen(1002)
    stays = house.app.services["stays"]
    announcer = await house.people.recognise(1001, "ru")
    announced = await house.app.services["relatives"].announce(announcer, "Нұрлан", "KR")
    house.clock.at = datetime(2026, 11, 23, 22, tzinfo=ZoneInfo("Asia/Almaty"))
    person = await stays.agree(await house.known(son))
    draft = replace(
        stays.draft_from(announced), city="seoul", purpose=Purpose.WORK,
        since=date(2026, 11, 1), until=NEXT_YEAR, passed=frozenset(Step),
    )  # fmt: skip
    await stays.register(person, draft)
    assert await house.tick() == []
    (sent,) = await house.rounds_until(datetime(2026, 11, 24, 12, tzinfo=UTC))
    assert (sent.person, sent.local("Asia/Almaty")) == (mother.id, "2026-11-24 09:00")
    assert sent.words == says("Your relative has agreed and is registered.", "ru")


async def test_messages_keep_a_distance(house: House) -> None:
    for number in range(1001, 1008):
        await house.registers(await house.citizen(number), "KR", "seoul", NEXT_YEAR)
    house.clock.at = ASKED_AT
    assert len(await house.tick()) == 7
    assert house.slept == [BETWEEN] * 7
    assert 7 / sum(house.slept) <= 20


async def test_a_round_leaves_no_receipt(house: House, aigul: tuple[Visitor, Stay]) -> None:
    """It answers no update: nothing is noted as its answer."""
    before = await house.rows("receipts")
    assert len(await house.rounds_until(ASKED_AT)) == 1
    assert await house.rows("receipts") == before


async def test_a_round_survives_words_that_cannot_be_made(
    house: House, aigul: tuple[Visitor, Stay], troubled: None
) -> None:
    other = await house.citizen(1002)
    await house.registers(other, "KR", "seoul", NEXT_YEAR)
    render = house.reminders.render

    def speechless(letter: Letter) -> Screen:
        if letter.person.id == other.id:
            return render(letter)
        raise KeyError("a word")

    house.reminders.render = speechless
    assert [one.person for one in await house.rounds_until(ASKED_AT)] == [other.id]
    house.reminders.render = render  # a later release
    (late,) = await house.rounds_until(ASKED_AT + timedelta(minutes=2))
    assert late.person != other.id


async def test_the_loop_makes_rounds_until_it_is_told_to_stop(
    house: House, aigul: tuple[Visitor, Stay]
) -> None:
    house.clock.at = ASKED_AT
    stop, since = asyncio.Event(), len(house.slept)
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(house.reminders.keep(stop))
        await until(lambda: len(house.slept) > since)  # a message has gone out
        stop.set()
    assert await house.rows("notices") == []
