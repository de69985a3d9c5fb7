"""Days as people type them: in figures, by the month's name, «tomorrow», «in six months».

Which words say what is data (`DateWords`). What can be read in two ways is not read at all.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from core.people.date_words import DateWords, Mark
from core.people.day_pieces import FIRST_YEAR, LAST_YEAR, Piece, pieces

__all__ = ["DateWords", "Toward", "months_after", "read_day"]

LONGEST = 80
"""Letters; what is longer tells more than a day."""
CENTURY = 100
NEAR_YEARS = 10
"""A year of two figures, asked for the past, lies no farther ahead."""
LEAP_GAP = 8
MOST_MONTHS, MOST_DAYS = 12 * 150, 366 * 150
YEAR = 12
DECEMBER = 12


class Toward(Enum):
    """On which side of today a day lies whose year is not written."""

    PAST = auto()
    FUTURE = auto()


def read_day(
    text: str, words: DateWords, today: date, toward: Toward, start: date | None = None
) -> date | None:
    """None: not understood, no such day, or more than one reading.

    `start`: the day the future is counted from, where it is not today.
    """
    said = text.strip()
    found = pieces(words.plain(said), words) if len(said) <= LONGEST else None
    if not found:
        return None
    codes = "".join(piece.code for piece in found)
    for shape, reading in _SHAPES:
        if match := shape.fullmatch(codes):
            day = reading(_Read(match, found, today, toward, start or today))
            return day if day and FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a month that has no such day."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class _Read:
    """A text whose shape is known: the groups of the shape, and the pieces they stand for."""

    match: re.Match[str]
    pieces: Sequence[Piece]
    asked_on: date
    toward: Toward
    start: date

    def has(self, group: str) -> bool:
        return bool(self.match.groupdict().get(group))

    def value(self, group: str) -> int:
        return self.pieces[self.match.start(group)].value

    @property
    def year(self) -> int | None:
        if not self.has("y"):
            return None
        written = self.value("y")
        if written >= CENTURY:
            return written
        past = self.toward is Toward.PAST
        near = 2000 + written <= self.asked_on.year + NEAR_YEARS
        return 2000 + written if near or not past else 1900 + written

    def nearest(self, day_of: Callable[[int], date | None]) -> date | None:
        """The next of a day that comes once a year or less often, or the last; today is both."""
        if self.toward is Toward.FUTURE:
            years = range(self.start.year, self.start.year + LEAP_GAP + 1)
            return next((day for day in map(day_of, years) if day and day >= self.start), None)
        years = range(self.asked_on.year, self.asked_on.year - LEAP_GAP - 1, -1)
        return next((day for day in map(day_of, years) if day and day <= self.asked_on), None)


def _day(read: _Read) -> date | None:
    """The twelfth of May, with its year or without."""
    month, day, year = read.value("m"), read.value("d"), read.year
    if year is not None:
        return _date(year, month, day)
    return read.nearest(lambda one: _date(one, month, day))


def _month(read: _Read) -> date | None:
    """May 2027: its last day for the end of something, the first one for a beginning."""
    last = read.toward is Toward.FUTURE
    return _edge(read.year or 0, read.value("m"), last=last)


def _edge_of_month(read: _Read) -> date | None:
    month, year, last = read.value("m"), read.year, read.has("last")
    if year is not None:
        return _edge(year, month, last=last)
    return read.nearest(lambda one: _edge(one, month, last=last))


def _edge_of_year(read: _Read) -> date | None:
    """Of the year named, or of this one."""
    last = read.has("last")
    return _edge(read.year or read.asked_on.year, DECEMBER if last else 1, last=last)


def _edge_of_this_month(read: _Read) -> date | None:
    return _edge(read.asked_on.year, read.asked_on.month, last=read.has("last"))


def _relative(read: _Read) -> date | None:
    return read.asked_on + timedelta(days=read.value("r"))


def _stretch(read: _Read) -> date | None:
    """Ahead of today or ago; without a word of it, from the start into the side asked for."""
    ahead, ago = read.has("ahead") or read.has("behind"), read.has("ago") or read.has("past")
    if ahead and ago:
        return None
    months, days = _summed(read) if read.has("sum") else (_with_a_half(read), 0)
    if months > MOST_MONTHS or days > MOST_DAYS:
        return None
    if ago or (read.toward is Toward.PAST and not ahead):
        months, days = -months, -days
    start = read.asked_on if ahead or ago or read.toward is Toward.PAST else read.start
    return months_after(start, months) + timedelta(days=days)


def _summed(read: _Read) -> tuple[int, int]:
    """Months and days of «a year, two months and 5 days»."""
    months = days = 0
    count = 1
    for code, value in read.pieces[slice(*read.match.span("sum"))]:
        match code:
            case Mark.DAYS:
                days += count
            case Mark.WEEKS:
                days += 7 * count
            case Mark.MONTHS:
                months += count
            case Mark.YEARS:
                months += YEAR * count
            case _:
                count = value
    return months, days


def _with_a_half(read: _Read) -> int:
    """Months of half a year, or of years and a half: one unless their number is told."""
    if read.has("half"):
        return YEAR // 2
    found = read.pieces[slice(*read.match.span("more"))]
    counts = (piece.value for piece in found if piece.code in {Mark.COUNT, "D"})
    return YEAR * next(counts, 1) + YEAR // 2


def _edge(year: int, month: int, *, last: bool) -> date | None:
    first = _date(year, month, 1)
    return first and first.replace(day=monthrange(year, month)[1] if last else 1)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


Reading = Callable[[_Read], date | None]


def _shapes() -> Iterator[tuple[re.Pattern[str], Reading]]:
    """How the pieces of a day may follow one another; the letters are theirs."""
    month, year, edge = "(?P<m>mo?|N)", "(?P<y>Y)[yv]?", "(?:(?P<last>e)|b)"
    summed = "(?P<sum>[cDQ]?[dwov](?:[cDQ][dwov])*)"
    stretch = rf"{summed}|(?P<half>p|hc?v)|(?P<more>xv|[cD]jv|[cD]?vc?h)"
    written: dict[Reading, tuple[str, ...]] = {
        _day: (
            rf"i?(?P<d>D){month}(?:(?P<y>[YDT])[yv]?)?",
            rf"i?(?P<m>m)o?(?P<d>D)(?:{year})?",
            rf"(?P<y>Y[yv]?|Dy)(?P<d>D){month}",
            rf"(?P<y>Y[yv]?|Dy){month}(?P<d>D)",
            rf"(?P<d>D)(?P<m>D){year}",
            rf"{year}(?P<m>D)(?P<d>D)",
        ),
        _month: (rf"i?{month}{year}", rf"{year}(?P<m>m)o?"),
        _edge_of_month: (
            rf"i?{edge}(?P<m>m)o?(?:{year})?",
            rf"(?P<m>m)o?(?:{year})?{edge}",
            rf"{year}(?P<m>m)o?{edge}",
        ),
        _edge_of_year: (rf"i?{edge}{year}", rf"{year}{edge}", rf"{edge}v", rf"[yv]{edge}"),
        _edge_of_this_month: (rf"{edge}o", rf"o{edge}"),
        _relative: ("(?P<r>r)d?",),
        _stretch: (
            rf"(?:(?P<ahead>[ia])|(?P<ago>g))?(?:{stretch})(?:(?P<behind>a)|(?P<past>g))?",
        ),
    }
    for reading, shapes in written.items():
        for shape in shapes:
            yield re.compile(shape), reading


_SHAPES = tuple(_shapes())
