"""Quiet hours by the clocks of a place, over midnight and over changes of the clock."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.locale import Locale
from core.people.hours import awake, local
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import MUTABLE, Topic
from core.refusal import Refusal

ZONES = ("Asia/Almaty", "Asia/Seoul", "Europe/London", "America/New_York", "Asia/Kolkata")
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - Hypothesis adds the zone
HOURS = st.integers(0, 23)


@pytest.mark.parametrize(
    ("since", "until", "now", "then"),
    [
        (21, 9, "2026-11-23 20:59", "2026-11-23 20:59"),
        (21, 9, "2026-11-23 21:00", "2026-11-24 09:00"),
        (21, 9, "2026-11-24 00:00", "2026-11-24 09:00"),
        (21, 9, "2026-11-24 08:59", "2026-11-24 09:00"),
        (21, 9, "2026-11-24 09:00", "2026-11-24 09:00"),
        (1, 5, "2026-11-24 00:59", "2026-11-24 00:59"),
        (1, 5, "2026-11-24 01:00", "2026-11-24 05:00"),
        (9, 18, "2026-11-24 17:59", "2026-11-24 18:00"),
        (22, 0, "2026-11-23 23:30", "2026-11-24 00:00"),
        (0, 0, "2026-11-24 03:00", "2026-11-24 03:00"),
        (7, 7, "2026-11-24 07:00", "2026-11-24 07:00"),
        (23, 2, "2027-03-28 00:30", "2027-03-28 02:00"),  # London puts the clock forward at 1
        (23, 1, "2027-03-28 00:30", "2027-03-28 02:00"),  # there is no one o'clock that night
        (23, 6, "2027-10-31 00:30", "2027-10-31 06:00"),  # and back
    ],
)
def test_the_end_of_the_quiet_hours(since: int, until: int, now: str, then: str) -> None:
    london = ZoneInfo("Europe/London")
    moment = datetime.fromisoformat(now).replace(tzinfo=london)
    found = Quiet(since, until).awake(moment.astimezone(UTC), "Europe/London")
    assert f"{found.astimezone(london):%Y-%m-%d %H:%M}" == then


@given(MOMENTS, HOURS, HOURS, st.sampled_from(ZONES))
def test_nobody_is_written_to_in_his_quiet_hours(
    moment: datetime, since: int, until: int, zone: str
) -> None:
    quiet = Quiet(since, until)
    found = quiet.awake(moment, zone)
    assert moment <= found <= moment + timedelta(hours=25)
    assert not quiet.covers(local(found, zone).hour)
    assert quiet.awake(found, zone) == found


@given(MOMENTS, st.sampled_from(ZONES))
def test_those_who_set_none_have_everybodys(moment: datetime, zone: str) -> None:
    assert Quiet().awake(moment, zone) == awake(moment, zone)


def test_safety_cannot_be_switched_off() -> None:
    person = Person(1001, Locale.KK)
    with pytest.raises(Refusal) as refusal:
        person.hearing(Topic.SAFETY, wanted=False)
    assert refusal.value.code == "safety_stays"
    for topic in MUTABLE:
        deaf = person.hearing(topic, wanted=False)
        assert deaf.muted == {topic}
        assert deaf.hearing(topic, wanted=True) == person
