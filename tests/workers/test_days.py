"""Deadlines: a daily hour, answers before the message, and days that have passed."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.content.content import Content
from bot.features.deadlines.callbacks import DeadlineDone, RemoveDeadline
from bot.settings import Settings
from bot.workers.reminders import DROP_EVERY
from core.deadlines.deadline import Kind
from db.retention import RETENTION
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock
from tests.workers.house import House, living
from tests.workers.pair import Session

MOSCOW = ZoneInfo("Europe/Moscow")


async def minder(
    house: House, kind: Kind, *, due: date | None = None, hour: int | None = None
) -> tuple[Visitor, int]:
    """Somebody in Moscow with one deadline."""
    visitor = await house.citizen(1001, "ru")
    person = await house.people.live_in(await house.known(visitor), "RU")
    kept = await house.app.services["deadlines"].set(person, kind, due=due, hour=hour)
    return visitor, kept.id


async def test_amina_comes_at_its_hour_also_late_in_the_evening(house: House) -> None:
    await minder(house, Kind.AMINA, hour=22)
    sent = await house.rounds_until(datetime(2026, 11, 26, tzinfo=UTC))
    assert [one.local("Europe/Moscow") for one in sent] == [
        "2026-11-23 22:00",
        "2026-11-24 22:00",
        "2026-11-25 22:00",
    ]


@pytest.mark.parametrize(
    ("hour", "up_at", "first"),
    [
        (8, "2026-11-24 15:00", "2026-11-24 15:00"),
        (6, "2026-11-24 06:50", "2026-11-24 06:50"),  # still its hour
        (6, "2026-11-24 07:30", "2026-11-24 09:00"),
        (22, "2026-11-23 22:40", "2026-11-23 22:40"),
        (22, "2026-11-23 23:30", "2026-11-24 22:00"),  # the night is not for making up
        (22, "2026-11-24 08:00", "2026-11-24 22:00"),  # nor is the next day
    ],
)
async def test_a_missed_amina_is_made_up_for_on_its_own_day_only(
    house: House, hour: int, up_at: str, first: str
) -> None:
    """Set at 9 in the morning of the 23rd, and the bot goes down."""
    await minder(house, Kind.AMINA, hour=hour)
    house.clock.at = datetime.fromisoformat(up_at).replace(tzinfo=MOSCOW)
    await house.tick()
    await house.rounds_until(datetime(2026, 11, 25, 5, tzinfo=MOSCOW))
    times = [one.local("Europe/Moscow") for one in house.sent]
    assert times[0] == first
    assert len(times) == len({one[:10] for one in times}) == (2 if "-23" in first else 1)


async def test_done_before_it_went_out(house: House) -> None:
    visitor, number = await minder(house, Kind.PASSPORT, due=date(2026, 12, 1))
    house.clock.at = datetime(2026, 11, 24, 1, tzinfo=UTC)  # the 7th day before: at 10:00
    await visitor.taps_data(DeadlineDone(id=number).pack())
    assert await house.rounds_until(datetime(2026, 12, 2, tzinfo=UTC)) == []


@pytest.mark.parametrize(
    ("back_at", "sent"),
    [
        ("2026-12-23 09:30", ["2026-12-23 10:00"]),  # the 7th day before has its own
        ("2026-12-23 03:00", ["2026-12-23 10:00"]),
        ("2026-12-22 21:30", ["2026-12-23 10:00"]),
        ("2026-12-22 15:00", ["2026-12-22 15:00", "2026-12-23 10:00"]),
        ("2026-12-23 10:00", ["2026-12-23 10:00"]),
    ],
)
async def test_two_reminders_of_one_date_never_on_one_day(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    telegram: PretendTelegram,
    session: Session,
    back_at: str,
    sent: list[str],
) -> None:
    """Telegram took nothing from the 14th day before until then."""
    async with living(settings, content, clock, telegram, session) as house:
        await minder(house, Kind.PASSPORT, due=date(2026, 12, 30))
        session.connected = False
        await house.rounds_until(datetime(2026, 12, 16, 10, tzinfo=MOSCOW))
        assert len(await house.rows("notices")) == 1
        session.connected = True
        house.clock.at = datetime.fromisoformat(back_at).replace(tzinfo=MOSCOW)
        await house.tick()
        await house.rounds_until(datetime(2026, 12, 24, tzinfo=MOSCOW))
        assert [one.local("Europe/Moscow") for one in house.sent] == sent


async def test_passed_days_are_dropped_with_the_hourly_cleaning(house: House) -> None:
    await minder(house, Kind.PASSPORT, due=date(2026, 12, 1))
    await house.rounds_until(datetime(2026, 12, 1, 12, tzinfo=UTC))
    kept_for = RETENTION["deadlines"].lasting
    house.clock.at = datetime(2026, 12, 1, tzinfo=UTC) + kept_for - DROP_EVERY
    await house.tick()
    assert len(await house.rows("deadlines")) == 1
    house.clock.at += timedelta(days=2)
    await house.tick()
    assert await house.rows("deadlines") == []


async def test_a_removed_daily_reminder_is_silent(house: House) -> None:
    visitor, number = await minder(house, Kind.AMINA, hour=20)
    await house.rounds_until(datetime(2026, 11, 26, 21, tzinfo=MOSCOW))
    await visitor.taps_data(RemoveDeadline(id=number, sure=True).pack())
    await house.rounds_until(datetime(2026, 12, 26, 21, tzinfo=MOSCOW))
    assert [one.local("Europe/Moscow") for one in house.sent] == [
        f"2026-11-{day} 20:00" for day in range(23, 27)
    ]
