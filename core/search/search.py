"""A question in any of three languages, and what the content has to say to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from core.search.decision import ANYWHERE, Decision, Found, Result, Shares, Thresholds, decide
from core.search.index import Index
from core.search.memory import Trace, trace
from core.search.places import Place
from core.search.planes import Floats
from core.search.ranking import Circumstances, Weights, likelihoods
from core.search.reading import Reading
from core.search.topics import Kind

RESULTS = 6
CANDIDATES = 24
CONTACT_COVER = 2
"""The power to which the share of contact words is taken: only a high one counts."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Missions by country and by city, and the countries with an emergency card of their own.

    `home`: the country whose missions these are; naming it says nothing about where one is.
    """

    by_country: Mapping[str, tuple[str, ...]]
    by_city: Mapping[tuple[str, str], tuple[str, ...]]
    cards: frozenset[str]
    home: str


@dataclass(frozen=True, slots=True)
class Ranker:
    """What was fitted or chosen by measuring: content/search.toml.

    `contact_notions`: the notions that name a mission in a question.
    """

    weights: Weights
    thresholds: Thresholds
    contact_notions: frozenset[str]


class Search:
    """Answers from memory alone. Countries are upper-case ISO codes."""

    def __init__(self, index: Index, directory: Directory, ranker: Ranker) -> None:
        self.index = index
        self.directory = directory
        self.ranker = ranker
        self._urgent = self._numbers(Kind.EMERGENCY)
        self._outside = self._numbers(Kind.OUTSIDE)

    def find(self, question: str, country: str | None = None) -> Found:
        """`country` is where the asker is; a country named in the question wins over it."""
        reading = self.index.reader.question(question)
        if not reading.known:
            return self._of_places(reading.named.places, country)
        shares = self.shares(reading, country)
        order = np.argsort(-shares, kind="stable").tolist()
        results = tuple(islice(self._results(order, shares, reading, country), RESULTS))
        urgent = shares[self._urgent]
        decision = decide(
            Shares(
                emergency=float(urgent.sum()),
                sharpest=float(urgent.max(initial=0.0)),
                outside=float(shares[self._outside].sum()),
                best=results[0].score if results else 0.0,
            ),
            self.ranker.thresholds,
        )
        if decision is Decision.NOTHING:
            return Found(decision)
        if decision is Decision.EMERGENCY:
            card = self._card(reading.named.places, country)
            others = (one for one in results if one.id != card)
            return Found(decision, (Result(card, float(urgent.sum())), *others)[:RESULTS])
        return Found(decision, results)

    def _of_places(self, places: Sequence[Place], country: str | None) -> Found:
        """For the name of a place and nothing else understood: its missions to choose from."""
        found = tuple(self._missions(places, country)) if places else ()
        results = tuple(Result(name, 1 / len(found)) for name in found[:RESULTS])
        return Found(Decision.CHOICES if results else Decision.NOTHING, results)

    def shares(self, reading: Reading, country: str | None) -> Floats:
        """How likely each topic of the index is what was meant."""
        signals = self.index.signals(reading, CANDIDATES)
        around = self.circumstances(reading, country)
        return likelihoods(self.index.topics, signals, around, self.ranker.weights)

    def circumstances(self, reading: Reading, country: str | None) -> Circumstances:
        named = [one for one in reading.named.countries() if one != self.directory.home]
        return Circumstances(named, country, self._contact(reading))

    def trace(self, question: str) -> Trace:
        """The question without the person: see core.search.memory."""
        reader = self.index.reader
        return trace(question, reader.folding.tokens, reader.common_stem)

    def _numbers(self, kind: Kind) -> list[int]:
        return [number for number, topic in enumerate(self.index.topics) if topic.kind is kind]

    def _contact(self, reading: Reading) -> float:
        if self.ranker.contact_notions.isdisjoint(reading.notions):
            return 0.0
        return self.index.cover(reading, Kind.MISSION) ** CONTACT_COVER

    def _results(
        self, order: Iterable[int], shares: Floats, reading: Reading, country: str | None
    ) -> Iterable[Result]:
        given: set[str] = set()
        for number in order:
            for name in self._names(number, reading, country):
                if name not in given:
                    given.add(name)
                    yield Result(name, float(shares[number]))

    def _names(self, number: int, reading: Reading, country: str | None) -> Iterable[str]:
        topic = self.index.topics[number]
        match topic.kind:
            case Kind.ARTICLE:
                return (topic.id,)
            case Kind.MISSION:
                return self._missions(reading.named.places, country)
            case Kind.EMERGENCY:
                return (self._card(reading.named.places, country),)
            case _:
                return ()

    def _missions(self, places: Sequence[Place], country: str | None) -> Iterable[str]:
        """Those of the city first, then the list of the country; the asker's own without any."""
        abroad = [place for place in places if place.country != self.directory.home]
        for place in abroad:
            for mission in self.directory.by_city.get((place.country, place.city), ()):
                yield f"mission:{mission}"
        countries = [place.country for place in abroad] or ([country] if country else [])
        for code in dict.fromkeys(countries):
            missions = self.directory.by_country.get(code, ())
            if len(missions) == 1:
                yield f"mission:{missions[0]}"
            elif missions:
                yield f"mission:{code.lower()}"
        if not any(self.directory.by_country.get(code) for code in countries):
            yield f"mission:{ANYWHERE}"

    def _card(self, places: Sequence[Place], country: str | None) -> str:
        named = (place.country for place in places if place.country in self.directory.cards)
        code = next(named, country if country in self.directory.cards else None)
        return f"emergency:{code.lower() if code else ANYWHERE}"
