"""Registering somebody close: a name, a country, and the wait for his own consent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.content.content import Content
from bot.services.numbers import new_number
from bot.services.people import People
from core.people.person import Person
from core.refusal import Refusal
from core.stays import registration
from core.stays.stay import Status, Stay
from db.database import Database


@dataclass(frozen=True, slots=True)
class Relatives:
    db: Database
    clock: Callable[[], datetime]
    content: Content
    people: People

    @property
    def possible(self) -> bool:
        """Whether there is a key: no name is stored without one."""
        return self.db.seal is not None

    async def announce(
        self, person: Person, name: str, country: str, *, once: bool = False
    ) -> Stay:
        """Registers a relative who has not agreed yet. Raises Refusal(announced_enough).

        `once`: of that name in that country there is one at most. Else there may be two brothers.
        """
        pending = registration.announced(
            new_number(), person.id, name, country, self.content.zone(country, None), self.clock()
        )
        async with self.db.writing() as tx:
            known = await tx.stays.pending_by(person.id)
            same = [one for one in known if tx.repeated or (once and _alike(one, pending))]
            if same:
                return max(same, key=lambda stay: stay.created_at)
            if len(known) >= registration.ANNOUNCED_AT_MOST:
                raise Refusal("announced_enough")
            if await tx.people.get(person.id) is None:
                await tx.people.save(person, self.clock())
            await tx.stays.save(pending)
        self.people.cache.pop(person.id, None)
        return pending

    async def announced(self, person: Person) -> list[Stay]:
        async with self.db.reading() as tx:
            return await tx.stays.pending_by(person.id)

    async def invitation(self, number: str) -> Stay | None:
        """A relative's announcement that waits for the consent of whom it is about."""
        async with self.db.reading() as tx:
            found = await tx.stays.get(number)
        return found if found is not None and found.status is Status.PENDING else None

    async def take_back(self, person: Person, number: str) -> bool:
        """Deletes what the person announced and nobody answered; whether it was that."""
        return await self._deleted(number, person.id)

    async def decline(self, number: str) -> bool:
        """Whoever it was sent to does not want it: it goes; whether it still waited."""
        return await self._deleted(number)

    async def _deleted(self, number: str, by: int | None = None) -> bool:
        """Whether this update has deleted it, before a restart or now; `by`: only of this one."""
        async with self.db.writing() as tx:
            found = await tx.stays.get(number)
            if found is None:
                return tx.repeated
            if found.status is not Status.PENDING or by not in {None, found.registered_by}:
                return False
            await tx.stays.remove(number)
            return True


def _alike(one: Stay, other: Stay) -> bool:
    return (one.country, one.details) == (other.country, other.details)
