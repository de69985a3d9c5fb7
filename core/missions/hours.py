"""Opening hours of a mission, and whether it is open at a moment."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.missions.trust import Trust

DAYS_AHEAD = 8
"""Every weekly timetable repeats within it, counted from today."""

WEEK = 7


class Service(StrEnum):
    """What the doors are open for."""

    OFFICE = "office"
    RECEPTION = "reception"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Period:
    """The same hours on some weekdays (Monday is 0), by the mission's clock, within one day."""

    service: Service
    days: tuple[int, ...]
    opens: time
    closes: time
    pause: tuple[time, time] | None = None

    def __post_init__(self) -> None:
        if not self.days or not set(self.days) <= set(range(WEEK)):
            raise ValueError("weekdays are numbered 0 to 6, and there is at least one")
        start, end = self.pause or (self.opens, self.closes)
        if not self.opens <= start < end <= self.closes:
            raise ValueError("a period opens before it closes, and pauses between the two")

    def spans(self) -> tuple[tuple[time, time], ...]:
        """The stretches of one day without the pause."""
        if self.pause is None:
            return ((self.opens, self.closes),)
        start, end = self.pause
        halves = ((self.opens, start), (end, self.closes))
        return tuple(half for half in halves if half[0] < half[1])


@dataclass(frozen=True, slots=True)
class Hours:
    """A weekly timetable as one source gave it. Public holidays are not in it."""

    zone: ZoneInfo
    periods: tuple[Period, ...]
    trust: Trust
    source: str | None = None


class OpeningState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """The state at a moment, and when it turns next, in the mission's zone.

    `service` is what is open now, or what opens next; None where nothing is known.
    """

    state: OpeningState
    changes_at: datetime | None = None
    service: Service | None = None


@dataclass(frozen=True, slots=True, order=True)
class _Span:
    start: datetime
    end: datetime
    service: Service


def opening(hours: Hours | None, now: datetime, service: Service | None = None) -> Opening:
    """Whether the doors are open at `now` (aware), for `service` or for anything at all.

    Instants are compared in UTC, so an hour that a clock change drops or repeats misleads nobody.
    Raises ValueError for a naive `now`.
    """
    if now.tzinfo is None or now.utcoffset() is None:
        raise ValueError("the moment needs a time zone")
    moment = now.astimezone(UTC)
    spans = [] if hours is None else _spans(hours, moment, service)
    if hours is None or not spans:
        return Opening(OpeningState.UNKNOWN)
    current = [span for span in spans if span.start <= moment < span.end]
    if not current:
        coming = min(span for span in spans if span.start > moment)
        return Opening(OpeningState.CLOSED, coming.start.astimezone(hours.zone), coming.service)
    until = _end_of_stretch(spans, current[0].end)
    return Opening(OpeningState.OPEN, until and until.astimezone(hours.zone), current[0].service)


def _spans(hours: Hours, moment: datetime, service: Service | None) -> list[_Span]:
    today = moment.astimezone(hours.zone).date()
    wanted = [period for period in hours.periods if service in (None, period.service)]
    spans = []
    # Yesterday's doors may still be open at this instant: a clock set back repeats an hour.
    for ahead in range(-1, DAYS_AHEAD + 1):
        day = today + timedelta(days=ahead)
        for period in wanted:
            if day.weekday() not in period.days:
                continue
            for opens, closes in period.spans():
                start = datetime.combine(day, opens, hours.zone).astimezone(UTC)
                end = datetime.combine(day, closes, hours.zone).astimezone(UTC)
                if start < end:  # else the clock change swallowed it
                    spans.append(_Span(start, end, period.service))
    return sorted(spans)


def _end_of_stretch(spans: list[_Span], end: datetime) -> datetime | None:
    """Where the doors close when spans that touch are one; None where they never do."""
    for span in spans:
        if span.start <= end < span.end:
            end = span.end
    return None if end >= max(span.end for span in spans) else end
