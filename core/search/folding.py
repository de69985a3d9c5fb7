"""Words as people type them, brought to the few shapes in which they can be compared.

Nothing here knows a letter: which letters are taken for one another, how Latin letters are read
and which endings Kazakh has is data (`Alphabet`).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import Stemmer

LONGEST_TEXT = 4096
LONGEST_WORD = 40
MOST_ENDINGS = 4
AFTER_LATIN = "\u0250"
"""The first letter behind all the Latin ones people type."""
_WORD = re.compile(r"[^\W_]+")
_JOINED = re.compile(r"[-'’`ʻ.](?<=\w.)(?=\w)")


@dataclass(frozen=True, slots=True)
class Alphabet:
    """`letters` folds a letter, `latin` reads Latin ones (several at once where given).

    `endings` are Kazakh suffixes; none is taken that would leave fewer than `shortest` letters.
    """

    letters: Mapping[str, str]
    latin: Mapping[str, str]
    endings: tuple[str, ...]
    shortest: int


class Token(NamedTuple):
    """A word: `keys` are its stems in every reading, `shapes` its folded spellings."""

    word: str
    keys: tuple[str, ...]
    shapes: tuple[str, ...]


@dataclass(eq=False)
class Folding:
    """Reads words by one alphabet."""

    alphabet: Alphabet

    def tokens(self, text: str) -> list[Token]:
        """The words of a text in their order, repeated as often as they stand there."""
        return self.read(words(text))

    def folded(self, words_: Iterable[str]) -> frozenset[str]:
        """Endings or words as they look in a folded word."""
        return frozenset(self._fold(list(words_)))

    def tokens_of(self, lines: Sequence[str]) -> list[tuple[Token, ...]]:
        """The words of each line of the content."""
        by_line = words_by_line(lines)
        distinct = list(dict.fromkeys(chain.from_iterable(by_line)))
        tokens = dict(zip(distinct, self.read(distinct), strict=True))
        return [tuple(tokens[word] for word in line) for line in by_line]

    def read(self, found: Sequence[str]) -> list[Token]:
        """Every word in all its readings. All at once: one by one takes four times as long."""
        latin = [word for word in found if _is_latin(word)]
        others = [word for word in found if not _is_latin(word)]
        tokens = {token.word: token for token in (*self._latin(latin), *self._cyrillic(others))}
        return [tokens[word] for word in found]

    def _cyrillic(self, found: list[str]) -> Iterator[Token]:
        folded = self._fold(found)
        russian = self._fold(self._russian.stemWords(found))
        for word, shape, stem in zip(found, folded, russian, strict=True):
            yield Token(word, _distinct(self._kazakh(shape), stem), (shape,))

    def _latin(self, found: list[str]) -> Iterator[Token]:
        """English, or Kazakh or Russian typed in Latin letters: all three are tried."""
        if not found:
            return
        letters = self.alphabet.latin
        text = "\n".join(found)
        spelt = self._letters.sub(lambda group: letters[group[0]], text).split("\n")
        plain = _once(text).split("\n")
        english = self._english.stemWords(found)
        for word, once, stem, other in zip(
            found, plain, english, self._cyrillic(spelt), strict=True
        ):
            yield Token(word, (stem, *other.keys), _distinct(once, other.shapes[0]))

    def _fold(self, found: Sequence[str]) -> list[str]:
        """Swapped letters become one, doubled letters single."""
        if not found:
            return []
        text = "\n".join(found)
        for letter, other in self.alphabet.letters.items():  # ten times as fast as translate()
            text = text.replace(letter, other)
        return _once(text).split("\n")

    def _kazakh(self, folded: str) -> str:
        """Without up to four endings, as Kazakh heaps them on."""
        endings, shortest, longest = self._endings, self.alphabet.shortest, self._longest
        end = len(folded)
        for _ in range(MOST_ENDINGS):
            for begin in range(max(shortest, end - longest), end):
                if folded[begin:end] in endings:
                    end = begin
                    break
            else:
                break
        return folded[:end]

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(self._fold(self.alphabet.endings))

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._endings), default=0)

    @cached_property
    def _letters(self) -> re.Pattern[str]:
        longest_first = sorted(self.alphabet.latin, key=len, reverse=True)
        return re.compile("|".join(map(re.escape, longest_first)))

    @cached_property
    def _russian(self) -> Stemmer.Stemmer:
        return Stemmer.Stemmer("russian")

    @cached_property
    def _english(self) -> Stemmer.Stemmer:
        return Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """Lower-case words and numbers of a text; «e-9» and «don't» are one each."""
    plain = _plain(text)
    return [word[:LONGEST_WORD] for word in _WORD.findall(plain)]


def words_by_line(lines: Iterable[str]) -> list[list[str]]:
    """The words of each line, for lines of the content; none of them holds a line break."""
    text = "\n".join(lines)
    return list(map(_WORD.findall, _plain(text).split("\n"))) if text else []


def question_words(text: str, most: int) -> list[str]:
    """The first distinct words of what a person typed; the rest of a flood is not read."""
    return list(dict.fromkeys(words(text[:LONGEST_TEXT])))[:most]


def _plain(text: str) -> str:
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _JOINED.sub("", text.lower())


def _once(text: str) -> str:
    """Letters that are doubled, single. Letter by letter: a tenth of a pattern's time."""
    for letter in set(text):
        if letter.isalpha():
            while letter * 2 in text:
                text = text.replace(letter * 2, letter)
    return text


def _is_latin(word: str) -> bool:
    return word[0] < AFTER_LATIN and not word.isdecimal()


def _distinct(one: str, other: str) -> tuple[str, ...]:
    return (one, other) if one != other else (one,)
