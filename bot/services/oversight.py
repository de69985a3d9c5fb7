"""What somebody on duty may do with one broadcast: by its audience, and by who wrote it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.services.desk import HIGHEST
from bot.services.roles import grants_in
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, State
from core.refusal import Refusal
from core.roles.role import Grant, Right, anywhere
from db.database import Transaction

ON_ONE = frozenset({Right.SEE_BROADCASTS, Right.BROADCAST, Right.EXPORT})


@dataclass(frozen=True, slots=True)
class Opened:
    """A broadcast, and what the one who opened it may do with it."""

    broadcast: Broadcast
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Oversight:
    """The duties of one person, for one transaction."""

    person_id: int
    grants: tuple[Grant, ...]
    now: datetime

    @classmethod
    async def of(
        cls, tx: Transaction, person_id: int, admins: frozenset[int], now: datetime
    ) -> "Oversight":
        return cls(person_id, tuple(await grants_in(tx, person_id, admins, now)), now)

    async def open(self, tx: Transaction, number: int, right: Right) -> Opened:
        """Raises Refusal(not_allowed | broadcast_unknown); numbers tell a stranger nothing."""
        anywhere(self.grants, right, self.now)
        broadcast = await tx.broadcasts.get(number) if 0 < number < HIGHEST else None
        if broadcast is None:
            raise Refusal("broadcast_unknown")
        rights = await self.rights(tx, broadcast)
        if right not in rights:
            raise Refusal("not_allowed")
        return Opened(broadcast, rights)

    async def rights(self, tx: Transaction, broadcast: Broadcast) -> frozenset[Right]:
        countries = await _countries(tx, broadcast)
        return frozenset(one for one in ON_ONE if self._may(one, broadcast, countries))

    def _may(self, right: Right, broadcast: Broadcast, countries: Collection[str] | None) -> bool:
        """What has no audience yet is open to the whole desk; what one wrote, he may look at."""
        able = [one for one in self.grants if one.able(right, self.now)]
        bare = broadcast.state is State.DRAFT and broadcast.audience == Audience()
        own = right is Right.SEE_BROADCASTS and broadcast.author_id == self.person_id
        return bool(able) and (
            bare or own or any(one.holds(right, self.now, countries) for one in able)
        )


async def _countries(tx: Transaction, broadcast: Broadcast) -> Collection[str] | None:
    """The countries nobody outside of is in its audience; None: it may reach anybody.

    Whoever another broadcast reached was in the countries of that one.
    """
    audience, passed = broadcast.audience, {broadcast.id}
    while not audience.countries and audience.got is not None and audience.got not in passed:
        passed.add(audience.got)
        earlier = await tx.broadcasts.get(audience.got)
        if earlier is None:
            return None
        audience = earlier.audience
    return audience.countries or None
