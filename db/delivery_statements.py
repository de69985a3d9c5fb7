"""What runs for every few recipients, made once: to claim them, to write what became of them."""

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, or_, select, update

from core.broadcasts.broadcast import State
from core.broadcasts.delivery import AWAY, Outcome
from db.tables.broadcasts import broadcasts, deliveries
from db.tables.people import people

OPEN = [Outcome.WAITING.value, Outcome.DELAYED.value, Outcome.SENDING.value]
WAITS = [Outcome.WAITING.value, Outcome.DELAYED.value]
STOPPED = broadcasts.c.state == State.CANCELLED.value
_CLOSED = ~broadcasts.c.in_force | broadcasts.c.recalled_at.is_not(None)
OVER = STOPPED | ((broadcasts.c.state == State.DONE.value) & _CLOSED)
"""Nobody more gets these, whoever waits."""
IN_VAIN = deliveries.c.broadcast_id.in_(
    select(broadcasts.c.id).where(OVER)
) & deliveries.c.state.in_(WAITS)


def in_state(broadcast_id: int | BindParameter[int], state: Outcome) -> ColumnElement[bool]:
    return (deliveries.c.broadcast_id == broadcast_id) & (deliveries.c.state == state.value)


_NUMBER = bindparam("number", type_=deliveries.c.broadcast_id.type)
_PICKED = (
    select(deliveries.c.person_id)
    .where(
        in_state(_NUMBER, Outcome.WAITING),
        or_(deliveries.c.due_at.is_(None), deliveries.c.due_at <= bindparam("now")),
    )
    .order_by(deliveries.c.turn)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("picked")
)
CLAIM = (
    update(deliveries)
    .where(
        deliveries.c.broadcast_id == _NUMBER,
        deliveries.c.person_id.in_(select(_PICKED.c.person_id)),
    )
    .values(
        state=Outcome.SENDING.value,
        claim=bindparam("held_as"),
        lease_until=bindparam("until"),
        due_at=None,
        edition=select(broadcasts.c.edition).where(broadcasts.c.id == _NUMBER).scalar_subquery(),
    )
    .returning(
        deliveries.c.turn,
        deliveries.c.person_id,
        deliveries.c.language,
        deliveries.c.country,
        deliveries.c.city,
        deliveries.c.attempts,
        deliveries.c.repeated,
    )
)
"""SQLite has one writer and passes over the lock."""
_ONE = (deliveries.c.broadcast_id == bindparam("of")) & (
    deliveries.c.person_id == bindparam("whom")
)
SETTLE = update(deliveries).where(_ONE, deliveries.c.claim == bindparam("held_as"))
AGAIN = update(deliveries).where(
    _ONE,
    deliveries.c.state == Outcome.FAILED.value,
    or_(*(deliveries.c.reason == one.value for one in sorted(AWAY))),  # IN is not for many rows
    exists().where(people.c.id == bindparam("whom"), people.c.moved_at > deliveries.c.settled_at),
)


def overdue(now: datetime) -> ColumnElement[bool]:
    """Whose lease has run out."""
    return (
        deliveries.c.broadcast_id.in_(select(broadcasts.c.id))  # for the index
        & (deliveries.c.state == Outcome.SENDING.value)
        & (deliveries.c.lease_until <= now)
    )
