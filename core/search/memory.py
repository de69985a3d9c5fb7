"""What is remembered of a question: its words without the person who asked."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from core.locale import Locale
from core.search.folding import LONGEST_TEXT, Token

LEFT_OUT = "…"
LONGEST = 300
CLUSTER_LETTERS = 16
_ADDRESS = re.compile(r"\S*[@/\\]\S*|\S+\.\S+|\S*\d\S*")


@dataclass(frozen=True, slots=True)
class Trace:
    """`words` hold only words the content itself uses; `cluster` names questions alike."""

    words: str
    cluster: str

    @property
    def says_something(self) -> bool:
        """Whether any word is left: all that is left of other questions is one «…» for all."""
        return bool(self.words.strip(LEFT_OUT))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question nothing was found for, and how often it came."""

    words: str
    language: Locale
    country: str | None
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer as people judged it after a question of this cluster."""

    words: str
    answer: str
    helped: int
    missed: int


def trace(
    text: str, read: Callable[[str], Iterable[Token]], common: Callable[[Token], str | None]
) -> Trace:
    """Leaves out numbers, addresses, capitalised words and every word that is not `common`.

    `common` gives the stem of a word many people use, or None: most names are left out twice.
    """
    kept: list[str] = []
    stems: set[str] = set()
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    plain = _without_capitals(_ADDRESS.sub(" ", plain))
    for token in read(plain):
        stem = common(token)
        if stem is not None:
            stems.add(stem)
            kept.append(token.word)
        elif kept[-1:] != [LEFT_OUT]:
            kept.append(LEFT_OUT)
    shown = " ".join(kept)[:LONGEST]
    return Trace(shown, sha256(" ".join(sorted(stems)).encode()).hexdigest()[:CLUSTER_LETTERS])


def _without_capitals(text: str) -> str:
    """Without the words that begin with a capital letter, but for the first one.

    In a text that is all capitals they say nothing.
    """
    if text.isupper():
        return text
    first, *rest = text.split() or [""]
    return " ".join([first, *(word for word in rest if not _first_letter(word).isupper())])


def _first_letter(word: str) -> str:
    return next((letter for letter in word if letter.isalpha()), "")
