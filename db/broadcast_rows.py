"""A broadcast as a row of its table, and back."""

from collections.abc import Iterable
from logging import getLogger

from sqlalchemy import RowMapping

from core.broadcasts.broadcast import Broadcast, Kind, State
from core.people.topics import Topic
from db.broadcast_json import audience_json, content_json, read_audience, read_content

log = getLogger(__name__)

_FAULT = 40


def readable(rows: Iterable[RowMapping]) -> Iterable[Broadcast]:
    """One that is not understood must not silence the others."""
    for row in rows:
        try:
            yield to_broadcast(row)
        except ValueError as error:
            log.error("passed over: %s", error)


def broadcast_values(one: Broadcast) -> dict[str, object]:
    """All but its number, its state and what planning counts."""
    return {
        "kind": one.kind.value,
        "topic": one.topic.value if one.topic else None,
        "author_id": one.author_id,
        "confirmed_by": one.confirmed_by,
        "zone": one.zone,
        "content": content_json(one),
        "audience": audience_json(one.audience),
        "drill": one.drill,
        "paid": one.paid,
        "created_at": one.created_at,
        "due_at": one.due_at,
        "started_at": one.started_at,
        "finished_at": one.finished_at,
        "edition": one.edition,
        "recalled_at": one.recalled_at,
        "in_force": one.in_force,
        "fault": one.fault[:_FAULT] if one.fault else None,
    }


def to_broadcast(row: RowMapping) -> Broadcast:
    """Raises ValueError with its number."""
    try:
        words = read_content(row["content"])
        return Broadcast(
            author_id=row["author_id"],
            created_at=row["created_at"],
            zone=row["zone"],
            id=row["id"],
            state=State(row["state"]),
            kind=Kind(row["kind"]),
            topic=Topic(row["topic"]) if row["topic"] else None,
            audience=read_audience(row["audience"]),
            versions=words.versions,
            fallbacks=words.fallbacks,
            affected=words.affected,
            drill=row["drill"],
            paid=row["paid"],
            confirmed_by=row["confirmed_by"],
            due_at=row["due_at"],
            started_at=row["started_at"],
            finished_at=row["finished_at"],
            edition=row["edition"],
            recalled_at=row["recalled_at"],
            in_force=row["in_force"],
            fault=row["fault"],
            planned=row["planned"],
        )
    except ValueError as error:
        raise ValueError(f"broadcast {row['id']} is not understood: {error}") from error
