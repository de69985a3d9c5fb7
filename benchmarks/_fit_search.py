"""Fits the weights of the search on the content's own examples.

`python -m benchmarks._fit_search`; nothing is written, the weights are printed.

Each fifth of the examples is held out in turn and asked as a question of the other four, by an
asker in the country of its article or of none. The weights that make the right topics most likely
(softmax regression) are printed as content/search.toml has them. No question of testers is read.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.content.content import Content
from bot.services.search import build_search, topics
from core.search.ranking import Circumstances, Weights
from core.search.search import CANDIDATES, Search
from core.search.topics import Kind, Topic

FOLDS = 5
STEPS = 1500
BATCH = 512
PACE = 0.05
DECAY = 1e-5
SEED = 7
ABROAD = 0.9
"""How many of the askers tell the bot where they are."""
SIGNALS = ("words", "notions", "letters", "direction", "near")
STANDING = ("named", "unnamed", "own", "foreign", "home", "contact")
FREE = tuple(kind for kind in Kind if kind is not Kind.ARTICLE)

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Asked:
    """One held-out example: what is known of each topic, and the number of the right one."""

    known: Matrix
    right: int


def held_out(content: Content) -> Iterator[Asked]:
    every = tuple(topics(content))
    drawn = random.Random(SEED)  # noqa: S311 - chance, not secrecy
    for fold in range(FOLDS):
        kept, asked = [], []
        for number, topic in enumerate(every):
            lines = list(topic.examples)
            out = {line for line in lines if len(line.split()) > 1 and _fold(line) == fold}
            kept.append(replace(topic, examples=tuple(one for one in lines if one not in out)))
            asked += [(number, line) for line in sorted(out)]
        search = build_search(content, about=kept)
        for number, line in asked:
            yield Asked(_known(search, every, line, _asker(every[number], drawn)), number)


def _fold(line: str) -> int:
    return sum(line.encode()) % FOLDS


def _asker(topic: Topic, drawn: random.Random) -> str | None:
    """Where the asker is: in the country of the rules, or anywhere."""
    if drawn.random() > ABROAD:
        return None
    return topic.scope or drawn.choice(("RU", "KR", "QA", "GB", None))


def _known(search: Search, every: Sequence[Topic], line: str, country: str | None) -> Matrix:
    """Signals, standing and kind of each topic, a column each, in the order of the weights."""
    reading = search.index.reader.question(line)
    around = search.circumstances(reading, country)
    rows = [(*_standing(topic, around), *(topic.kind is kind for kind in FREE)) for topic in every]
    signals = search.index.signals(reading, CANDIDATES)
    return np.concatenate([signals, np.array(rows, np.float32)], axis=1)


def _standing(topic: Topic, around: Circumstances) -> tuple[float, ...]:
    """As core.search.ranking, each term by itself."""
    host = topic.kind is Kind.ARTICLE and bool(topic.scope)
    named, own = bool(around.named), bool(around.own) and not around.named
    return (
        host and named and topic.scope in around.named,
        host and named and topic.scope not in around.named,
        host and own and topic.scope == around.own,
        host and own and topic.scope != around.own,
        topic.kind is Kind.ARTICLE and not topic.scope,
        around.contact if topic.kind is Kind.MISSION else 0.0,
    )


def fit(asked: Sequence[Asked]) -> Matrix:
    """Adam on the cross-entropy of the right topic."""
    known = np.stack([one.known for one in asked])
    right = np.array([one.right for one in asked])
    weights = np.zeros(known.shape[2], np.float32)
    weights[: len(SIGNALS)] = 4.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    drawn = np.random.default_rng(SEED)
    for step in range(1, STEPS + 1):
        batch = drawn.choice(len(asked), BATCH, replace=False)
        scores = known[batch] @ weights
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        shares[np.arange(BATCH), right[batch]] -= 1
        slope = np.einsum("bt,btf->f", shares, known[batch]) / BATCH + DECAY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        weights -= PACE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def accuracy(
    asked: Sequence[Asked], weights: Matrix, every: Sequence[Topic]
) -> tuple[float, float]:
    """How often the right article comes first, and among the first three."""
    found = [
        np.argsort(-(one.known @ weights))[:3].tolist().index(one.right)
        if one.right in np.argsort(-(one.known @ weights))[:3]
        else None
        for one in asked
        if every[one.right].kind is Kind.ARTICLE
    ]
    return found.count(0) / len(found), 1 - found.count(None) / len(found)


def main() -> None:
    content = Content.load(Path("content"))
    every = tuple(topics(content))
    asked = list(held_out(content))
    weights = fit(asked)
    top, three = accuracy(asked, weights, every)
    print(
        f"# {len(asked)} held-out examples; articles first {top:.1%}, "
        f"in the first three {three:.1%}"
    )
    names = (*SIGNALS, *STANDING)
    assert {field.name for field in fields(Weights)} == {*names, "kinds"}
    print("[weights]")
    for name, weight in zip(names, weights, strict=False):
        print(f"{name} = {weight:.2f}")
    print("\n[kinds]\narticle = 0.0")
    for kind, weight in zip(FREE, weights[len(names) :], strict=True):
        print(f"{kind} = {weight:.2f}")


if __name__ == "__main__":
    main()
