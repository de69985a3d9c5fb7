"""Broadcasts on the desk: the list, how each one goes, and the hands that hold or stop it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.content.content import Content
from bot.services.oversight import Opened, Oversight
from bot.services.tallies import reached, status_of, tally_of
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.progress import Pace, Status
from core.people.person import Person
from core.refusal import Refusal
from core.roles.role import Right, anywhere
from db.database import Database, Transaction
from db.retention import RETENTION

PAGE = 8
LATELY = 50
"""The newest broadcasts, among which a message that shows one going is looked for at a start."""
STOPPABLE = (State.WAITING, State.SCHEDULED, State.PLANNING, State.RUNNING, State.PAUSED)
UNDER_WAY = (State.PLANNING, State.RUNNING, State.PAUSED)

Spot = tuple[int, int]
"""A chat and a message in it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, the newest first. `writes`: whether he may begin a new one."""

    shown: tuple[Status, ...]
    page: int
    pages: int
    writes: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """A broadcast with the message that shows how it goes."""

    status: Status
    spot: Spot


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """`spots`: the messages that show a broadcast going. `left`: those that no longer do."""

    db: Database
    clock: Callable[[], datetime]
    content: Content
    admins: frozenset[int]
    spots: dict[int, Spot] = field(default_factory=dict)
    left: dict[int, Spot] = field(default_factory=dict)
    paces: dict[int, Pace] = field(default_factory=dict)

    async def listed(self, person: Person, page: int) -> Listing:
        """Those the person may see. Raises Refusal(not_allowed)."""
        async with self.db.reading() as tx:
            duty = await self._duty(tx, person.id)
            bound = anywhere(duty.grants, Right.SEE_BROADCASTS, duty.now) is not None
            found = await duty.visible(tx) if bound else []
            count = len(found) if bound else await tx.broadcasts.count()
            pages = max(1, -(-count // PAGE))
            page = min(max(page, 1), pages)
            start = (page - 1) * PAGE
            shown = (
                found[start : start + PAGE] if bound else await tx.broadcasts.newest(PAGE, start)
            )
            rows = [Status(one, await tally_of(tx, one)) for one in shown]
        writes = any(one.able(Right.BROADCAST, duty.now) for one in duty.grants)
        return Listing(tuple(rows), page, pages, writes)

    async def get(self, person: Person, number: int) -> Broadcast:
        """Raises Refusal(not_allowed | broadcast_unknown)."""
        async with self.db.reading() as tx:
            duty = await self._duty(tx, person.id)
            return (await duty.open(tx, number, Right.SEE_BROADCASTS)).broadcast

    async def status(self, person: Person, number: int) -> Status:
        """How it goes. Raises Refusal(not_allowed | broadcast_unknown)."""
        async with self.db.reading() as tx:
            duty = await self._duty(tx, person.id)
            return await self._status(tx, await duty.open(tx, number, Right.SEE_BROADCASTS))

    async def pause(self, person: Person, number: int) -> Status:
        """Nobody more is sent to; tapped twice, it pauses all the same."""
        async with self.db.writing() as tx:
            opened = await self._to_steer(tx, person, number)
            if await tx.broadcasts.move(number, State.PAUSED, of=(State.PLANNING, State.RUNNING)):
                await tx.audit.write(self.clock(), person.id, "pause", str(number))
            return await self._again(tx, opened)

    async def resume(self, person: Person, number: int) -> Status:
        """Goes on where it was held, with the list of recipients or with sending."""
        async with self.db.writing() as tx:
            opened = await self._to_steer(tx, person, number)
            planned = await tx.broadcasts.cursor(number) < 0
            to = State.RUNNING if planned else State.PLANNING
            if await tx.broadcasts.move(number, to, of=(State.PAUSED,)):
                await tx.broadcasts.save(replace(opened.broadcast, fault=None))
                await tx.audit.write(self.clock(), person.id, "resume", str(number))
            return await self._again(tx, opened)

    async def cancel(self, person: Person, number: int) -> Status:
        """For good: whoever has not been sent to will not be, nor who comes later.

        An alert that somebody has is not closed by it: they may be told that it is over.
        """
        now = self.clock()
        async with self.db.writing() as tx:
            opened = await self._to_steer(tx, person, number)
            if await tx.broadcasts.move(number, State.CANCELLED, of=STOPPABLE):
                await tx.deliveries.cancel_rest(number, now)
                known = opened.broadcast
                alert = known.in_force and await reached(tx, known)
                ended = replace(known, finished_at=now, in_force=alert, fault=None)
                await tx.broadcasts.save(ended)
                await tx.audit.write(now, person.id, "cancel", str(number))
            return await self._again(tx, opened)

    async def retry_uncertain(self, person: Person, number: int) -> Status:
        """Sends again to those who perhaps have it. Raises Refusal(broadcast_moved_on)."""
        now = self.clock()
        async with self.db.writing() as tx:
            opened = await self._to_steer(tx, person, number)
            if opened.broadcast.recalled_at is not None:
                raise Refusal("broadcast_moved_on")
            if await tx.broadcasts.move(number, State.RUNNING, of=(State.DONE,)):
                again = await tx.deliveries.retry_uncertain(number)
                await tx.broadcasts.save(replace(opened.broadcast, finished_at=None))
                await tx.audit.write(now, person.id, "retry", str(number), str(again))
            elif not tx.repeated:
                raise Refusal("broadcast_moved_on")
            return await self._again(tx, opened)

    async def keep_progress(self, number: int, spot: Spot) -> None:
        """From now on this message shows how it goes, in the place of any other."""
        async with self.db.writing() as tx:
            await tx.broadcasts.keep_progress(number, *spot)
        self.left.pop(number, None)
        self.spots[number] = spot

    async def show_in(self, person: Person, status: Status, spot: Spot) -> None:
        """The message shows this broadcast now; it changes with it when it is the author's.

        Another's does so too while no other message does.
        """
        number, mine = status.broadcast.id, status.broadcast.author_id == person.id
        going = status.broadcast.under_way or status.revising
        if going and (mine or number not in self.spots):
            await self.keep_progress(number, spot)

    def let_go(self, spot: Spot) -> None:
        """The message becomes something else: nothing of a broadcast is written into it."""
        for number in [one for one, kept in self.spots.items() if kept == spot]:
            self.left[number] = self.spots.pop(number)

    async def stop_showing(self, number: int, spot: Spot) -> None:
        """Unless this or another message shows it again meanwhile."""
        self.left.pop(number, None)
        async with self.db.writing() as tx:
            if await tx.broadcasts.progress_at(number) == spot:
                await tx.broadcasts.keep_progress(number, 0, 0)
        if self.spots.get(number) == spot:
            del self.spots[number]

    async def followed(self, *, lately: bool = False) -> list[Followed]:
        """What is shown going, or has just ended. `lately`: also what another process showed."""
        for number, spot in list(self.left.items()):
            await self.stop_showing(number, spot)
        async with self.db.reading() as tx:
            going = await tx.broadcasts.in_states(State.WAITING, *UNDER_WAY)
            newest = await tx.broadcasts.newest(LATELY) if lately else []
            numbers = {*(one.id for one in going), *(one.id for one in newest), *self.spots}
            found = [await self._followed(tx, number) for number in sorted(numbers)]
        return [one for one in found if one is not None]

    async def unshown(self) -> list[Followed]:
        """What has begun, or paused by itself, and its author does not know: with his chat."""
        async with self.db.reading() as tx:
            found = [
                (one, await (await self._duty(tx, one.author_id)).rights(tx, one))
                for one in await tx.broadcasts.unshown()
            ]
            return [
                Followed(await self._status(tx, Opened(one, rights)), (one.author_id, 0))
                for one, rights in found
                if Right.SEE_BROADCASTS in rights
            ]

    async def _followed(self, tx: Transaction, number: int) -> Followed | None:
        spot, broadcast = await tx.broadcasts.progress_at(number), await tx.broadcasts.get(number)
        if spot is None or broadcast is None:
            self.spots.pop(number, None)
            return None
        self.spots[number] = spot
        if not broadcast.sent:  # its message is known, and shows it from the first recipient on
            return None
        duty = await self._duty(tx, spot[0])
        rights = await duty.rights(tx, broadcast)
        if Right.SEE_BROADCASTS not in rights:  # no longer on duty
            self.let_go(spot)
            return None
        return Followed(await self._status(tx, Opened(broadcast, rights)), spot)

    async def _duty(self, tx: Transaction, person_id: int) -> Oversight:
        return await Oversight.of(tx, person_id, self.admins, self.clock())

    async def _to_steer(self, tx: Transaction, person: Person, number: int) -> Opened:
        duty = await self._duty(tx, person.id)
        return await duty.open(tx, number, Right.BROADCAST)

    async def _again(self, tx: Transaction, opened: Opened) -> Status:
        """As it is now, behind a change."""
        changed = await tx.broadcasts.get(opened.broadcast.id)
        return await self._status(tx, replace(opened, broadcast=changed or opened.broadcast))

    async def _status(self, tx: Transaction, opened: Opened) -> Status:
        status = await status_of(tx, opened.broadcast, opened.rights, self.clock())
        return replace(status, pace=self._pace(status))

    async def drop_old(self) -> None:
        """Drops rows of recipients kept long enough, and roles that have run out."""
        now = self.clock()
        gone = 1
        while gone:  # some thousands at a time: nobody waits for it
            async with self.db.writing() as tx:
                gone = await tx.deliveries.drop_before(now - RETENTION["deliveries"].lasting)
                gone += await tx.checks.drop_before(now - RETENTION["check_answers"].lasting)
        async with self.db.writing() as tx:
            await tx.grants.drop_expired(now)

    def _pace(self, status: Status) -> float:
        number = status.broadcast.id
        if status.broadcast.state is not State.RUNNING:
            self.paces.pop(number, None)
            return 0.0
        return self.paces.setdefault(number, Pace()).note(self.clock(), status.settled)
