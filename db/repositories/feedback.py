"""Votes on articles, reports of dead numbers, arrivals. The only writer of their tables."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.tables.feedback import arrivals, number_reports, votes
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class FeedbackRepository:
    connection: AsyncConnection

    async def vote(self, person_id: int, article: str, *, helped: bool, now: datetime) -> None:
        """One vote a person and article; the last one counts."""
        statement = insert_into(self.connection, votes).values(
            person_id=person_id, article=article, helped=helped, voted_at=now
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(votes.primary_key), set_={"helped": helped, "voted_at": now}
            )
        )

    async def votes_of(self, person_id: int) -> int:
        found = await self.connection.execute(
            select(func.count()).where(votes.c.person_id == person_id)
        )
        return found.scalar_one()

    async def report_number(
        self, person_id: int, mission: str, number: str, now: datetime
    ) -> None:
        """One report a person and number; a later one renews its date."""
        statement = insert_into(self.connection, number_reports).values(
            person_id=person_id, mission=mission, number=number, reported_at=now
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(number_reports.primary_key), set_={"reported_at": now}
            )
        )

    async def reports_of(self, mission: str) -> dict[str, int]:
        """How many people said of each number of a mission that it does not answer."""
        found = await self.connection.execute(
            select(number_reports.c.number, func.count())
            .where(number_reports.c.mission == mission)
            .group_by(number_reports.c.number)
        )
        return dict(found.all())

    async def reports_by(self, person_id: int) -> int:
        found = await self.connection.execute(
            select(func.count()).where(number_reports.c.person_id == person_id)
        )
        return found.scalar_one()

    async def arrived(self, source: str, day: date) -> None:
        """Counts an arrival; who arrived is not kept."""
        statement = insert_into(self.connection, arrivals).values(source=source, day=day, count=1)
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=list(arrivals.primary_key),
                set_={"count": arrivals.c.count + 1},
            )
        )

    async def arrivals_from(self, source: str) -> int:
        found = await self.connection.execute(
            select(func.coalesce(func.sum(arrivals.c.count), 0)).where(arrivals.c.source == source)
        )
        return int(found.scalar_one())
