"""When deadlines are reminded of: by the clock there, once a day at most, never after the day."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.deadlines.deadline import Deadline, Kind, Problem, judged
from core.deadlines.rhythm import (
    DAYS_BEFORE,
    HOURS,
    advance,
    after_done,
    begun,
    days_left,
    overtaken,
    reminders,
    sending,
    snoozed,
)
from core.people.hours import at_hour, awake, local

SEOUL, LONDON, MOSCOW = "Asia/Seoul", "Europe/London", "Europe/Moscow"
ZONES = (SEOUL, LONDON, MOSCOW, "Asia/Qatar", "America/New_York")
NOON = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # 15:00 in Seoul
DUE = date(2027, 1, 15)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def passport(
    due: date = DUE, zone: str = SEOUL, now: datetime = NOON, kind: Kind = Kind.PASSPORT
) -> Deadline:
    return begun(Deadline(1, kind, zone, now, due=due, id=7), now)


def amina(hour: int = 8, zone: str = MOSCOW, now: datetime = NOON) -> Deadline:
    return begun(Deadline(1, Kind.AMINA, zone, now, hour=hour, id=8), now)


def at(text: str, zone: str = SEOUL) -> datetime:
    """A moment by the clocks there: `at("2027-01-08 10:00")`."""
    moment = datetime.fromisoformat(text)
    return at_hour(moment.date(), moment.time(), zone)


def told(deadline: Deadline, ticks: Iterable[datetime]) -> tuple[Deadline, list[datetime]]:
    """The deadline after the worker has looked at these moments, and when it reminded."""
    found = []
    for now in ticks:
        deadline, remind = advance(deadline, now)
        if remind:
            found.append(now)
    return deadline, found


def every(step: timedelta, start: datetime, end: datetime) -> Iterable[datetime]:
    while start <= end:
        yield start
        start += step


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("kind", [kind for kind in Kind if not kind.daily])
def test_five_mornings_before_the_day_and_nothing_after(zone: str, kind: Kind) -> None:
    due = date(2027, 4, 10)  # clocks change in London and New York on the way there
    _, found = told(passport(due, zone, kind=kind), every(HOUR / 4, NOON, NOON + 200 * DAY))
    expected = [at(f"{due - timedelta(days=n)} 10:00", zone) for n in (30, 14, 7, 3, 1)]
    assert found == expected


@pytest.mark.parametrize(
    ("due", "left"),
    [
        (date(2026, 12, 23), (14, 7, 3, 1)),  # at 15:00 the morning 30 days before is gone
        (date(2026, 12, 24), (30, 14, 7, 3, 1)),
        (date(2026, 12, 1), (7, 3, 1)),
        (date(2026, 11, 26), (1,)),
        (date(2026, 11, 25), (1,)),
        (date(2026, 11, 24), ()),
        (date(2026, 11, 23), ()),
    ],
)
def test_what_is_past_when_it_is_set_does_not_come(due: date, left: tuple[int, ...]) -> None:
    deadline = passport(due)
    days = [due - timedelta(days=n) for n in left]
    assert reminders(deadline, NOON) == days
    assert deadline.next_at == (at(f"{days[0]} 10:00") if days else None)


@pytest.mark.parametrize(
    ("up", "sent"),
    [
        ("2027-01-09 15:00", ["2027-01-09 15:00", "2027-01-12 10:00", "2027-01-14 10:00"]),
        ("2027-01-12 09:30", ["2027-01-12 09:30", "2027-01-14 10:00"]),  # not at 10:00 once more
        ("2027-01-09 03:00", ["2027-01-09 09:00", "2027-01-12 10:00", "2027-01-14 10:00"]),
        ("2027-01-12 03:00", ["2027-01-12 09:00", "2027-01-14 10:00"]),
        ("2027-01-11 21:00", ["2027-01-12 09:00", "2027-01-14 10:00"]),
        ("2027-01-15 20:59", ["2027-01-15 20:59"]),
        ("2027-01-14 22:00", ["2027-01-15 09:00"]),
        ("2027-01-15 21:00", []),
        ("2027-01-16 11:00", []),
    ],
)
def test_missed_ones_are_one_by_day(up: str, sent: list[str]) -> None:
    """Nobody looked since it was set; then the bot is up again."""
    start = at(up)
    after, found = told(passport(), every(MINUTE, start, at("2027-01-17 00:00")))
    assert [f"{local(one, SEOUL):%Y-%m-%d %H:%M}" for one in found] == sent
    assert after.next_at is None


def test_tomorrow_is_one_more_and_the_rhythm_goes_on() -> None:
    first, _ = advance(passport(), at("2027-01-01 10:00"))
    later = snoozed(first, at("2027-01-01 12:00"))
    assert later is not None
    assert later.next_at == later.snoozed_to == at("2027-01-02 10:00")
    after, found = told(later, every(HOUR, at("2027-01-01 12:00"), at("2027-01-16 12:00")))
    days = ("2027-01-02", "2027-01-08", "2027-01-12", "2027-01-14")
    assert found == [at(f"{day} 10:00") for day in days]
    assert after.snoozed_to is None


def test_tomorrow_may_be_a_day_of_the_rhythm() -> None:
    later = snoozed(passport(), at("2027-01-07 12:00"))
    assert later is not None
    _, found = told(later, every(MINUTE * 5, at("2027-01-07 12:00"), at("2027-01-09 12:00")))
    assert len(found) == 2  # the missed ones at once, then one
    assert found[1] == at("2027-01-08 10:00")


def test_a_tomorrow_that_is_still_to_come_is_not_forgotten() -> None:
    """Missed ones are made up for the evening before."""
    later = snoozed(passport(), at("2027-01-05 20:00"))
    assert later is not None
    after, remind = advance(later, at("2027-01-05 20:30"))
    assert remind
    assert after.next_at == after.snoozed_to == at("2027-01-06 10:00")


@pytest.mark.parametrize(
    ("now", "tomorrow"),
    [
        ("2027-01-13 23:59", "2027-01-14 10:00"),
        ("2027-01-14 00:00", "2027-01-15 10:00"),
        ("2027-01-14 23:59", "2027-01-15 10:00"),
        ("2027-01-15 00:00", None),
        ("2027-01-20 12:00", None),
    ],
)
def test_the_last_tomorrow_is_the_day_itself(now: str, tomorrow: str | None) -> None:
    later = snoozed(passport(), at(now))
    assert (later and later.snoozed_to) == (at(tomorrow) if tomorrow else None)


def test_what_is_daily_comes_tomorrow_anyway() -> None:
    assert snoozed(amina(), NOON) is None


@pytest.mark.parametrize("hour", HOURS)
def test_daily_at_its_own_hour_also_a_quiet_one(hour: int) -> None:
    _, found = told(amina(hour), every(HOUR / 4, NOON, NOON + 10 * DAY))
    assert {local(one, MOSCOW).hour for one in found} == {hour}
    assert [b - a for a, b in pairwise(found)] == [DAY] * (len(found) - 1)
    assert len(found) == 10


@pytest.mark.parametrize(
    ("hour", "up", "first"),
    [
        (8, "2026-11-25 15:00", "2026-11-25 15:00"),  # the same day
        (8, "2026-11-25 08:59", "2026-11-25 08:59"),  # its own hour
        (7, "2026-11-25 08:30", "2026-11-25 09:00"),  # in the morning
        (8, "2026-11-25 20:59", "2026-11-25 20:59"),
        (8, "2026-11-25 21:00", "2026-11-26 08:00"),  # too late for today
        (22, "2026-11-25 22:59", "2026-11-25 22:59"),
        (22, "2026-11-25 23:00", "2026-11-26 22:00"),
        (22, "2026-11-25 12:00", "2026-11-25 22:00"),  # yesterday's is not made up for
        (6, "2026-11-25 05:00", "2026-11-25 06:00"),
    ],
)
def test_a_missed_daily_one_is_made_up_for_on_its_day(hour: int, up: str, first: str) -> None:
    start = at(up, MOSCOW)
    _, found = told(amina(hour), every(MINUTE, start, start + DAY))
    assert found[0] == at(first, MOSCOW)
    days = [local(one, MOSCOW).date() for one in found]
    assert len(days) == len(set(days))


@pytest.mark.parametrize(
    ("hour", "done", "then"),
    [
        (8, "2026-11-25 08:01", "2026-11-26 08:00"),
        (8, "2026-11-25 08:00", "2026-11-26 08:00"),
        (8, "2026-11-25 23:59", "2026-11-26 08:00"),
        (8, "2026-11-26 06:00", "2026-11-26 08:00"),  # yesterday's: today's comes all the same
        (22, "2026-11-26 00:30", "2026-11-26 22:00"),
        (22, "2026-11-26 21:59", "2026-11-26 22:00"),
    ],
)
def test_done_late_does_not_silence_the_next(hour: int, done: str, then: str) -> None:
    reminded, _ = advance(amina(hour), at(f"2026-11-25 {hour:02}:00", MOSCOW))
    assert after_done(reminded, at(done, MOSCOW)).next_at == at(then, MOSCOW)


@pytest.mark.parametrize(
    ("going", "too_much"),
    [
        ("2027-01-07 20:59", False),
        ("2027-01-08 00:00", True),
        ("2027-01-08 09:30", True),
        ("2027-01-08 10:00", True),
    ],
)
def test_an_older_reminder_is_overtaken_on_the_day_of_the_next(
    going: str, *, too_much: bool
) -> None:
    waiting, remind = advance(passport(), at("2027-01-01 10:00"))
    assert remind
    assert waiting.next_at == at("2027-01-08 10:00")
    assert overtaken(waiting, at(going)) is too_much


def test_the_last_reminder_is_never_overtaken() -> None:
    last, remind = advance(passport(), at("2027-01-14 10:00"))
    assert remind
    assert not overtaken(last, at("2027-01-15 12:00"))


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2027-01-14 23:59", 1),
        ("2027-01-15 00:00", 0),
        ("2027-01-15 23:59", 0),
        ("2027-01-16 00:00", -1),
        ("2026-01-15 00:00", 365),
    ],
)
def test_days_are_counted_by_the_clock_there(now: str, days: int) -> None:
    assert days_left(passport(), at(now)) == days
    assert days_left(amina(), at(now)) is None


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        (None, Problem.NOT_UNDERSTOOD),
        (date(2026, 11, 22), Problem.PAST),
        (date(1990, 1, 1), Problem.PAST),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2041, 11, 23), date(2041, 11, 23)),
        (date(2041, 11, 24), Problem.TOO_FAR),
        (date(9999, 12, 31), Problem.TOO_FAR),
    ],
)
def test_a_day_from_today_to_fifteen_years(day: date | None, verdict: date | Problem) -> None:
    assert judged(day, date(2026, 11, 23)) == verdict


def test_a_leap_day_has_its_fifteen_years_too() -> None:
    assert judged(date(2043, 2, 28), date(2028, 2, 29)) == date(2043, 2, 28)
    assert judged(date(2043, 3, 1), date(2028, 2, 29)) is Problem.TOO_FAR


@pytest.mark.parametrize("name", ["", "Passport", "visa", None, 7])
def test_a_name_of_no_kind(name: object) -> None:
    assert Kind.named(name) is None


def test_every_kind_by_its_name() -> None:
    assert [Kind.named(kind.value) for kind in Kind] == list(Kind)


lapses = st.lists(st.integers(min_value=1, max_value=60 * 24 * 20), min_size=1, max_size=80)


@given(
    zone=st.sampled_from(ZONES),
    due=st.integers(min_value=0, max_value=400),
    lapses=lapses,
    snoozes=st.sets(st.integers(min_value=0, max_value=79)),
)
def test_whatever_the_worker_does_a_person_hears_it_once_a_day_awake_and_in_time(
    zone: str, due: int, lapses: list[int], snoozes: set[int]
) -> None:
    """The worker looks at any moments, the person asks for «tomorrow» at any of them."""
    now = NOON
    deadline = passport(local(NOON, zone).date() + timedelta(days=due), zone)
    days = []
    for turn, lapse in enumerate(lapses):
        now += timedelta(minutes=lapse)
        before = deadline.next_at
        deadline, remind = advance(deadline, now)
        assert deadline.next_at is None or deadline.next_at > now
        if remind:
            assert before is not None
            assert before <= now
            assert awake(now, zone) == now == sending(deadline, now)
            days.append(local(now, zone).date())
        if turn in snoozes:
            deadline = snoozed(deadline, now) or deadline
    assert days == sorted(set(days))
    assert deadline.due is not None
    assert all(day <= deadline.due for day in days)
    assert len(days) <= len(DAYS_BEFORE) + len(snoozes)


@given(
    hour=st.sampled_from(HOURS),
    zone=st.sampled_from(ZONES),
    lapses=lapses,
)
def test_a_daily_one_is_heard_once_a_day_and_goes_on(
    hour: int, zone: str, lapses: list[int]
) -> None:
    now, deadline = NOON, amina(hour, zone)
    days = []
    for lapse in lapses:
        now += timedelta(minutes=lapse)
        deadline, remind = advance(deadline, now)
        assert deadline.next_at is not None
        assert now < deadline.next_at <= now + DAY + HOUR
        if remind:
            here = local(now, zone)
            assert here.hour == hour or awake(now, zone) == now
            assert here.hour >= hour
            days.append(here.date())
    assert days == sorted(set(days))


def test_nothing_is_due_before_its_moment() -> None:
    deadline = passport()
    assert deadline.next_at is not None
    assert advance(deadline, deadline.next_at - MINUTE) == (deadline, False)
    over = replace(deadline, next_at=None)
    assert advance(over, NOON + 900 * DAY) == (over, False)
