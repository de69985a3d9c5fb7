"""Who was given a role. The only writer of the table `grants`."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.roles.role import Grant, Role
from db.tables.roles import grants
from db.upsert import insert_into

_KNOWN = grants.c.role.in_([role.value for role in Role])
"""What a later release left gives no right here."""


@dataclass(frozen=True, slots=True)
class GrantsRepository:
    connection: AsyncConnection

    async def of(self, person_id: int) -> list[Grant]:
        """Also those whose time is over."""
        found = await self.connection.execute(
            select(grants).where(_KNOWN, grants.c.person_id == person_id).order_by(grants.c.role)
        )
        return [_to_grant(row) for row in found.mappings()]

    async def all(self) -> list[Grant]:
        """The first one given first."""
        found = await self.connection.execute(
            select(grants)
            .where(_KNOWN)
            .order_by(grants.c.given_at, grants.c.person_id, grants.c.role)
        )
        return [_to_grant(row) for row in found.mappings()]

    async def give(self, grant: Grant) -> None:
        """The same role given again: the last word counts."""
        terms = {
            "countries": None if grant.countries is None else ",".join(sorted(grant.countries)),
            "given_by": grant.given_by,
            "given_at": grant.given_at,
            "until": grant.until,
        }
        statement = insert_into(self.connection, grants).values(
            person_id=grant.person_id, role=grant.role.value, **terms
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=[grants.c.person_id, grants.c.role], set_=terms
            )
        )

    async def take(self, person_id: int, role: Role) -> bool:
        """Whether the person had it."""
        gone = await self.connection.execute(
            delete(grants).where(grants.c.person_id == person_id, grants.c.role == role.value)
        )
        return gone.rowcount > 0

    async def drop_expired(self, now: datetime) -> None:
        await self.connection.execute(delete(grants).where(grants.c.until <= now))


def _to_grant(row: RowMapping) -> Grant:
    countries = row["countries"]
    return Grant(
        person_id=row["person_id"],
        role=Role(row["role"]),
        countries=None if countries is None else frozenset(filter(None, countries.split(","))),
        given_by=row["given_by"],
        given_at=row["given_at"],
        until=row["until"],
    )
