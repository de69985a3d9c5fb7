"""A country by its name, as it is typed in any language."""

from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from core.search.folding import Folding, words
from core.stays.cities import MOST_WORDS, spellings

ALIKE = 88.0
APART = 6.0
"""How much liker than any other country a misspelt name must be."""
LONG_ENOUGH = 5
"""Letters: of a shorter word neither endings nor slips are made out."""
PREPOSITION = 2
"""The most letters of «in» and its like before a name."""
ENDING = 2
"""The most letters of a Russian ending."""
SHORTEST = 4
"""Letters of a name that may stand in a case."""


def by_name(names: Iterable[tuple[str, str]], folding: Folding) -> dict[str, str]:
    """Codes by every spelling of the names given.

    `names`: a name and the code of its country, in any language and as many as there are.
    """
    known: dict[str, str] = {}
    for name, code in names:
        for spelt in spellings(name, folding):
            known.setdefault(spelt, code)
    return known


def country_like(text: str, countries: Mapping[str, str], folding: Folding) -> str | None:
    """The code of the one country that is meant; None: of none, or of more than one."""
    said = words(text)[:MOST_WORDS]
    if len(said) > 1 and len(said[0]) <= PREPOSITION:
        said = said[1:]
    typed = sorted(spellings(" ".join(said), folding))
    exact = next((countries[one] for one in typed if one in countries), None)
    if exact or len("".join(said)) < LONG_ENOUGH:
        return exact
    declined = _declined(said, countries, folding)
    # Of several words one tells north from south: those must be right.
    return declined or (_misspelt(typed, countries) if len(said) == 1 else None)


def _declined(said: Sequence[str], countries: Mapping[str, str], folding: Folding) -> str | None:
    """The country with the longest name of which this is a case, Kazakh or Russian."""
    tokens = folding.read(said)
    typed, last = "".join(token.shapes[-1] for token in tokens), tokens[-1]
    bare = len(typed) - len(last.shapes[-1]) + len(last.keys[0])
    if said[-1][-1:] == said[-1][-2:-1]:
        typed += typed[-1:]  # folding has made one letter of two, and the last is an ending

    def is_case(name: str) -> bool:
        more = len(typed) - len(name)
        if typed.startswith(name):
            return len(name) >= SHORTEST and (bare <= len(name) or more <= ENDING)
        return len(name) >= LONG_ENOUGH and typed.startswith(name[:-1]) and 0 <= more < ENDING

    return countries.get(max(filter(is_case, countries), key=len, default=""))


def _misspelt(typed: Iterable[str], countries: Mapping[str, str]) -> str | None:
    """The country whose name is like the typed one, if no other's is nearly as much."""
    found: dict[str, float] = {}
    for spelt in typed:
        if len(spelt) < LONG_ENOUGH:
            continue
        for name, likeness, _ in process.extract(
            spelt, countries.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE - APART, limit=None
        ):
            found[countries[name]] = max(found.get(countries[name], 0.0), likeness)
    best, second, *_ = (*sorted(found.values(), reverse=True), 0.0, 0.0)
    if best < ALIKE or best - second < APART:
        return None
    return max(found, key=lambda code: found[code])
