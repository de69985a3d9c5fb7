"""Who is writing, and what he chose. Reading never stores anybody; choosing does."""

from collections.abc import Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime
from logging import getLogger

from cachetools import TTLCache

from core.locale import Locale
from core.people.person import Person, clean_city
from core.people.quiet import Quiet
from core.people.topics import Topic
from db.database import Database, Unavailable

log = getLogger(__name__)

REMEMBERED = 50_000
REMEMBERED_SECONDS = 300


def _cache() -> MutableMapping[int, Person | None]:
    return TTLCache(maxsize=REMEMBERED, ttl=REMEMBERED_SECONDS)


@dataclass(frozen=True, slots=True)
class People:
    db: Database
    clock: Callable[[], datetime]
    cache: MutableMapping[int, Person | None] = field(default_factory=_cache)
    touched: dict[int, datetime] = field(default_factory=dict)

    async def recognise(self, person_id: int, language_code: str | None) -> Person:
        """The person, or a stranger who speaks his Telegram's language; also with no database."""
        if person_id in self.cache:
            known = self.cache[person_id]
        else:
            try:
                async with self.db.reading() as tx:
                    known = self.cache[person_id] = await tx.people.get(person_id)
            except Unavailable as error:
                log.error("nobody can be recognised: the database is gone (%s)", error)
                known = None
        if known is None:
            return Person(person_id, Locale.best(language_code))
        self.touched[person_id] = self.clock()
        return known

    async def speak(self, person: Person, language: Locale) -> Person:
        return await self._change(person, lambda known: known.speaking(language))

    async def live_in(self, person: Person, country: str | None) -> Person:
        return await self._change(person, lambda known: known.living_in(country))

    async def live_at(self, person: Person, city: str | None) -> Person:
        """A city from our list, or as typed. Raises Refusal(city_empty | city_too_long)."""
        cleaned = None if city is None else clean_city(city)
        return await self._change(person, lambda known: known.living_at(cleaned))

    async def settle(self, place: Callable[[str, str], str]) -> None:
        """Cities kept as they were typed get the id they are listed by, where they are.

        An audience asks for ids; an alert in force takes those for newcomers who were passed over.
        """
        async with self.db.reading() as tx:
            found = [(*one, place(*one)) for one in await tx.people.places()]
        wrong = [one for one in found if one[1] != one[2]]
        if not wrong:
            return
        async with self.db.writing() as tx:
            for country, typed, city in wrong:
                await tx.people.rename_city(country, typed, city, self.clock())

    async def hear(self, person: Person, topic: Topic, *, wanted: bool) -> Person:
        """Switches a topic on or off. Raises Refusal(safety_stays)."""
        return await self._change(person, lambda known: known.hearing(topic, wanted=wanted))

    async def rest(self, person: Person, quiet: Quiet | None) -> Person:
        """His own quiet hours; None: as everybody's."""
        return await self._change(person, lambda known: known.resting(quiet))

    async def notice_blocked(self, person_id: int, *, blocked: bool) -> None:
        """The person stopped the bot, left Telegram, or came back."""
        async with self.db.writing() as tx:
            now = self.clock()
            await tx.people.mark_blocked(person_id, now if blocked else None, now)
        self.cache.pop(person_id, None)

    async def welcome_back(self, person: Person) -> None:
        """Somebody marked as gone writes again. A lost database must not silence the answer."""
        try:
            await self.notice_blocked(person.id, blocked=False)
        except Unavailable as error:
            log.error("a returned person stays marked: the database is gone (%s)", error)

    async def forget(self, person: Person) -> Person:
        """Erases every row that carries the person's id; he is a stranger again."""
        async with self.db.writing() as tx:
            await tx.personal.forget(person.id)
        self.cache.pop(person.id, None)
        self.touched.pop(person.id, None)
        return Person(person.id, person.language)

    async def languages(self, people: Iterable[int]) -> dict[int, Locale]:
        """What each speaks, Kazakh where it is not known; nobody is «seen» by it."""
        async with self.db.reading() as tx:
            found = {one: await tx.people.get(one) for one in people}
        return {one: known.language if known else Locale.KK for one, known in found.items()}

    async def write_seen(self) -> None:
        """Stores the «last seen» gathered since the last call, in one batch."""
        batch = dict(self.touched)
        if not batch:
            return
        async with self.db.writing() as tx:
            await tx.people.seen(batch)
        for person_id, moment in batch.items():
            if self.touched.get(person_id) == moment:
                del self.touched[person_id]

    async def _change(self, person: Person, change: Callable[[Person], Person]) -> Person:
        async with self.db.writing() as tx:
            now = self.clock()
            known = await tx.people.get(person.id) or person
            await tx.people.save(change(known), now)
            changed = await tx.people.get(person.id)
        self.cache[person.id] = changed
        return changed or change(known)
