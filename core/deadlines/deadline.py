"""A day the person does not want to miss, or an hour of every day; he set it himself."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

YEARS_AHEAD = 15
"""A passport is given for ten; a day behind this is a slip of the finger."""


class Kind(StrEnum):
    """What ends on the day; AMINA has no day: it is done daily. Each person has one of a kind."""

    PASSPORT = "passport"
    PERMIT = "permit"
    CONTRACT = "contract"
    REGISTRATION = "registration"
    MEDICAL = "medical"
    AMINA = "amina"

    @property
    def daily(self) -> bool:
        return self is Kind.AMINA

    @classmethod
    def named(cls, name: object) -> "Kind | None":
        return next((kind for kind in cls if kind == name), None)


class Problem(StrEnum):
    """What keeps a day from being taken, or a tap from having its effect."""

    NOT_UNDERSTOOD = "not-understood"
    PAST = "past"
    TOO_FAR = "too-far"
    GONE = "gone"
    LAST_DAY = "last-day"


@dataclass(frozen=True, slots=True)
class Deadline:
    """`due`: the day, None when daily. `hour`: of every day, None when there is a day.

    `zone`: IANA name, the clocks where the person was when he set it. `next_at`: when it must be
    looked at again, None: never. `snoozed_to`: one more reminder he asked for. `id`: 0 until kept.
    """

    person_id: int
    kind: Kind
    zone: str
    created_at: datetime
    due: date | None = None
    hour: int | None = None
    next_at: datetime | None = None
    snoozed_to: datetime | None = None
    id: int = 0


def judged(day: date | None, today: date) -> date | Problem:
    """The day as it was read, if there is something to wait for: today is the nearest."""
    if day is None:
        return Problem.NOT_UNDERSTOOD
    if day < today:
        return Problem.PAST
    farthest = (today.year + YEARS_AHEAD, today.month, today.day)
    return day if (day.year, day.month, day.day) <= farthest else Problem.TOO_FAR
