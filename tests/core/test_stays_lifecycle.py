"""What happens to a stay by itself. In Seoul ten in the morning is one o'clock of UTC."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.people.hours import morning
from core.stays.lifecycle import (
    ASK_EVERY,
    CLOSE_AFTER,
    ERASE_AFTER,
    LAPSE_AFTER,
    REMIND_BEFORE,
    Due,
    Task,
    advance,
    next_at,
    registered,
    upcoming,
)
from core.stays.stay import Companion, Details, Ending, Purpose, Status, Stay, Trusted

BEGUN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
UNTIL = date(2027, 11, 23)
SEOUL = "Asia/Seoul"
DETAILS = Details(
    "Daewoo", "+821023456789", (Companion("Айша", 2015),), Trusted("Г", "+77011234567")
)
STAY = Stay(
    number="ABCDEFGHJK",
    status=Status.ACTIVE,
    person_id=1001,
    country="KR",
    city="busan",
    zone=SEOUL,
    purpose=Purpose.WORK,
    since=date(2026, 5, 17),
    until=UNTIL,
    created_at=BEGUN,
    counted_from=BEGUN,
    details=DETAILS,
)
PENDING = replace(STAY, status=Status.PENDING, person_id=None, registered_by=1002)
ENDED = STAY.closed(Ending.HOME, BEGUN)
SECOND = timedelta(seconds=1)
ASKED_AT = datetime(2027, 2, 21, 1, tzinfo=UTC)
REMINDED_AT = datetime(2027, 11, 16, 1, tzinfo=UTC)
CLOSED_AT = datetime(2027, 12, 7, 1, tzinfo=UTC)


def test_an_open_stay_is_asked_reminded_and_closed_in_the_mornings_there() -> None:
    assert upcoming(STAY) == [
        Due(Task.ASK, ASKED_AT),
        Due(Task.REMIND, REMINDED_AT),
        Due(Task.CLOSE, CLOSED_AT),
    ]
    assert next_at(STAY) == ASKED_AT


@pytest.mark.parametrize(
    ("stay", "due"),
    [
        (replace(STAY, reminded=True), [Due(Task.ASK, ASKED_AT), Due(Task.CLOSE, CLOSED_AT)]),
        (PENDING, [Due(Task.LAPSE, BEGUN + LAPSE_AFTER)]),
        (ENDED, [Due(Task.ERASE, BEGUN + ERASE_AFTER)]),
        (replace(ENDED, ended_at=None), [Due(Task.ERASE, BEGUN + ERASE_AFTER)]),
        (STAY.erased(), []),
    ],
)
def test_each_state_has_its_tasks(stay: Stay, due: list[Due]) -> None:
    assert upcoming(stay) == due
    assert next_at(stay) == (due[0].at if due else None)


def test_the_mornings_follow_the_clocks_of_summer() -> None:
    there = replace(STAY, zone="Europe/London", until=date(2027, 4, 4))
    at = {due.task: due.at for due in upcoming(there)}
    assert at[Task.REMIND] == datetime(2027, 3, 28, 9, tzinfo=UTC)  # the day the clocks go ahead
    assert at[Task.ASK] == datetime(2027, 2, 21, 10, tzinfo=UTC)


def test_ninety_days_are_counted_from_the_day_it_was_there() -> None:
    late = replace(STAY, counted_from=datetime(2026, 11, 23, 15, tzinfo=UTC))  # the 24th in Seoul
    assert next_at(late) == ASKED_AT + timedelta(days=1)


def test_who_leaves_later_is_asked_ninety_days_after_that() -> None:
    leaving = replace(STAY, since=date(2026, 12, 23))
    assert next_at(leaving) == ASKED_AT + timedelta(days=30)


@pytest.mark.parametrize(
    "stay", [STAY, replace(STAY, status=Status.ASKED), PENDING, ENDED], ids=lambda one: one.status
)
def test_nothing_happens_a_second_too_early(stay: Stay) -> None:
    moment = next_at(stay)
    assert moment is not None
    assert advance(stay, moment - SECOND) == (stay, None)
    assert advance(stay, moment)[1] is not None


def test_who_is_asked_is_counted_from_then() -> None:
    asked, task = advance(STAY, ASKED_AT + SECOND)
    assert task is Task.ASK
    assert asked == replace(STAY, status=Status.ASKED, counted_from=ASKED_AT + SECOND)
    assert next_at(asked) == datetime(2027, 5, 22, 1, tzinfo=UTC)
    assert asked.open
    here = asked.confirmed(ASKED_AT + 2 * SECOND)
    assert (here.status, here.counted_from) == (Status.ACTIVE, ASKED_AT + 2 * SECOND)


def test_a_reminder_goes_out_once_and_counts_as_the_question() -> None:
    present = replace(STAY, counted_from=REMINDED_AT - timedelta(days=30))
    reminded, task = advance(present, REMINDED_AT)
    assert task is Task.REMIND
    assert (reminded.status, reminded.reminded, reminded.counted_from) == (
        Status.ASKED, True, REMINDED_AT
    )  # fmt: skip
    assert next_at(reminded) == CLOSED_AT
    assert advance(reminded, CLOSED_AT - SECOND)[1] is None


def test_an_answer_does_not_bring_the_reminder_again() -> None:
    reminded, _ = advance(STAY, REMINDED_AT)
    here = reminded.confirmed(REMINDED_AT + timedelta(days=1))
    assert [due.task for due in upcoming(here)] == [Task.CLOSE, Task.ASK]


def test_a_longer_stay_is_reminded_anew() -> None:
    reminded, _ = advance(STAY, REMINDED_AT)
    longer = reminded.prolonged(date(2028, 2, 23), REMINDED_AT + SECOND)
    assert (longer.status, longer.reminded, longer.until) == (
        Status.ACTIVE, False, date(2028, 2, 23)
    )  # fmt: skip
    remind = next(due for due in upcoming(longer) if due.task is Task.REMIND)
    assert remind.at == morning(date(2028, 2, 16), SEOUL)


@pytest.mark.parametrize(
    ("now", "task"),
    [
        (ASKED_AT, Task.ASK),
        (REMINDED_AT, Task.REMIND),  # the question is due as well
        (CLOSED_AT - SECOND, Task.REMIND),
        (CLOSED_AT, Task.CLOSE),  # all three are due
        (CLOSED_AT + timedelta(days=400), Task.CLOSE),
    ],
)
def test_of_all_that_was_missed_the_weightiest_is_done(now: datetime, task: Task) -> None:
    after, done = advance(STAY, now)
    assert done is task
    assert advance(after, now)[1] is None


def test_tasks_are_weighed_in_the_order_they_are_named() -> None:
    assert list(Task) == [Task.ERASE, Task.LAPSE, Task.CLOSE, Task.REMIND, Task.ASK]


def test_nobody_answered_and_it_is_closed_then_erased() -> None:
    closed, task = advance(STAY, CLOSED_AT)
    assert task is Task.CLOSE
    assert (closed.status, closed.ending, closed.ended_at) == (
        Status.ENDED, Ending.EXPIRED, CLOSED_AT
    )  # fmt: skip
    assert not closed.open
    assert closed.details == DETAILS
    assert next_at(closed) == CLOSED_AT + ERASE_AFTER
    erased, task = advance(closed, CLOSED_AT + ERASE_AFTER)
    assert task is Task.ERASE
    assert erased == closed.erased()
    assert advance(erased, CLOSED_AT + timedelta(days=9999)) == (erased, None)


def test_an_announcement_without_consent_lapses() -> None:
    gone, task = advance(PENDING, BEGUN + LAPSE_AFTER)
    assert (gone, task) == (PENDING.erased(), Task.LAPSE)


@pytest.mark.parametrize("stay", [STAY, PENDING, ENDED])
def test_of_an_erased_stay_nobody_is_left(stay: Stay) -> None:
    erased = stay.erased()
    assert erased.status is Status.ERASED
    assert (erased.person_id, erased.registered_by, erased.city, erased.details) == (None,) * 4
    assert (erased.since, erased.until) == (date(2026, 5, 1), date(2027, 11, 1))
    assert (erased.country, erased.purpose, erased.ending) == ("KR", Purpose.WORK, stay.ending)
    assert replace(stay, since=None).erased().since is None


def test_what_has_ended_stays_as_it_ended() -> None:
    assert ENDED.closed(Ending.MOVED, BEGUN + SECOND) == ENDED
    assert PENDING.closed(Ending.HOME, BEGUN) == PENDING


@pytest.mark.parametrize(
    ("until", "reminded"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 30), True),  # the reminder would have been five hours ago
        (date(2026, 12, 1), False),
        (UNTIL, False),
    ],
)
def test_an_end_within_a_week_needs_no_reminder(until: date, reminded: bool) -> None:  # noqa: FBT001
    stay = registered(replace(STAY, until=until, reminded=not reminded), BEGUN)
    assert stay.reminded is reminded
    assert advance(stay, BEGUN) == (stay, None)


MOMENTS = st.timedeltas(timedelta(0), timedelta(days=900)).map(lambda after: BEGUN + after)


@given(
    st.sampled_from([STAY, PENDING, ENDED]),
    st.dates(date(2026, 11, 24), date(2028, 11, 23)),
    st.sampled_from([SEOUL, "Europe/London", "America/New_York"]),
    st.lists(MOMENTS, max_size=30),
)
def test_time_alone_brings_every_stay_to_rest(
    stay: Stay, until: date, zone: str, moments: list[datetime]
) -> None:
    """Looked at now and then, or late: no task twice at once, none for ever, all is erased."""
    stay = registered(replace(stay, until=until, zone=zone), BEGUN)
    done: list[Task] = []
    for now in sorted(moments):
        after, task = advance(stay, now)
        assert (task is None) == (after == stay)
        assert advance(after, now)[1] is None or after.status is Status.ENDED
        stay, done = after, [*done, *([task] if task else [])]
    for _ in range(40):
        moment = next_at(stay)
        if moment is None:
            break
        stay, task = advance(stay, moment)
        assert task is not None
        done.append(task)
    assert (stay.status, stay.person_id, stay.details) == (Status.ERASED, None, None)
    assert done[-1] in {Task.ERASE, Task.LAPSE}
    for once in (Task.REMIND, Task.CLOSE, Task.ERASE, Task.LAPSE):
        assert done.count(once) <= 1


def test_the_spans_are_those_that_people_are_told() -> None:
    days = [one.days for one in (ASK_EVERY, REMIND_BEFORE, CLOSE_AFTER, ERASE_AFTER, LAPSE_AFTER)]
    assert days == [90, 7, 14, 30, 30]
