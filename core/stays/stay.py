"""A registered stay abroad: where, why, until when; what is personal in it is kept apart."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

NUMBER_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, 1, I and L: a number is read aloud over a bad line."""
NUMBER_LENGTH = 10
NOWHERE = "UTC"


class Purpose(StrEnum):
    WORK = "work"
    STUDY = "study"
    FAMILY = "family"
    OTHER = "other"


class Status(StrEnum):
    """PENDING: announced by a relative, not agreed to yet. ASKED: whether he is still there."""

    PENDING = "pending"
    ACTIVE = "active"
    ASKED = "asked"
    ENDED = "ended"
    ERASED = "erased"


class Ending(StrEnum):
    """EXPIRED: nobody answered, and the end is two weeks ago."""

    HOME = "home"
    MOVED = "moved"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who is there with the person. `born`: the year, as far as it was given."""

    name: str
    born: int | None = None


@dataclass(frozen=True, slots=True)
class Trusted:
    """Somebody at home to be told in need. `phone` in E.164."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Details:
    """The personal fields, sealed at rest. `name` only while a relative's consent is awaited."""

    employer: str | None = None
    phone: str | None = None
    companions: tuple[Companion, ...] = ()
    trusted: Trusted | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """`number`: ten letters, a secret between the person and the bot; it opens the card.

    `city`: an id of the country's list, or as typed. `zone`: IANA name, the clocks there.
    `counted_from`: when the person last answered or was last asked whether he is still there.
    `reminded`: the reminder before `until` has gone out. `details`: None when erased, or when no
    key opens them. `registered_by`: the relative, only while PENDING; then `person_id` is None.
    """

    number: str
    status: Status
    country: str
    zone: str
    until: date
    created_at: datetime
    counted_from: datetime
    person_id: int | None = None
    registered_by: int | None = None
    city: str | None = None
    purpose: Purpose = Purpose.OTHER
    since: date | None = None
    reminded: bool = False
    ended_at: datetime | None = None
    ending: Ending | None = None
    details: Details | None = field(default=None, repr=False)

    @property
    def open(self) -> bool:
        return self.status in {Status.ACTIVE, Status.ASKED}

    def confirmed(self, now: datetime) -> "Stay":
        """The person is still there."""
        return replace(self, status=Status.ACTIVE, counted_from=now)

    def prolonged(self, until: date, now: datetime) -> "Stay":
        return replace(self.confirmed(now), until=until, reminded=False)

    def closed(self, ending: Ending, now: datetime) -> "Stay":
        """Ended; an ended one stays as it ended."""
        if not self.open:
            return self
        return replace(self, status=Status.ENDED, ending=ending, ended_at=now)

    def erased(self) -> "Stay":
        """What may stay for ever: the country, the purpose, months; nobody is in it.

        A moment or a zone of his would lead back to him; so would his number, which is to be
        replaced where it is kept.
        """
        return replace(
            self,
            status=Status.ERASED,
            person_id=None,
            registered_by=None,
            zone=NOWHERE,
            city=None,
            details=None,
            since=self.since and self.since.replace(day=1),
            until=self.until.replace(day=1),
            created_at=_month(self.created_at),
            counted_from=_month(self.counted_from),
            ended_at=self.ended_at and _month(self.ended_at),
        )


def _month(moment: datetime) -> datetime:
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
