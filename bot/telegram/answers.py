"""Ids of the search as buttons carry them: a colon parts the fields of a button."""

from bot.content.content import Content
from core.search.decision import ANYWHERE

COLON, DOT = ":", "."


def packed(answer: str) -> str:
    """`mission:kr-busan-cg` for the wire."""
    return answer.replace(COLON, DOT)


def wired(answer: str) -> str:
    """Back from the wire."""
    return answer.replace(DOT, COLON)


def exists(answer: str, content: Content) -> bool:
    """Whether the search can give this answer: what a forged or old button names is not kept."""
    kind, _colon, value = answer.partition(COLON)
    if kind == "mission" and value in content.missions:
        return True
    known = value == ANYWHERE or (value.islower() and value.upper() in content.countries)
    return answer in content.articles or (kind in {"mission", "emergency"} and known)
