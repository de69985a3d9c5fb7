"""What a draft would do if it went now: the honest count, its moment, its price."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.audiences import Audiences
from bot.services.desk import may_write_to, opened
from core.broadcasts import launch
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.launch import Missing, Reach
from core.broadcasts.moments import Slip, When, judged, quick, read_moment
from core.people.person import Person
from core.refusal import Refusal
from db.database import Transaction


@dataclass(frozen=True, slots=True)
class Counted:
    """A broadcast with its honest count, and what keeps it from being sent.

    `late`: the time it was set for has passed. `payable`: it may be paid for in this copy.
    `placeless`: who would get it if he had named one of these cities, but has named none we list.
    """

    broadcast: Broadcast
    reach: Reach
    missing: tuple[Missing, ...] = ()
    late: bool = False
    payable: bool = False
    placeless: int = 0

    @property
    def ready(self) -> bool:
        return not self.missing and not self.late

    @property
    def stamp(self) -> str:
        return launch.stamp(self.broadcast)


@dataclass(frozen=True, slots=True)
class Counting(Audiences):
    """Besides those of Audiences: Refusal(paid_off).

    `rate`: messages a second. `paid_allowed`: whether Telegram may be paid for more of them.
    """

    rate: float = 25.0
    paid_allowed: bool = False

    async def reach(self, person: Person, number: int) -> Counted:
        """Of a broadcast in any state that has not been sent."""
        now = self.clock()
        async with self.db.reading() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            await may_write_to(tx, broadcast.audience, grants, now)
            if broadcast.sent or broadcast.state is State.CANCELLED:
                raise Refusal("broadcast_gone_on")
            return await self._count(tx, broadcast, now)

    async def set_paid(self, person: Person, number: int, *, paid: bool) -> Counted:
        if paid and not self.paid_allowed:
            raise Refusal("paid_off")
        return await self._revise(person, number, lambda one: replace(one, paid=paid))

    async def schedule(self, person: Person, number: int, at: datetime | None) -> Counted | Slip:
        """The draft's moment; None: at once. It still has to be confirmed."""
        moment = at and judged(at, self.clock())
        if isinstance(moment, Slip):
            return moment
        return await self._revise(person, number, lambda one: replace(one, due_at=moment))

    async def schedule_quick(self, person: Person, number: int, when: When) -> Counted | Slip:
        zone = (await self.desk(person, number)).broadcast.zone
        return await self.schedule(person, number, quick(when, self.clock(), zone))

    async def schedule_typed(self, person: Person, number: int, words: str) -> Counted | Slip:
        """By the clocks of the broadcast's author."""
        broadcast = (await self.desk(person, number)).broadcast
        read = read_moment(words, self.content.calendar, self.clock(), broadcast.zone)
        return read if isinstance(read, Slip) else await self.schedule(person, number, read)

    async def _revise(
        self, person: Person, number: int, change: Callable[[Broadcast], Broadcast]
    ) -> Counted:
        now = self.clock()
        async with self.db.writing() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            desk = await self._desk(tx, broadcast, grants, now)
            return await self._count(tx, await self._change(tx, person, desk, change), now)

    async def _count(self, tx: Transaction, broadcast: Broadcast, now: datetime) -> Counted:
        due = broadcast.due_at
        groups = await tx.audiences.groups(broadcast.audience, broadcast.topic, now)
        zone, starts = self.content.zone, max(due, now) if due else now
        found = launch.count(broadcast, groups, starts, zone, self.rate)
        return Counted(
            broadcast,
            found,
            tuple(launch.missing(broadcast, found)),
            late=due is not None and isinstance(judged(due, now), Slip),
            payable=self.paid_allowed,
            placeless=await self._placeless(tx, broadcast, now),
        )

    async def _placeless(self, tx: Transaction, broadcast: Broadcast, now: datetime) -> int:
        """In the countries of an audience of cities, and nobody knows in which city."""
        audience = broadcast.audience
        if not audience.cities:
            return 0
        wider = replace(audience, cities=frozenset(), mission=None)
        groups = await tx.audiences.groups(wider, broadcast.topic, now)
        unknown = [
            one
            for one in groups
            if one.city not in audience.cities and self.content.city(one.country, one.city) is None
        ]
        return launch.count(broadcast, unknown, now, self.content.zone, self.rate).recipients
