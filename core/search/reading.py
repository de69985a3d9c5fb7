"""A question taken apart: its stems, its notions, its groups of letters, its places."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from core.search.folding import Folding, Token, question_words
from core.search.letters import groups
from core.search.places import Gazetteer, Named

MOST_WORDS = 60
MOST_CORRECTED = 8
ALIKE = 78.0
CORRECTIONS = 2
SHORTEST_CORRECTED = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """`stems` and `notions` weigh 1, or less where a misspelt word was guessed.

    `words` besides the names of places; `known`: those understood; all guessed ones
    count as one.
    """

    stems: Mapping[str, float]
    notions: Mapping[str, float]
    groups: frozenset[int]
    named: Named
    words: int
    known: int


class Reader:
    """Reads questions as the examples were read, and guesses what a misspelt word should be.

    `notions`: what each word of the list of synonyms stands for.
    """

    def __init__(
        self, folding: Folding, notions: Iterable[tuple[str, str]], gazetteer: Gazetteer
    ) -> None:
        self.folding = folding
        self.gazetteer = gazetteer
        known = list(notions)
        self._notions: dict[str, list[str]] = {}
        read = folding.tokens_of([word for word, _ in known])
        for (_, notion), tokens in zip(known, read, strict=True):
            for key in tokens[0].keys if len(tokens) == 1 else ():
                self._notions.setdefault(key, []).append(notion)
        self._vocabulary: dict[str, list[str]] = {}
        self._known: frozenset[str] = frozenset()
        self._common: frozenset[str] = frozenset()

    def learn(self, vocabulary: Iterable[str], common: frozenset[str]) -> None:
        """The stems of the examples: what a misspelt word may be corrected to.

        `common`: the spellings of words that many people use.
        """
        self._common = common
        known = dict.fromkeys(vocabulary)  # in their order: two starts must guess alike
        self._known = frozenset(known)
        for stem in known:
            if len(stem) >= SHORTEST_CORRECTED - 1:
                self._vocabulary.setdefault(stem[0], []).append(stem)

    def common_stem(self, token: Token) -> str | None:
        """The stem of a word that many people use and that names no place; else None."""
        _, place = self.gazetteer.named([token], 0)
        if place is not None or self._common.isdisjoint(token.shapes):
            return None
        return self.known_stem(token)

    def known_stem(self, token: Token) -> str | None:
        return next((key for key in token.keys if key in self._known), None)

    def notions_of(self, token: Token) -> Iterator[str]:
        """What the word stands for."""
        return (notion for key in token.keys for notion in self._notions.get(key, ()))

    def question(self, text: str) -> Reading:
        """What a person typed; of a flood only the first sixty different words."""
        tokens = self.folding.read(question_words(text, MOST_WORDS))
        known = [self.known_stem(token) is not None for token in tokens]
        named = self.gazetteer.find(tokens, known)
        said = [
            (token, is_known)
            for number, (token, is_known) in enumerate(zip(tokens, known, strict=True))
            if number not in named.words
        ]
        stems = {key: 1.0 for token, _ in said for key in token.keys}
        notions = {notion: 1.0 for token, _ in said for notion in self.notions_of(token)}
        guesses = self._corrected([token for token, is_known in said if not is_known])
        for stem, likeness in guesses.items():
            stems.setdefault(stem, likeness)
            for notion in self._notions.get(stem, ()):
                notions.setdefault(notion, likeness)
        found, _ = groups([token for token, _ in said])
        understood = sum(is_known for _, is_known in said) + bool(guesses)
        return Reading(stems, notions, frozenset(found.tolist()), named, len(said), understood)

    def without_names(self, tokens: Sequence[Token], begins: Iterable[int]) -> list[int]:
        """Of a line of the content, the words that name no place. `begins`: those that may."""
        names: set[int] = set()
        for at in begins:
            if at not in names:
                size, place = self.gazetteer.named(tokens, at)
                if place is not None and place.is_name:
                    names.update(range(at, at + size))
        return [at for at in range(len(tokens)) if at not in names]

    def _corrected(self, missing: Sequence[Token]) -> dict[str, float]:
        """Known stems like the unknown words, with the square of their likeness.

        The first letter is taken to be right: that leaves a thirtieth of the stems to compare.
        """
        guesses: dict[str, float] = {}
        for token in missing[:MOST_CORRECTED]:
            for shape in token.shapes:
                if len(shape) < SHORTEST_CORRECTED:
                    continue
                for stem, likeness, _ in process.extract(
                    shape,
                    self._vocabulary.get(shape[0], ()),
                    scorer=fuzz.ratio,
                    limit=CORRECTIONS,
                    score_cutoff=ALIKE,
                ):
                    guesses[stem] = max(guesses.get(stem, 0.0), (likeness / 100) ** 2)
        return guesses
