"""Fact rows from content/facts/*.toml."""

from collections.abc import Mapping
from pathlib import Path

from bot.content.faults import ContentFault
from bot.content.table import Faults, Table, read_table, relative
from core.knowledge.facts import Fact
from core.knowledge.source import Tier, dated

_OTHER = "other"
_KEYS = (
    *("id", "country", "topic", "fact", "source", "publisher", "published", "tier", "quote"),
    *("note", "names", "rechecked", "confirmed_by"),
)


def load_facts(root: Path) -> dict[str, Fact]:
    """All rows by id. ContentFault: the first thing wrong."""
    faults: list[ContentFault] = []
    facts = read_facts(root, faults)
    if faults:
        raise faults[0]
    return {id_: fact for id_, (_, fact) in facts.items()}


def read_facts(root: Path, faults: list[ContentFault]) -> dict[str, tuple[str, Fact]]:
    """Every row by id with the file it stands in; what is wrong is added to `faults`."""
    facts: dict[str, tuple[str, Fact]] = {}
    for path in sorted((root / "facts").glob("*.toml")):
        here = Faults(relative(path, root))
        table = read_table(path, here)
        if table is not None:
            table.only("fact")
            for row in table.tables("fact"):
                _add(_fact(row), row, here.file, facts)
        faults.extend(here.found)
    return facts


def _add(fact: Fact, row: Table, file: str, facts: dict[str, tuple[str, Fact]]) -> None:
    if fact.id in facts:
        row.say(f"'{fact.id}' stands in {facts[fact.id][0]} already")
    elif fact.id:
        facts[fact.id] = (file, fact)


def _fact(row: Table) -> Fact:
    row.only(*_KEYS)
    fact = Fact(
        id=row.text("id"),
        country=row.text("country"),
        topic=row.text("topic"),
        fact=row.text("fact"),
        source=row.text("source"),
        publisher=row.text("publisher"),
        published=row.text("published"),
        tier=_tier(row),
        quote=row.text("quote"),
        note=row.text_or_nothing("note"),
        names=_names(row),
        rechecked=row.day("rechecked") if "rechecked" in row else None,
        confirmed_by=row.text_or_nothing("confirmed_by"),
    )
    if fact.published:
        try:
            dated(fact.published)
        except ValueError:
            row.say(f"'published' is '{fact.published}', neither a date nor 'unknown'")
    if fact.rechecked and not fact.confirmed_by:
        row.say("'rechecked' without 'confirmed_by'")
    return fact


def _names(row: Table) -> Mapping[str, str]:
    if "names" not in row:
        return {}
    names = row.table("names")
    return {language: names.text(language) for language in names}


def _tier(row: Table) -> Tier | None:
    tier = row.text("tier")
    if tier in {*Tier}:
        return Tier(tier)
    if tier not in {"", _OTHER}:
        row.say(f"'tier' is '{tier}', not one of {', '.join((*Tier, _OTHER))}")
    return None
