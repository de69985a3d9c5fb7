"""Placeholders in what an operator writes: what each recipient reads in their stead."""

import re
from collections.abc import Callable
from html import unescape

from core.broadcasts.message import LONGEST, LONGEST_CAPTION, Version
from core.broadcasts.slips import Problem, Slip

FIELDS = ("country", "city", "mission")
RESERVED = 200
"""Units kept free for each placeholder: no name of a country, a city or a mission is longer."""
DRILL_RESERVED = 100
"""Units kept free for the lines that say TEST, whether or not it is a drill yet."""
TEXTS = ("text",)
FILES = ("photo", "video", "document", "audio", "voice", "animation")
"""Kinds of messages a version may be made of."""

_TAG = re.compile(r"""(<(?:"[^"]*"|[^">])*>)""")
_FIELD = re.compile(r"\{\s*([^\s{}]{1,64})\s*\}")
_KNOWN = re.compile(r"\{(" + "|".join(FIELDS) + r")\}")


def visible(html: str) -> str:
    """What of Telegram's HTML is read."""
    return unescape(_TAG.sub("", html))


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fields(text: str) -> list[str]:
    """Each single word in braces, as it is written there; braces around more are only braces."""
    return _FIELD.findall(text)


def filled(html: str, value: Callable[[str], str]) -> str:
    """The text with its placeholders replaced, those in addresses excepted.

    `value` gives what stands for a placeholder, as HTML; what it gives is not looked at again.
    """
    return "".join(
        piece if place % 2 else _KNOWN.sub(lambda found: value(found[1]), piece)
        for place, piece in enumerate(_TAG.split(html))  # text and tags by turns
    )


def slip_in(version: Version, kind: str, *, grouped: bool = False) -> Slip | None:
    """Why recipients could not be sent this as it is; None when they could.

    `kind`: Telegram's word for what the message is. `grouped`: it is a part of an album.
    """
    if kind not in TEXTS + FILES:
        return Slip(Problem.KIND)
    read = visible(version.html)
    found = fields(read)
    if grouped:
        return Slip(Problem.ALBUM_FIELD) if found else None
    unknown = [one for one in found if one not in FIELDS]
    if unknown:
        return Slip(Problem.FIELD, tuple(dict.fromkeys(unknown)))
    if _count(version.html) != len(found):
        return Slip(Problem.SPLIT)
    limit = LONGEST_CAPTION if version.copied else LONGEST
    over = longest(read) - limit
    return Slip(Problem.LONG, over=over, limit=limit) if over > 0 else None


def longest(read: str) -> int:
    """How long it may become for anybody, also as a drill."""
    written = units(_KNOWN.sub("", read))
    return written + RESERVED * len(_KNOWN.findall(read)) + DRILL_RESERVED


def _count(html: str) -> int:
    """The placeholders that `filled` would find."""
    found: list[str] = []

    def seen(name: str) -> str:
        found.append(name)
        return ""

    filled(html, seen)
    return len(found)
