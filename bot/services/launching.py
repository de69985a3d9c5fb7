"""From a finished draft to sending: the confirmation, and that of a second operator."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.services.closing import end_alert
from bot.services.desk import able_to_send, may_write_to, opened
from bot.services.reach import Counted, Counting
from core.broadcasts import launch
from core.broadcasts.broadcast import SAME_WITHIN, Broadcast, Kind, State
from core.people.person import Person
from core.people.topics import Topic
from core.refusal import Refusal
from db.database import Transaction


@dataclass(frozen=True, slots=True)
class Launched:
    """What came of a confirmation. It went on, unless it has `twins` or had `changed` since.

    `twins`: numbers of the same words to the same audience. `tell`: whom the next step is up to,
    or who waits for it.
    """

    counted: Counted
    twins: tuple[int, ...] = ()
    changed: bool = False
    tell: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Spot:
    """The operator's message that goes on as the progress of the sending."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Launching(Counting):
    """Besides those of Counting: Refusal(broadcast_incomplete | moment_passed | second_same)."""

    async def confirm(
        self,
        person: Person,
        number: int,
        *,
        insist: bool = False,
        stamp: str | None = None,
        spot: Spot | None = None,
    ) -> Launched:
        """Checks everything again and starts it, once. `stamp`: of what the operator saw."""
        now = self.clock()
        async with self.db.writing() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            await may_write_to(tx, broadcast.audience, grants, now)
            counted = await self._count(tx, broadcast, now)
            if tx.repeated and broadcast.confirmed_by == person.id:
                waits = broadcast.state is State.WAITING
                others = await self._others(tx, broadcast, person, now) if waits else ()
                return Launched(counted, tell=others)
            self._refuse_unready(counted)
            if stamp not in {None, counted.stamp}:
                return Launched(counted, changed=True)
            told = launch.digest(broadcast)
            twins = await tx.broadcasts.same_since(told, now - SAME_WITHIN, number)
            if twins and not insist:
                return Launched(counted, twins=tuple(twins))
            waits = broadcast.needs_second(counted.reach.recipients)
            state = State.WAITING if waits else _beginning(broadcast)
            going = await self._go(tx, replace(broadcast, confirmed_by=person.id), state)
            await tx.broadcasts.keep_digest(number, told)
            if spot is not None and state is not State.SCHEDULED:
                await tx.broadcasts.keep_progress(number, spot.chat_id, spot.message_id)
            counted = replace(counted, broadcast=going)
            await self._note(tx, person, counted, insisted=bool(twins))
            others = await self._others(tx, going, person, now) if waits else ()
        return Launched(counted, tell=others)

    async def second(self, person: Person, number: int, stamp: str | None = None) -> Launched:
        """Another operator agrees: neither who wrote it nor the one who confirmed."""
        now = self.clock()
        async with self.db.writing() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            await may_write_to(tx, broadcast.audience, grants, now)
            counted = await self._count(tx, broadcast, now)
            if tx.repeated and broadcast.confirmed_by == person.id:
                return Launched(counted, tell=(broadcast.author_id,))
            before = await _parties(tx, broadcast)
            self._refuse_unready(counted, State.WAITING)
            if person.id in before:
                raise Refusal("second_same")
            if stamp not in {None, counted.stamp}:
                return Launched(counted, changed=True)
            seconded = replace(broadcast, confirmed_by=person.id)
            going = await self._go(tx, seconded, _beginning(broadcast))
            detail = f"{going.state} {counted.reach.recipients}"
            await tx.audit.write(now, person.id, "second", str(number), detail)
        return Launched(replace(counted, broadcast=going), tell=tuple(sorted(before)))

    async def take_back(self, person: Person, number: int) -> Counted:
        """What waits for a second operator is a draft again."""
        return await self._back(person, number, State.WAITING, "take_back")

    async def cancel_scheduled(self, person: Person, number: int) -> Counted:
        """What waits for its time is a draft again, with no time."""
        return await self._back(person, number, State.SCHEDULED, "unschedule")

    async def seconds(self, number: int) -> tuple[int, ...]:
        """Who may confirm what waits, as it is kept now."""
        async with self.db.reading() as tx:
            one = await tx.broadcasts.get(number)
            if one is None or one.state is not State.WAITING:
                return ()
            able = await able_to_send(tx, one.audience, self.admins, self.clock())
            return tuple(sorted(able - await _parties(tx, one)))

    async def _go(self, tx: Transaction, broadcast: Broadcast, state: State) -> Broadcast:
        """Compare and set: of two taps, or two operators, one gets through."""
        if not await tx.broadcasts.move(broadcast.id, state, of={broadcast.state}):
            raise Refusal("broadcast_gone_on")
        if state is State.PLANNING:
            by = broadcast.confirmed_by or broadcast.author_id
            await end_alert(tx, broadcast.closes, by, self.clock())
        alert = broadcast.topic is Topic.SAFETY and broadcast.kind is Kind.MESSAGE
        alert = alert and broadcast.closes is None
        going = replace(
            broadcast,
            state=state,
            started_at=self.clock() if state is State.PLANNING else None,
            in_force=alert and not broadcast.drill,
        )
        await tx.broadcasts.save(going)
        if state is State.SCHEDULED:  # a message of hours ago shows nothing when it begins
            await tx.broadcasts.forget_progress(going.id)
        return going

    async def _back(self, person: Person, number: int, state: State, action: str) -> Counted:
        now = self.clock()
        async with self.db.writing() as tx:
            broadcast, grants = await opened(tx, person, number, self.admins, now)
            await may_write_to(tx, broadcast.audience, grants, now)
            if tx.repeated and broadcast.state is State.DRAFT:
                return await self._count(tx, broadcast, now)
            if not await tx.broadcasts.move(number, State.DRAFT, of={state}):
                raise Refusal("broadcast_gone_on")
            due = None if state is State.SCHEDULED else broadcast.due_at
            draft = replace(
                broadcast, state=State.DRAFT, due_at=due, confirmed_by=None, in_force=False
            )
            await tx.broadcasts.save(draft)
            await tx.audit.write(now, person.id, action, str(number))
            return await self._count(tx, draft, now)

    async def _others(
        self, tx: Transaction, broadcast: Broadcast, person: Person, now: datetime
    ) -> tuple[int, ...]:
        """Everybody else who may send to this audience, and has had no part in it."""
        able = await able_to_send(tx, broadcast.audience, self.admins, now)
        return tuple(sorted(able - {person.id} - await _parties(tx, broadcast)))

    async def _note(
        self, tx: Transaction, person: Person, counted: Counted, *, insisted: bool
    ) -> None:
        going = counted.broadcast
        action = "schedule" if going.state is State.SCHEDULED else "confirm"
        detail = f"{going.state} {counted.reach.recipients}{' insisted' if insisted else ''}"
        await tx.audit.write(self.clock(), person.id, action, str(going.id), detail)

    def _refuse_unready(self, counted: Counted, state: State = State.DRAFT) -> None:
        if counted.broadcast.state is not state:
            raise Refusal("broadcast_gone_on")
        if counted.broadcast.paid and not self.paid_allowed:
            raise Refusal("paid_off")
        if counted.late:
            raise Refusal("moment_passed")
        if counted.missing:
            raise Refusal("broadcast_incomplete")


async def _parties(tx: Transaction, broadcast: Broadcast) -> frozenset[int]:
    """Whose words they are, and who has confirmed them: none of them is the second."""
    authors = await tx.audit.last_of("write", str(broadcast.id))
    first = {broadcast.author_id, broadcast.confirmed_by or broadcast.author_id}
    return frozenset(first | set(authors.values()))


def _beginning(broadcast: Broadcast) -> State:
    return State.SCHEDULED if broadcast.due_at else State.PLANNING
