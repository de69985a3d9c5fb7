"""When a person may be written to: mornings and nights by the clock of the place he is in."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

MORNING = time(10)
"""The local hour of a reminder nobody chose another hour for."""
WAKING, SLEEPING = time(9), time(21)
"""Quiet hours begin at SLEEPING and end at WAKING."""


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def at_hour(day: date, hour: time, zone: str) -> datetime:
    """The UTC moment the clocks there show `hour` on `day`.

    An hour skipped by a clock put forward is the moment of the change and what is over; of an
    hour that comes twice it is the first.
    """
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def morning(day: date, zone: str) -> datetime:
    return at_hour(day, MORNING, zone)


def awake(moment: datetime, zone: str) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    here = local(moment, zone)
    if WAKING <= here.time() < SLEEPING:
        return moment
    day = here.date() + timedelta(days=here.time() >= SLEEPING)
    return at_hour(day, WAKING, zone)
