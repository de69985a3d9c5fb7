"""Brigades and their members. The only writer of the tables `teams` and `team_members`."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.teams.team import Member, Team
from db.sealing import Seal, closed, opened
from db.tables.teams import team_members, teams
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class TeamsRepository:
    """A name that no key opens is empty."""

    connection: AsyncConnection
    seal: Seal | None

    async def get(self, code: str) -> Team | None:
        found = await self.connection.execute(select(teams).where(teams.c.code == code))
        row = found.mappings().first()
        return self._team(row) if row else None

    async def of_leader(self, person_id: int) -> Team | None:
        """The newest brigade the person leads."""
        found = await self.connection.execute(
            select(teams)
            .where(teams.c.leader_id == person_id)
            .order_by(teams.c.created_at.desc())
            .limit(1)
        )
        row = found.mappings().first()
        return self._team(row) if row else None

    async def memberships(self, person_id: int) -> list[Team]:
        """The brigades the person joined, the last one first."""
        found = await self.connection.execute(
            select(teams)
            .join(team_members)
            .where(team_members.c.person_id == person_id)
            .order_by(team_members.c.joined_at.desc(), teams.c.code)
        )
        return [self._team(row) for row in found.mappings()]

    async def create(self, team: Team) -> None:
        await self.connection.execute(
            teams.insert().values(
                code=team.code,
                leader_id=team.leader_id,
                country=team.country,
                city=team.city,
                created_at=team.created_at,
                sealed=closed(self.seal, team.leader),
            )
        )

    async def join(self, code: str, member: Member) -> None:
        """Joining again changes nothing."""
        statement = insert_into(self.connection, team_members).values(
            code=code,
            person_id=member.person_id,
            joined_at=member.joined_at,
            sealed=closed(self.seal, member.name),
        )
        await self.connection.execute(statement.on_conflict_do_nothing())

    async def leave(self, code: str, person_id: int) -> None:
        await self.connection.execute(
            delete(team_members).where(
                team_members.c.code == code, team_members.c.person_id == person_id
            )
        )

    async def members(self, code: str) -> list[Member]:
        """In the order they joined."""
        found = await self.connection.execute(
            select(team_members)
            .where(team_members.c.code == code)
            .order_by(team_members.c.joined_at, team_members.c.person_id)
        )
        return [
            Member(
                row["person_id"], self._name(row["sealed"], team_members.name), row["joined_at"]
            )
            for row in found.mappings()
        ]

    async def remove(self, code: str) -> None:
        """The brigade goes with its members, and its link is dead."""
        await self.connection.execute(delete(teams).where(teams.c.code == code))

    def _team(self, row: RowMapping) -> Team:
        return Team(
            code=row["code"],
            leader_id=row["leader_id"],
            country=row["country"],
            city=row["city"],
            created_at=row["created_at"],
            leader=self._name(row["sealed"], teams.name),
        )

    def _name(self, token: str, table: str) -> str:
        return opened(self.seal, token, table) or ""
