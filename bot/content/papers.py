"""What `python -m bot check-content` prints instead of its verdict."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.content.articles import load_articles, read_articles
from bot.content.due import due_lines
from bot.content.facts import load_facts
from bot.content.faults import ContentFault
from bot.content.glossary import glossary_lines, load_glossary
from bot.content.overview import Overview
from bot.content.plan import load_left_out, load_plan
from bot.content.rules import has_day


def stale(root: Path, today: date) -> Iterator[str]:
    """What is due. A broken article does not hide the others: it is named first."""
    ignored: list[ContentFault] = []
    readings = read_articles(root, ignored)
    articles = [one.article for one in readings if one.article and has_day(one.article)]
    readable = {article.id for article in articles}
    for reading in readings:
        if reading.id not in readable:
            yield f"{reading.id}  no day can be read"
    yield from due_lines(articles, today)


def table(root: Path, _today: date) -> Iterator[str]:
    """docs/content.md. ContentFault: something cannot be read."""
    articles = load_articles(root)
    overview = Overview(
        articles={article.id: article for article in articles.values()},
        facts=load_facts(root),
        plan=load_plan(root),
        left_out=load_left_out(root),
    )
    return overview.lines()


def glossary(root: Path, _today: date) -> Iterator[str]:
    """docs/glossary.md. ContentFault: something cannot be read."""
    return glossary_lines(load_glossary(root))


PAPERS: Mapping[str, Callable[[Path, date], Iterator[str]]] = {
    "stale": stale,
    "table": table,
    "glossary": glossary,
}
