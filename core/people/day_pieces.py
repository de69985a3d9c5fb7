"""What a person typed for a day, taken apart: figures, and words that say something."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from core.people.date_words import DateWords, Mark

FIRST_YEAR, LAST_YEAR = 1900, 2199
WHOLE_DAY = 8
"""Figures of a day written without dots."""

_NEGATIVE = re.compile(r"(?:^|\s)[-\u2212\u2013\u2014]\d")
_PIECE = re.compile(
    r"(?P<iso>\d{4}(?P<s>[-./])\d{1,2}(?P=s)\d{1,2})(?!\d)"
    r"|(?P<full>\d{1,2}(?P<t>\s?[-./]\s?)\d{1,2}(?P=t)(?:\d{4}|\d\d)"
    r"|\d{1,2},\s?\d{1,2},\s?\d{4})(?!\d)"
    r"|(?P<month>\d{1,2}[-./]\d{4})(?!\d)"
    r"|(?P<short>\d{1,2}[./]\d{1,2})(?!\d)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+)"
)
_ORDER = {"iso": "YND", "full": "DNY", "month": "NY", "short": "DN"}


class Piece(NamedTuple):
    """`code`: the letter of a Mark, or of figures.

    Y: a year; T: one in two figures; N: a month; D: up to two figures; Q: three; ?: no part of a
    day.
    """

    code: str
    value: int


def pieces(said: str, words: DateWords) -> list[Piece] | None:
    """None: there is a word nobody knows, or a number below nothing."""
    if _NEGATIVE.search(said):
        return None
    found: list[Piece] = []
    for one in _PIECE.finditer(said):
        if not one["word"]:
            found += _figures(one)
        elif (sense := words.sense(one["word"])) is None:
            return None
        elif sense.mark is not Mark.NOISE:
            found.append(Piece(sense.mark.value, sense.value))
    return found


def _figures(found: re.Match[str]) -> Iterator[Piece]:
    order = _ORDER.get(found.lastgroup or "")
    if order is None:
        yield from _number(found[0])
        return
    for code, written in zip(order, re.findall(r"\d+", found[0]), strict=True):
        yield from _year(written) if code == "Y" else (Piece(code, int(written)),)


def _number(written: str) -> Iterator[Piece]:
    size = len(written)
    if size == WHOLE_DAY:
        yield from _whole_day(int(written))
    elif size == len("YYYY"):
        yield from _year(written)
    else:
        yield Piece({1: "D", 2: "D", 3: "Q"}.get(size, "?"), int(written[:WHOLE_DAY]))


def _year(written: str) -> Iterator[Piece]:
    value = int(written)
    known = FIRST_YEAR <= value <= LAST_YEAR
    yield Piece("T" if len(written) == len("YY") else "Y" if known else "?", value)


def _whole_day(figures: int) -> Iterator[Piece]:
    """12052027, or 20270512: no year ends the former that could be a month and a day."""
    head, tail = divmod(figures, 10_000)
    if tail < FIRST_YEAR:
        year, (month, day) = head, divmod(tail, 100)
    else:
        year, (day, month) = tail, divmod(head, 100)
    yield from (Piece("D", day), Piece("N", month), *_year(f"{year:04}"))
