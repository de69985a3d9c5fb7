"""The hour of a scheduled broadcast has come."""

from dataclasses import replace
from datetime import datetime

from bot.services.closing import end_alert
from core.broadcasts import launch
from core.broadcasts.broadcast import Broadcast, State
from core.people.topics import Topic
from db.database import Transaction

STEPS = ("schedule", "confirm", "second")


async def begin(tx: Transaction, one: Broadcast, now: datetime) -> None:
    """Starts it; what has outgrown its only operator meanwhile waits for a second one."""
    if await _outgrown(tx, one, now):
        if await tx.broadcasts.move(one.id, State.WAITING, of=[State.SCHEDULED]):
            waits = await tx.broadcasts.get(one.id, lock=True) or one
            await tx.broadcasts.save(replace(waits, due_at=None, in_force=False))
            await tx.broadcasts.forget_progress(one.id)
    elif await tx.broadcasts.move(one.id, State.PLANNING, of=[State.SCHEDULED]):
        await end_alert(tx, one.closes, one.confirmed_by or one.author_id, now)


async def _outgrown(tx: Transaction, one: Broadcast, now: datetime) -> bool:
    if one.topic is not Topic.SAFETY:
        return False
    if await tx.audit.last(STEPS, str(one.id)) == "second":
        return False
    return one.needs_second(await recipients_of(tx, one, now))


async def recipients_of(tx: Transaction, safety: Broadcast, now: datetime) -> int:
    """How many would get it now."""
    groups = await tx.audiences.groups(safety.audience, safety.topic, now)
    return launch.count(safety, groups, now, _any_zone, 1.0).recipients


def _any_zone(_country: str | None, _city: str | None) -> str:
    """Safety asks for nobody's hours."""
    return "UTC"
