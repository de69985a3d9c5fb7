"""Everything the search knows of the topics, in memory, built once."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from core.search.letters import known
from core.search.lines import Lines, Numbers, read_lines
from core.search.planes import Counts, Floats, bm25, plane, rarity
from core.search.reading import Reader, Reading
from core.search.topics import Kind, Topic

NOTION_WEIGHT = 0.6
"""How much a shared notion says, against a shared word as rare."""
NEIGHBOURS = 5


class Index:
    """Topics by number, with five signals of how near a question is to each."""

    def __init__(self, topics: Sequence[Topic], reader: Reader) -> None:
        lines = read_lines(topics, reader)
        self.topics = tuple(replace(one, headings=(), examples=(), bodies=()) for one in topics)
        self.reader = reader
        self._stems, self._notions = lines.stem_numbers, lines.notion_numbers
        self._groups = lines.groups
        wide = len(self.topics)
        self._words = bm25(
            lines.bodies.counted(lines.stems, len(self._stems)), len(self._stems), wide
        )
        self._letters = bm25(
            lines.spoken.counted(lines.letters, len(self._groups)), len(self._groups), wide
        )
        held = self._held(lines)
        self._relate(lines, held)

    def _held(self, lines: Lines) -> Counts:
        """Which example holds which term: stems, and behind them notions."""
        stems, notions = (each.at(lines.examples.items) for each in (lines.stems, lines.notions))
        owners = np.repeat(
            np.arange(len(lines.owners), dtype=np.int32), np.diff(lines.examples.begins)
        )
        terms = np.concatenate([stems[0], notions[0] + len(self._stems)])
        holders = np.concatenate([owners[stems[1]], owners[notions[1]]])
        return Counts.once(terms, holders, len(lines.owners))

    def _relate(self, lines: Lines, held: Counts) -> None:
        """What the examples make: directions of topics, neighbours, notions, known words."""
        wide, examples = len(self.topics), len(lines.owners)
        everything = len(self._stems) + len(self._notions)
        holders = np.bincount(held.terms, minlength=everything)
        rare = np.where(holders > 0, rarity(holders, examples), np.float32(0))
        rare[len(self._stems) :] *= np.float32(NOTION_WEIGHT)
        square = np.bincount(held.documents, rare[held.terms] ** 2, examples)
        unit = (rare[held.terms] / np.sqrt(np.maximum(square, 1e-9))[held.documents]).astype(
            np.float32
        )
        self._rare = rare
        self._near = plane(held, unit, rare, examples)
        owners = lines.owners[held.documents]
        middles = Counts.of(held.terms, owners, unit, wide)
        length = np.sqrt(np.bincount(middles.documents, middles.counts**2, wide))
        self._directions = plane(
            middles, (middles.counts / length[middles.documents]).astype(np.float32), rare, wide
        )
        told = held.terms >= len(self._stems)
        by_topic = Counts.of(
            held.terms[told] - len(self._stems), owners[told], held.counts[told], wide
        )
        self._by_notion = bm25(by_topic, len(self._notions), wide)
        self._begins = np.searchsorted(lines.owners, np.arange(wide + 1))
        known = holders[: len(self._stems)] > 0
        self.reader.learn(
            (stem for stem, number in self._stems.items() if known[number]), lines.common
        )
        self._spoken = {
            kind: frozenset(np.unique(held.terms[np.isin(owners, self._of_kind(kind))]).tolist())
            for kind in (Kind.MISSION,)
        }

    def _of_kind(self, kind: Kind) -> list[int]:
        return [number for number, topic in enumerate(self.topics) if topic.kind is kind]

    def cover(self, question: Reading, kind: Kind) -> float:
        """Which share of the question, by weight, is made of words of this kind's examples."""
        stems = self._stems.known(question.stems)
        whole = float(self._rare[stems].sum())
        held = float(self._rare[[stem for stem in stems if stem in self._spoken[kind]]].sum())
        return held / whole if whole else 0.0

    def signals(self, question: Reading, candidates: int) -> Floats:
        """A row of five signals for each topic; `near` only for the best candidates."""
        grams = known(question.groups, self._groups)
        course = self._course(question)
        columns = np.zeros((len(self.topics), 5), np.float32)
        columns[:, 0] = self._words.share(*_numbered(question.stems, self._stems))
        columns[:, 1] = self._by_notion.share(*_numbered(question.notions, self._notions))
        columns[:, 2] = self._letters.share(grams, [1.0] * len(grams))
        columns[:, 3] = self._directions.add_up(*course)
        alike = self._near.add_up(*course)
        for topic in np.argsort(columns.sum(1))[-candidates:].tolist():
            columns[topic, 4] = self._likeness(
                alike[self._begins[topic] : self._begins[topic + 1]]
            )
        return columns

    def _course(self, question: Reading) -> tuple[list[int], list[float]]:
        """The question as a direction of length one among the examples' terms."""
        stems, said = _numbered(question.stems, self._stems)
        notions, meant = _numbered(question.notions, self._notions)
        terms = stems + [notion + len(self._stems) for notion in notions]
        weights = self._rare[terms] * np.array(said + meant, np.float32)
        length = float(np.sqrt((weights**2).sum())) or 1.0
        return terms, (weights / length).tolist()

    @staticmethod
    def _likeness(alike: Floats) -> float:
        """The mean of the five nearest examples."""
        if len(alike) > NEIGHBOURS:
            alike = np.partition(alike, len(alike) - NEIGHBOURS)[-NEIGHBOURS:]
        return float(alike.sum()) / NEIGHBOURS


def _numbered(said: Mapping[str, float], numbers: Numbers) -> tuple[list[int], list[float]]:
    known = [(numbers[term], weight) for term, weight in said.items() if term in numbers]
    return [number for number, _ in known], [weight for _, weight in known]
