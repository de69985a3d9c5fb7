"""Roles: who holds which, and for which countries. Admins are those the settings name."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from core.people.person import Person
from core.roles.order import Order, Slip, read_order
from core.roles.role import Grant, Right, Role, require
from db.database import Database, Transaction

SETTINGS = 0
"""Gave their role to the admins."""
EVER = datetime(1970, 1, 1, tzinfo=UTC)
DETAIL = 400
"""Letters the record has room for."""


@dataclass(frozen=True, slots=True)
class Roles:
    """Refusals: not_allowed for whoever may not give roles."""

    db: Database
    clock: Callable[[], datetime]
    admins: frozenset[int]

    async def grants_of(self, person_id: int) -> tuple[Grant, ...]:
        async with self.db.reading() as tx:
            return await grants_in(tx, person_id, self.admins, self.clock())

    async def listed(self, actor: Person) -> list[Grant]:
        """Admins first, then those who were given a role, also one that is over."""
        async with self.db.reading() as tx:
            await self._may(tx, actor)
            given = await tx.grants.all()
        return [*map(_admin, sorted(self.admins)), *filter(_is_given, given)]

    async def order(self, actor: Person, words: str, known: Collection[str]) -> Grant | Slip:
        """Gives a role as it was typed, in place of the same one with other countries."""
        async with self.db.writing() as tx:
            await self._may(tx, actor)
            order = read_order(words, known, self.clock().date())
            return order if isinstance(order, Slip) else await self._give(tx, actor, order)

    async def take(self, actor: Person, person_id: int, role: Role) -> bool:
        """False: there was no such role to take, or the settings give it."""
        async with self.db.writing() as tx:
            await self._may(tx, actor)
            if role is Role.ADMIN:
                return False
            taken = await tx.grants.take(person_id, role)
            if taken:
                await tx.audit.write(self.clock(), actor.id, "role.take", str(person_id), role)
        return taken or tx.repeated

    async def _give(self, tx: Transaction, actor: Person, order: Order) -> Grant:
        now = self.clock()
        grant = Grant(order.person_id, order.role, order.countries, actor.id, now, order.until)
        await tx.grants.give(grant)
        if not tx.repeated:
            where = "all" if order.countries is None else " ".join(sorted(order.countries))
            until = f" until {order.last_day}" if order.last_day else ""
            told = f"{order.role}{until} {where}"[:DETAIL]
            await tx.audit.write(now, actor.id, "role.give", str(order.person_id), told)
        return grant

    async def _may(self, tx: Transaction, actor: Person) -> None:
        now = self.clock()
        require(await grants_in(tx, actor.id, self.admins, now), Right.ROLES, now, None)


async def grants_in(
    tx: Transaction, person_id: int, admins: frozenset[int], now: datetime
) -> tuple[Grant, ...]:
    """What somebody holds now; nobody is an admin but by the settings."""
    given = [
        one
        for one in await tx.grants.of(person_id)
        if _is_given(one) and (one.until is None or now < one.until)
    ]
    return (_admin(person_id), *given) if person_id in admins else tuple(given)


def _admin(person_id: int) -> Grant:
    return Grant(person_id, Role.ADMIN, None, SETTINGS, EVER)


def _is_given(grant: Grant) -> bool:
    return grant.role is not Role.ADMIN
