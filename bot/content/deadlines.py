"""Which article a reminder brings, and where a kind is offered: content/deadlines.toml."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from bot.content.faults import ContentFault
from bot.content.reading import Table, read
from core.deadlines.deadline import Kind

DEADLINES = "deadlines.toml"
ANY, ONLY_IN = "any", "only_in"


@dataclass(frozen=True, slots=True)
class Guide:
    """`articles`: ids by scope, `any` among them. `only_in`: scopes; empty means everywhere."""

    articles: Mapping[str, str]
    only_in: frozenset[str]

    def article(self, scope: str) -> str | None:
        return self.articles.get(scope, self.articles.get(ANY))

    def offered(self, scope: str) -> bool:
        return not self.only_in or scope in self.only_in


def load_deadlines(root: Path) -> dict[Kind, Guide]:
    """Every kind, in the order they are offered. Raises ContentFault."""
    file = read(root, root / DEADLINES)
    file.only(*Kind)
    return {kind: _guide(file.table(kind.value)) for kind in Kind}


def articles_are_written(
    guides: Mapping[Kind, Guide], written: AbstractSet[str]
) -> Iterator[ContentFault]:
    """A reminder must not bring an article that is not there."""
    for kind, guide in guides.items():
        for scope, id_ in guide.articles.items():
            if id_ not in written:
                yield ContentFault(DEADLINES, f"{kind}: '{scope}': '{id_}' is not written")


def _guide(table: Table) -> Guide:
    articles = {key: table.text(key) for key in table.values if key != ONLY_IN}
    return Guide(articles, frozenset(table.words(ONLY_IN)))
