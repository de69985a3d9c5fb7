"""What somebody on duty may do with one broadcast: by its audience, and by who wrote it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from bot.services.desk import HIGHEST, chain, countries_of
from bot.services.roles import grants_in
from core.broadcasts.audience import Audience, Register, Team
from core.broadcasts.broadcast import Broadcast, State
from core.refusal import Refusal
from core.roles.role import Grant, Right, anywhere
from db.database import Transaction

AT_ONCE = 100
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
        """Numbers tell a stranger nothing.

        Raises Refusal(not_allowed | broadcast_unknown | export_registered): the last for a file
        that would be a list of the registered, to which nobody has agreed.
        """
        anywhere(self.grants, right, self.now)
        possible = 0 < number < HIGHEST
        broadcast = await tx.broadcasts.get(number, lock=tx.writes) if possible else None
        if broadcast is None:
            raise Refusal("broadcast_unknown")
        rights = await self.rights(tx, broadcast)
        if right not in rights:
            closed = right is Right.EXPORT and await _of_registered(tx, broadcast)
            raise Refusal("export_registered" if closed else "not_allowed")
        return Opened(broadcast, rights)

    async def rights(self, tx: Transaction, broadcast: Broadcast) -> frozenset[Right]:
        countries = await countries_of(tx, broadcast.audience)
        possible = ON_ONE - {Right.EXPORT} if await _of_registered(tx, broadcast) else ON_ONE
        return frozenset(one for one in possible if self._may(one, broadcast, countries))

    async def visible(self, tx: Transaction) -> list[Broadcast]:
        """All that he may see, the newest first."""
        found: list[Broadcast] = []
        for offset in range(0, await tx.broadcasts.count(), AT_ONCE):
            some = await tx.broadcasts.newest(AT_ONCE, offset)
            found += [one for one in some if Right.SEE_BROADCASTS in await self.rights(tx, one)]
        return found

    def _may(self, right: Right, broadcast: Broadcast, countries: Collection[str] | None) -> bool:
        """What has no audience yet is open to the whole desk; what one wrote, he may look at."""
        able = [one for one in self.grants if one.able(right, self.now)]
        bare = broadcast.state is State.DRAFT and broadcast.audience == Audience()
        own = right is Right.SEE_BROADCASTS and broadcast.author_id == self.person_id
        return bool(able) and (
            bare or own or any(one.holds(right, self.now, countries) for one in able)
        )


async def _of_registered(tx: Transaction, broadcast: Broadcast) -> bool:
    """Whether its recipients are known by a registration or a brigade."""
    audiences = await chain(tx, broadcast.audience)
    return any(one.register is not Register.ANY or one.team is not Team.ANY for one in audiences)
