"""The people who are there with somebody, as he lists them: a person a line."""

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum, auto

from core.people.date_words import DateWords
from core.people.person import one_line
from core.stays.stay import Companion

FIRST_YEAR = 1900
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]\s*(?=\D)|[-\u2013\u2014\u2022*]\s*)")
_DATE = re.compile(r"\b(?:\d{1,2}[-./]\d{1,2}[-./](\d{4})|(\d{4})[-./]\d{1,2}[-./]\d{1,2})\b")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_AROUND = " \t,;:.!?()[]{}<>«»\"'/|*+=_-\u2013\u2014"


class Slip(Enum):
    """NOBODY: there is no name. YEAR: no year of birth can be such."""

    NOBODY = auto()
    YEAR = auto()


def read_companions(text: str, words: DateWords, today: date) -> tuple[Companion, ...] | Slip:
    """A person a line, or several with commas or semicolons between them."""
    found: list[Companion] = []
    for part in _parts(text, words):
        one = _companion(part, words, today)
        if isinstance(one, Slip):
            return one
        found.append(one)
    return tuple(found) or Slip.NOBODY


def _parts(text: str, words: DateWords) -> Iterator[str]:
    for line in re.split(r"[\n\r;]+", text):
        bare = _DATE.sub(lambda day: day[1] or day[2], _BULLET.sub("", line))
        if not bare.strip(_AROUND):
            continue
        yield from _at_commas(bare, words)


def _at_commas(line: str, words: DateWords) -> list[str]:
    """The parts of a line between commas; one without a name belongs to the one before it."""
    parts: list[str] = []
    for part in line.split(","):
        if parts and not any(map(str.isalpha, _name(part, words))):
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def _companion(part: str, words: DateWords, today: date) -> Companion | Slip:
    years, name = _YEAR.findall(part), _name(part, words)
    if any(map(str.isdecimal, name)):
        return Slip.YEAR
    if not any(map(str.isalpha, name)):
        return Slip.NOBODY
    if not years:
        return Companion(name)
    born = int(years[0])
    return Companion(name, born) if FIRST_YEAR <= born <= today.year else Slip.YEAR


def _name(part: str, words: DateWords) -> str:
    """Without the year of birth and the words that stand beside it."""
    before, *behind = _YEAR.split(one_line(part), maxsplit=1)
    first, last = before.split(), " ".join(behind).split()
    while behind and first and _beside_year(first[-1], words):
        first.pop()
    while last and _beside_year(last[0], words):
        last.pop(0)
    return " ".join(" ".join((*first, *last)).split()).strip(_AROUND)


def _beside_year(word: str, words: DateWords) -> bool:
    letters = "".join(filter(str.isalpha, words.plain(word)))
    return letters in words.birth or not any(map(str.isalnum, word))
