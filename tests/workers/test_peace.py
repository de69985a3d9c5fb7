"""Reminders that nobody wants, and hours in which somebody is left in peace."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.features.deadlines.callbacks import AminaHour
from bot.features.settings.callbacks import HearTopic, SetQuiet
from core.deadlines.deadline import Kind
from core.people.topics import Topic
from pretend.visitor import Visitor
from tests.workers.conftest import Says
from tests.workers.house import House
from tests.workers.pair import ASKED_AT, NEXT_YEAR

QUESTION = "Are you still there?"
MUTE = HearTopic(topic=Topic.REMINDERS, wanted=False).pack()


@pytest.fixture
async def aigul(house: House) -> Visitor:
    """Registered in Seoul for a year; to be asked on 21 February at ten."""
    visitor = await house.citizen()
    await house.registers(visitor, "KR", "seoul", NEXT_YEAR)
    return visitor


async def test_who_switched_reminders_off_is_not_asked(house: House, aigul: Visitor) -> None:
    await aigul.taps_data(MUTE)
    assert await house.rounds_until(ASKED_AT + timedelta(days=1)) == []
    assert await house.rows("notices") == []


async def test_other_topics_do_not_silence_reminders(
    house: House, aigul: Visitor, says: Says
) -> None:
    for topic in (Topic.NEWS, Topic.CONSULAR, Topic.VACANCY):
        await aigul.taps_data(HearTopic(topic=topic, wanted=False).pack())
    (asked,) = await house.rounds_until(ASKED_AT)
    assert asked.words == says(QUESTION)


async def test_that_a_registration_is_closed_is_told_all_the_same(
    house: House, says: Says
) -> None:
    visitor = await house.citizen()
    await house.registers(visitor, "KR", "seoul", date(2026, 12, 31))
    await visitor.taps_data(MUTE)
    (closed,) = await house.rounds_until(datetime(2027, 1, 20, tzinfo=UTC))
    assert closed.words == says(
        "Your registration was closed, because its end passed two weeks ago."
    )


async def test_a_muted_deadline_is_dropped_and_the_next_comes_when_it_is_wanted_again(
    house: House,
) -> None:
    visitor = await house.citizen()
    deadlines = house.app.services["deadlines"]
    await deadlines.set(await house.known(visitor), Kind.PASSPORT, due=date(2027, 1, 31))
    await visitor.taps_data(MUTE)
    assert await house.rounds_until(datetime(2027, 1, 2, tzinfo=UTC)) == []  # thirty days before
    await visitor.taps_data(HearTopic(topic=Topic.REMINDERS, wanted=True).pack())
    (sent,) = await house.rounds_until(datetime(2027, 1, 18, tzinfo=UTC))
    assert sent.local("Asia/Almaty") == "2027-01-17 10:00"


@pytest.mark.parametrize(
    ("since", "until", "told"),
    [(23, 12, "12:00"), (0, 0, "10:00"), (10, 11, "11:00"), (12, 18, "10:00")],
)
async def test_a_question_waits_for_the_end_of_his_quiet_hours(
    house: House, aigul: Visitor, since: int, until: int, told: str
) -> None:
    await aigul.taps_data(SetQuiet(since=since, until=until).pack())
    (asked,) = await house.rounds_until(ASKED_AT + timedelta(hours=20))
    assert asked.local("Asia/Seoul") == f"2027-02-21 {told}"


async def test_the_hour_of_a_daily_reminder_counts_more_than_quiet_hours(house: House) -> None:
    visitor = await house.citizen()
    await visitor.taps_data(SetQuiet(since=20, until=12).pack())
    await visitor.taps_data(AminaHour(hour=7).pack())
    moscow = ZoneInfo("Europe/Moscow")
    (sent,) = await house.rounds_until(datetime(2026, 11, 24, 20, tzinfo=moscow))
    assert sent.local("Europe/Moscow") == "2026-11-24 07:00"
