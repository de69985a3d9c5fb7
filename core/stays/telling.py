"""What is said of a stay by itself, and whether it is still true when its moment comes."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from core.people.hours import awake
from core.people.notice import Notice, NoticeKind
from core.stays.lifecycle import Task
from core.stays.stay import Ending, Status, Stay

NOTICES: Mapping[Task | None, NoticeKind] = MappingProxyType(
    {
        Task.ASK: NoticeKind.STAY_ASK,
        Task.REMIND: NoticeKind.STAY_REMIND,
        Task.CLOSE: NoticeKind.STAY_CLOSED,
    }
)


def holds(kind: NoticeKind, stay: Stay) -> bool:
    """A question that was answered is not asked, and a reminder makes up for the question."""
    match kind:
        case NoticeKind.STAY_ASK:
            return stay.status is Status.ASKED and not stay.reminded
        case NoticeKind.STAY_REMIND:
            return stay.status is Status.ASKED and stay.reminded
        case NoticeKind.STAY_CLOSED:
            return stay.status is Status.ENDED and stay.ending is Ending.EXPIRED
        case NoticeKind.RELATIVE_AGREED:
            return stay.open
        case NoticeKind.DEADLINE:
            return False


def told(steps: Iterable[tuple[Stay, Stay, Task | None]], now: datetime) -> Iterator[Notice]:
    """What is to be said of steps, by day; before and after each, and what was done."""
    for stay, _after, task in steps:
        if task in NOTICES and stay.person_id is not None:
            due = awake(now, stay.zone)
            yield Notice(stay.person_id, NOTICES[task], stay.number, stay.zone, due)
