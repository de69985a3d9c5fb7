"""How a person is called, as somebody typed it: one line, and never a link."""

import re
from enum import Enum, auto

LONGEST = 60
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Printable by the book, yet nothing is seen: names are made of them to look empty."""
_LINKING = re.compile(r"[@/\\:#$]")
_DOT = re.compile(r"\.(?=\S)")


class Misnamed(Enum):
    """Why a text is no name."""

    EMPTY = auto()
    TOO_LONG = auto()


def read_name(text: str) -> str | Misnamed:
    """The name, made harmless; it has letters in it, and no more than sixty."""
    name = harmless(text)
    if not any(letter.isalpha() for letter in name):
        return Misnamed.EMPTY
    return name if len(name) <= LONGEST else Misnamed.TOO_LONG


def harmless(text: str) -> str:
    """One printable line in which Telegram finds no link: it is read as words of the bot."""
    seen = "".join(one if one.isprintable() and one not in _BLANK else " " for one in text)
    return " ".join(_DOT.sub(". ", _LINKING.sub(" ", seen)).split())
