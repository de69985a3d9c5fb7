"""Registrations of a stay abroad. Consent comes first; what is personal is sealed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.content import Content
from bot.services.numbers import new_number
from bot.services.people import People
from core.missions.mission import Mission
from core.missions.nearest import nearest
from core.people.consent import STAY_CONSENT
from core.people.days import months_after
from core.people.hours import awake
from core.people.notice import Notice, NoticeKind
from core.people.person import HOME_COUNTRY, Person
from core.refusal import Refusal
from core.stays import registration
from core.stays.draft import Draft
from core.stays.lifecycle import Task, advance
from core.stays.stay import Ending, Status, Stay
from core.stays.telling import NOTICES, told
from db.database import Database, Transaction
from db.retention import RETENTION

PURPOSE = "stay"


@dataclass(frozen=True, slots=True)
class Stays:
    """Refusals: stay_unknown for a number that is not the person's, no_consent, stay_open."""

    db: Database
    clock: Callable[[], datetime]
    content: Content
    people: People

    @property
    def possible(self) -> bool:
        """Whether there is a key: nothing personal is stored without one."""
        return self.db.seal is not None

    async def current(self, person: Person) -> Stay | None:
        """The person's open registration, or the last one that ended."""
        async with self.db.reading() as tx:
            return await tx.stays.of_person(person.id)

    async def own(self, person: Person, number: str) -> Stay | None:
        """The registration with this number, if it is the person's."""
        async with self.db.reading() as tx:
            found = await tx.stays.get(number)
        return found if found is not None and found.person_id == person.id else None

    async def consented(self, person: Person) -> bool:
        """Whether the person has agreed to the words in force."""
        async with self.db.reading() as tx:
            return await tx.consents.version(person.id, PURPOSE) == STAY_CONSENT

    async def agree(self, person: Person) -> Person:
        """Records the consent; from now on he is known."""
        async with self.db.writing() as tx:
            await self._agree(tx, person)
        return await self._refresh(person)

    async def withdraw(self, person: Person) -> None:
        """Takes back a consent nothing was registered with."""
        async with self.db.writing() as tx:
            await self._withdraw(tx, person.id)

    def new_draft(self, person: Person) -> Draft:
        """An empty form, or one that knows the country already."""
        draft = Draft(number=new_number(), consent=STAY_CONSENT)
        abroad = person.country in self.content.countries and person.country != "KZ"
        return draft.in_country(person.country) if person.country and abroad else draft

    def draft_of(self, stay: Stay) -> Draft:
        return registration.draft_of(stay, STAY_CONSENT)

    def draft_from(self, invitation: Stay) -> Draft:
        """The form of somebody a relative has announced: it becomes that registration."""
        return Draft(number=invitation.number, consent=STAY_CONSENT).in_country(invitation.country)

    def draft_after(self, stay: Stay) -> Draft:
        """The form after a move."""
        return registration.moved_from(stay, new_number(), STAY_CONSENT, self.clock())

    async def register(self, person: Person, draft: Draft) -> Stay:
        """Saves a checked form, once however often it is sent.

        Raises Refusal(no_consent | stay_open | stay_unknown | stay_incomplete).
        """
        zone = self.content.zone(draft.country, draft.city)
        async with self.db.writing() as tx:
            if await tx.consents.version(person.id, PURPOSE) != STAY_CONSENT:
                raise Refusal("no_consent")
            known = await tx.stays.get(draft.number)
            if known is not None and known.person_id == person.id and not draft.saved:
                return known
            saved = await self._save(tx, person, draft, known, zone)
            if registration.goes_there(known if draft.saved else None, saved, self.clock()):
                await self._live_in(tx, person, saved.country, saved.city)
        await self._refresh(person)
        return saved

    async def _save(
        self, tx: Transaction, person: Person, draft: Draft, known: Stay | None, zone: str
    ) -> Stay:
        now = self.clock()
        if draft.saved:
            if known is None or known.person_id != person.id or not known.open:
                raise Refusal("stay_unknown")
            stay = registration.changed(known, draft, zone, now)
        else:
            if await tx.stays.open_of(person.id) is not None:
                raise Refusal("stay_open")
            stay = registration.stay_of(draft, person.id, zone, now)
            if known is not None and known.status is not Status.PENDING:
                stay = replace(stay, number=new_number())  # another was quicker with the same link
            else:
                await self._answer_announcer(tx, known)
        await tx.stays.save(stay)
        return stay

    async def _answer_announcer(self, tx: Transaction, known: Stay | None) -> None:
        """A number that waits already is a relative's announcement: he is told."""
        if known is None or known.registered_by is None:
            return
        announcer = await tx.people.get(known.registered_by)
        here = (announcer.country, announcer.city) if announcer else (None, None)
        zone = self.content.zone(*here)
        kind, due = NoticeKind.RELATIVE_AGREED, awake(self.clock(), zone)
        await tx.notices.put([Notice(known.registered_by, kind, known.number, zone, due)])

    async def still_here(self, person: Person, number: str) -> Stay:
        return await self._change(person, number, lambda stay: stay.confirmed(self.clock()))

    async def prolong(self, person: Person, number: str, months: int) -> Stay:
        """The end so many months later than now planned, or than today if that is later."""
        today = self.clock().date()
        return await self._change(
            person,
            number,
            lambda stay: stay.prolonged(
                months_after(max(stay.until, today), months), self.clock()
            ),
        )

    async def leave(self, person: Person, number: str, ending: Ending) -> Stay:
        """Ends it. Who is home again gets what concerns him there."""
        async with self.db.writing() as tx:
            found = await self._found(tx, person, number)
            ended = found.closed(ending, self.clock())
            if ended != found:
                await tx.stays.save(ended)
                if ending is Ending.HOME:
                    await self._live_in(tx, person, HOME_COUNTRY, None)
        await self._refresh(person)
        return ended

    async def erase(self, person: Person, number: str) -> None:
        """Deletes the registration at once, with those that ended before and the consent."""
        async with self.db.writing() as tx:
            await self._found(tx, person, number)
            while (kept := await tx.stays.of_person(person.id)) is not None:
                await tx.stays.remove(kept.number)
                for kind in NOTICES.values():
                    await tx.notices.take_back(person.id, kind, kept.number)
            await tx.consents.withdraw(person.id, PURPOSE)

    def missions_for(self, stay: Stay) -> tuple[Mission, ...]:
        """Whom to turn to from there: the responsible mission first; none may be known."""
        missions = self.content.missions_in(stay.country)
        city = self.content.city(stay.country, stay.city)
        if city is None:
            return tuple(one for one in missions if not one.honorary)
        near = nearest(self.content.missions.values(), city.point, country=stay.country)
        return tuple(one.mission for one in near if one.mission.country == stay.country)

    async def drop_idle_consents(self) -> None:
        """A consent nothing came of goes when its form would have gone."""
        async with self.db.writing() as tx:
            await tx.consents.drop_idle(PURPOSE, self.clock() - RETENTION["consents"].lasting)

    async def advance_due(self, limit: int) -> int:
        """Does what is due of up to `limit` stays; gives how many there were."""
        now = self.clock()
        async with self.db.writing() as tx:
            due = await tx.stays.due(now, limit)
            steps = [(stay, *advance(stay, now)) for stay in due]
            await tx.stays.advance(
                (before.number, _nameless(after))
                for before, after, task in steps
                if task is not Task.LAPSE
            )
            await tx.notices.put(told(steps, now))
            for before, _after, task in steps:
                if task is Task.ERASE and before.person_id is not None:
                    await self._withdraw(tx, before.person_id)
                elif task is Task.LAPSE:  # nobody was ever there: no figure either
                    await tx.stays.remove(before.number)
        return len(due)

    async def _change(self, person: Person, number: str, change: Callable[[Stay], Stay]) -> Stay:
        async with self.db.writing() as tx:
            found = await self._found(tx, person, number)
            if not found.open or tx.repeated:
                return found
            changed = change(found)
            await tx.stays.save(changed)
        return changed

    async def _found(self, tx: Transaction, person: Person, number: str) -> Stay:
        found = await tx.stays.get(number)
        if found is None or found.person_id != person.id:
            raise Refusal("stay_unknown")
        return found

    async def _withdraw(self, tx: Transaction, person_id: int) -> None:
        """A consent is kept as long as there is something it was given for."""
        if await tx.stays.of_person(person_id) is None:
            await tx.consents.withdraw(person_id, PURPOSE)

    async def _agree(self, tx: Transaction, person: Person) -> None:
        if await tx.people.get(person.id) is None:
            await tx.people.save(person, self.clock())
        await tx.consents.give(person.id, PURPOSE, STAY_CONSENT, self.clock())

    async def _live_in(
        self, tx: Transaction, person: Person, country: str, city: str | None
    ) -> None:
        """The rest of the bot follows: articles, missions, emergency numbers."""
        known = await tx.people.get(person.id) or person
        await tx.people.save(replace(known, country=country, city=city), self.clock())

    async def _refresh(self, person: Person) -> Person:
        self.people.cache.pop(person.id, None)
        return await self.people.recognise(person.id, person.language.value)


def _nameless(stay: Stay) -> Stay:
    """An erased one without the number that stands in somebody's chat."""
    return replace(stay, number=new_number()) if stay.status is Status.ERASED else stay
