"""A city as typed, and those of a country's list it may be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz

from core.missions.countries import City
from core.search.folding import Folding, words

ALIKE = 76.0
"""Of a hundred: how like a name a misspelt one must be to be offered."""
MOST_WORDS = 8
LONG_ENOUGH = 4
"""Letters of a word that may be a name among others."""
FEW_WORDS = 4
"""Of so many all readings are made."""


@dataclass(frozen=True, slots=True)
class Match:
    """`exact`: nothing but case, alphabet and swapped letters differ. `near`: the likest first."""

    exact: City | None = None
    near: tuple[City, ...] = ()


def like(
    text: str,
    cities: Iterable[City],
    folding: Folding,
    nicknames: Mapping[str, Sequence[str]] | None = None,
    limit: int = 3,
) -> Match:
    """`nicknames`: other names of a city by its English one."""
    typed, parts = spellings(text, folding), _parts(text, folding)
    found: list[tuple[float, City]] = []
    for city in cities:
        others = (nicknames or {}).get(city.name.en, ())
        names = (city.name.kk, city.name.ru, city.name.en, *others)
        known = frozenset(spelt for name in names for spelt in spellings(name, folding))
        if not known.isdisjoint(typed):
            return Match(exact=city)
        likeness = max((fuzz.ratio(*pair) for pair in product(typed | parts, known)), default=0.0)
        found.append((likeness, city))
    near = sorted((one for one in found if one[0] >= ALIKE), key=lambda one: -one[0])
    return Match(near=tuple(city for _, city in near[:limit]))


def spellings(text: str, folding: Folding) -> frozenset[str]:
    """A name as it can be compared: folded, in one word, in each reading of its Latin letters."""
    shapes = [token.shapes for token in folding.read(words(text)[:MOST_WORDS])]
    readings: Iterable[tuple[str, ...]] = product(*shapes)
    if len(shapes) > FEW_WORDS:
        readings = (tuple(one[0] for one in shapes), tuple(one[-1] for one in shapes))
    return frozenset(filter(None, map("".join, readings)))


def _parts(text: str, folding: Folding) -> frozenset[str]:
    """The longer words of a text: «in Moscow» holds a name."""
    found = (token for token in folding.read(words(text)[:MOST_WORDS]))
    return frozenset(
        shape for token in found for shape in token.shapes if len(shape) >= LONG_ENOUGH
    )
