"""After sending: other words for everybody who got it, taking it back, and the end of an alert."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.oversight import Oversight
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import RECALL_WITHIN, Broadcast, Kind, State
from core.broadcasts.message import Version
from core.broadcasts.progress import rewritable
from core.broadcasts.slips import Problem, Slip
from core.broadcasts.variables import slip_in
from core.locale import Locale
from core.people.person import Person
from core.people.topics import Topic
from core.refusal import Refusal
from core.roles.role import Right
from db.database import Database, Transaction

AT_ONCE = 2_000
MARGIN = timedelta(minutes=1)
"""Telegram deletes for 48 hours; what is almost as old may be too old when its turn comes."""
STOPPABLE = (State.PLANNING, State.RUNNING, State.PAUSED)
LOOKED_THROUGH = 100


@dataclass(frozen=True, slots=True)
class Revising:
    db: Database
    clock: Callable[[], datetime]
    admins: frozenset[int]

    async def edit(self, person: Person, number: int, language: Locale, html: str) -> Slip | None:
        """Puts these words in the place of the old ones, also where they were read already.

        Raises Refusal(broadcast_moved_on) when none of that language went out, or it was
        taken back.
        """
        async with self.db.writing() as tx:
            known = await self._open(tx, person, number)
            old = known.versions.get(language)
            if not known.sent or known.recalled_at is not None or old is None:
                raise Refusal("broadcast_moved_on")
            if not rewritable(old):
                raise Refusal("broadcast_moved_on")
            new = replace(old, html=html)
            slip = _slip(new)
            if slip is None and not tx.repeated:
                versions = {**known.versions, language: new}
                edition = known.edition + 1
                await tx.broadcasts.save(replace(known, versions=versions, edition=edition))
                told = f"{language.value} {edition}"
                await tx.audit.write(self.clock(), person.id, "edit", str(number), told)
        return slip

    async def recallable(self, person: Person, number: int) -> int:
        """From how many chats it can still be deleted."""
        async with self.db.reading() as tx:
            known = await self._open(tx, person, number)
            since = self.clock() - RECALL_WITHIN + MARGIN
            count = after = 0
            while known.recalled_at is None:
                some = await tx.delivered.to_recall(number, since, after, AT_ONCE)
                count += len(some)
                if len(some) < AT_ONCE:
                    break
                after = some[-1].person_id
        return count

    async def recall(self, person: Person, number: int) -> None:
        """Deletes it from every chat Telegram lets us; who has not got it gets it no more.

        Raises Refusal(broadcast_moved_on) for what never went out.
        """
        now = self.clock()
        async with self.db.writing() as tx:
            known = await self._open(tx, person, number)
            if not known.sent:
                raise Refusal("broadcast_moved_on")
            if known.recalled_at is None:
                stopped = await tx.broadcasts.move(number, State.CANCELLED, of=STOPPABLE)
                await tx.deliveries.cancel_rest(number, now)
                ended = now if stopped else known.finished_at
                taken = replace(known, recalled_at=now, finished_at=ended, in_force=False)
                await tx.broadcasts.save(taken)
                await tx.audit.write(now, person.id, "recall", str(number))

    async def closing_languages(self, person: Person, number: int) -> tuple[Locale, ...]:
        """Those a closing word is needed in. Raises Refusal(alert_closed)."""
        async with self.db.reading() as tx:
            known = await self._open(tx, person, number)
        if not known.in_force:
            raise Refusal("alert_closed")
        return tuple(one for one in Locale if one in known.versions)

    async def close_alert(
        self, person: Person, number: int, words: Mapping[Locale, str]
    ) -> Broadcast | None:
        """Ends the alert; with words, tells everybody it reached: the broadcast that does it.

        Raises Refusal(alert_closed | closing_incomplete).
        """
        now = self.clock()
        async with self.db.writing() as tx:
            known = await self._open(tx, person, number)
            if not known.in_force:
                if tx.repeated:
                    return await _closing_of(tx, number)
                raise Refusal("alert_closed")
            if words and not _complete(known, words):
                raise Refusal("closing_incomplete")
            await tx.broadcasts.save(replace(known, in_force=False))
            await tx.audit.write(now, person.id, "close", str(number))
            if not words:
                return None
            closing = await tx.broadcasts.add(_closing(known, person, words, now))
            about = str(closing.id)
            await tx.audit.write(now, person.id, "confirm", about, f"closes {number}")
        return closing

    async def _open(self, tx: Transaction, person: Person, number: int) -> Broadcast:
        duty = await Oversight.of(tx, person.id, self.admins, self.clock())
        return (await duty.open(tx, number, Right.BROADCAST)).broadcast


def slip_of(html: str) -> Slip | None:
    """Why these words could not be sent as a message of their own."""
    return _slip(Version(html))


def _slip(version: Version) -> Slip | None:
    if not version.html.strip() and not version.copied:
        return Slip(Problem.KIND)
    return slip_in(version, "text")


def _complete(alert: Broadcast, words: Mapping[Locale, str]) -> bool:
    return words.keys() >= alert.versions.keys() and all(
        slip_of(words[one]) is None for one in alert.versions
    )


def _closing(
    alert: Broadcast, person: Person, words: Mapping[Locale, str], now: datetime
) -> Broadcast:
    """Goes at once, to whom the alert reached, the affected place first as then."""
    return Broadcast(
        author_id=person.id,
        created_at=now,
        zone=alert.zone,
        state=State.PLANNING,
        kind=Kind.MESSAGE,
        topic=Topic.SAFETY,
        audience=Audience(got=alert.id),
        versions={language: Version(words[language]) for language in alert.versions},
        fallbacks=alert.fallbacks,
        affected=alert.affected,
        drill=alert.drill,
        confirmed_by=person.id,
        started_at=now,
    )


async def _closing_of(tx: Transaction, number: int) -> Broadcast | None:
    """The one that closed this alert, for an update that is handled a second time."""
    newest = await tx.broadcasts.newest(LOOKED_THROUGH)
    return next((one for one in newest if one.audience == Audience(got=number)), None)
