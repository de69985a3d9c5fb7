"""The words of the texts: content/glossary.toml, and what stands in a text against it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.table import Faults, Table, read_table
from core.locale import Locale, Translated

GLOSSARY = "glossary.toml"
_LISTS = ("banned", "allowed")
_BREAK = r"[\s\u00a0-]+"
_END = "*"
_SKIPPED = re.compile(r"\*\*|https?://[^\s)]+")
"""Marks and addresses are not the author's words."""


@dataclass(frozen=True, slots=True)
class Notion:
    """One thing and its chosen words. `banned`: wrong or competing ones, `word*` with any ending.

    `allowed`: longer phrases in which a banned word may stand, such as an explanation or a name.
    """

    id: str
    term: Translated
    note: str
    banned: Mapping[Locale, tuple[str, ...]]
    allowed: Mapping[Locale, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Slip:
    """A banned word as the text has it, the variant that names it, and the chosen term."""

    line: int
    said: str
    variant: str
    term: str

    def __str__(self) -> str:
        return f"line {self.line}: '{self.said}' ('{self.variant}'): say '{self.term}'"


@dataclass(frozen=True, slots=True)
class _Ban:
    variant: str
    term: str
    found: re.Pattern[str]

    @property
    def probe(self) -> str:
        """Where this is not in a text, the slower pattern need not look."""
        return self.variant.split()[0].removesuffix(_END).lower()


class Glossary:
    """All notions in the order of the file; finds banned words in any text."""

    def __init__(self, notions: Iterable[Notion]) -> None:
        self.notions = tuple(notions)
        self._bans = {locale: tuple(self._bans_in(locale)) for locale in Locale}
        self._allowed = {
            locale: [_pattern(said) for one in self.notions for said in one.allowed[locale]]
            for locale in Locale
        }

    def slips(self, text: str, locale: Locale) -> Iterator[Slip]:
        """Every banned word, line by line. Case does not matter, endings only where `*` stands."""
        lowered = text.lower()
        bans = [(ban, ban.found) for ban in self._bans[locale] if ban.probe in lowered]
        for number, raw in enumerate(text.splitlines() if bans else (), 1):
            line = _SKIPPED.sub("", raw)
            told = [(found.span(), ban) for ban, how in bans for found in how.finditer(line)]
            passed = [
                found.span() for one in self._allowed[locale] for found in one.finditer(line)
            ]
            # The longer of two that overlap is told: it names the words better.
            for (start, end), ban in sorted(told, key=lambda one: (one[0][0], -one[0][1])):
                if not any(left <= start and end <= right for left, right in passed):
                    yield Slip(number, line[start:end], ban.variant, ban.term)
                    passed.append((start, end))

    def _bans_in(self, locale: Locale) -> Iterator[_Ban]:
        for notion in self.notions:
            for variant in notion.banned[locale]:
                yield _Ban(variant, notion.term.to(locale), _pattern(variant))


def load_glossary(root: Path) -> Glossary:
    """ContentFault: the first thing wrong, such as a term that is banned by another notion."""
    faults = Faults(GLOSSARY)
    table = read_table(root / GLOSSARY, faults)
    notions = [_notion(id_, table.table(id_)) for id_ in table] if table else []
    glossary = Glossary(notions)
    for notion in glossary.notions:
        for locale in Locale:
            for slip in glossary.slips(notion.term.to(locale), locale):
                faults.add(f"{notion.id}: the term '{slip.said}' is banned as '{slip.variant}'")
    if faults.found:
        raise faults.found[0]
    return glossary


def glossary_lines(glossary: Glossary) -> Iterator[str]:
    """docs/glossary.md."""
    yield "# The words we use"
    yield ""
    yield "Made from content/glossary.toml by `python -m bot check-content --glossary`."
    yield "The term chosen in each language, then the words not to be used; `*` is any ending."
    yield "`check-content` refuses those in titles, summaries and bodies; keywords are free: they"
    yield "hold what people type. «But» names phrases in which such a word may stand."
    yield ""
    yield "| notion | kk | ru | en |"
    yield "|---|---|---|---|"
    for notion in glossary.notions:
        name = notion.id.replace("-", " ") + (f" ({notion.note})" if notion.note else "")
        yield f"| {name} | {' | '.join(_cell(notion, locale) for locale in Locale)} |"


def _cell(notion: Notion, locale: Locale) -> str:
    said = f"**{notion.term.to(locale)}**"
    for words, marked in ((notion.banned[locale], "not"), (notion.allowed[locale], "but")):
        if words:
            said += f"; {marked}: " + ", ".join(f"`{word}`" for word in words)
    return said


def _notion(id_: str, table: Table) -> Notion:
    table.only(*Locale, "note", *_LISTS)
    return Notion(
        id=id_,
        term=Translated(*(table.text(locale) for locale in Locale)),
        note=table.text_or_nothing("note"),
        banned=_words(table, "banned"),
        allowed=_words(table, "allowed"),
    )


def _words(table: Table, key: str) -> dict[Locale, tuple[str, ...]]:
    if key not in table:
        return dict.fromkeys(Locale, ())
    words = table.table(key)
    words.only(*Locale)
    return {locale: words.texts(locale) if locale in words else () for locale in Locale}


def _pattern(variant: str) -> re.Pattern[str]:
    """A space may be a line's break or a hyphen; a word with `*` may end in any letters."""
    words = _BREAK.join(
        re.escape(word.removesuffix(_END)) + (r"\w*" if word.endswith(_END) else "")
        for word in variant.split()
    )
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
