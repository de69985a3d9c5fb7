"""The whole content read and judged at once: `python -m bot check-content`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from bot.content.articles import Reading, read_articles
from bot.content.calendar import load_calendar
from bot.content.countries import load_countries
from bot.content.deadlines import articles_are_written, load_deadlines
from bot.content.facts import read_facts
from bot.content.faults import ContentFault
from bot.content.glossary import Glossary, load_glossary
from bot.content.hotlines import load_hotlines
from bot.content.lexicon import read_lexicon
from bot.content.missions import load_missions
from bot.content.plan import load_left_out, load_plan, plan_is_kept
from bot.content.rules import RULES, Known, cited, has_day, is_planned, numbers_agree, words_of
from bot.content.table import Faults, read_text
from core.knowledge.blocks import said_on
from core.knowledge.facts import Fact
from core.knowledge.freshness import due_on, is_stale
from core.knowledge.numbers import numbers
from core.locale import Locale

T = TypeVar("T")

FactRows = Mapping[str, tuple[str, Fact]]


@dataclass(frozen=True, slots=True)
class Report:
    """`faults` stop a release; `notes` (as `file: note`) are work for an editor.

    `counts`: readable bodies by scope and language.
    """

    faults: tuple[ContentFault, ...]
    notes: tuple[str, ...]
    counts: Mapping[tuple[str, Locale], int]

    def lines(self) -> Iterator[str]:
        """As the command prints it: faults first, then notes, then the counts."""
        yield from (f"fault: {fault}" for fault in self.faults)
        yield from (f"note: {note}" for note in self.notes)
        for scope in sorted({scope for scope, _ in self.counts}):
            readable = ", ".join(f"{one.value} {self.counts[scope, one]}" for one in Locale)
            yield f"{scope}: {readable} articles"
        yield f"{len(self.faults)} faults, {len(self.notes)} notes"


def check(root: Path, today: date) -> Report:
    """Every fault of the content below `root`, not only the first."""
    faults: list[ContentFault] = []
    facts = read_facts(root, faults)
    plan = _loaded(load_plan, root, faults)
    left_out = _loaded(load_left_out, root, faults)
    missions = _loaded(load_missions, root, faults)
    glossary = _loaded(load_glossary, root, faults)
    _loaded(load_hotlines, root, faults)
    _loaded(load_countries, root, faults)
    deadlines = _loaded(load_deadlines, root, faults)
    _loaded(load_calendar, root, faults)
    read_lexicon(root, faults)
    readings = read_articles(root, faults)
    known = Known(
        today=today,
        plan=None if plan is None else plan.keys(),
        articles={reading.id for reading in readings},
        missions=None if missions is None else missions.keys(),
        facts={id_: fact for id_, (_, fact) in facts.items()},
    )
    for reading in readings:
        faults += _judged(reading, known)
        if glossary is not None:
            faults += _wording(reading, root, glossary)
    if plan is not None and left_out is not None:
        faults += plan_is_kept(plan, left_out, known.articles)
    if deadlines is not None:
        faults += articles_are_written(deadlines, {str(id_) for id_ in known.articles})
    faults += _early(facts, today)
    faults += _loose(readings, facts)
    return Report(tuple(faults), (*_notes(readings, facts, today),), _counts(readings))


def _loaded(load: Callable[[Path], T], root: Path, faults: list[ContentFault]) -> T | None:
    try:
        return load(root)
    except ContentFault as fault:
        faults.append(fault)
        return None


def _judged(reading: Reading, known: Known) -> Iterator[ContentFault]:
    found = [*is_planned(reading, known), *numbers_agree(reading)]
    if reading.article is not None:
        for rule in RULES:
            found += rule(reading, reading.article, known)
    for file, fault in found:
        yield ContentFault(file, fault)


def _wording(reading: Reading, root: Path, glossary: Glossary) -> Iterator[ContentFault]:
    """Words the glossary bans. Not in keywords: those hold what people type."""
    for locale in Locale:
        if article := reading.article:
            for name, text in (("title", article.title), ("summary", article.summary)):
                for slip in glossary.slips(text.to(locale), locale):
                    yield ContentFault(reading.about, f"{name}: '{locale}' {slip}")
        # A file that cannot be read is told by read_articles.
        text_of = read_text(root / reading.body(locale), Faults(""))
        for slip in glossary.slips(text_of or "", locale):
            yield ContentFault(reading.body(locale), str(slip))


def _early(facts: FactRows, today: date) -> Iterator[ContentFault]:
    for id_, (file, fact) in facts.items():
        if fact.rechecked and fact.rechecked > today:
            yield ContentFault(file, f"'{id_}': 'rechecked' {fact.rechecked} lies in the future")


def _loose(readings: tuple[Reading, ...], facts: FactRows) -> Iterator[ContentFault]:
    """Rows that carry a statement and were not found again."""
    used = {id_ for r in readings if r.article for id_ in cited(r.article)}
    for id_, (file, fact) in facts.items():
        if id_ in used and fact.rechecked is None:
            yield ContentFault(file, f"'{id_}' carries a statement and was not rechecked")


def _notes(readings: tuple[Reading, ...], facts: FactRows, today: date) -> Iterator[str]:
    used: set[str] = set()
    for reading in readings:
        article = reading.article
        if article is None:
            continue
        used.update(cited(article))
        if has_day(article) and is_stale(article, today):
            yield f"{reading.about}: stale since {due_on(article)}"
        if article.not_confirmed and any(source.tier.confirms for source in article.sources):
            yield f"{reading.about}: 'not_confirmed' though a source confirms"
        yield from _joined(reading, facts)
        yield from _groundless(reading, facts)
    for id_, (file, _) in facts.items():
        if id_ not in used:
            yield f"{file}: '{id_}' is used by no article"


def _joined(reading: Reading, facts: FactRows) -> Iterator[str]:
    """Rows of tier other that stand beside stronger ones: fine, but worth a look."""
    for source in reading.article.sources if reading.article else ():
        for id_ in source.facts:
            if id_ in facts and facts[id_][1].tier is None:
                yield f"{reading.about}: row '{id_}' is of tier other"


def _groundless(reading: Reading, facts: FactRows) -> Iterator[str]:
    """Numbers of the text that stand in none of the rows it cites."""
    ids = cited(reading.article) if reading.article else ()
    ground = numbers("\n".join(words_of(facts[id_][1]) for id_ in ids if id_ in facts))
    for locale, pages in reading.bodies.items():
        if loose := sorted(numbers(said_on(pages)) - ground):
            yield f"{reading.body(locale)}: in no cited row: {', '.join(loose)}"


def _counts(readings: tuple[Reading, ...]) -> dict[tuple[str, Locale], int]:
    counts: dict[tuple[str, Locale], int] = {}
    for reading in readings:
        for locale in reading.bodies:
            key = (reading.id.scope, locale)
            counts[key] = counts.get(key, 0) + 1
    return counts
