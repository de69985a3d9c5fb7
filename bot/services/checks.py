"""Safety checks: what people answer, who is still silent, and who comes while it is in force."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from logging import getLogger

from bot.content.content import Content
from bot.services.desk import HIGHEST
from bot.services.oversight import Oversight
from core.broadcasts.broadcast import Broadcast, Kind
from core.broadcasts.check import Answer, Answered
from core.broadcasts.order import turn
from core.broadcasts.reach import Candidate, Planned
from core.broadcasts.standing import Standing
from core.broadcasts.tally import Landed
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal
from core.roles.role import Right
from db.database import Database, Transaction, Unavailable

log = getLogger(__name__)

ANSWERS = frozenset(Answer)
PAGE = 2_000
SEEN_LATE = timedelta(minutes=1)
"""A move may be committed so long after the moment it bears, and be looked for before."""


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody answered. `at`: when; `zone`: the clocks of the place he says he is in.

    `heard`: what those who run the bot know of him.
    """

    check: Broadcast
    person: Person
    answer: Answer
    at: datetime
    zone: str
    heard: Answer | None = None

    @property
    def alarming(self) -> bool:
        """Whether those who run the bot must hear of it now."""
        return self.answer is Answer.HELP and self.heard is not Answer.HELP

    @property
    def calming(self) -> bool:
        """Whether they have heard that he needs help, and he no longer does."""
        return self.heard is Answer.HELP and self.answer is not Answer.HELP


@dataclass(frozen=True, slots=True)
class Checks:
    db: Database
    clock: Callable[[], datetime]
    content: Content
    admins: frozenset[int]

    async def answer(self, person: Person, number: int, said: str) -> Call:
        """Keeps the answer in the place of an earlier one, however old the check is.

        Raises Refusal(check_unknown) for what is no check, or not his.
        """
        now = self.clock()
        async with self.db.writing() as tx:
            check = await _check(tx, number, now) if 0 < number < HIGHEST else None
            if check is None or check.kind is not Kind.CHECK or said not in ANSWERS:
                raise Refusal("check_unknown")
            if not await _listed(tx, number, person.id):
                raise Refusal("check_unknown")
            answered = Answered(number, person.id, Answer(said), now)
            await tx.checks.answer(answered)
            heard = await tx.checks.known_of(number, person.id)
            known = await tx.people.get(person.id) or person
        return self._call(check, known, answered, heard)

    async def told(self, call: Call) -> datetime:
        """Those who run the bot have heard of it; when."""
        now = self.clock()
        async with self.db.writing() as tx:
            await tx.checks.told(call.check.id, call.person.id, call.answer, now)
        return now

    async def untold(self, limit: int) -> list[Call]:
        """Whose need of help, or the end of it, nobody who runs the bot has heard of."""
        async with self.db.reading() as tx:
            calls = []
            for one in await tx.checks.untold(limit):
                check = await _check(tx, one.broadcast_id, one.answered_at)
                person = await tx.people.get(one.person_id)
                if check is not None and person is not None:
                    calls.append(self._call(check, person, one))
        return calls

    async def standing(self, person: Person, number: int) -> tuple[Broadcast, Standing]:
        """Raises Refusal(broadcast_unknown | not_allowed)."""
        async with self.db.reading() as tx:
            check = await self._seen_by(tx, person, number, Right.SEE_BROADCASTS)
            return check, Standing.of(await tx.checks.tally(number))

    async def export_silent(self, person: Person, number: int) -> list[Landed]:
        """Everybody who got it and has not answered. It is in the audit log before it is read.

        Raises Refusal(broadcast_unknown | not_allowed).
        """
        async with self.db.writing() as tx:
            await self._seen_by(tx, person, number, Right.EXPORT)
            if not tx.repeated:
                await tx.audit.write(self.clock(), person.id, "export", str(number), "silent")
        found: list[Landed] = []
        async with self.db.reading() as tx:  # apart, so that nobody's writing waits for it
            while page := await tx.checks.silent(
                number, found[-1].person_id if found else 0, PAGE
            ):
                found += page
        return found

    async def in_force(self) -> list[Broadcast]:
        """The alerts that newcomers get."""
        async with self.db.reading() as tx:
            return await tx.broadcasts.in_force()

    async def join_late(self, alert: Broadcast) -> int:
        """Adds those who came into the audience since it was last looked at; how many are new.

        Nobody gets an alert twice: who has a delivery of it keeps that one, and it is tried again
        if he had left the bot before it came.
        """
        async with self.db.writing() as tx:
            kept = await tx.broadcasts.get(alert.id, lock=True)
            since = await tx.broadcasts.joined_until(alert.id) or alert.started_at
            if since is None or kept is None or not kept.welcomes:
                return 0
            now = self.clock()
            planned = [
                _planned(alert, one, language)
                for one in await _joined(tx, alert, since - SEEN_LATE, now)
                if not one.blocked and (language := alert.spoken_to(one.language))
            ]
            await tx.deliveries.take_up_again(planned)
            added = await tx.deliveries.add(planned)
            if added:
                cursor = await tx.broadcasts.cursor(alert.id)
                await tx.broadcasts.planned_so_far(alert.id, cursor, added, {})
            await tx.broadcasts.keep_joined(alert.id, now)
        return added

    async def reply_of(self, person: Person, message_id: int) -> Broadcast | None:
        """The broadcast that one of our messages to him belongs to; None with the database gone.

        What he wrote below it is then a question like any other.
        """
        try:
            async with self.db.reading() as tx:
                number = await tx.delivered.of_message(person.id, message_id)
                return None if number is None else await tx.broadcasts.get(number)
        except Unavailable:
            return None

    async def _seen_by(
        self, tx: Transaction, person: Person, number: int, right: Right
    ) -> Broadcast:
        duties = await Oversight.of(tx, person.id, self.admins, self.clock())
        check = (await duties.open(tx, number, right)).broadcast
        if check.kind is not Kind.CHECK:
            raise Refusal("broadcast_unknown")
        return check

    def _call(
        self, check: Broadcast, person: Person, one: Answered, heard: Answer | None = None
    ) -> Call:
        zone = self.content.zone(person.country, person.city)
        return Call(check, person, one.answer, one.answered_at, zone, heard)


async def _check(tx: Transaction, number: int, at: datetime) -> Broadcast | None:
    """Its number alone, where the row cannot be read: a call for help is heard all the same."""
    try:
        return await tx.broadcasts.get(number)
    except ValueError as error:
        log.error("a safety check is known by its number alone: %s", error)
        return Broadcast(0, at, "UTC", id=number, kind=Kind.CHECK)


async def _listed(tx: Transaction, number: int, person_id: int) -> bool:
    """Whether he is among the recipients. Sent or not: his tap may be quicker than our note."""
    found = await tx.delivered.page(number, person_id - 1, 1)
    return bool(found) and found[0].person_id == person_id


async def _joined(
    tx: Transaction, alert: Broadcast, since: datetime, now: datetime
) -> list[Candidate]:
    found: list[Candidate] = []
    while True:
        after = found[-1].person_id if found else 0
        page = await tx.audiences.joined(alert.audience, now, since, now, PAGE, after)
        found += page
        if len(page) < PAGE:
            return found


def _planned(alert: Broadcast, one: Candidate, language: Locale) -> Planned:
    place = turn(alert.affected, one.country, one.city, one.seen_at)
    return Planned(alert.id, one.person_id, language, place, country=one.country, city=one.city)
