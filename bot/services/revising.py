"""After sending: other words for everybody who got it, taking it back, and the end of an alert."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.services.beginning import recipients_of
from bot.services.closing import STOPPABLE, end_alert
from bot.services.desk import able_to_send
from bot.services.oversight import Oversight
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import RECALL_WITHIN, Broadcast, State
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
LOOKED_THROUGH = 100


@dataclass(frozen=True, slots=True)
class Edited:
    """`tell`: who is to hear of it at once, for the words go to more than one may decide alone."""

    broadcast: Broadcast
    tell: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing word before it goes, and to how many."""

    draft: Broadcast
    recipients: int


@dataclass(frozen=True, slots=True)
class Revising:
    db: Database
    clock: Callable[[], datetime]
    admins: frozenset[int]

    async def slip_in(
        self, person: Person, number: int, language: Locale, html: str
    ) -> Slip | None:
        """What is wrong with other words for it. Raises Refusal(broadcast_moved_on)."""
        async with self.db.reading() as tx:
            known = await self._open(tx, person, number)
        return _slip(_rewritten(known, language, html))

    async def edit(self, person: Person, number: int, language: Locale, html: str) -> Edited:
        """Puts these words in the place of the old ones, also where they were read already.

        Raises Refusal(broadcast_moved_on) when none of that language went out, it was taken back,
        or the words cannot be sent.
        """
        now = self.clock()
        async with self.db.writing() as tx:
            known = await self._open(tx, person, number)
            new = _rewritten(known, language, html)
            if _slip(new) is not None:
                raise Refusal("broadcast_moved_on")
            edition = known.edition + 1
            edited = replace(known, versions={**known.versions, language: new}, edition=edition)
            if tx.repeated and known.versions[language] == new:
                edited = known
            else:
                await tx.broadcasts.save(edited)
                told = f"{language.value} {edition}"
                await tx.audit.write(now, person.id, "edit", str(number), told)
            if not known.needs_second(known.planned):
                return Edited(edited)
            able = await able_to_send(tx, known.audience, self.admins, now)
        return Edited(edited, tuple(sorted(able - {person.id})))

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

    async def close_alert(self, person: Person, number: int) -> None:
        """Ends the alert without a word. Raises Refusal(alert_closed)."""
        async with self.db.writing() as tx:
            known = await self._open(tx, person, number)
            if not known.in_force and not tx.repeated:
                raise Refusal("alert_closed")
            await end_alert(tx, number, person.id, self.clock())

    async def draft_closing(
        self, person: Person, number: int, words: Mapping[Locale, str]
    ) -> Closing:
        """A word to everybody the alert reached. The alert ends when it is confirmed and goes.

        Raises Refusal(alert_closed | closing_incomplete).
        """
        now = self.clock()
        async with self.db.writing() as tx:
            known = await self._open(tx, person, number)
            if not known.in_force:
                raise Refusal("alert_closed")
            if not _complete(known, words):
                raise Refusal("closing_incomplete")
            draft = _closing(known, person, words, now)
            before = await _draft_of(tx, number, person.id)
            if before is None:
                draft = await tx.broadcasts.add(draft)
            else:
                draft = replace(draft, id=before.id)
                await tx.broadcasts.save(draft)
            return Closing(draft, await recipients_of(tx, draft, now))

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


def _rewritten(known: Broadcast, language: Locale, html: str) -> Version:
    old = known.versions.get(language)
    if not known.sent or known.recalled_at is not None or old is None or not rewritable(old):
        raise Refusal("broadcast_moved_on")
    return replace(old, html=html)


def _closing(
    alert: Broadcast, person: Person, words: Mapping[Locale, str], now: datetime
) -> Broadcast:
    """To whom the alert reached, the affected place first as then; nobody is left without."""
    versions = {language: Version(words[language]) for language in alert.versions}
    plain = Broadcast(
        author_id=person.id,
        created_at=now,
        zone=alert.zone,
        topic=Topic.SAFETY,
        audience=Audience(got=alert.id),
        versions=versions,
        affected=alert.affected,
        drill=alert.drill,
    )
    others = {
        one: alert.spoken_to(one) or next(iter(versions)) for one in Locale if one not in versions
    }
    return replace(plain, fallbacks=others)


async def _draft_of(tx: Transaction, number: int, author_id: int) -> Broadcast | None:
    """The closing word he has written before, and not sent."""
    newest = await tx.broadcasts.newest(LOOKED_THROUGH)
    mine = (one for one in newest if one.author_id == author_id and one.state is State.DRAFT)
    return next((one for one in mine if one.audience == Audience(got=number)), None)
