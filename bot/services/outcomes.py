"""What became of recipients, on its way into the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from logging import getLogger

from core.broadcasts.broadcast import State
from core.broadcasts.delivery import Settled
from db.database import Database, Transaction, Unavailable

log = getLogger(__name__)

_GOING = (State.PLANNING, State.RUNNING, State.DONE)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What is to be stored before anybody is claimed anew.

    `settled`: by claim. `faults`: why a broadcast pauses by itself, by its number.
    """

    settled: Mapping[str, Sequence[Settled]] = field(default_factory=dict)
    faults: Mapping[int, str] = field(default_factory=dict)


class Stuck(Exception):  # noqa: N818 - a state of the world
    """Recipients of this broadcast cannot be read, and others wait behind it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"broadcast {number}")
        self.number = number


async def store(tx: Transaction, outcomes: Outcomes) -> None:
    for claim, settled in outcomes.settled.items():
        stored = await tx.deliveries.settle(claim, settled)
        if stored < len(settled):
            log.warning("%d outcomes came too late to be stored", len(settled) - stored)
    for number, fault in outcomes.faults.items():
        if await tx.broadcasts.move(number, State.PAUSED, of=_GOING):
            one = await tx.broadcasts.get(number)
            if one is not None:
                await tx.broadcasts.save(replace(one, fault=fault))


async def store_apart(db: Database, outcomes: Outcomes) -> None:
    """Each in a transaction of its own: what cannot be stored takes no other with it.

    It is then as if this process had died with it in hand, and its broadcast pauses: whoever
    gets it again and again is worse off than who waits.
    """
    given_up: dict[int, str] = {}
    each = [(claim, one) for claim, many in outcomes.settled.items() for one in many]
    for claim, one in each:
        if not await _stored(db, Outcomes({claim: [one]})):
            given_up[one.delivery.broadcast_id] = "outcomes"
    for number, why in {**given_up, **outcomes.faults}.items():
        await _stored(db, Outcomes(faults={number: why}))


async def _stored(db: Database, one: Outcomes) -> bool:
    try:
        async with db.writing() as tx:
            await store(tx, one)
    except Unavailable:
        raise
    except Exception:
        log.exception("an outcome is given up")
        return False
    return True
