"""Messages that wait to be sent. The only writer of the table `notices`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people.notice import Notice, NoticeKind
from db.tables.notices import notices

_KNOWN = notices.c.kind.in_([kind.value for kind in NoticeKind])
"""What a later release left is not understood here, and waits for it."""
_REPLACED = delete(notices).where(
    notices.c.person_id == bindparam("person"),
    notices.c.kind == bindparam("of_kind"),
    notices.c.about == bindparam("of"),
)


@dataclass(frozen=True, slots=True)
class NoticesRepository:
    connection: AsyncConnection

    async def put(self, waiting: Iterable[Notice]) -> None:
        """Keeps them till they are sent; the same one that waits already is replaced.

        The new one has an id of its own: who is just sending the old one is done with that alone.
        """
        last = {(one.person_id, one.kind, one.about): one for one in waiting}
        if not last:
            return
        await self.connection.execute(
            _REPLACED,
            [
                {"person": person, "of_kind": kind.value, "of": about}
                for person, kind, about in last
            ],
        )
        await self.connection.execute(
            insert(notices),
            [
                {
                    "person_id": one.person_id,
                    "kind": one.kind.value,
                    "about": one.about,
                    "zone": one.zone,
                    "due_at": one.due_at,
                    "first_due_at": one.due_at,
                    "attempts": 0,
                }
                for one in last.values()
            ],
        )

    async def claim(self, now: datetime, limit: int) -> list[Notice]:
        """Takes those whose moment has come, the oldest first: nobody gets them again."""
        found = await self.connection.execute(
            select(notices)
            .where(_KNOWN, notices.c.due_at <= now, notices.c.claimed_at.is_(None))
            .order_by(notices.c.due_at, notices.c.id)
            .limit(limit)
        )
        claimed = [
            Notice(
                person_id=row.person_id,
                kind=NoticeKind(row.kind),
                about=row.about,
                zone=row.zone,
                due_at=row.due_at,
                id=row.id,
                attempts=row.attempts,
            )
            for row in found
        ]
        if claimed:
            taken = notices.c.id.in_([one.id for one in claimed])
            await self.connection.execute(update(notices).where(taken).values(claimed_at=now))
        return claimed

    async def take_back(self, person_id: int, kind: NoticeKind, about: str) -> None:
        """What it is about has been answered: it need not go out any more."""
        await self.connection.execute(
            _REPLACED, {"person": person_id, "of_kind": kind.value, "of": about}
        )

    async def done(self, number: int) -> None:
        await self.connection.execute(delete(notices).where(notices.c.id == number))

    async def again(self, number: int, at: datetime) -> None:
        """Waits for another moment: Telegram surely did not take it."""
        await self.connection.execute(
            update(notices)
            .where(notices.c.id == number)
            .values(due_at=at, attempts=notices.c.attempts + 1, claimed_at=None)
        )

    async def abandon_claimed(self) -> int:
        """Drops what a dead process had claimed: it may have been sent, and nothing goes twice."""
        gone = await self.connection.execute(
            delete(notices).where(notices.c.claimed_at.is_not(None))
        )
        return gone.rowcount

    async def drop_before(self, moment: datetime) -> None:
        """Drops what should have gone out before this moment and never could."""
        await self.connection.execute(delete(notices).where(notices.c.first_due_at < moment))
