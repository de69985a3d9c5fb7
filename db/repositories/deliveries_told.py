"""What became of recipients, and what lies in their chats. Writes `deliveries` once settled."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, RowMapping, Select, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.broadcasts.delivery import Outcome, Reason
from core.broadcasts.tally import Landed, Recipient, Tally
from core.locale import Locale
from db.tables.broadcasts import broadcasts, deliveries

_REACHED = deliveries.c.state.in_([Outcome.SENT.value, Outcome.UNCERTAIN.value])
_LIES_THERE = and_(_REACHED, deliveries.c.first_message_id.is_not(None))
_NEAR = 12
"""Messages of a broadcast begin with the first of an album; so many begin before one of them."""
_WORDS = 40
Counts = dict[tuple[Outcome, Reason | None], int]
LANDED = (
    deliveries.c.person_id,
    deliveries.c.language,
    deliveries.c.message_ids,
    deliveries.c.settled_at,
    deliveries.c.country,
    deliveries.c.city,
)


@dataclass(frozen=True, slots=True)
class DeliveriesToldRepository:
    connection: AsyncConnection

    async def tally(self, broadcast_id: int) -> Tally:
        """Quick while it runs: only one that was edited or recalled is read row by row."""
        mine = deliveries.c.broadcast_id == broadcast_id
        by = await self._counted(mine & (deliveries.c.state != Outcome.FAILED.value))
        by |= await self._reasons(mine & (deliveries.c.state == Outcome.FAILED.value))
        repeated = await self.connection.execute(
            select(func.count()).where(mine, _REACHED, deliveries.c.repeated)
        )
        edition = await self._edition_if_changed(broadcast_id)
        revised = (0, 0, 0, 0) if edition is None else await self._revised(mine, edition)
        return Tally(by, repeated.scalar_one(), *revised)

    async def page(self, broadcast_id: int, after: int, limit: int) -> list[Recipient]:
        """The next recipients by their ids, all that is known of them."""
        found = await self.connection.execute(
            select(deliveries)
            .where(deliveries.c.broadcast_id == broadcast_id, deliveries.c.person_id > after)
            .order_by(deliveries.c.person_id)
            .limit(limit)
        )
        return [_to_recipient(row) for row in found.mappings()]

    async def curve(self, broadcast_id: int) -> list[tuple[datetime, Outcome, int]]:
        """How many were settled in each minute, and how; the first minute first."""
        each = (
            select(self._minute().label("minute"), deliveries.c.state)
            .where(deliveries.c.broadcast_id == broadcast_id, deliveries.c.settled_at.is_not(None))
            .subquery()
        )
        found = await self.connection.execute(
            select(*each.c, func.count()).group_by(*each.c).order_by(*each.c)
        )
        return [
            (datetime.fromisoformat(row[0]).replace(tzinfo=UTC), Outcome(row[1]), row[2])
            for row in found
        ]

    async def refusal(self, broadcast_id: int) -> str | None:
        """What Telegram said to the last message that it refused."""
        found = await self.connection.execute(
            select(deliveries.c.detail)
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                deliveries.c.state == Outcome.FAILED.value,
                deliveries.c.reason == Reason.REFUSED.value,
            )
            .order_by(deliveries.c.settled_at.desc())
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def newest(self, broadcast_id: int) -> datetime | None:
        """When the last one got it."""
        found = await self.connection.execute(
            select(func.max(deliveries.c.settled_at)).where(
                deliveries.c.broadcast_id == broadcast_id, _REACHED
            )
        )
        at: datetime | None = found.scalar_one_or_none()
        return at

    async def of_message(self, person_id: int, message_id: int) -> int | None:
        """The broadcast a message in the person's chat belongs to, any of an album's."""
        found = await self.connection.execute(
            select(deliveries.c.broadcast_id, deliveries.c.message_ids)
            .where(
                deliveries.c.person_id == person_id,
                deliveries.c.first_message_id <= message_id,
            )
            .order_by(deliveries.c.first_message_id.desc())
            .limit(_NEAR)
        )
        return next((row[0] for row in found if message_id in to_ids(row[1])), None)

    async def to_edit(
        self, broadcast_id: int, edition: int, after: int, limit: int
    ) -> list[Landed]:
        """Whose message still has older words, by their ids; what was taken back is not there."""
        return await self._landed(
            _landed(broadcast_id, after, limit).where(
                deliveries.c.edition < edition, deliveries.c.recalled.is_not(True)
            )
        )

    async def edited(
        self, broadcast_id: int, person_id: int, edition: int, failed: str | None
    ) -> None:
        """He has these words now; or `failed`: Telegram would not, and is not asked again."""
        await self._keep(
            broadcast_id, person_id, edition=edition, edit_failed=failed and failed[:_WORDS]
        )

    async def to_recall(
        self, broadcast_id: int, since: datetime, after: int, limit: int
    ) -> list[Landed]:
        """Whose message is young enough to be taken back, and was not tried yet; by their ids."""
        return await self._landed(
            _landed(broadcast_id, after, limit).where(
                deliveries.c.settled_at >= since, deliveries.c.recalled.is_(None)
            )
        )

    async def recalled(self, broadcast_id: int, person_id: int, ok: bool) -> None:  # noqa: FBT001 - a result, not a switch
        await self._keep(broadcast_id, person_id, recalled=ok)

    async def _counted(self, which: ColumnElement[bool]) -> Counts:
        found = await self.connection.execute(
            select(deliveries.c.state, func.count()).where(which).group_by(deliveries.c.state)
        )
        return {(Outcome(state), None): count for state, count in found}

    async def _reasons(self, which: ColumnElement[bool]) -> Counts:
        found = await self.connection.execute(
            select(deliveries.c.reason, func.count()).where(which).group_by(deliveries.c.reason)
        )
        return {
            (Outcome.FAILED, Reason(reason) if reason else None): count for reason, count in found
        }

    async def _edition_if_changed(self, broadcast_id: int) -> int | None:
        changed = or_(broadcasts.c.edition > 0, broadcasts.c.recalled_at.is_not(None))
        found = await self.connection.execute(
            select(broadcasts.c.edition).where(broadcasts.c.id == broadcast_id, changed)
        )
        return found.scalar_one_or_none()

    async def _revised(self, which: ColumnElement[bool], edition: int) -> list[int]:
        newest = deliveries.c.edition == edition
        found = await self.connection.execute(
            select(
                _number(_LIES_THERE & newest & deliveries.c.edit_failed.is_(None)),
                _number(deliveries.c.edit_failed.is_not(None)),
                _number(deliveries.c.recalled.is_(True)),
                _number(deliveries.c.recalled.is_(False)),
            ).where(which)
        )
        edited, *others = (int(count) for count in found.one())
        return [edited if edition else 0, *others]

    def _minute(self) -> ColumnElement[str]:
        """The minute of a moment in UTC, as ISO has it: SQLite keeps moments as such text."""
        if self.connection.dialect.name == "sqlite":
            return func.substr(deliveries.c.settled_at, 1, 16, type_=deliveries.c.detail.type)
        utc = func.timezone("UTC", deliveries.c.settled_at)
        return func.to_char(utc, "YYYY-MM-DD HH24:MI", type_=deliveries.c.detail.type)

    async def _keep(self, broadcast_id: int, person_id: int, **values: object) -> None:
        await self.connection.execute(
            update(deliveries)
            .where(deliveries.c.broadcast_id == broadcast_id, deliveries.c.person_id == person_id)
            .values(**values)
        )

    async def _landed(self, wanted: Select[tuple[object, ...]]) -> list[Landed]:
        found = await self.connection.execute(wanted)
        return [to_landed(row) for row in found.mappings()]


def _landed(broadcast_id: int, after: int, limit: int) -> Select[tuple[object, ...]]:
    return (
        select(*LANDED)
        .where(
            deliveries.c.broadcast_id == broadcast_id, _LIES_THERE, deliveries.c.person_id > after
        )
        .order_by(deliveries.c.person_id)
        .limit(limit)
    )


def _number(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def to_ids(kept: str | None) -> tuple[int, ...]:
    return tuple(map(int, kept.split(","))) if kept else ()


def to_landed(row: RowMapping) -> Landed:
    return Landed(
        person_id=row["person_id"],
        language=Locale(row["language"]),
        message_ids=to_ids(row["message_ids"]),
        country=row["country"],
        city=row["city"],
        settled_at=row["settled_at"],
    )


def _to_recipient(row: RowMapping) -> Recipient:
    edited: bool | None = None
    if row["edit_failed"] is not None:
        edited = False
    elif row["edition"] > 0 and row["first_message_id"] is not None:
        edited = True
    return Recipient(
        person_id=row["person_id"],
        language=Locale(row["language"]),
        country=row["country"],
        city=row["city"],
        outcome=Outcome(row["state"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        detail=row["detail"],
        attempts=row["attempts"],
        repeated=row["repeated"],
        settled_at=row["settled_at"],
        edited=edited,
        recalled=row["recalled"],
    )
