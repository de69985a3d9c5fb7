"""The clocks of the place a person is in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.hours import SLEEPING, WAKING, at_hour, awake, local, morning

LONDON, SEOUL, NEW_YORK = "Europe/London", "Asia/Seoul", "America/New_York"
CLOCK_AHEAD = date(2027, 3, 28)  # in London at 1:00, to 2:00
CLOCK_BACK = date(2027, 10, 31)  # in London at 2:00, to 1:00
ZONES = st.sampled_from([LONDON, SEOUL, NEW_YORK, "Asia/Almaty", "Asia/Qatar", "Pacific/Apia"])
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds take no zone


def utc(
    year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0
) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "hour", "zone", "moment"),
    [
        (date(2026, 11, 23), time(10), SEOUL, utc(2026, 11, 23, 1)),
        (date(2026, 11, 23), time(8), SEOUL, utc(2026, 11, 22, 23)),
        (date(2027, 1, 12), time(10), LONDON, utc(2027, 1, 12, 10)),
        (date(2027, 7, 12), time(10), LONDON, utc(2027, 7, 12, 9)),
        (CLOCK_AHEAD, time(0, 59), LONDON, utc(2027, 3, 28, 0, 59)),
        (CLOCK_AHEAD, time(1), LONDON, utc(2027, 3, 28, 1)),
        (CLOCK_AHEAD, time(1, 30), LONDON, utc(2027, 3, 28, 1, 30)),  # the clocks show 2:30
        (CLOCK_AHEAD, time(2), LONDON, utc(2027, 3, 28, 1)),
        (CLOCK_AHEAD, time(10), LONDON, utc(2027, 3, 28, 9)),
        (CLOCK_BACK, time(1, 30), LONDON, utc(2027, 10, 31, 0, 30)),  # the first of the two
        (CLOCK_BACK, time(2), LONDON, utc(2027, 10, 31, 2)),
        (CLOCK_BACK, time(10), LONDON, utc(2027, 10, 31, 10)),
    ],
)
def test_an_hour_is_told_by_the_clocks_there(
    day: date, hour: time, zone: str, moment: datetime
) -> None:
    found = at_hour(day, hour, zone)
    assert found == moment
    assert found.tzinfo is UTC


def test_the_morning_is_at_ten() -> None:
    assert local(morning(date(2026, 11, 23), SEOUL), SEOUL).time() == time(10)


@pytest.mark.parametrize(
    ("moment", "zone", "kept"),
    [
        (utc(2026, 11, 23, 8, 59, 59), LONDON, utc(2026, 11, 23, 9)),
        (utc(2026, 11, 23, 9), LONDON, utc(2026, 11, 23, 9)),
        (utc(2026, 11, 23, 20, 59, 59), LONDON, utc(2026, 11, 23, 20, 59, 59)),
        (utc(2026, 11, 23, 21), LONDON, utc(2026, 11, 24, 9)),
        (utc(2026, 11, 23, 23, 59), LONDON, utc(2026, 11, 24, 9)),
        (utc(2026, 11, 24, 0), LONDON, utc(2026, 11, 24, 9)),
        (utc(2026, 11, 23, 12), SEOUL, utc(2026, 11, 24, 0)),  # 21:00 there, then 9:00
        (utc(2026, 11, 23, 11, 59), SEOUL, utc(2026, 11, 23, 11, 59)),
        (utc(2026, 12, 31, 21), LONDON, utc(2027, 1, 1, 9)),
        (utc(2027, 3, 27, 22), LONDON, utc(2027, 3, 28, 8)),  # that night is an hour shorter
        (utc(2027, 3, 28, 0, 59), LONDON, utc(2027, 3, 28, 8)),
        (utc(2027, 10, 30, 21), LONDON, utc(2027, 10, 31, 9)),
        (utc(2027, 10, 31, 1, 30), LONDON, utc(2027, 10, 31, 9)),  # the second 1:30
    ],
)
def test_nobody_is_woken(moment: datetime, zone: str, kept: datetime) -> None:
    assert awake(moment, zone) == kept


@given(MOMENTS, ZONES)
def test_a_message_waits_no_longer_than_the_night(moment: datetime, zone: str) -> None:
    kept = awake(moment, zone)
    assert WAKING <= kept.astimezone(ZoneInfo(zone)).time() < SLEEPING
    assert timedelta(0) <= kept - moment <= timedelta(hours=13)
    assert awake(kept, zone) == kept
