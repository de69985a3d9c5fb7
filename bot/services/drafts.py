"""Broadcasts while they are written. One desk: whoever has the right may go on with any draft."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.content.content import Content
from bot.services.desk import countries_of
from bot.services.roles import grants_in
from core.broadcasts import drafting
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.buttons import read_buttons
from core.broadcasts.message import Version
from core.broadcasts.slips import Fault, Problem, Slip
from core.broadcasts.variables import slip_in
from core.locale import Locale
from core.people.person import Person
from core.people.topics import Topic
from core.refusal import Refusal
from core.roles.role import Right, anywhere, require
from db.database import Database, Transaction

EDITABLE = (State.DRAFT, State.SCHEDULED)
LOOKED_AT = 50
"""Newest broadcasts among which an unfinished draft is looked for."""
Change = Callable[[Broadcast], Broadcast]


@dataclass(frozen=True, slots=True)
class Drafts:
    """Refusals: not_allowed, broadcast_unknown, broadcast_gone_on for what is being sent already.

    A change of a scheduled broadcast makes it a draft again: it must be confirmed anew.
    """

    db: Database
    clock: Callable[[], datetime]
    content: Content
    admins: frozenset[int]

    async def new(self, person: Person) -> Broadcast:
        """An empty draft, for all the countries its author may write to."""
        now = self.clock()
        async with self.db.writing() as tx:
            countries = await self._countries(tx, person)
            zone = self.content.zone(person.country, person.city)
            audience = Audience(countries=countries or frozenset())
            return await tx.broadcasts.add(
                Broadcast(person.id, created_at=now, zone=zone, audience=audience)
            )

    async def unfinished(self, person: Person) -> Broadcast | None:
        """The person's own newest draft."""
        async with self.db.reading() as tx:
            await self._countries(tx, person)
            newest = await tx.broadcasts.newest(LOOKED_AT)
        mine = (one for one in newest if one.author_id == person.id)
        return next((one for one in mine if one.state is State.DRAFT), None)

    async def get(self, person: Person, number: int) -> Broadcast:
        """A draft, or a scheduled broadcast, to be shown to one who may change it."""
        return await self._read(person, number, EDITABLE)

    async def look(self, person: Person, number: int) -> Broadcast:
        """Also what waits for a second operator: he is to see what people will get."""
        return await self._read(person, number, (*EDITABLE, State.WAITING))

    async def drop(self, person: Person, number: int) -> None:
        """Takes the draft off the desk; twice is once."""
        async with self.db.writing() as tx:
            found = await self._allowed(tx, person, number)
            if found.state is State.CANCELLED:
                return
            if not await tx.broadcasts.move(number, State.CANCELLED, of=EDITABLE):
                raise Refusal("broadcast_gone_on")
            await tx.audit.write(self.clock(), person.id, "cancel", str(number))

    async def set_topic(self, person: Person, number: int, topic: Topic) -> Broadcast:
        """Raises Refusal(check_is_safety | topic_unknown)."""
        return await self._change(person, number, lambda one: drafting.about(one, topic))

    async def set_kind(self, person: Person, number: int, kind: Kind) -> Broadcast:
        """Raises Refusal(album_alone)."""
        return await self._change(person, number, lambda one: drafting.of_kind(one, kind))

    async def set_drill(self, person: Person, number: int, *, drill: bool) -> Broadcast:
        """Raises Refusal(album_alone)."""
        return await self._change(person, number, lambda one: drafting.as_drill(one, drill=drill))

    async def set_version(
        self,
        person: Person,
        number: int,
        locale: Locale,
        version: Version,
        *,
        kind: str = "text",
        grouped: bool = False,
    ) -> Broadcast | Slip:
        """What it says in a language, or why that cannot be sent.

        `kind`: Telegram's word for the message; `grouped`: it is the first part of an album.
        """
        slip = slip_in(version, kind, grouped=grouped)
        if slip is None and grouped:
            found = await self.get(person, number)
            slip = None if drafting.takes_albums(found) else Slip(Problem.ALBUM)
        if slip is not None:
            return slip
        return await self._change(
            person, number, lambda one: drafting.saying(one, locale, version)
        )

    async def add_part(
        self, person: Person, number: int, locale: Locale, message_id: int, file: str = ""
    ) -> Broadcast:
        """One more file of the album whose first part was set. Raises Refusal(album_alone)."""
        return await self._change(
            person, number, lambda one: drafting.with_part(one, locale, message_id, file)
        )

    async def drop_version(self, person: Person, number: int, locale: Locale) -> Broadcast:
        return await self._change(person, number, lambda one: drafting.silent_in(one, locale))

    async def set_fallback(
        self, person: Person, number: int, locale: Locale, other: Locale | None
    ) -> Broadcast:
        """Raises Refusal(fallback_empty)."""
        return await self._change(
            person, number, lambda one: drafting.falling_back(one, locale, other)
        )

    async def set_buttons(
        self, person: Person, number: int, locale: Locale, typed: str
    ) -> Broadcast | list[Fault]:
        """As typed, or what is wrong. Raises Refusal(version_missing | album_alone)."""
        read = read_buttons(typed, lambda article: article in self.content.articles)
        if isinstance(read, list):
            return read
        return await self._change(
            person, number, lambda one: drafting.with_buttons(one, locale, read)
        )

    async def _read(self, person: Person, number: int, states: Collection[State]) -> Broadcast:
        async with self.db.reading() as tx:
            found = await self._allowed(tx, person, number)
        if found.state not in states:
            raise Refusal("broadcast_gone_on")
        return found

    async def _change(self, person: Person, number: int, change: Change) -> Broadcast:
        """Moved first: the row is this transaction's, and a sender that was quicker wins."""
        async with self.db.writing() as tx:
            before = await self._allowed(tx, person, number)
            if before.editable and change(before) == before:
                return before  # tapped twice: what is scheduled stays so
            if not await tx.broadcasts.move(number, State.DRAFT, of=EDITABLE):
                raise Refusal("broadcast_gone_on")
            held = await tx.broadcasts.get(number) or before
            changed = change(replace(held, confirmed_by=None))
            if changed != held:
                await tx.broadcasts.save(changed)
                await self._sign(tx, person, held, changed)
            if before.state is State.SCHEDULED:
                await tx.audit.write(self.clock(), person.id, "reopen", str(number))
        return changed

    async def _sign(
        self, tx: Transaction, person: Person, before: Broadcast, now: Broadcast
    ) -> None:
        """Who wrote the words last is known: he is not the one to confirm them as the second."""
        for one in Locale:
            if now.versions.get(one) != before.versions.get(one):
                await tx.audit.write(self.clock(), person.id, "write", str(now.id), one.value)

    async def _countries(self, tx: Transaction, person: Person) -> frozenset[str] | None:
        now = self.clock()
        grants = await grants_in(tx, person.id, self.admins, now)
        return anywhere(grants, Right.BROADCAST, now)

    async def _allowed(self, tx: Transaction, person: Person, number: int) -> Broadcast:
        """The broadcast, to one who may send to all its audience; a draft also to its author."""
        now = self.clock()
        grants = await grants_in(tx, person.id, self.admins, now)
        anywhere(grants, Right.BROADCAST, now)  # a number tells nothing to anybody else
        found = await tx.broadcasts.get(number, lock=tx.writes)
        if found is None:
            raise Refusal("broadcast_unknown")
        countries = await countries_of(tx, found.audience)
        own = found.author_id == person.id and found.state is State.DRAFT
        if countries is not None or not own:
            require(grants, Right.BROADCAST, now, countries)
        return found
