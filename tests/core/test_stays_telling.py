"""A message about a stay goes out only while it is true."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from core.people.notice import NoticeKind
from core.stays.stay import Ending, Status, Stay
from core.stays.telling import holds

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
ACTIVE = Stay(
    number="ABCDEFGHJK",
    status=Status.ACTIVE,
    country="KR",
    zone="Asia/Seoul",
    until=date(2027, 5, 1),
    created_at=NOW,
    counted_from=NOW,
    person_id=1,
)
ASKED = replace(ACTIVE, status=Status.ASKED)
STATES = {
    "not asked": ACTIVE,
    "asked": ASKED,
    "asked, and the end is near": replace(ASKED, reminded=True),
    "answered, and the end is near": replace(ACTIVE, reminded=True),
    "closed by itself": replace(ACTIVE.closed(Ending.EXPIRED, NOW), reminded=True),
    "gone home": ACTIVE.closed(Ending.HOME, NOW),
    "moved": ACTIVE.closed(Ending.MOVED, NOW),
    "erased": ACTIVE.closed(Ending.EXPIRED, NOW).erased(),
    "announced": replace(ACTIVE, status=Status.PENDING),
}
TRUE = {
    NoticeKind.STAY_ASK: {"asked"},
    NoticeKind.STAY_REMIND: {"asked, and the end is near"},
    NoticeKind.STAY_CLOSED: {"closed by itself"},
    NoticeKind.RELATIVE_AGREED: {
        *("not asked", "asked"),
        *("asked, and the end is near", "answered, and the end is near"),
    },
    NoticeKind.DEADLINE: set[str](),
}


@pytest.mark.parametrize("kind", NoticeKind)
def test_what_is_told_of_a_stay(kind: NoticeKind) -> None:
    assert {name for name, stay in STATES.items() if holds(kind, stay)} == TRUE[kind]
