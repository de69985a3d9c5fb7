"""What happens to a stay by itself, and when: asked, reminded, closed, erased."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.people.hours import local, morning
from core.stays.stay import Ending, Status, Stay

ASK_EVERY = timedelta(days=90)
REMIND_BEFORE = timedelta(days=7)
CLOSE_AFTER = timedelta(days=14)
ERASE_AFTER = timedelta(days=30)
LAPSE_AFTER = timedelta(days=30)
"""How long a relative's registration waits for the consent of the person it is about."""


class Task(StrEnum):
    """In the order of their weight: of several that are due, the first is done."""

    ERASE = "erase"
    LAPSE = "lapse"
    CLOSE = "close"
    REMIND = "remind"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Due:
    task: Task
    at: datetime


def upcoming(stay: Stay) -> list[Due]:
    """Everything that will happen to the stay if nobody says a word; the soonest first."""
    return sorted(_tasks(stay), key=lambda due: due.at)


def next_at(stay: Stay) -> datetime | None:
    """When the stay must be looked at again; None: never."""
    due = upcoming(stay)
    return due[0].at if due else None


def advance(stay: Stay, now: datetime) -> tuple[Stay, Task | None]:
    """Does the weightiest task that is due; the rest of what was missed is made up for by it."""
    due = {one.task for one in _tasks(stay) if one.at <= now}
    task = next((one for one in Task if one in due), None)
    match task:
        case None:
            return stay, None
        case Task.ERASE | Task.LAPSE:
            return stay.erased(), task
        case Task.CLOSE:
            return stay.closed(Ending.EXPIRED, now), task
        case Task.REMIND:
            return replace(stay, status=Status.ASKED, counted_from=now, reminded=True), task
        case Task.ASK:
            return replace(stay, status=Status.ASKED, counted_from=now), task


def registered(stay: Stay, now: datetime) -> Stay:
    """The stay as it is saved: an end nearer than a week needs no reminder of it."""
    return replace(stay, reminded=ends_soon(stay, now))


def ends_soon(stay: Stay, now: datetime) -> bool:
    """Whether the time of the reminder has come, or gone."""
    return _morning(stay, -REMIND_BEFORE) <= now


def _tasks(stay: Stay) -> list[Due]:
    match stay.status:
        case Status.PENDING:
            return [Due(Task.LAPSE, stay.created_at + LAPSE_AFTER)]
        case Status.ENDED:
            return [Due(Task.ERASE, (stay.ended_at or stay.created_at) + ERASE_AFTER)]
        case Status.ERASED:
            return []
        case Status.ACTIVE | Status.ASKED:
            counted = local(stay.counted_from, stay.zone).date()
            asked = max(counted, stay.since or counted) + ASK_EVERY
            tasks = [
                Due(Task.ASK, morning(asked, stay.zone)),
                Due(Task.CLOSE, _morning(stay, CLOSE_AFTER)),
            ]
            if not stay.reminded:
                tasks.append(Due(Task.REMIND, _morning(stay, -REMIND_BEFORE)))
            return tasks


def _morning(stay: Stay, after: timedelta) -> datetime:
    """The morning so long after the day the stay ends, or before it."""
    return morning(stay.until + after, stay.zone)
