"""How far a broadcast is, how fast, and what its list of recipients looks like as a table."""

import csv as reader
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.broadcasts import csv
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Outcome, Reason
from core.broadcasts.message import Version
from core.broadcasts.progress import Pace, Status
from core.broadcasts.tally import Recipient, Tally
from core.locale import Locale

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
SENT = Broadcast(
    7, NOW, "Asia/Seoul", id=12, state=State.RUNNING, started_at=NOW, planned=100,
    versions={Locale.KK: Version("Мәтін"), Locale.RU: Version(chat_id=7, message_ids=(1, 2))},
)  # fmt: skip
TALLY = Tally(
    {
        (Outcome.SENT, None): 50,
        (Outcome.UNCERTAIN, None): 2,
        (Outcome.FAILED, Reason.BLOCKED): 3,
        (Outcome.FAILED, Reason.REFUSED): 5,
        (Outcome.WAITING, None): 20,
        (Outcome.SENDING, None): 5,
        (Outcome.DELAYED, None): 10,
    }
)
ROW = Recipient(
    1001, Locale.KK, "KR", "ansan", Outcome.SENT, None, None, 1,
    repeated=False, settled_at=NOW, edited=None, recalled=None,
)  # fmt: skip


def test_the_pace_is_that_of_the_last_seconds() -> None:
    pace = Pace()
    assert pace.note(NOW, 0) == 0
    assert pace.note(NOW + 2 * SECOND, 50) == 25
    for second in range(4, 60, 2):  # slower from now on: in the end nothing else is seen
        last = pace.note(NOW + second * SECOND, 50 + 5 * (second - 2))
    assert last == pytest.approx(5)


def test_a_pace_seen_once_or_turned_back_is_none() -> None:
    pace = Pace()
    pace.note(NOW, 100)
    assert pace.note(NOW, 120) == 0  # in no time at all
    assert pace.note(NOW + SECOND, 90) == 0  # the uncertain are sent to again
    assert pace.note(NOW + 2 * SECOND, 100) == 10


def test_the_numbers_of_a_status() -> None:
    status = Status(SENT, TALLY, pace=5.0)
    assert (status.reached, status.settled, status.at_once) == (52, 60, 25)
    assert status.share == pytest.approx(60 / 95)
    assert status.erased == 5
    assert status.remaining == timedelta(seconds=5)
    assert list(status.failures) == [Reason.REFUSED, Reason.BLOCKED]
    assert status.editable == (Locale.KK,)  # an album keeps its captions


def test_nobody_can_say_how_long_a_held_one_takes() -> None:
    assert Status(SENT, TALLY).remaining is None
    assert Status(replace(SENT, state=State.PAUSED), TALLY, pace=5.0).remaining is None
    assert Status(replace(SENT, state=State.DRAFT), Tally()).share == 0


@pytest.mark.parametrize(
    ("changes", "after", "possible"),
    [
        ({}, timedelta(hours=47), True),
        ({"finished_at": NOW}, timedelta(hours=47), True),
        ({"finished_at": NOW}, timedelta(hours=48), False),
        ({"recalled_at": NOW}, timedelta(0), False),
        ({"started_at": None}, timedelta(0), False),
    ],
)
def test_what_may_still_be_recalled(
    changes: dict[str, datetime | None], after: timedelta, *, possible: bool
) -> None:
    broadcast = replace(SENT, **changes)  # type: ignore[arg-type]
    assert Status(broadcast, TALLY).recallable(NOW + after) is possible


def test_a_late_joiner_may_still_be_taken_back() -> None:
    ended = replace(SENT, state=State.DONE, finished_at=NOW)
    late = Status(ended, TALLY, newest=NOW + timedelta(days=3))
    assert not Status(ended, TALLY).recallable(NOW + timedelta(days=4))
    assert late.recallable(NOW + timedelta(days=4))
    assert not late.recallable(NOW + timedelta(days=6))


def test_what_a_recall_could_not_try_is_counted() -> None:
    assert Status(SENT, replace(TALLY, recalled=40, recall_failed=2)).still_there == 10


def test_a_recalled_one_is_not_edited() -> None:
    assert Status(replace(SENT, recalled_at=NOW), TALLY).editable == ()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+7 701", "'+7 701"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("＝1", "'＝1"),
        ("  =1", "'  =1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("Ансан", "Ансан"),
        ("a=b", "a=b"),
        (1001, "1001"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(value: object, cell: str) -> None:
    assert csv.safe_cell(value) == cell


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00")), min_size=2))
def test_a_line_is_read_back_as_it_was(cells: list[str]) -> None:
    (back,) = reader.reader(StringIO(csv.line(cells), newline=""), strict=True)
    assert back == [csv.safe_cell(one) for one in cells]


def test_a_recipient_has_a_cell_in_each_column() -> None:
    hostile = replace(ROW, city='=HYPERLINK("http://x","y")', edited=False, recalled=True)
    (line,) = reader.reader(StringIO(csv.recipient(12, hostile), newline=""))
    told = dict(zip(csv.COLUMNS, line, strict=True))
    assert told == {
        "number": "12", "person_id": "1001", "language": "kk", "country": "KR",
        "city": '\'=HYPERLINK("http://x","y")', "outcome": "sent", "reason": "", "detail": "",
        "attempts": "1", "maybe_twice": "no", "settled_at": "2026-11-23T06:00:00Z",
        "edited": "no", "recalled": "yes",
    }  # fmt: skip
