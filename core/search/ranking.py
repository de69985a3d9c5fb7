"""Signals and circumstances weighed into one likelihood for each topic."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from core.search.planes import Floats
from core.search.topics import Kind, Topic


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear ranker: fitted on the examples of the content, each held out in turn.

    The first five are for the signals of the index. `named`, `unnamed`: the topic's country is,
    is not, among those the question names; `own`, `foreign`: it is, is not, the asker's, where
    the question names none; `home`: Kazakhstan's own side. `kinds`: what is added for a kind.
    `contact`: the question is made of words with which people ask for a mission.
    """

    words: float
    notions: float
    letters: float
    direction: float
    near: float
    named: float
    unnamed: float
    own: float
    foreign: float
    home: float
    contact: float
    kinds: dict[Kind, float]

    @property
    def signals(self) -> tuple[float, ...]:
        return (self.words, self.notions, self.letters, self.direction, self.near)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`named`: the countries of the question, with rules here or without; `own`: the asker's.

    `contact`: from 0 to 1, how far the question is a question for a mission's address or number.
    """

    named: Collection[str]
    own: str | None
    contact: float


def likelihoods(
    topics: Sequence[Topic], signals: Floats, around: Circumstances, weights: Weights
) -> Floats:
    """Shares of one, by the topics' numbers."""
    scores = signals @ np.array(weights.signals, np.float32)
    scores += [
        weights.kinds.get(topic.kind, 0.0) + _standing(topic, around, weights) for topic in topics
    ]
    shares: Floats = np.exp(scores - scores.max()).astype(np.float32)
    shares /= shares.sum()
    return shares


def _standing(topic: Topic, around: Circumstances, weights: Weights) -> float:
    """What the country does for a topic, and the words of contact for the missions."""
    match topic.kind:
        case Kind.MISSION:
            return weights.contact * around.contact
        case Kind.ARTICLE if not topic.scope:
            return weights.home
        case Kind.ARTICLE if around.named:
            return weights.named if topic.scope in around.named else weights.unnamed
        case Kind.ARTICLE if around.own:
            return weights.own if topic.scope == around.own else weights.foreign
        case _:
            return 0.0
