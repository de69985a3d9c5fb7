"""What every step of an operator begins with: his right, and the broadcast he means."""

from collections.abc import Collection
from datetime import datetime

from bot.services.roles import grants_in
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast
from core.people.person import Person
from core.refusal import Refusal
from core.roles.role import Grant, Right, anywhere, require
from db.database import Transaction

HIGHEST = 2**31
"""No broadcast has such a number; a forged button may."""


async def opened(
    tx: Transaction, person: Person, number: int, admins: frozenset[int], now: datetime
) -> tuple[Broadcast, tuple[Grant, ...]]:
    """The broadcast, and what the person may do.

    One with no audience yet is open to whoever may broadcast at all. Raises
    Refusal(not_allowed | broadcast_unknown).
    """
    grants = tuple(await grants_in(tx, person.id, admins, now))
    anywhere(grants, Right.BROADCAST, now)
    found = await tx.broadcasts.get(number) if 0 < number < HIGHEST else None
    if found is None:
        raise Refusal("broadcast_unknown")
    if found.audience != Audience():
        require(grants, Right.BROADCAST, now, found.audience.countries or None)
    return found, grants


def may_write_to(audience: Audience, grants: Collection[Grant], now: datetime) -> None:
    """Whoever is bound to countries names at least one. Raises Refusal(country_needed | …)."""
    if anywhere(grants, Right.BROADCAST, now) is not None and not audience.countries:
        raise Refusal("country_needed")
    require(grants, Right.BROADCAST, now, audience.countries or None)
