"""Countries and cities named in a question, in any language, case and alphabet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.search.folding import Folding, Token

ALIKE = 88.0
"""Of a hundred: how like a name a misspelt word must be."""
LONG_ENOUGH = 6
ADJECTIVE = (2, 1)
ADJECTIVE_STEMS = {2: 3, 1: 5}
"""So many letters of an adjective change with its case; folding may have made one of two."""


@dataclass(frozen=True, slots=True)
class Place:
    """`country` is an upper-case ISO code, `city` an id of the content, "" for a whole country.

    `is_name`: a name proper, which says nothing of the subject. Other words (an office, a card)
    tell the country and the subject both.
    """

    country: str
    city: str = ""
    is_name: bool = True


@dataclass(frozen=True, slots=True)
class Cases:
    """The endings names of places take, folded as the names are.

    `vowels`: the last letters that give way to a Russian ending; `adjectives`: the endings of
    adjectives, each for each other.
    """

    kazakh: frozenset[str]
    russian: frozenset[str]
    adjectives: frozenset[str]
    vowels: frozenset[str]

    def fit(self, name: str, said: str, word: str) -> bool:
        """Whether `said` is a case of the name, as «қаза» is none of «Қазан».

        `word` is what was typed: folding has made one letter of the two in «Корее».
        """
        if said == name[:-1] and word[-1:] == word[-2:-1]:
            return name[-1:] in self.vowels
        if said.startswith(name):
            ending = said[len(name) :]
            merged = name[-1:] + ending  # folding has made one letter of two
            known = self.kazakh | self.russian
            return not ending or ending in known or merged in self.kazakh
        if (
            name[-1:] in self.vowels
            and said.startswith(name[:-1])
            and said[len(name) - 1 :] in self.russian
        ):
            return True
        return any(self._declined(name, said, size) for size in ADJECTIVE)

    def _declined(self, name: str, said: str, size: int) -> bool:
        """Whether both are one adjective, its last letters aside."""
        stem = name[:-size]
        return (
            len(stem) >= ADJECTIVE_STEMS[size]
            and name[-size:] in self.adjectives
            and said.startswith(stem)
            and said[len(stem) :] in self.adjectives
        )


@dataclass(frozen=True, slots=True)
class Named:
    """The places of a question in their order, and the numbers of the words that are names."""

    places: tuple[Place, ...]
    words: frozenset[int]

    def countries(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.country for place in self.places))


class Gazetteer:
    """Names of places and what they stand for."""

    def __init__(self, folding: Folding, names: Iterable[tuple[str, Place]], cases: Cases) -> None:
        self._cases = cases
        self._by_stem: dict[str, list[tuple[tuple[Token, ...], Place]]] = {}
        self._shapes: dict[str, Place] = {}
        known = list(names)
        read = folding.tokens_of([name for name, _ in known])
        for (_, place), tokens in zip(known, read, strict=True):
            for key in tokens[0].keys:
                self._by_stem.setdefault(key, []).append((tokens, place))
            shape = tokens[0].shapes[-1]
            if len(tokens) == 1 and len(shape) >= LONG_ENOUGH - 1:
                self._shapes.setdefault(shape, place)

    def opens(self, token: Token) -> bool:
        """Whether a name may begin with this word."""
        return not self._by_stem.keys().isdisjoint(token.keys)

    def opens_longer(self, token: Token) -> bool:
        """Whether a name of several words may begin with this one."""
        return any(
            len(written) > 1 and self._same(written[0], token)
            for key in token.keys
            for written, _place in self._by_stem.get(key, ())
        )

    def find(self, tokens: Sequence[Token], known: Iterable[bool]) -> Named:
        """`known`: for each word, whether the articles use it; a known word is not misspelt."""
        places: list[Place] = []
        names: set[int] = set()
        passed = 0
        for number, is_known in enumerate(known):
            if number < passed:
                continue
            size, place = self.named(tokens, number)
            if place is None and not is_known:
                size, place = 1, self._misspelt(tokens[number])
            if place is not None:
                places.append(place)
                passed = number + size
                if place.is_name:
                    names.update(range(number, passed))
        return Named(tuple(dict.fromkeys(places)), frozenset(names))

    def named(self, tokens: Sequence[Token], number: int) -> tuple[int, Place | None]:
        """The longest name that begins with this word, and of how many words it is."""
        best: tuple[int, Place | None] = (0, None)
        for key in tokens[number].keys:
            for written, place in self._by_stem.get(key, ()):
                size = len(written)
                said = tokens[number : number + size]
                if size > best[0] and len(said) == size and all(map(self._same, written, said)):
                    best = (size, place)
        return best

    def _misspelt(self, token: Token) -> Place | None:
        shape = token.shapes[-1] if token.shapes else ""
        if len(shape) < LONG_ENOUGH:
            return None
        found = process.extractOne(
            shape, self._shapes.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE
        )
        return self._shapes[found[0]] if found else None

    def _same(self, written: Token, said: Token) -> bool:
        """English names only take an «s»."""
        name = written.shapes[0]
        if name.isascii():
            return any(shape in {name, name + "s"} for shape in said.shapes)
        return any(self._cases.fit(name, shape, said.word) for shape in said.shapes)
