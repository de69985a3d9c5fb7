"""Who a draft is for: chosen piece by piece, within what the operator may."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.content import Content
from bot.services.desk import may_write_to, opened
from bot.services.districts import served_by
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.choosing import Choice, Part, narrowed, placed, served, the_country
from core.missions.countries import in_order
from core.people.person import Person
from core.refusal import Refusal
from core.roles.role import Grant, Right, anywhere
from db.database import Database, Transaction

RECENT = 5
LOOKED_AT = 50
"""Of so many newest broadcasts the recent ones are taken that the operator may see."""
Change = Callable[[Broadcast], Broadcast]


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft on the operator's desk. `countries`: those he may choose, as they are offered.

    `bound`: he may choose no others. `recent`: numbers of the last ones that went out to people
    he may write to.
    """

    broadcast: Broadcast
    grants: tuple[Grant, ...] = ()
    countries: tuple[str, ...] = ()
    bound: bool = False
    recent: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Audiences:
    """Refusals: not_allowed, broadcast_unknown, broadcast_gone_on, country_needed, choice_unknown.

    What was scheduled and is changed is a draft again: it has to be confirmed once more.
    """

    db: Database
    clock: Callable[[], datetime]
    content: Content
    admins: frozenset[int]

    async def desk(self, person: Person, number: int) -> Desk:
        now = self.clock()
        async with self.db.reading() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            return await self._desk(tx, broadcast, grants, now)

    async def choose(self, person: Person, number: int, choice: Choice) -> Desk:
        """One choice more, or one taken back."""
        now = self.clock()
        async with self.db.writing() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            desk = await self._desk(tx, broadcast, grants, now)
            changed = await self._change(
                tx, person, desk, lambda one: self._chosen(replace(desk, broadcast=one), choice)
            )
            return replace(desk, broadcast=changed)

    async def set_audience(self, person: Person, number: int, audience: Audience) -> Broadcast:
        now = self.clock()
        async with self.db.writing() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            desk = await self._desk(tx, broadcast, grants, now)
            return await self._change(
                tx, person, desk, lambda one: replace(one, audience=audience)
            )

    async def _change(
        self, tx: Transaction, person: Person, desk: Desk, change: Change
    ) -> Broadcast:
        """Stores the change, if it is one. Moved first: the row is this transaction's then."""
        broadcast = desk.broadcast
        if not broadcast.editable:
            raise Refusal("broadcast_gone_on")
        if change(broadcast) == broadcast:
            return broadcast
        if not await tx.broadcasts.move(broadcast.id, State.DRAFT, of={broadcast.state}):
            raise Refusal("broadcast_gone_on")
        held = await tx.broadcasts.get(broadcast.id) or broadcast
        changed = replace(change(held), confirmed_by=None)
        await may_write_to(tx, changed.audience, desk.grants, self.clock())
        await tx.broadcasts.save(changed)
        if broadcast.state is State.SCHEDULED:
            await tx.audit.write(self.clock(), person.id, "reopen", str(broadcast.id))
        return changed

    async def _desk(
        self, tx: Transaction, broadcast: Broadcast, grants: tuple[Grant, ...], now: datetime
    ) -> Desk:
        allowed = anywhere(grants, Right.BROADCAST, now)
        offered = tuple(one.code for one in in_order(self.content.countries.values()))
        if allowed is not None:
            offered = tuple(code for code in offered if code in allowed)
        recent = [
            one.id
            for one in await tx.broadcasts.newest(LOOKED_AT)
            if one.id != broadcast.id
            and one.started_at is not None
            and (allowed is None or one.audience.within(allowed))
        ]
        return Desk(broadcast, grants, offered, allowed is not None, tuple(recent[:RECENT]))

    def _chosen(self, desk: Desk, choice: Choice) -> Broadcast:
        broadcast = desk.broadcast
        if not self._known(desk, choice):
            raise Refusal("choice_unknown")
        match choice.part:
            case Part.AFFECTED | Part.AFFECTED_CITY:
                return replace(broadcast, affected=placed(broadcast.affected, choice))
            case Part.MISSION if choice.on:
                return replace(broadcast, audience=self._served(broadcast.audience, choice.value))
            case _narrowing:
                return replace(broadcast, audience=narrowed(broadcast.audience, choice))

    def _known(self, desk: Desk, choice: Choice) -> bool:
        """Whether there is what an old or forged button names. Anything may be taken back."""
        if not choice.on:
            return True
        place = desk.broadcast.affected
        match choice.part:
            case Part.COUNTRY | Part.WITHOUT_COUNTRY | Part.AFFECTED:
                return choice.value in desk.countries
            case Part.CITY | Part.WITHOUT_CITY:
                return self._lists(the_country(desk.broadcast.audience), choice.value)
            case Part.AFFECTED_CITY:
                return self._lists(place.country if place else None, choice.value)
            case Part.WITHOUT_GOT:
                return choice.value in map(str, desk.recent)
            case _by_name:
                return True

    def _lists(self, country: str | None, city: str) -> bool:
        return any(one.id == city for one in self.content.cities_of(country))

    def _served(self, audience: Audience, name: str) -> Audience:
        mission = self.content.missions.get(name)
        cities = served_by(mission, self.content) if mission else None
        if mission is None or cities is None:
            raise Refusal("choice_unknown")
        return served(audience, mission.id, mission.country, cities)
