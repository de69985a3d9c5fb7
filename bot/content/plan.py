"""The articles there may be: content/plan.toml, ids for ever."""

from pathlib import Path

from bot.content.table import Faults, Table, read_table
from core.knowledge.article import ArticleId

PLAN = "plan.toml"


def load_plan(root: Path) -> dict[ArticleId, str]:
    """What each planned article is about, in reading order. ContentFault: the first fault."""
    faults = Faults(PLAN)
    table = read_table(root / PLAN, faults)
    plan = _planned(table) if table else {}
    if faults.found:
        raise faults.found[0]
    return plan


def _planned(table: Table) -> dict[ArticleId, str]:
    plan: dict[ArticleId, str] = {}
    for scope in table:
        slugs = table.table(scope)
        for slug in slugs:
            try:
                plan[ArticleId.parse(f"{scope}/{slug}")] = slugs.text(slug)
            except ValueError:
                slugs.say(f"'{scope}/{slug}' is no article id")
    return plan
