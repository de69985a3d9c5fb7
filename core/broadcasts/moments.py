"""The moment a broadcast starts, as an operator types it: a day in any words, and a clock."""

import re
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from core.people.date_words import DateWords, Mark
from core.people.days import Toward, read_day
from core.people.hours import MORNING, at_hour, local

LEAST_AHEAD = timedelta(minutes=1)
MOST_AHEAD = timedelta(days=60)
LONGEST = 80

_WITH_COLON = re.compile(r"(?<![\d:.,/])(\d{1,2}):(\d\d)(?![\d:])(?:-\w{1,3}\b)?")
_AT_THE_END = re.compile(r"(?<![\d:.,/-])(\d{1,2})(?:\.(\d\d))?(?:-[^\W\d]{1,3})?$")
_WORD = re.compile(r"[^\W\d_]+")


class Slip(StrEnum):
    """Why what was typed is no moment to start at."""

    NOT_UNDERSTOOD = "not_understood"
    PAST = "past"
    TOO_FAR = "too_far"


class When(StrEnum):
    """Moments that need no typing. HOUR: in an hour. MORNING: tomorrow's."""

    NOW = "now"
    HOUR = "hour"
    MORNING = "morning"


def read_moment(text: str, words: DateWords, now: datetime, zone: str) -> datetime | Slip:
    """The UTC moment meant by the clocks of `zone`; a clock alone is the next time it shows that.

    Without a clock nothing is guessed: a day alone is not understood.
    """
    if len(text) > LONGEST:
        return Slip.NOT_UNDERSTOOD
    said = _without_hours(text, words)
    for shape in (_WITH_COLON, _AT_THE_END):
        found = shape.search(said)
        hour = found and _clock(found[1], found[2] or "00")
        if found is None or hour is None:
            continue
        rest = f"{said[: found.start()]} {said[found.end() :]}".strip(" ,;")
        if not rest and shape is _WITH_COLON:
            return judged(_next(hour, now, zone), now)
        day = read_day(rest, words, local(now, zone).date(), Toward.FUTURE)
        if day is not None:
            return _on(day, hour, now, zone)
    return Slip.NOT_UNDERSTOOD


def judged(moment: datetime, now: datetime) -> datetime | Slip:
    """The moment, if it lies at least a minute and at most sixty days ahead."""
    if moment < now + LEAST_AHEAD:
        return Slip.PAST
    return Slip.TOO_FAR if moment > now + MOST_AHEAD else moment


def quick(when: When, now: datetime, zone: str) -> datetime | None:
    """On a full minute, so that it can be read aloud; None: at once."""
    match when:
        case When.NOW:
            return None
        case When.HOUR:
            return now.replace(second=0, microsecond=0) + timedelta(hours=1)
        case When.MORNING:
            return at_hour(local(now, zone).date() + timedelta(days=1), MORNING, zone)


def _without_hours(text: str, words: DateWords) -> str:
    """«Tomorrow at 9 o'clock» is read like «tomorrow at 9»."""

    def kept(found: re.Match[str]) -> str:
        sense = words.sense(words.plain(found[0]))
        return " " if sense is not None and sense.mark is Mark.HOUR else found[0]

    return " ".join(_WORD.sub(kept, text).split()).rstrip(" .'’")


def _on(day: date, hour: time, now: datetime, zone: str) -> datetime | Slip:
    today = local(now, zone).date()
    if day < today:
        return Slip.PAST
    if day > today + MOST_AHEAD + timedelta(days=1):  # a year the calendar may not hold in UTC
        return Slip.TOO_FAR
    return judged(at_hour(day, hour, zone), now)


def _next(hour: time, now: datetime, zone: str) -> datetime:
    today = local(now, zone).date()
    moment = at_hour(today, hour, zone)
    if moment >= now + LEAST_AHEAD:
        return moment
    return at_hour(today + timedelta(days=1), hour, zone)


def _clock(hours: str, minutes: str) -> time | None:
    try:
        return time(int(hours), int(minutes))
    except ValueError:
        return None
