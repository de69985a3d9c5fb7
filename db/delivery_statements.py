"""What runs for every few recipients, made once: to claim them and to find who is held."""

from sqlalchemy import BindParameter, ColumnElement, bindparam, or_, select, update

from core.broadcasts.delivery import Outcome
from db.tables.broadcasts import broadcasts, deliveries
from db.tables.people import people


def in_state(broadcast_id: int | BindParameter[int], state: Outcome) -> ColumnElement[bool]:
    return (deliveries.c.broadcast_id == broadcast_id) & (deliveries.c.state == state.value)


_NUMBER = bindparam("number", type_=deliveries.c.broadcast_id.type)
_MINE = in_state(_NUMBER, Outcome.SENDING) & (deliveries.c.claim == bindparam("held_as"))
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
        deliveries.c.attempts,
        deliveries.c.repeated,
    )
)
"""SQLite has one writer and passes over the lock."""
PLACES = (
    select(deliveries.c.person_id, people.c.country, people.c.city)
    .outerjoin(people, people.c.id == deliveries.c.person_id)
    .where(_MINE)
)
HELD = select(deliveries.c.person_id).where(_MINE).with_for_update()
