"""Who gets a broadcast first: the affected place, and there those who were seen last."""

from datetime import datetime

from core.broadcasts.broadcast import Place

_STEP = 10**11
"""More seconds than any moment has: a nearer place comes before a later visit."""


def turn(affected: Place | None, country: str | None, city: str | None, seen_at: datetime) -> int:
    """The least goes first: the affected city, then its country, then the rest."""
    return (_nearness(affected, country, city) + 1) * _STEP - int(seen_at.timestamp())


def _nearness(affected: Place | None, country: str | None, city: str | None) -> int:
    if affected is None or country != affected.country:
        return 2
    return 0 if affected.city is not None and city == affected.city else 1
