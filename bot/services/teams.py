"""Brigades: a leader's link, and those who joined by it. Nobody is reported upon."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from bot.services.numbers import new_number
from bot.services.people import People
from core.people.consent import TEAM_CONSENT
from core.people.names import harmless
from core.people.person import CITY_LENGTH, HOME_COUNTRY, Person
from core.refusal import Refusal
from core.teams.names import first_name
from core.teams.team import Member, Team
from db.database import Database, Transaction

PURPOSE = "team"
MEMBERS_AT_MOST = 200
JOINED_AT_MOST = 10


@dataclass(frozen=True, slots=True)
class Place:
    """Where a brigade works: a country, and a city of its list or as typed."""

    country: str
    city: str | None = None


class Standing(Enum):
    """What somebody who opens a link is to the brigade."""

    INVITED = auto()
    MEMBER = auto()
    LEADER = auto()


@dataclass(frozen=True, slots=True)
class Invitation:
    team: Team
    standing: Standing


@dataclass(frozen=True, slots=True)
class Brigades:
    """What a person has to do with brigades.

    `possible`: there are any in this copy. `size`: how many have joined the one he leads. `place`:
    where one he made now would be; None when he is not abroad, or has not said where.
    """

    possible: bool = True
    led: Team | None = None
    size: int = 0
    joined: tuple[Team, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Teams:
    db: Database
    clock: Callable[[], datetime]
    people: People

    @property
    def possible(self) -> bool:
        """Whether there is a key: no name is stored without one."""
        return self.db.seal is not None

    async def of(self, person: Person) -> Brigades:
        async with self.db.reading() as tx:
            return await self._brigades(tx, person)

    async def led_by(self, person: Person) -> Team | None:
        async with self.db.reading() as tx:
            return await tx.teams.of_leader(person.id)

    async def joined(self, person: Person) -> list[Team]:
        async with self.db.reading() as tx:
            return await tx.teams.memberships(person.id)

    async def members(self, person: Person) -> list[Member]:
        """Who joined the brigade the person leads, the first first; of no other brigade."""
        async with self.db.reading() as tx:
            led = await tx.teams.of_leader(person.id)
            return await tx.teams.members(led.code) if led else []

    async def invitation(self, person: Person, code: str) -> Invitation | None:
        """What a link opens to this person; None for a code that is closed or never was."""
        async with self.db.reading() as tx:
            team = await tx.teams.get(code)
            joined = await tx.teams.memberships(person.id)
        if team is None:
            return None
        if team.leader_id == person.id:
            return Invitation(team, Standing.LEADER)
        member = any(one.code == team.code for one in joined)
        return Invitation(team, Standing.MEMBER if member else Standing.INVITED)

    async def found(self, person: Person, name: str) -> Brigades:
        """Makes the person's brigade, which records that he agrees; a second one is the first.

        None is made for whoever is not abroad. Raises Refusal(teams_shut).
        """
        self._refuse_without_key()
        async with self.db.writing() as tx:
            known = await self._brigades(tx, person)
            if known.led is not None or known.place is None:
                return known
            place = known.place
            city = harmless(place.city or "")[:CITY_LENGTH].strip() or None
            code, leader = new_number(), first_name(name)
            team = Team(code, person.id, place.country, city, self.clock(), leader)
            await self._agree(tx, person)
            await tx.teams.create(team)
        self.people.cache.pop(person.id, None)
        return replace(known, led=team)

    async def join(self, person: Person, code: str, name: str) -> Invitation | None:
        """Joins once, which records that he agrees; None when there is no such brigade.

        The leader does not become a member. Raises Refusal(team_full | teams_enough | teams_shut).
        """
        self._refuse_without_key()
        async with self.db.writing() as tx:
            team = await tx.teams.get(code)
            if team is None:
                return None
            if team.leader_id == person.id:
                return Invitation(team, Standing.LEADER)
            joined = await tx.teams.memberships(person.id)
            if all(one.code != code for one in joined):
                await _refuse_too_many(tx, code, joined)
                await self._agree(tx, person)
                await tx.teams.join(code, Member(person.id, first_name(name), self.clock()))
        self.people.cache.pop(person.id, None)
        return Invitation(team, Standing.MEMBER)

    async def leave(self, person: Person, code: str) -> Brigades:
        """Takes the person off the list; with the last brigade goes the consent to it."""
        async with self.db.writing() as tx:
            await tx.teams.leave(code, person.id)
            await _withdraw_when_idle(tx, person)
            return await self._brigades(tx, person)

    async def close(self, person: Person) -> None:
        """Deletes the brigade the person leads, its link and its list; nobody else's."""
        async with self.db.writing() as tx:
            led = await tx.teams.of_leader(person.id)
            if led is not None:
                await tx.teams.remove(led.code)
                await _withdraw_when_idle(tx, person)

    async def _brigades(self, tx: Transaction, person: Person) -> Brigades:
        led = await tx.teams.of_leader(person.id)
        return Brigades(
            possible=self.possible,
            led=led,
            size=len(await tx.teams.members(led.code)) if led else 0,
            joined=tuple(await tx.teams.memberships(person.id)),
            place=await _place(tx, person),
        )

    def _refuse_without_key(self) -> None:
        if not self.possible:
            raise Refusal("teams_shut")

    async def _agree(self, tx: Transaction, person: Person) -> None:
        """From now on the person is known, in the language he reads."""
        if await tx.people.get(person.id) is None:
            await tx.people.save(person, self.clock())
        await tx.consents.give(person.id, PURPOSE, TEAM_CONSENT, self.clock())


async def _place(tx: Transaction, person: Person) -> Place | None:
    """Of the registration that is open, else where the person says he is."""
    stay = await tx.stays.open_of(person.id)
    if stay is not None:
        return Place(stay.country, stay.city)
    if person.country in {None, HOME_COUNTRY}:
        return None
    return Place(person.country, person.city)


async def _refuse_too_many(tx: Transaction, code: str, joined: list[Team]) -> None:
    if len(joined) >= JOINED_AT_MOST:
        raise Refusal("teams_enough")
    if len(await tx.teams.members(code)) >= MEMBERS_AT_MOST:
        raise Refusal("team_full")


async def _withdraw_when_idle(tx: Transaction, person: Person) -> None:
    if await tx.teams.of_leader(person.id) is None and not await tx.teams.memberships(person.id):
        await tx.consents.withdraw(person.id, PURPOSE)
