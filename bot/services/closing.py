"""The end of an alert: nobody more gets it."""

from dataclasses import replace
from datetime import datetime

from core.broadcasts.broadcast import State
from db.database import Transaction

STOPPABLE = (State.PLANNING, State.RUNNING, State.PAUSED)


async def end_alert(tx: Transaction, number: int | None, actor_id: int, now: datetime) -> None:
    """Neither who still waits for it nor who comes later. Does nothing where it has ended."""
    alert = None if number is None else await tx.broadcasts.get(number, lock=True)
    if alert is None or not alert.in_force:
        return
    stopped = await tx.broadcasts.move(alert.id, State.CANCELLED, of=STOPPABLE)
    await tx.deliveries.cancel_rest(alert.id, now)
    ended = now if stopped else alert.finished_at
    await tx.broadcasts.save(replace(alert, in_force=False, finished_at=ended, fault=None))
    await tx.audit.write(now, actor_id, "close", str(alert.id))
