"""Which answer a question gets: one article, a few to choose from, the emergency card, nothing."""

from dataclasses import dataclass
from enum import StrEnum

ANYWHERE = "any"
"""Stands for the country in an id where none is known."""


class Decision(StrEnum):
    ANSWER = "answer"
    CHOICES = "choices"
    EMERGENCY = "emergency"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Result:
    """`id`: `ru/unpaid-wages`, `mission:<id>`, `mission:<country>`, `emergency:<country>`.

    `score` is a share of one: how likely it is what was meant.
    """

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """`results` stand best first; none where the decision is NOTHING."""

    decision: Decision
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Shares of one, taken from the questions of testers.

    `emergency`: all kinds of emergency together, `sharpest`: the likeliest of them; `answer`: the
    best article; `outside`: what nothing here answers; `weak`: below it the best is not shown.
    """

    emergency: float
    sharpest: float
    answer: float
    outside: float
    weak: float


@dataclass(frozen=True, slots=True)
class Shares:
    """How the likelihood of a question falls to the kinds of topics."""

    emergency: float
    sharpest: float
    outside: float
    best: float


def decide(shares: Shares, thresholds: Thresholds) -> Decision:
    """Danger goes first: it is enough that it is possible, and likelier than idle talk."""
    if (
        shares.emergency >= thresholds.emergency
        and shares.sharpest >= thresholds.sharpest
        and shares.emergency >= shares.outside
    ):
        return Decision.EMERGENCY
    if shares.outside >= thresholds.outside or shares.best < thresholds.weak:
        return Decision.NOTHING
    return Decision.ANSWER if shares.best >= thresholds.answer else Decision.CHOICES
