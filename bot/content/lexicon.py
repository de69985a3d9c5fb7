"""What the search knows beside the articles: search.toml and the lists of words and examples."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from bot.content.faults import ContentFault
from bot.content.table import Faults, Table, read_table
from core.locale import Locale
from core.search.decision import Thresholds
from core.search.folding import Alphabet
from core.search.ranking import Weights
from core.search.topics import Kind

SEARCH = "search.toml"
SYNONYMS = "synonyms.toml"
EMERGENCIES = "emergencies.toml"
OUTSIDE = "outside.toml"
MISSIONS = "mission-questions.toml"
PLACE = "{place}"
CALM = "calm"
LETTERS = 40
"""The most letters of a word."""
PLACE_ENDINGS = ("kazakh", "russian", "adjectives", "vowels")
_SECTIONS = (
    *("folding", "latin", "kazakh", "place_endings", "countries", "hints", "cities"),
    *("contact_notions", "weights", "kinds", "thresholds"),
)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lists of words and examples, the latter in all three languages together.

    `countries`, `hints`: words by upper-case ISO code; `cities`: other names of a city by its
    English one; `synonyms`: words by notion; `emergencies`, `outside`: examples by kind, `calm`
    among the former; `missions`: examples.
    """

    alphabet: Alphabet
    place_endings: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, tuple[str, ...]]
    hints: Mapping[str, tuple[str, ...]]
    cities: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, tuple[str, ...]]
    emergencies: Mapping[str, tuple[str, ...]]
    outside: Mapping[str, tuple[str, ...]]
    missions: tuple[str, ...]
    weights: Weights
    thresholds: Thresholds
    contact_notions: tuple[str, ...]


def load_lexicon(root: Path) -> Lexicon:
    """ContentFault: the first thing wrong."""
    faults: list[ContentFault] = []
    lexicon = read_lexicon(root, faults)
    if faults or lexicon is None:
        raise faults[0]
    return lexicon


def read_lexicon(root: Path, faults: list[ContentFault]) -> Lexicon | None:
    """What is wrong is added to `faults`; None where a file could not be read at all."""
    tables: dict[str, Table] = {}
    found: dict[str, Faults] = {}
    for name in (SEARCH, SYNONYMS, EMERGENCIES, OUTSIDE, MISSIONS):
        found[name] = Faults(name)
        table = read_table(root / name, found[name])
        if table is not None:
            tables[name] = table
    lexicon = _lexicon(tables) if len(tables) == len(found) else None
    for one in found.values():
        faults += one.found
    return lexicon


def _lexicon(tables: Mapping[str, Table]) -> Lexicon:
    search = tables[SEARCH]
    search.only(*_SECTIONS)
    kazakh = search.table("kazakh")
    kazakh.only("endings", "shortest")
    latin, synonyms = search.table("latin"), _notions(tables[SYNONYMS])
    return Lexicon(
        alphabet=Alphabet(
            _folding(search.table("folding")),
            {letters: latin.text(letters) for letters in latin},
            kazakh.texts("endings"),
            kazakh.number("shortest", 1, 10),
        ),
        place_endings=_endings(search.table("place_endings")),
        countries=_names(search.table("countries")),
        hints=_names(search.table("hints")),
        cities=_names(search.table("cities")),
        synonyms=synonyms,
        emergencies=_by_kind(tables[EMERGENCIES]),
        outside=_by_kind(tables[OUTSIDE]),
        missions=tuple(
            " ".join(line.replace(PLACE, " ").split()) for line in _examples(tables[MISSIONS])
        ),
        weights=_weights(search),
        thresholds=_thresholds(search.table("thresholds")),
        contact_notions=_contact_notions(search, synonyms),
    )


def _contact_notions(search: Table, synonyms: Mapping[str, object]) -> tuple[str, ...]:
    found = search.texts("contact_notions")
    for notion in found:
        if notion not in synonyms:
            search.say(f"'contact_notions' names '{notion}', which {SYNONYMS} does not have")
    return found


def _weights(search: Table) -> Weights:
    weights, kinds = search.table("weights"), search.table("kinds")
    kinds.only(*Kind)
    names = [field.name for field in fields(Weights) if field.name != "kinds"]
    weights.only(*names)
    return Weights(
        **{name: weights.real(name) for name in names},
        kinds={kind: kinds.real(kind) for kind in Kind},
    )


def _thresholds(table: Table) -> Thresholds:
    names = [field.name for field in fields(Thresholds)]
    table.only(*names)
    return Thresholds(**{name: table.real(name) for name in names})


def _folding(table: Table) -> dict[str, str]:
    for letter in table:
        if len(letter) != 1:
            table.say(f"'{letter}' is not one letter")
    return {letter: table.text_or_nothing(letter) for letter in table if len(letter) == 1}


def _endings(table: Table) -> dict[str, tuple[str, ...]]:
    table.only(*PLACE_ENDINGS)
    return {kind: table.texts(kind) for kind in PLACE_ENDINGS}


def _names(table: Table) -> dict[str, tuple[str, ...]]:
    names = {key: table.texts(key) for key in table}
    for key, spelt in names.items():
        for name in spelt:
            if not any(map(str.isalnum, name)):
                table.say(f"'{key}': '{name}' has no letters")
    return {
        key: tuple(n for n in spelt if any(map(str.isalnum, n))) for key, spelt in names.items()
    }


def _notions(table: Table) -> dict[str, tuple[str, ...]]:
    notions: dict[str, tuple[str, ...]] = {}
    for name in table:
        notion = table.table(name)
        notion.only("words")
        notions[name] = notion.texts("words")
        for word in notions[name]:
            if len(word) > LETTERS or len(word.split()) > 1:
                notion.say(f"'{word[:LETTERS]}' is not one word")
    return notions


def _by_kind(table: Table) -> dict[str, tuple[str, ...]]:
    return {kind: _examples(table.table(kind)) for kind in table}


def _examples(table: Table) -> tuple[str, ...]:
    table.only(*Locale)
    lines = (line for locale in Locale for line in table.texts(locale))
    return tuple(dict.fromkeys(" ".join(line.split()) for line in lines))
