"""The articles there may be: content/plan.toml, ids for ever; left-out.toml: those not written."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from bot.content.faults import ContentFault
from bot.content.table import Faults, Table, read_table
from core.knowledge.article import ArticleId

PLAN = "plan.toml"
LEFT_OUT = "left-out.toml"


def load_plan(root: Path) -> dict[ArticleId, str]:
    """What each planned article is about, in reading order. ContentFault: the first fault."""
    return _load(root, PLAN)


def load_left_out(root: Path) -> dict[ArticleId, str]:
    """Why an article of the plan is not written. ContentFault: the first fault."""
    return _load(root, LEFT_OUT)


def plan_is_kept(
    plan: Mapping[ArticleId, str],
    left_out: Mapping[ArticleId, str],
    written: AbstractSet[ArticleId],
) -> Iterator[ContentFault]:
    """Each planned article is written or left out with a reason, never both, nothing else."""
    for id_ in plan:
        if id_ not in written and id_ not in left_out:
            yield ContentFault(PLAN, f"'{id_}' is neither written nor in {LEFT_OUT}")
    for id_ in left_out:
        if id_ not in plan:
            yield ContentFault(LEFT_OUT, f"'{id_}' is not in {PLAN}")
        elif id_ in written:
            yield ContentFault(LEFT_OUT, f"'{id_}' is written")


def _load(root: Path, file: str) -> dict[ArticleId, str]:
    faults = Faults(file)
    table = read_table(root / file, faults)
    articles = _articles(table) if table else {}
    if faults.found:
        raise faults.found[0]
    return articles


def _articles(table: Table) -> dict[ArticleId, str]:
    articles: dict[ArticleId, str] = {}
    for scope in table:
        slugs = table.table(scope)
        for slug in slugs:
            try:
                articles[ArticleId.parse(f"{scope}/{slug}")] = slugs.text(slug)
            except ValueError:
                slugs.say(f"'{scope}/{slug}' is no article id")
    return articles
