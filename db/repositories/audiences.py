"""Who belongs to an audience: core/broadcasts/audience.py in the database's own words."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, exists, false, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.broadcasts.audience import Audience, Register, Team
from core.broadcasts.delivery import Outcome
from core.broadcasts.reach import Candidate, Group
from core.locale import Locale
from core.people.quiet import Quiet
from core.people.topics import MUTABLE, Topic
from core.stays.stay import Status
from db.repositories.people import MUTED_BETWEEN, to_muted, to_quiet
from db.tables.broadcasts import deliveries
from db.tables.people import people
from db.tables.stays import stays
from db.tables.teams import team_members, teams

_REACHED = [Outcome.SENT.value, Outcome.UNCERTAIN.value]
_OPEN = [Status.ACTIVE.value, Status.ASKED.value]
_CANDIDATE = (
    people.c.id,
    people.c.language,
    people.c.country,
    people.c.city,
    people.c.seen_at,
    people.c.blocked_at,
    people.c.muted,
    people.c.quiet_from,
    people.c.quiet_until,
)


@dataclass(frozen=True, slots=True)
class AudiencesRepository:
    connection: AsyncConnection

    async def groups(self, audience: Audience, topic: Topic | None, now: datetime) -> list[Group]:
        """All of the audience, blocked and muted ones too, counted by what they have in common."""
        each = (
            select(
                people.c.language,
                people.c.country,
                people.c.city,
                people.c.quiet_from,
                people.c.quiet_until,
                people.c.blocked_at.is_not(None).label("blocked"),
                _mutes(topic).label("muted_it"),
            )
            .where(*_conditions(audience, now))
            .subquery()
        )
        found = await self.connection.execute(
            select(*each.c, func.count().label("people")).group_by(*each.c)
        )
        return [
            Group(
                Locale(row["language"]),
                row["country"],
                row["city"],
                to_quiet(row) or Quiet(),
                bool(row["blocked"]),
                bool(row["muted_it"]),
                row["people"],
            )
            for row in found.mappings()
        ]

    async def page(
        self, audience: Audience, now: datetime, after: int, limit: int
    ) -> list[Candidate]:
        """The next of the audience by their ids, blocked and muted ones too."""
        found = await self.connection.execute(
            select(*_CANDIDATE)
            .where(people.c.id > after, *_conditions(audience, now))
            .order_by(people.c.id)
            .limit(limit)
        )
        return [_to_candidate(row) for row in found.mappings()]

    async def known(self, person_ids: Collection[int]) -> list[Candidate]:
        """Those of these few people who are known, as they are now."""
        found = await self.connection.execute(
            select(*_CANDIDATE).where(people.c.id.in_(person_ids))
        )
        return [_to_candidate(row) for row in found.mappings()]

    async def joined(
        self,
        audience: Audience,
        now: datetime,
        since: datetime,
        until: datetime,
        limit: int,
        after: int = 0,
    ) -> list[Candidate]:
        """As `page`, of those who chose a language or a place, or came back, in this time.

        After `since`, till `until` itself.
        """
        found = await self.connection.execute(
            select(*_CANDIDATE)
            .where(
                people.c.moved_at > since,
                people.c.moved_at <= until,
                people.c.id > after,
                *_conditions(audience, now),
            )
            .order_by(people.c.id)
            .limit(limit)
        )
        return [_to_candidate(row) for row in found.mappings()]


def _conditions(audience: Audience, now: datetime) -> Iterator[ColumnElement[bool]]:
    """The same as Audience.includes says; a test holds the two together."""
    if audience.countries:
        yield people.c.country.in_(sorted(audience.countries))
    if audience.cities:
        yield people.c.city.in_(sorted(audience.cities))
    if audience.languages:
        yield people.c.language.in_(sorted(one.value for one in audience.languages))
    yield from _standing(audience)
    since = audience.since(now)
    if since is not None:
        yield people.c.seen_at >= since
    if audience.got is not None:
        yield _got(audience.got)
    if audience.without_countries:
        yield _not_in(people.c.country, audience.without_countries)
    if audience.without_cities:
        yield _not_in(people.c.city, audience.without_cities)
    if audience.without_got is not None:
        yield ~_got(audience.without_got)


def _standing(audience: Audience) -> Iterator[ColumnElement[bool]]:
    if audience.register is Register.OPEN:
        yield exists().where(stays.c.person_id == people.c.id, stays.c.status.in_(_OPEN))
    if audience.team is Team.LEADER:
        yield exists().where(teams.c.leader_id == people.c.id)
    if audience.team is Team.MEMBER:
        yield exists().where(team_members.c.person_id == people.c.id)


def _got(number: int) -> ColumnElement[bool]:
    return exists().where(
        deliveries.c.broadcast_id == number,
        deliveries.c.person_id == people.c.id,
        deliveries.c.state.in_(_REACHED),
    )


def _not_in(column: ColumnElement[str | None], names: frozenset[str]) -> ColumnElement[bool]:
    """Who has named none is not taken out."""
    return column.is_(None) | column.not_in(sorted(names))


def _mutes(topic: Topic | None) -> ColumnElement[bool]:
    if topic not in MUTABLE:
        return false()
    return people.c.muted.contains(MUTED_BETWEEN + topic.value + MUTED_BETWEEN)


def _to_candidate(row: RowMapping) -> Candidate:
    return Candidate(
        person_id=row["id"],
        language=Locale(row["language"]),
        country=row["country"],
        city=row["city"],
        seen_at=row["seen_at"],
        blocked=row["blocked_at"] is not None,
        muted=to_muted(row["muted"]),
        quiet=to_quiet(row) or Quiet(),
    )
