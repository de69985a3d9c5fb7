"""Days and hours people set themselves, and when they are reminded of them. No key is needed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.content.content import Content
from bot.services.people import People
from core.deadlines.deadline import Deadline, Kind, Problem, judged
from core.deadlines.rhythm import HOURS, advance, after_done, begun, snoozed
from core.knowledge.article import Article
from core.people.days import Toward, read_day
from core.people.hours import local
from core.people.notice import Notice, NoticeKind
from core.people.person import Person
from core.refusal import Refusal
from db.database import Database, Transaction
from db.retention import RETENTION

AMINA_IN = "RU"
KEPT_FOR = RETENTION["deadlines"].lasting


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Each person has one of a kind at most. Ids of other people's are as if they were gone."""

    db: Database
    clock: Callable[[], datetime]
    content: Content
    people: People

    async def of(self, person: Person) -> list[Deadline]:
        """The nearest day first; one that passed lately is among them."""
        async with self.db.reading() as tx:
            return await tx.deadlines.of_person(person.id)

    async def own(self, person: Person, number: int) -> Deadline | None:
        async with self.db.reading() as tx:
            return await _own(tx, person, number)

    def offered(self, person: Person) -> tuple[Kind, ...]:
        """The kinds that make sense where the person is."""
        return self.content.kinds_in(person.country)

    def article(self, deadline: Deadline, person: Person) -> Article | None:
        """What says what to do, where the person is."""
        return self.content.article_on(deadline.kind, person.country)

    async def typed(self, person: Person, kind: Kind, words: str) -> Deadline | Problem:
        """Sets a day as it was typed, if it can be read and something is to be waited for."""
        today = local(self.clock(), self._zone(person, kind)).date()
        day = judged(read_day(words, self.content.calendar, today, Toward.FUTURE), today)
        return day if isinstance(day, Problem) else await self.set(person, kind, due=day)

    async def set(
        self, person: Person, kind: Kind, *, due: date | None = None, hour: int | None = None
    ) -> Deadline:
        """Keeps a day, or the hour of every day, in place of the last of this kind.

        Whoever sets one is known from now on. Raises Refusal(deadline_hour).
        """
        if kind.daily != (due is None) or kind.daily != (hour in HOURS):
            raise Refusal("deadline_hour")
        now, zone = self.clock(), self._zone(person, kind)
        fresh = begun(Deadline(person.id, kind, zone, now, due, hour), now)
        async with self.db.writing() as tx:
            if await tx.people.get(person.id) is None:
                await tx.people.save(person, now)
            for old in await tx.deadlines.of_person(person.id):
                if old.kind is kind:
                    await _remove(tx, old)
            kept = await tx.deadlines.add(fresh)
        if not person.known:
            self.people.cache.pop(person.id, None)
        return kept

    async def done(self, person: Person, number: int) -> Deadline | None:
        """The matter is settled: a day goes at once, a daily one waits for its next hour."""
        async with self.db.writing() as tx:
            found = await _own(tx, person, number)
            if found is None:
                return None
            if not found.kind.daily:
                await _remove(tx, found)
                return found
            await _silence(tx, found)
            waiting = after_done(found, self.clock())
            await tx.deadlines.save(waiting)
        return waiting

    async def remove(self, person: Person, number: int) -> None:
        """It is gone then, also where it was gone before."""
        async with self.db.writing() as tx:
            found = await _own(tx, person, number)
            if found is not None:
                await _remove(tx, found)

    async def tomorrow(self, person: Person, number: int) -> Deadline | Problem:
        """Reminds once more tomorrow; the rhythm goes on."""
        async with self.db.writing() as tx:
            found = await _own(tx, person, number)
            if found is None:
                return Problem.GONE
            if found.kind.daily:  # comes tomorrow anyway
                return found
            later = snoozed(found, self.clock())
            if later is None:
                return Problem.LAST_DAY
            await _silence(tx, found)
            await tx.deadlines.save(later)
        return later

    async def advance_due(self, limit: int) -> int:
        """Makes notices of up to `limit` reminders that are due; gives how many were looked at."""
        now = self.clock()
        async with self.db.writing() as tx:
            due = await tx.deadlines.due(now, limit)
            steps = [advance(one, now) for one in due]
            await tx.deadlines.save_all([after for after, _remind in steps])
            await tx.notices.put(
                Notice(one.person_id, NoticeKind.DEADLINE, str(one.id), one.zone, now)
                for one, remind in steps
                if remind
            )
        return len(due)

    async def drop_old(self) -> None:
        """Drops days that passed so long ago that they are kept no longer."""
        async with self.db.writing() as tx:
            await tx.deadlines.drop_before((self.clock() - KEPT_FOR).date())

    def _zone(self, person: Person, kind: Kind) -> str:
        """The clocks where the person is; a check-in with Amina is done in Russia."""
        if kind is Kind.AMINA and person.country != AMINA_IN:
            return self.content.zone(AMINA_IN, None)
        return self.content.zone(person.country, person.city)


async def _own(tx: Transaction, person: Person, number: int) -> Deadline | None:
    found = await tx.deadlines.get(number)
    return found if found is not None and found.person_id == person.id else None


async def _remove(tx: Transaction, deadline: Deadline) -> None:
    await _silence(tx, deadline)
    await tx.deadlines.remove(deadline.id)


async def _silence(tx: Transaction, deadline: Deadline) -> None:
    """A reminder that has not gone out yet is answered already."""
    await tx.notices.take_back(deadline.person_id, NoticeKind.DEADLINE, str(deadline.id))
