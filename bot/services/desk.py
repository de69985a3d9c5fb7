"""What every step of an operator begins with: his right, and the broadcast he means."""

from collections.abc import Collection
from datetime import datetime

from bot.services.roles import grants_in
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, State
from core.people.person import Person
from core.refusal import Refusal
from core.roles.role import Grant, Right, Role, anywhere, require
from db.database import Transaction

HIGHEST = 2**31
"""No broadcast has such a number; a forged button may."""


async def opened(
    tx: Transaction, person: Person, number: int, admins: frozenset[int], now: datetime
) -> tuple[Broadcast, tuple[Grant, ...]]:
    """The broadcast, and what the person may do.

    A draft with no audience yet is open to whoever may broadcast at all; later on, no audience
    means everybody. Raises Refusal(not_allowed | broadcast_unknown).
    """
    grants = tuple(await grants_in(tx, person.id, admins, now))
    anywhere(grants, Right.BROADCAST, now)
    mine = 0 < number < HIGHEST
    found = await tx.broadcasts.get(number, lock=tx.writes) if mine else None
    if found is None:
        raise Refusal("broadcast_unknown")
    if found.state is not State.DRAFT or found.audience != Audience():
        require(grants, Right.BROADCAST, now, await countries_of(tx, found.audience))
    return found, grants


async def may_write_to(
    tx: Transaction, audience: Audience, grants: Collection[Grant], now: datetime
) -> None:
    """Whoever is bound to countries names at least one. Raises Refusal(country_needed | …)."""
    countries = await countries_of(tx, audience)
    if anywhere(grants, Right.BROADCAST, now) is not None and not countries:
        raise Refusal("country_needed")
    require(grants, Right.BROADCAST, now, countries)


async def countries_of(tx: Transaction, audience: Audience) -> Collection[str] | None:
    """The countries nobody outside of is in the audience; None: it may reach anybody.

    Whoever another broadcast reached was in the countries of that one.
    """
    for one in await chain(tx, audience):
        if one.countries:
            return one.countries
    return None


async def chain(tx: Transaction, audience: Audience) -> list[Audience]:
    """The audience, and behind it those of the broadcasts its people had to get."""
    found, passed = [audience], set[int]()
    while (got := found[-1].got) is not None and got not in passed:
        passed.add(got)
        earlier = await tx.broadcasts.get(got)
        if earlier is None:
            break
        found.append(earlier.audience)
    return found


async def able_to_send(
    tx: Transaction, audience: Audience, admins: frozenset[int], now: datetime
) -> frozenset[int]:
    """Everybody who may send to this audience."""
    countries = await countries_of(tx, audience)
    able = {
        one.person_id
        for one in await tx.grants.all()
        if one.role is not Role.ADMIN and one.holds(Right.BROADCAST, now, countries)
    }
    return admins | able
