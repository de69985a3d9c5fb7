"""How a person is called, as somebody typed it."""

from enum import Enum, auto

LONGEST = 60


class Misnamed(Enum):
    """Why a text is no name."""

    EMPTY = auto()
    TOO_LONG = auto()


def read_name(text: str) -> str | Misnamed:
    """The name on one line, all printable; a name has letters in it, and no more than sixty."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    name = " ".join(printable.split())
    if not any(letter.isalpha() for letter in name):
        return Misnamed.EMPTY
    return name if len(name) <= LONGEST else Misnamed.TOO_LONG
