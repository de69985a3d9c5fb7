"""A message that will be sent to a person by itself, at a moment that suits him."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NoticeKind(StrEnum):
    STAY_ASK = "stay-ask"
    STAY_REMIND = "stay-remind"
    STAY_CLOSED = "stay-closed"
    RELATIVE_AGREED = "kin-agreed"
    DEADLINE = "deadline"


REMINDING = frozenset({NoticeKind.STAY_ASK, NoticeKind.STAY_REMIND, NoticeKind.DEADLINE})
"""Not for whoever has switched reminders off. The others tell of something that has happened."""


@dataclass(frozen=True, slots=True)
class Notice:
    """`about`: the number of a stay or the id of a deadline; the words are made when it is sent.

    `zone`: IANA name, the clocks whose nights are kept free. `id`: 0 until kept.
    """

    person_id: int
    kind: NoticeKind
    about: str
    zone: str
    due_at: datetime
    id: int = 0
    attempts: int = 0
