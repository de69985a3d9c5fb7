"""The lines of all topics, every distinct word of them read once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from core.search.folding import Token, words, words_by_line
from core.search.letters import Groups, groups
from core.search.planes import Counts, Floats, Ints, Ragged, begins
from core.search.reading import Reader
from core.search.topics import Topic

COMMON = 4
"""In so many examples a spelling must stand to be called a common word."""
HEADING_WEIGHT = 2
"""A heading counts as so many examples."""


class Numbers(dict[str, int]):
    """A number for each term, in the order they are met."""

    def of(self, terms: Iterable[str]) -> list[int]:
        number = self.setdefault
        return [number(term, len(self)) for term in terms]

    def known_in(self, text: str) -> Counter[int]:
        """The words of a text that have a number, with how often they stand there."""
        found = Counter(words(text))
        return Counter({self[word]: n for word, n in found.items() if word in self})

    def known(self, terms: Iterable[str]) -> list[int]:
        return [self[term] for term in terms if term in self]


@dataclass(frozen=True, slots=True)
class Said:
    """The words of each topic, and how often it says them."""

    words: list[Ints]
    counts: list[Floats]

    @classmethod
    def by(cls, topics: Iterable[Counter[int]]) -> "Said":
        said = cls([], [])
        for counts in topics:
            said.words.append(np.fromiter(counts.keys(), np.int32, len(counts)))
            said.counts.append(np.fromiter(counts.values(), np.float32, len(counts)))
        return said

    @classmethod
    def of(cls, lines: Ragged, owners: Ints, headings: Sequence[Sequence[int]]) -> "Said":
        """The words of each topic's lines and headings; the lines stand in the topics' order."""
        said = cls([], [])
        ends = np.searchsorted(owners, np.arange(len(headings) + 1))
        for topic, heading in enumerate(headings):
            own = lines.items[lines.begins[ends[topic]] : lines.begins[ends[topic + 1]]]
            found, counts = np.unique(
                np.concatenate([own, np.array(heading, np.int32)]), return_counts=True
            )
            said.words.append(found)
            said.counts.append(counts.astype(np.float32))
        return said

    def counted(self, terms: Ragged, number: int) -> Counts:
        """As terms instead of words; `number` of terms. Topic by topic: it needs no sorting."""
        found, counts = [], []
        held = np.zeros(number, np.int32)
        for words_, times in zip(self.words, self.counts, strict=True):
            items, places = terms.at(words_)
            added = np.bincount(items, times[places], number)
            found.append(np.flatnonzero(added).astype(np.int32))
            counts.append(added[found[-1]].astype(np.float32))
            held[found[-1]] += 1
        return Counts.gathered(found, counts, held)


@dataclass(frozen=True, slots=True)
class Lines:
    """`examples`: the words of each without the names of places, `owners` their topics.

    `spoken`: the words of examples and headings together. `stems`, `notions`, `letters`: what
    each word stands for, by the numbers of `stem_numbers`, `notion_numbers` and the places in
    `groups`; `common`: spellings of words that stand in many examples.
    """

    examples: Ragged
    owners: Ints
    spoken: Said
    bodies: Said
    stems: Ragged
    stem_numbers: Numbers
    notions: Ragged
    notion_numbers: Numbers
    letters: Ragged
    groups: Groups
    common: frozenset[str]


def read_lines(topics: Sequence[Topic], reader: Reader) -> Lines:
    numbers = Numbers()
    said: list[int] = []
    lengths: list[int] = []
    headings: list[list[int]] = []
    for topic in topics:
        by_line = words_by_line(topic.examples) if topic.examples else []
        lengths += map(len, by_line)
        said += numbers.of(chain.from_iterable(by_line))
        headings.append(numbers.of(words("\n".join(topic.headings))) * HEADING_WEIGHT)
    bodies = Said.by(numbers.known_in("\n".join(topic.bodies)) for topic in topics)
    tokens = reader.folding.read(list(numbers))
    written = Ragged(begins(np.array(lengths, np.int32)), np.array(said, np.int32))
    lines = _without_names(written, tokens, reader)
    owners = np.repeat(
        np.arange(len(topics), dtype=np.int32), [len(topic.examples) for topic in topics]
    )
    letters, vocabulary = _letters(tokens)
    stems, notions = Numbers(), Numbers()
    return Lines(
        lines,
        owners,
        Said.of(lines, owners, headings),
        bodies,
        _numbered([token.keys for token in tokens], stems),
        stems,
        _numbered([tuple(reader.notions_of(token)) for token in tokens], notions),
        notions,
        letters,
        vocabulary,
        _common(tokens, np.bincount(lines.items, minlength=len(tokens)).tolist()),
    )


def _common(tokens: Sequence[Token], times: Sequence[int]) -> frozenset[str]:
    """The spellings that come often enough to be nobody's name."""
    often = (token for token, n in zip(tokens, times, strict=True) if n >= COMMON)
    return frozenset(token.shapes[0] for token in often)


def _numbered(terms: Sequence[tuple[str, ...]], numbers: Numbers) -> Ragged:
    lengths = np.fromiter(map(len, terms), np.int32, len(terms))
    return Ragged(begins(lengths), np.array(numbers.of(chain.from_iterable(terms)), np.int32))


def _letters(tokens: Sequence[Token]) -> tuple[Ragged, Groups]:
    """For each word its groups of letters, and the vocabulary they are places in."""
    found, whose = groups(tokens)
    vocabulary, numbers = np.unique(found, return_inverse=True)
    order = np.argsort(whose, kind="stable")
    lengths = np.bincount(whose, minlength=len(tokens)).astype(np.int32)
    return Ragged(begins(lengths), numbers[order].astype(np.int32)), vocabulary


def _without_names(lines: Ragged, tokens: Sequence[Token], reader: Reader) -> Ragged:
    """The lines without the words that name places."""
    names, openers = (np.zeros(len(tokens), np.bool_) for _ in range(2))
    for marked, found in zip((names, openers), _names(tokens, reader), strict=True):
        marked[list(found)] = True
    dropped = names[lines.items]
    line_of = np.repeat(np.arange(len(lines.begins) - 1, dtype=np.int32), np.diff(lines.begins))
    for line in np.unique(line_of[openers[lines.items]]).tolist():
        span = slice(lines.begins[line], lines.begins[line + 1])
        said = lines.items[span].tolist()
        begin = [at for at, word in enumerate(said) if openers[word] or names[word]]
        kept = reader.without_names([tokens[word] for word in said], begin)
        dropped[span] = True
        dropped[[lines.begins[line] + at for at in kept]] = False
    lengths = np.bincount(line_of[~dropped], minlength=len(lines.begins) - 1)
    return Ragged(begins(lengths.astype(np.int32)), lines.items[~dropped])


def _names(tokens: Sequence[Token], reader: Reader) -> tuple[set[int], set[int]]:
    """The words that are names of places by themselves, and those that may open longer names."""
    names, openers = set(), set()
    for number, token in enumerate(tokens):
        if reader.gazetteer.opens_longer(token):
            openers.add(number)
        elif reader.gazetteer.opens(token):
            _, place = reader.gazetteer.named([token], 0)
            if place is not None and place.is_name:
                names.add(number)
    return names, openers
