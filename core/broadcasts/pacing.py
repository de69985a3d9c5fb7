"""How many recipients are taken at once, and when one is tried again."""

from dataclasses import replace
from datetime import datetime, timedelta
from math import ceil, inf

from core.broadcasts.delivery import Delivery, Outcome, Reason, Settled

AT_ONCE = 100
"""Recipients taken by one claim at most."""
SHARE = 4
"""A claim is a quarter of a second of the rate: what is paused or cancelled stops so soon."""
BACK_OFF = tuple(timedelta(seconds=one) for one in (2, 10, 30, 120, 600, 1_800, 3_600))
ATTEMPTS = len(BACK_OFF) + 1
LONGEST_RESPITE, DOUBLED = 30.0, 5
LEASE = timedelta(seconds=60)
"""How long a claimed recipient belongs to whoever claimed him."""
STALE = timedelta(seconds=0.7)
"""Who has waited in line so long is given back, and claimed anew if he still is to get it."""
SENDABLE = timedelta(seconds=20)
"""Nobody is sent to whose lease ends sooner: a send may take as long as Telegram is waited for."""


def claim_size(rate: float) -> int:
    """How many recipients are taken at once at so many messages a second."""
    return AT_ONCE if rate == inf else max(1, min(AT_ONCE, int(rate / SHARE)))


def on_the_way(rate: float) -> int:
    """How many may be on their way when the next are taken: so many as go out in a second.

    When Telegram answers sooner, fewer are: the next are taken as soon as none waits in line.
    """
    return AT_ONCE if rate == inf else max(1, min(AT_ONCE, ceil(rate)))


def respite(times: int) -> float:
    """Seconds for which Telegram is left alone after the first, second … trouble in a row."""
    return min(LONGEST_RESPITE, 2.0 ** min(times - 1, DOUBLED))


def untouched(delivery: Delivery, at: datetime) -> Settled:
    """Given back: surely not sent, and nothing was learnt about him."""
    return Settled(delivery, Outcome.WAITING, at)


def tried(delivery: Delivery) -> Delivery:
    return replace(delivery, attempts=delivery.attempts + 1)


def not_taken(delivery: Delivery, reason: Reason, at: datetime, detail: str) -> Settled:
    """Telegram surely took nothing: again later, and in the end no more."""
    now = tried(delivery)
    if now.attempts >= ATTEMPTS:
        return Settled(now, Outcome.FAILED, at, reason=reason, detail=detail)
    due_at = at + BACK_OFF[now.attempts - 1]
    return Settled(now, Outcome.WAITING, at, reason=reason, detail=detail, due_at=due_at)
