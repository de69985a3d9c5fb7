"""Terms and the documents that hold them, weighted beforehand: a question only adds up.

Arrays, not dictionaries: those took five times as long to build, and twice the memory.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
B = 0.6

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of unequal length: row `n` is `items[begins[n]:begins[n + 1]]`."""

    begins: Ints
    items: Ints

    def at(self, rows: Ints) -> tuple[Ints, Ints]:
        """The items of these rows one after another, and for each the place of its row."""
        lengths = self.begins[rows + 1] - self.begins[rows]
        places = np.repeat(np.arange(len(rows), dtype=np.int32), lengths)
        first = np.repeat(self.begins[rows] - begins(lengths)[:-1], lengths)
        return self.items[first + np.arange(len(first), dtype=np.int32)], places


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each document holds a term, one entry for each pair of them, terms in order."""

    terms: Ints
    documents: Ints
    counts: Floats

    @classmethod
    def of(cls, terms: Ints, documents: Ints, counts: Floats, width: int) -> "Counts":
        """Equal pairs added up. `width`: the number of documents."""
        pairs = terms.astype(np.int64) * width + documents
        order = np.argsort(pairs, kind="stable")
        pairs = pairs[order]
        first = _firsts(pairs)
        added = np.add.reduceat(counts[order], first) if len(first) else counts
        return cls.of_pairs(pairs[first], added.astype(np.float32), width)

    @classmethod
    def once(cls, terms: Ints, documents: Ints, width: int) -> "Counts":
        """Equal pairs counted once."""
        pairs = terms.astype(np.int64) * width + documents
        pairs.sort()
        pairs = pairs[_firsts(pairs)]
        return cls.of_pairs(pairs, np.ones(len(pairs), np.float32), width)

    @classmethod
    def of_pairs(cls, pairs: NDArray[np.int64], counts: Floats, width: int) -> "Counts":
        return cls((pairs // width).astype(np.int32), (pairs % width).astype(np.int32), counts)

    @classmethod
    def gathered(cls, found: Sequence[Ints], counts: Sequence[Floats], held: Ints) -> "Counts":
        """Of the distinct terms of each document in turn; `held`: how many hold each term.

        Every pair goes to its place at once: sorting them would take five times the memory.
        """
        places = begins(held)[:-1].copy()
        documents = np.empty(int(held.sum()), np.int32)
        ordered = np.empty(len(documents), np.float32)
        for document, (terms, times) in enumerate(zip(found, counts, strict=True)):
            documents[places[terms]] = document
            ordered[places[terms]] = times
            places[terms] += 1
        return cls(np.repeat(np.arange(len(held), dtype=np.int32), held), documents, ordered)


@dataclass(frozen=True, slots=True)
class Plane:
    """For each term its documents with a weight; `rarity` of each term."""

    begins: Ints
    holders: Ints
    weights: Floats
    rarity: Floats
    documents: int

    def add_up(self, terms: Iterable[int], said: Iterable[float]) -> Floats:
        """The sum of the weights for each document."""
        spans = [
            (slice(self.begins[term], self.begins[term + 1]), weight)
            for term, weight in zip(terms, said, strict=True)
        ]
        if not spans:
            return np.zeros(self.documents, np.float32)
        holders = np.concatenate([self.holders[span] for span, _ in spans])
        weights = np.concatenate([self.weights[span] * np.float32(said) for span, said in spans])
        return np.bincount(holders, weights, self.documents).astype(np.float32)

    def share(self, terms: Sequence[int], said: Sequence[float]) -> Floats:
        """How much of the question each document holds; a long question has to be held more."""
        mass = float(np.dot(self.rarity[list(terms)], said)) if terms else 0.0
        return self.add_up(terms, said) / np.float32(mass + 1.0)


def plane(counted: Counts, weights: Floats, rare: Floats, documents: int) -> Plane:
    """`counted` stands in the order of its terms, and `weights` with it."""
    held = np.bincount(counted.terms, minlength=len(rare)).astype(np.int32)
    return Plane(begins(held), counted.documents, weights, rare, documents)


def bm25(counted: Counts, terms: int, documents: int) -> Plane:
    """Okapi BM25 over counted terms (Robertson and Zaragoza, 2009), k1 1.2, b 0.6."""
    rare = rarity(np.bincount(counted.terms, minlength=terms), documents)
    lengths = np.bincount(counted.documents, counted.counts, documents)
    drag = K1 * (1 - B + B * lengths / (lengths.mean() or 1.0))
    weights = counted.counts * (K1 + 1) / (counted.counts + drag[counted.documents])
    return plane(counted, (weights * rare[counted.terms]).astype(np.float32), rare, documents)


def rarity(holders: NDArray[np.int64], documents: int) -> Floats:
    """The inverse document frequency of BM25, never negative."""
    rare: Floats = np.log(1 + (documents - holders + 0.5) / (holders + 0.5)).astype(np.float32)
    return rare


def begins(lengths: Ints) -> Ints:
    """Where each row begins, and where the last one ends."""
    found = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=found[1:])
    return found


def _firsts(pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each new number begins among sorted ones."""
    return np.flatnonzero(np.diff(pairs, prepend=-1))
