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


class Glossary:
    """All notions in the order of the file; finds banned words in any text."""

    def __init__(self, notions: Iterable[Notion]) -> None:
        self.notions = tuple(notions)
        self._bans = {locale: self._bans_of(locale) for locale in Locale}
        self._banned = {
            one: _any_of([ban.variant for ban in bans]) for one, bans in self._bans.items()
        }
        self._allowed = {
            one: _any_of([said for notion in self.notions for said in notion.allowed[one]])
            for one in Locale
        }

    def slips(self, text: str, locale: Locale) -> Iterator[Slip]:
        """Every banned word, line by line. Case does not matter, endings only where `*` stands."""
        banned, allowed = self._banned[locale], self._allowed[locale]
        if banned is None:
            return
        for number, raw in enumerate(text.splitlines(), 1):
            line = _SKIPPED.sub("", raw)
            fine = [found.span() for found in allowed.finditer(line)] if allowed else []
            for found in banned.finditer(line):
                if not any(start <= found.start() and found.end() <= end for start, end in fine):
                    ban = self._bans[locale][int(str(found.lastgroup)[1:])]
                    yield Slip(number, found[0], ban.variant, ban.term)

    def _bans_of(self, locale: Locale) -> tuple[_Ban, ...]:
        return tuple(
            _Ban(variant, notion.term.to(locale))
            for notion in self.notions
            for variant in notion.banned[locale]
        )


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
    yield "The chosen terms in each language, with the words not to be used; `*` stands for any"
    yield "ending. `check-content` refuses those in titles, summaries and bodies; keywords are free,"
    yield "as they hold what people type."
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


def _any_of(variants: list[str]) -> re.Pattern[str] | None:
    """One pattern for all: a text is read once, however many words are banned."""
    if not variants:
        return None
    either = "|".join(f"(?P<v{place}>{_pattern(one)})" for place, one in enumerate(variants))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)


def _pattern(variant: str) -> str:
    """A space may be a line's break or a hyphen; a word with `*` may end in any letters."""
    return _BREAK.join(
        re.escape(word.removesuffix(_END)) + (r"\w*" if word.endswith(_END) else "")
        for word in variant.split()
    )
