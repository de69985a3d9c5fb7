"""The days on the buttons of the form."""

from dataclasses import replace
from datetime import date

import pytest

from core.stays.draft import Draft, Step
from core.stays.offers import KEEP_SINCE, KEEP_UNTIL, offered_day

TODAY = date(2026, 11, 30)
EMPTY = Draft(number="23456789AB", consent="2026-11")
SINCE = replace(EMPTY, passed=frozenset({Step.COUNTRY, Step.CITY, Step.PURPOSE}))
UNTIL = replace(SINCE, since=TODAY, passed=SINCE.passed | {Step.SINCE})
SINCE_DAYS = {
    "today": TODAY,
    "-7d": date(2026, 11, 23),
    "-1m": date(2026, 10, 30),
}
UNTIL_DAYS = {
    "+3m": date(2027, 2, 28),
    "+6m": date(2027, 5, 30),
    "+12m": date(2027, 11, 30),
    "unknown": date(2027, 11, 30),
}


@pytest.mark.parametrize(("word", "day"), SINCE_DAYS.items())
def test_a_beginning(word: str, day: date) -> None:
    assert offered_day(SINCE, word, TODAY) == day
    assert offered_day(UNTIL, word, TODAY) is None
    assert offered_day(EMPTY, word, TODAY) is None


@pytest.mark.parametrize(("word", "day"), UNTIL_DAYS.items())
def test_an_end(word: str, day: date) -> None:
    assert offered_day(UNTIL, word, TODAY) == day
    assert offered_day(SINCE, word, TODAY) is None


def test_an_end_is_never_counted_from_the_past() -> None:
    long_ago, ahead = (replace(UNTIL, since=day) for day in (date(2020, 1, 1), date(2027, 1, 31)))
    assert offered_day(long_ago, "+3m", TODAY) == date(2027, 2, 28)
    assert offered_day(ahead, "+3m", TODAY) == date(2027, 4, 30)


def test_the_day_there_is_may_be_kept() -> None:
    since = replace(SINCE, since=date(2026, 5, 12), until=date(2027, 5, 12))
    until = replace(since, passed=UNTIL.passed)
    assert offered_day(since, KEEP_SINCE, TODAY) == date(2026, 5, 12)
    assert offered_day(until, KEEP_UNTIL, TODAY) == date(2027, 5, 12)
    assert offered_day(since, KEEP_UNTIL, TODAY) is None
    assert offered_day(until, KEEP_SINCE, TODAY) is None
    assert offered_day(SINCE, KEEP_SINCE, TODAY) is None


@pytest.mark.parametrize("word", ["", "20260512", "+7m", "today ", "keep"])
def test_other_words_are_no_day(word: str) -> None:
    assert offered_day(SINCE, word, TODAY) is None
    assert offered_day(UNTIL, word, TODAY) is None
