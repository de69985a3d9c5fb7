"""The words people use for days: content/calendar.toml."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.content.table import Faults, Table, read_table
from core.people.date_words import DateWords, Mark, Sense, plain

CALENDAR = "calendar.toml"
ANY_ENDING = "*"
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
UNITS = {"day": Mark.DAYS, "week": Mark.WEEKS, "month": Mark.MONTHS, "year": Mark.YEARS}
SIGNS = {
    "half_year": Mark.HALF_YEAR,
    "half": Mark.HALF,
    "and_half": Mark.AND_HALF,
    "one_and_half": Mark.ONE_AND_HALF,
    "year": Mark.YEAR,
    "in": Mark.IN,
    "ahead": Mark.AHEAD,
    "ago": Mark.AGO,
    "first": Mark.FIRST,
    "last": Mark.LAST,
    "hour": Mark.HOUR,
}
_SECTIONS = ("letters", "months", "units", "counts", "relative", "signs", "noise", "birth")
_NUMBER = re.compile(r"-?\d{1,2}", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")


def load_calendar(root: Path) -> DateWords:
    """ContentFault: the first thing wrong, such as a word that would say two things."""
    faults = Faults(CALENDAR)
    table = read_table(root / CALENDAR, faults)
    words = _words(table) if table else None
    if faults.found or words is None:
        raise faults.found[0]
    return words


def _words(table: Table) -> DateWords:
    table.only(*_SECTIONS)
    letters = _letters(table.table("letters"))
    whole: dict[str, Sense] = {}
    beginnings: dict[str, Sense] = {}
    for where, said, sense in _said(table):
        word = plain(said.removesuffix(ANY_ENDING), letters)
        known = beginnings if said.endswith(ANY_ENDING) else whole
        if not _WORD.fullmatch(word):
            where.say(f"'{said}' is not one word")
        elif known.setdefault(word, sense) != sense:
            where.say(f"'{said}' says something else already")
    birth = table.table("birth")
    birth.only("words")
    return DateWords(
        letters,
        whole,
        beginnings,
        frozenset(plain(word, letters) for word in birth.texts("words")),
    )


def _letters(table: Table) -> Mapping[str, str]:
    for letter in table:
        if len(letter) != 1:
            table.say(f"'{letter}' is not one letter")
    return {letter: table.text(letter) for letter in table}


def _said(table: Table) -> Iterator[tuple[Table, str, Sense]]:
    """Every word with its table and what it says."""
    months, units, signs = (table.table(name) for name in ("months", "units", "signs"))
    noise = table.table("noise")
    months.only(*MONTHS)
    units.only(*UNITS)
    signs.only(*SIGNS)
    noise.only("words")
    for number, name in enumerate(MONTHS, 1):
        yield from ((months, word, Sense(Mark.MONTH, number)) for word in months.texts(name))
    for name, mark in UNITS.items():
        yield from ((units, word, Sense(mark)) for word in units.texts(name))
    for name, mark in SIGNS.items():
        yield from ((signs, word, Sense(mark)) for word in signs.texts(name))
    yield from ((noise, word, Sense(Mark.NOISE)) for word in noise.texts("words"))
    yield from _numbered(table.table("counts"), Mark.COUNT)
    yield from _numbered(table.table("relative"), Mark.RELATIVE)


def _numbered(table: Table, mark: Mark) -> Iterator[tuple[Table, str, Sense]]:
    for number in table:
        if not _NUMBER.fullmatch(number):
            table.say(f"'{number}' is not a number of one or two figures")
            continue
        yield from ((table, word, Sense(mark, int(number))) for word in table.texts(number))
