"""Who of an audience becomes a recipient, and when his turn is."""

from collections.abc import Callable
from datetime import datetime

from core.broadcasts.broadcast import Broadcast
from core.broadcasts.delivery import Delivery, Outcome, Reason, Settled
from core.broadcasts.order import turn
from core.broadcasts.reach import Candidate, Planned
from core.people.topics import Topic

PLANNED = -1
"""Where the cursor stands when everybody was looked at."""

Zone = Callable[[str | None, str | None], str]
"""The name of the clocks in a country and city."""


def plan(broadcast: Broadcast, one: Candidate, now: datetime, zone: Zone) -> Planned | Reason:
    """His row, or why he is left out. Safety asks neither for topics nor for the hour."""
    if one.blocked:
        return Reason.BLOCKED
    urgent = broadcast.topic is Topic.SAFETY
    if not urgent and broadcast.topic in one.muted:
        return Reason.MUTED
    language = broadcast.spoken_to(one.language)
    if language is None:
        return Reason.LANGUAGE
    awake = now if urgent else one.quiet.awake(now, zone(one.country, one.city))
    return Planned(
        broadcast.id,
        one.person_id,
        language,
        turn(broadcast.affected, one.country, one.city, one.seen_at),
        awake if awake > now else None,
        one.country,
        one.city,
    )


def sifted(
    broadcast: Broadcast, delivery: Delivery, one: Candidate, now: datetime, zone: Zone
) -> Settled | None:
    """Why he is not sent to now after all; None: he is. Hours may lie between list and turn."""
    if broadcast.topic is Topic.SAFETY:
        return None
    if broadcast.topic in one.muted:
        return Settled(delivery, Outcome.FAILED, now, reason=Reason.MUTED)
    awake = one.quiet.awake(now, zone(one.country, one.city))
    return Settled(delivery, Outcome.DELAYED, now, due_at=awake) if awake > now else None
