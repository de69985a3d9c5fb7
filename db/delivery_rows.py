"""A recipient as a row of its table."""

from collections.abc import Mapping

from core.broadcasts.delivery import Outcome, Settled
from core.broadcasts.reach import Planned

FREE: Mapping[str, None] = {"claim": None, "lease_until": None}
"""What nobody holds."""
_DETAIL = 120


def waiting(one: Settled) -> bool:
    """Whether it is to be tried again."""
    return one.outcome in {Outcome.WAITING, Outcome.DELAYED}


def planned_row(one: Planned) -> dict[str, object]:
    waits = Outcome.WAITING if one.due_at is None else Outcome.DELAYED
    return {
        "broadcast_id": one.broadcast_id,
        "person_id": one.person_id,
        "state": waits.value,
        "turn": one.turn,
        "language": one.language.value,
        "country": one.country,
        "city": one.city,
        "due_at": one.due_at,
        "attempts": 0,
        "repeated": False,
        "edition": 0,
    }


def again_row(one: Planned) -> dict[str, object]:
    """For one who came back: tried from the beginning. Keys as in `settled_row`."""
    row = planned_row(one)
    del row["repeated"]  # who may have got it once stays marked
    key = {"of": row.pop("broadcast_id"), "whom": row.pop("person_id")}
    return {**key, **row, "reason": None, "detail": None, "settled_at": None}


def settled_row(one: Settled) -> dict[str, object]:
    """`of` and `whom` are the row's key: bound names that are no columns'."""
    waits = waiting(one)
    return {
        "of": one.delivery.broadcast_id,
        "whom": one.delivery.person_id,
        "state": one.kept.value,
        "attempts": one.delivery.attempts,
        "repeated": one.delivery.repeated,
        "message_ids": ",".join(map(str, one.message_ids)) or None,
        "first_message_id": min(one.message_ids, default=None),
        "reason": one.reason.value if one.reason else None,
        "detail": one.detail[:_DETAIL] if one.detail else None,
        "due_at": one.due_at if waits else None,
        "settled_at": None if waits else one.at,
        **FREE,
    }
