"""What one person reads about another in a brigade: one line, and never a link."""

import re

NAME_LENGTH = 40
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Printable by the book, yet nothing is seen: names are made of them to look empty."""
_LINKING = re.compile(r"[@/\\:#$]")
_DOT = re.compile(r"\.(?=\S)")


def first_name(text: str) -> str:
    """A name as Telegram gives it, made fit to show others; "" when nothing of it can be seen."""
    return harmless(text)[:NAME_LENGTH].strip()


def harmless(text: str) -> str:
    """One printable line in which Telegram finds no link: it is read as words of the bot."""
    seen = "".join(one if one.isprintable() and one not in _BLANK else " " for one in text)
    return " ".join(_DOT.sub(". ", _LINKING.sub(" ", seen)).split())
