"""Buttons as an operator types them: a line each, its label, a dash, where it leads."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from core.broadcasts.message import BUTTONS, Action, Link
from core.broadcasts.slips import Fault, Wrong
from core.broadcasts.variables import fields
from core.people.person import one_line

LABEL = 32
"""Letters that a small phone shows."""
NONE = "-"
"""Typed alone: no buttons."""
ADDRESS_LENGTH = 500
ARTICLE_LENGTH = 45
"""What still fits into a button's 64 bytes."""
SHOWN = 60
_LINE = re.compile(r"(.*\S)\s+[-\u2013\u2014]\s+(\S.*)")
_ARTICLE = re.compile(rf"{Action.ARTICLE.value}\s+(\S+)", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_][\w-]*")
_BARE = {one.value: one for one in Action if one is not Action.ARTICLE}


def read_buttons(
    text: str, known_article: Callable[[str], bool]
) -> tuple[Link, ...] | list[Fault]:
    """The buttons, or what is wrong with each line that is not one. «-» alone is no buttons."""
    lines = [(number, one_line(line)) for number, line in enumerate(text.splitlines(), 1)]
    typed = [(number, line) for number, line in lines if line]
    if [line for _, line in typed] == [NONE]:
        return ()
    read = [(number, line, _read(line, known_article)) for number, line in typed]
    faults = [
        Fault(number, found, line[:SHOWN])
        for number, line, found in read
        if isinstance(found, Wrong)
    ]
    faults += [
        Fault(number, Wrong.MANY, line[:SHOWN]) for number, line, _ in read[BUTTONS : BUTTONS + 1]
    ]
    if faults or not typed:
        return faults or [Fault(1, Wrong.FORM, "")]
    return tuple(found for _, _, found in read if isinstance(found, Link))


def _read(line: str, known_article: Callable[[str], bool]) -> Link | Wrong:
    found = _LINE.fullmatch(line)
    if found is None:
        return Wrong.FORM
    label, target = found.groups()
    if len(label) > LABEL:
        return Wrong.LABEL_LONG
    if fields(label):
        return Wrong.LABEL_FIELD
    if action := _BARE.get(target.lower()):
        return Link(label, action=action)
    if article := _ARTICLE.fullmatch(target):
        name = article[1].lower()
        fits = len(name) <= ARTICLE_LENGTH and known_article(name)
        return Link(label, name, Action.ARTICLE) if fits else Wrong.ARTICLE
    return Link(label, target) if safe_address(target) else Wrong.ADDRESS


def safe_address(address: str) -> bool:
    """An https address of a named host, without anything that hides where it leads."""
    if len(address) > ADDRESS_LENGTH or not address.isprintable() or set(address) & set(' \\<>"'):
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    hidden = "@" in parts.netloc or (port is None and parts.netloc.endswith(":"))
    return parts.scheme == "https" and not hidden and _HOST.fullmatch(host) is not None
