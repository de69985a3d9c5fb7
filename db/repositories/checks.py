"""Answers to safety checks. The only writer of the table `check_answers`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, delete, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.broadcasts.broadcast import State
from core.broadcasts.check import Answer, Answered
from core.broadcasts.delivery import Outcome
from core.broadcasts.tally import Landed
from db.repositories.deliveries_told import LANDED, to_landed
from db.tables.broadcasts import broadcasts, check_answers, deliveries
from db.upsert import insert_into

_REACHED = deliveries.c.state.in_([Outcome.SENT.value, Outcome.UNCERTAIN.value])
_ANSWERED = and_(
    check_answers.c.broadcast_id == deliveries.c.broadcast_id,
    check_answers.c.person_id == deliveries.c.person_id,
)
_DROPPED = 5_000

PlaceTally = list[tuple[str | None, str | None, Answer | None, int]]


@dataclass(frozen=True, slots=True)
class ChecksRepository:
    connection: AsyncConnection

    async def answer(self, one: Answered) -> Answer | None:
        """Keeps what the person says now, and gives what he had said before."""
        before = await self.answer_of(one.broadcast_id, one.person_id)
        said: dict[str, object] = {"answer": one.answer.value, "answered_at": one.answered_at}
        statement = insert_into(self.connection, check_answers).values(
            broadcast_id=one.broadcast_id, person_id=one.person_id, **said
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=[check_answers.c.broadcast_id, check_answers.c.person_id],
                set_=said,
            )
        )
        return before

    async def answer_of(self, broadcast_id: int, person_id: int) -> Answer | None:
        found = await self.connection.execute(
            select(check_answers.c.answer).where(
                check_answers.c.broadcast_id == broadcast_id,
                check_answers.c.person_id == person_id,
            )
        )
        said = found.scalar_one_or_none()
        return Answer(said) if said else None

    async def known_of(self, broadcast_id: int, person_id: int) -> Answer | None:
        """The answer that those who run the bot have heard of, if any."""
        found = await self.connection.execute(
            select(check_answers.c.told).where(
                check_answers.c.broadcast_id == broadcast_id,
                check_answers.c.person_id == person_id,
            )
        )
        heard = found.scalar_one_or_none()
        return Answer(heard) if heard else None

    async def tally(self, broadcast_id: int) -> PlaceTally:
        """How many said what, by where they were asked; None: who got it and is silent."""
        alike = (deliveries.c.country, deliveries.c.city, check_answers.c.answer)
        found = await self.connection.execute(
            select(*alike, func.count())
            .select_from(deliveries)
            .outerjoin(check_answers, _ANSWERED)
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                or_(_REACHED, check_answers.c.answer.is_not(None)),
            )
            .group_by(*alike)
        )
        return [
            (country, city, Answer(said) if said else None, count)
            for country, city, said, count in found
        ]

    async def silent(self, broadcast_id: int, after: int, limit: int) -> list[Landed]:
        """Who got it and has not answered, by their ids."""
        found = await self.connection.execute(
            select(*LANDED)
            .select_from(deliveries)
            .outerjoin(check_answers, _ANSWERED)
            .where(
                deliveries.c.broadcast_id == broadcast_id,
                _REACHED,
                check_answers.c.answer.is_(None),
                deliveries.c.person_id > after,
            )
            .order_by(deliveries.c.person_id)
            .limit(limit)
        )
        return [to_landed(row) for row in found.mappings()]

    async def of_person(self, person_id: int) -> list[Answered]:
        """All the person has answered, the newest check first."""
        found = await self.connection.execute(
            select(check_answers)
            .where(check_answers.c.person_id == person_id)
            .order_by(check_answers.c.broadcast_id.desc())
        )
        return [
            Answered(row.broadcast_id, row.person_id, Answer(row.answer), row.answered_at)
            for row in found
        ]

    async def untold(self, limit: int) -> list[Answered]:
        """Who needs help, or no longer does, and nobody who runs the bot has heard of it.

        Those who need it come first, and of them the first one.
        """
        needs = check_answers.c.answer == Answer.HELP.value
        needed = check_answers.c.told == Answer.HELP.value
        unheard = check_answers.c.told.is_distinct_from(Answer.HELP.value)
        found = await self.connection.execute(
            select(check_answers)
            .where(or_(and_(needs, unheard), and_(~needs, needed)))
            .order_by(needs.desc(), check_answers.c.answered_at, check_answers.c.person_id)
            .limit(limit)
        )
        return [
            Answered(row.broadcast_id, row.person_id, Answer(row.answer), row.answered_at)
            for row in found
        ]

    async def told(self, broadcast_id: int, person_id: int, answer: Answer, at: datetime) -> None:
        """They have heard of this answer, whatever he says by now."""
        await self.connection.execute(
            update(check_answers)
            .where(
                check_answers.c.broadcast_id == broadcast_id,
                check_answers.c.person_id == person_id,
            )
            .values(told=answer.value, told_at=at)
        )

    async def drop_before(self, moment: datetime, limit: int = _DROPPED) -> int:
        """Drops answers to broadcasts that ended before; an alert in force has not ended."""
        ended = select(broadcasts.c.id).where(
            broadcasts.c.finished_at < moment,
            ~broadcasts.c.in_force | (broadcasts.c.state == State.CANCELLED.value),
        )
        old = (
            select(check_answers.c.broadcast_id, check_answers.c.person_id)
            .where(check_answers.c.broadcast_id.in_(ended))
            .limit(limit)
        )
        key = tuple_(check_answers.c.broadcast_id, check_answers.c.person_id)
        gone = await self.connection.execute(delete(check_answers).where(key.in_(old)))
        return gone.rowcount
