"""What is wrong with something an operator sent for a broadcast. A view owns the words."""

from dataclasses import dataclass
from enum import StrEnum


class Problem(StrEnum):
    """KIND: neither words nor a file. SPLIT: a placeholder is formatted in its middle.

    ALBUM: an album, for what carries buttons. ALBUM_FIELD: a placeholder under an album.
    """

    KIND = "kind"
    LONG = "long"
    FIELD = "field"
    SPLIT = "split"
    ALBUM = "album"
    ALBUM_FIELD = "album_field"


@dataclass(frozen=True, slots=True)
class Slip:
    """`names`: the unknown placeholders. `over`: how many letters too long for `limit`."""

    problem: Problem
    names: tuple[str, ...] = ()
    over: int = 0
    limit: int = 0


class Wrong(StrEnum):
    """What may be wrong with a line that describes a button."""

    FORM = "form"
    LABEL_LONG = "label_long"
    LABEL_FIELD = "label_field"
    ADDRESS = "address"
    ARTICLE = "article"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Fault:
    """`line`: its number, from 1. `text`: the line, cut."""

    line: int
    wrong: Wrong
    text: str
