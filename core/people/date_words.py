"""The words of a day in any language, as data: what each of them says."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """What a word says; a letter each, so that a line of them can be matched like any text.

    AHEAD and AGO stand with a stretch of time, IN before a stretch or a day. YEAR: «of the year».
    FIRST and LAST: the beginning and the end of a month or a year. HOUR: of the clock, so what
    it stands in is more than a day.
    """

    MONTH = "m"
    DAYS = "d"
    WEEKS = "w"
    MONTHS = "o"
    YEARS = "v"
    HALF_YEAR = "p"
    YEAR = "y"
    COUNT = "c"
    HALF = "h"
    AND_HALF = "j"
    ONE_AND_HALF = "x"
    RELATIVE = "r"
    IN = "i"
    AHEAD = "a"
    AGO = "g"
    FIRST = "b"
    LAST = "e"
    HOUR = "u"
    NOISE = ""


class Sense(NamedTuple):
    """`value`: the number of a month, a count, or the days from today of a RELATIVE word."""

    mark: Mark
    value: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class DateWords:
    """Words as `plain` makes them; `beginnings` may go on with any letters.

    `letters`: how those are written that people swap. `birth`: words beside a year of birth.
    """

    letters: Mapping[str, str]
    words: Mapping[str, Sense]
    beginnings: Mapping[str, Sense]
    birth: frozenset[str] = frozenset()

    def plain(self, text: str) -> str:
        return plain(text, self.letters)

    def sense(self, word: str) -> Sense | None:
        """Of a plain word: the whole word first, then its longest known beginning."""
        if word in self.words:
            return self.words[word]
        cuts = (word[:size] for size in range(len(word), 0, -1))
        return next((self.beginnings[cut] for cut in cuts if cut in self.beginnings), None)


def plain(text: str, letters: Mapping[str, str]) -> str:
    """Lower-case, in the usual characters, one letter for those that people swap."""
    lowered = unicodedata.normalize("NFKC", text).lower()
    return "".join(letters.get(letter, letter) for letter in lowered)
