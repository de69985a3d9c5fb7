"""Phone lines from content/hotlines/<country>.toml."""

from pathlib import Path

from bot.content.phones import dialled_number, full_number
from bot.content.reading import Table, read
from core.missions.hotlines import Hotline, HotlineKind
from core.missions.trust import Trust

HOTLINE_KEYS = (
    *("id", "country", "kind", "order", "number", "also", "e164", "service", "what_for", "hours"),
    *("languages", "note", "trust", "published", "source", "publisher"),
)


def load_hotlines(root: Path) -> dict[str, tuple[Hotline, ...]]:
    """The lines below `root` by upper-case country code. Raises ContentFault."""
    known: set[str] = set()
    lines: dict[str, tuple[Hotline, ...]] = {}
    for path in sorted((root / "hotlines").glob("*.toml")):
        file = read(root, path)
        file.only("hotline")
        found = []
        for table in file.tables("hotline"):
            line = _hotline(table)
            if line.country != path.stem.upper():
                raise table.fault(f"'country' is {line.country} in the file of {path.stem}")
            if line.id in known:
                raise table.fault("a second one with this id")
            known.add(line.id)
            found.append(line)
        lines[path.stem.upper()] = tuple(found)
    return lines


def _hotline(table: Table) -> Hotline:
    table.only(*HOTLINE_KEYS)
    country = table.text("country")
    number = table.text_or_none("number")
    return Hotline(
        id=table.text("id"),
        country=country,
        kind=table.choice("kind", HotlineKind),
        order=table.integer("order"),
        service=table.translated("service"),
        what_for=table.translated("what_for"),
        trust=table.choice("trust", Trust),
        published=table.text("published"),
        number=None if number is None else dialled_number(table, number, country),
        also=tuple(dialled_number(table, more, country) for more in table.words("also")),
        e164=full_number(table, "e164") if "e164" in table.values else None,
        hours=table.translated_or_none("hours"),
        languages=table.translated_or_none("languages"),
        note=table.translated_or_none("note"),
        source=table.text_or_none("source"),
        publisher=table.text_or_none("publisher"),
    )
