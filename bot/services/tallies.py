"""How far a broadcast is, from its recipients."""

from collections.abc import Collection
from datetime import datetime

from bot.services.beginning import STEPS
from core.broadcasts.broadcast import RECALL_WITHIN, Broadcast, State
from core.broadcasts.delivery import Outcome
from core.broadcasts.progress import Status
from core.broadcasts.tally import Tally
from core.people.topics import Topic
from core.roles.role import Right
from db.database import Transaction

ENDED = (State.DONE, State.CANCELLED)
REFUSED = "refused"
"""It paused because Telegram took its message from nobody."""
SECOND = "second"


async def tally_of(tx: Transaction, broadcast: Broadcast) -> Tally:
    return await tx.delivered.tally(broadcast.id) if broadcast.sent else Tally()


async def reached(tx: Transaction, broadcast: Broadcast) -> bool:
    """Whether anybody has it, or may have it in a moment."""
    tally = await tally_of(tx, broadcast)
    return tally.sent + tally.uncertain + tally.of(Outcome.SENDING) > 0


async def status_of(
    tx: Transaction, broadcast: Broadcast, rights: Collection[Right], now: datetime
) -> Status:
    """To somebody with these rights; its pace is not known here."""
    number, tally = broadcast.id, await tally_of(tx, broadcast)
    refused = broadcast.fault == REFUSED
    return Status(
        broadcast,
        tally,
        left_out=await tx.broadcasts.left_out(number),
        next_due=await tx.deliveries.next_due(number) if tally.left else None,
        revising=await revised_now(tx, broadcast),
        acts=Right.BROADCAST in rights,
        exports=Right.EXPORT in rights,
        seconded=await _seconded(tx, broadcast),
        refusal=await tx.delivered.refusal(number) if refused else None,
        newest=await tx.delivered.newest(number) if _ended_long_ago(broadcast, now) else None,
    )


async def _seconded(tx: Transaction, broadcast: Broadcast) -> bool:
    """Only who reads its report asks."""
    if broadcast.topic is not Topic.SAFETY or broadcast.state not in ENDED:
        return False
    return await tx.audit.last(STEPS, str(broadcast.id)) == SECOND


def _ended_long_ago(broadcast: Broadcast, now: datetime) -> bool:
    """Late joiners may have got it since; counting them is not for one that runs."""
    ended = broadcast.finished_at
    return ended is not None and now - ended >= RECALL_WITHIN


async def revised_now(tx: Transaction, broadcast: Broadcast) -> bool:
    """Whether some still wait for its new words, or for it to be deleted."""
    if not broadcast.edition and broadcast.recalled_at is None:
        return False
    return any(one.id == broadcast.id for one in await tx.broadcasts.to_revise())
