"""Messages the bot sends by itself: which is next, whether it still holds, what became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.deadlines.deadline import Deadline
from core.deadlines.rhythm import overtaken, sending
from core.people.notice import REMINDING, Notice, NoticeKind
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import Topic
from core.stays.stay import Stay
from core.stays.telling import holds
from db.database import Database, Transaction
from db.retention import RETENTION

BACK_OFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
"""How long a message waits that Telegram did not take; the last one again and again."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice with whom and what it is about. `at`: when it may go, now or later."""

    notice: Notice
    person: Person
    about: Stay | Deadline
    at: datetime


@dataclass(frozen=True, slots=True)
class Notices:
    """A notice is claimed before it is sent, and nobody gets it again before it was given back."""

    db: Database
    clock: Callable[[], datetime]

    async def abandon(self) -> int:
        """Drops what a dead process had in hand, sent or not. Call once, at the start."""
        async with self.db.writing() as tx:
            return await tx.notices.abandon_claimed()

    async def claim(self, limit: int = 1) -> list[Notice]:
        """Those whose moment has come, the oldest first."""
        async with self.db.writing() as tx:
            return await tx.notices.claim(self.clock(), limit)

    async def letter(self, notice: Notice) -> Letter | None:
        """What there is to say; None when it was answered, is over, or nobody wants to read it."""
        now = self.clock()
        async with self.db.reading() as tx:
            person = await tx.people.get(notice.person_id)
            about = await _about(tx, notice)
        if person is None or person.blocked or about is None:
            return None
        if notice.kind in REMINDING and Topic.REMINDERS in person.muted:
            return None
        at = _when(notice, about, now, person.quiet or Quiet())
        return None if at is None else Letter(notice, person, about, at)

    async def done(self, notice: Notice) -> None:
        """It was sent, or need not be."""
        async with self.db.writing() as tx:
            await tx.notices.done(notice.id)

    async def again(self, notice: Notice, at: datetime) -> None:
        """It waits for another moment."""
        async with self.db.writing() as tx:
            await tx.notices.again(notice.id, at)

    def after_failure(self, notice: Notice, wait: timedelta = timedelta(0)) -> datetime:
        """When to try again what was not taken, and not before `wait` is over."""
        pause = BACK_OFF[min(notice.attempts, len(BACK_OFF) - 1)]
        return self.clock() + max(pause, wait)

    async def drop_old(self) -> None:
        """Drops what could not be sent for so long that nobody needs it any more."""
        async with self.db.writing() as tx:
            await tx.notices.drop_before(self.clock() - RETENTION["notices"].lasting)


def _when(notice: Notice, about: Stay | Deadline, now: datetime, quiet: Quiet) -> datetime | None:
    """When it may go; None when it need not: too late, or the day brings a reminder anyway."""
    if not isinstance(about, Deadline):
        return quiet.awake(now, notice.zone)
    at = sending(about, now, quiet)
    return None if at is None or overtaken(about, at) else at


async def _about(tx: Transaction, notice: Notice) -> Stay | Deadline | None:
    """What the notice names, if it is still so and still the person's."""
    match notice.kind:
        case NoticeKind.DEADLINE:
            deadline = await tx.deadlines.get(int(notice.about))
            own = deadline is not None and deadline.person_id == notice.person_id
            return deadline if own else None
        case NoticeKind.RELATIVE_AGREED:
            stay = await tx.stays.get(notice.about)
        case NoticeKind.STAY_ASK | NoticeKind.STAY_REMIND | NoticeKind.STAY_CLOSED:
            stay = await tx.stays.of_person(notice.person_id)
            if stay is not None and stay.number != notice.about:
                return None  # he has registered anew
    return stay if stay is not None and holds(notice.kind, stay) else None
