"""Questions people asked in their own words, without the people. The only writer of the tables."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.locale import Locale
from core.search.memory import Asked, Judged, Trace
from db.tables.questions import answer_votes, unanswered
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class QuestionsRepository:
    connection: AsyncConnection

    async def unanswered(
        self, trace: Trace, language: Locale, country: str | None, now: datetime
    ) -> None:
        """Counts a question nothing was found for; the newest wording is kept."""
        statement = insert_into(self.connection, unanswered).values(
            cluster=trace.cluster,
            language=language.value,
            words=trace.words,
            country=country,
            times=1,
            first_at=now,
            last_at=now,
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(unanswered.primary_key),
                set_={
                    "times": unanswered.c.times + 1,
                    "words": trace.words,
                    "country": country,
                    "last_at": now,
                },
            )
        )

    async def most_asked(self, limit: int) -> list[Asked]:
        """The most often asked first, the newer of two first."""
        found = await self.connection.execute(
            select(unanswered)
            .order_by(unanswered.c.times.desc(), unanswered.c.last_at.desc())
            .limit(limit)
        )
        return [
            Asked(row.words, Locale(row.language), row.country, row.times, row.last_at)
            for row in found
        ]

    async def how_many_unanswered(self) -> int:
        found = await self.connection.execute(select(func.count()).select_from(unanswered))
        return found.scalar_one()

    async def judged(self, trace: Trace, answer: str, *, helped: bool, now: datetime) -> None:
        """Counts what somebody said of an answer to this question."""
        said = answer_votes.c.helped if helped else answer_votes.c.missed
        statement = insert_into(self.connection, answer_votes).values(
            cluster=trace.cluster,
            answer=answer,
            words=trace.words,
            helped=int(helped),
            missed=int(not helped),
            last_at=now,
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(answer_votes.primary_key),
                set_={said.name: said + 1, "last_at": now},
            )
        )

    async def most_missed(self, limit: int) -> list[Judged]:
        """The answers people turned away from, the most often first."""
        found = await self.connection.execute(
            select(answer_votes)
            .where(answer_votes.c.missed > 0)
            .order_by(answer_votes.c.missed.desc(), answer_votes.c.last_at.desc())
            .limit(limit)
        )
        return [Judged(row.words, row.answer, row.helped, row.missed) for row in found]

    async def forget(self, before: datetime) -> None:
        for table in (unanswered, answer_votes):
            await self.connection.execute(delete(table).where(table.c.last_at < before))
