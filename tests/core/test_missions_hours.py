"""Open now, and until when."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.missions.hours import Hours, Opening, OpeningState, Period, Service, opening
from core.missions.trust import Trust

SEOUL = ZoneInfo("Asia/Seoul")
BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = (0, 1, 2, 3, 4)
RECEPTION = Period(Service.RECEPTION, (0, 1, 3, 4), time(9, 30), time(12, 30))
DOCUMENTS = Period(Service.DOCUMENTS, (0, 1, 3, 4), time(16), time(17))
HOURS = Hours(SEOUL, (RECEPTION, DOCUMENTS), Trust.LOW)
OPEN, CLOSED = OpeningState.OPEN, OpeningState.CLOSED


def seoul(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026; the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SEOUL)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (seoul(23, 9, 29), Opening(CLOSED, seoul(23, 9, 30), Service.RECEPTION)),
        (seoul(23, 9, 30), Opening(OPEN, seoul(23, 12, 30), Service.RECEPTION)),
        (seoul(23, 12, 30), Opening(CLOSED, seoul(23, 16), Service.DOCUMENTS)),
        (seoul(23, 16, 59), Opening(OPEN, seoul(23, 17), Service.DOCUMENTS)),
        (seoul(24, 18), Opening(CLOSED, seoul(26, 9, 30), Service.RECEPTION)),
        (seoul(25, 10), Opening(CLOSED, seoul(26, 9, 30), Service.RECEPTION)),
        (seoul(27, 17), Opening(CLOSED, seoul(30, 9, 30), Service.RECEPTION)),
        # Monday 00:45 in London is 09:45 in Seoul.
        (
            datetime(2026, 11, 23, 0, 45, tzinfo=ZoneInfo("Europe/London")),
            Opening(OPEN, seoul(23, 12, 30), Service.RECEPTION),
        ),
    ],
)
def test_the_state_is_told_by_the_clock_of_the_mission(now: datetime, expected: Opening) -> None:
    assert opening(HOURS, now) == expected


def test_one_service_may_be_asked_for() -> None:
    found = opening(HOURS, seoul(23, 10), Service.DOCUMENTS)
    assert found == Opening(CLOSED, seoul(23, 16), Service.DOCUMENTS)


def test_without_hours_nothing_is_claimed() -> None:
    assert opening(None, seoul(23, 10)) == Opening(OpeningState.UNKNOWN)
    assert opening(HOURS, seoul(23, 10), Service.OFFICE) == Opening(OpeningState.UNKNOWN)


def test_a_pause_closes_the_doors() -> None:
    office = Period(Service.OFFICE, WEEKDAYS, time(9), time(18, 30), (time(12, 30), time(14, 30)))
    hours = Hours(SEOUL, (office,), Trust.LOW)
    assert opening(hours, seoul(23, 13)).changes_at == seoul(23, 14, 30)
    assert opening(hours, seoul(23, 12)).changes_at == seoul(23, 12, 30)


def test_periods_that_touch_close_once() -> None:
    late = Period(Service.OFFICE, (0,), time(12, 30), time(15))
    hours = Hours(SEOUL, (RECEPTION, late), Trust.LOW)
    assert opening(hours, seoul(23, 10)).changes_at == seoul(23, 15)


def test_a_clock_change_shifts_the_instant_not_the_clock() -> None:
    hours = Hours(BERLIN, (Period(Service.OFFICE, WEEKDAYS, time(9), time(12)),), Trust.LOW)
    before = datetime(2026, 10, 23, 13, tzinfo=BERLIN)  # the clocks go back on the 25th
    assert before.utcoffset() == timedelta(hours=2)
    found = opening(hours, before).changes_at
    assert found == datetime(2026, 10, 26, 9, tzinfo=BERLIN)
    assert found is not None
    assert found.astimezone(UTC) == datetime(2026, 10, 26, 8, tzinfo=UTC)


def test_hours_inside_the_dropped_hour_mislead_nobody() -> None:
    dropped = Period(Service.OFFICE, (6,), time(2, 30), time(3))
    hours = Hours(BERLIN, (dropped,), Trust.LOW)
    found = opening(hours, datetime(2026, 3, 29, 0, tzinfo=BERLIN))
    assert found.changes_at == datetime(2026, 4, 5, 2, 30, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("days", "opens", "closes", "pause"),
    [
        ((), time(9), time(10), None),
        ((7,), time(9), time(10), None),
        ((0,), time(10), time(9), None),
        ((0,), time(9), time(9), None),
        ((0,), time(9), time(12), (time(8), time(10))),
        ((0,), time(9), time(12), (time(11), time(11))),
    ],
)
def test_no_timetable_is_refused(
    days: tuple[int, ...], opens: time, closes: time, pause: tuple[time, time] | None
) -> None:
    with pytest.raises(ValueError, match=r"week|period"):
        Period(Service.OFFICE, days, opens, closes, pause)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        opening(HOURS, datetime(2026, 11, 23, 10))  # noqa: DTZ001 - the point of the test


TIMES = st.times(timezones=st.none()).map(lambda found: found.replace(microsecond=0))
ZONES = st.sampled_from(
    ["Europe/Berlin", "America/New_York", "Asia/Seoul", "Asia/Tehran", "Australia/Lord_Howe"]
).map(ZoneInfo)
MOMENTS = st.integers(0, 2 * 366 * 24 * 3600).map(
    lambda seconds: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@st.composite
def timetables(draw: st.DrawFn) -> Hours:
    periods = []
    for _ in range(draw(st.integers(1, 3))):
        opens, closes = sorted(draw(st.lists(TIMES, min_size=2, max_size=2, unique=True)))
        days = draw(st.sets(st.integers(0, 6), min_size=1))
        periods.append(Period(Service.OFFICE, tuple(sorted(days)), opens, closes))
    return Hours(draw(ZONES), tuple(periods), Trust.LOW)


@given(timetables(), MOMENTS)
def test_the_next_change_is_one(hours: Hours, now: datetime) -> None:
    found = opening(hours, now)
    assert found.state is not OpeningState.UNKNOWN
    if found.changes_at is None:
        return
    assert found.changes_at.astimezone(UTC) > now
    assert found.changes_at.tzinfo is hours.zone
    then = opening(hours, found.changes_at.astimezone(UTC))
    assert then.state is not found.state
    tick = timedelta(microseconds=1)
    assert opening(hours, found.changes_at.astimezone(UTC) - tick).state is found.state
