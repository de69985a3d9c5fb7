"""What must be checked again: `python -m bot check-content --stale`."""

from collections.abc import Iterable, Iterator
from datetime import date

from core.knowledge.article import Article
from core.knowledge.freshness import due_on

SOON = 14
"""Days ahead that are told with what is due already."""


def due_lines(articles: Iterable[Article], today: date) -> Iterator[str]:
    """The longest overdue first: id, due date, and how late or how soon; then the counts."""
    due = sorted((due_on(article), article.id) for article in articles)
    overdue = [(day, id_) for day, id_ in due if day < today]
    soon = [(day, id_) for day, id_ in due if 0 <= (day - today).days <= SOON]
    for day, id_ in overdue:
        yield f"{id_}  {day}  {_days((today - day).days)} overdue"
    for day, id_ in soon:
        yield f"{id_}  {day}  in {_days((day - today).days)}"
    yield f"{len(overdue)} overdue, {len(soon)} due within {SOON} days, {len(due)} articles"


def _days(count: int) -> str:
    return f"{count} day" if count == 1 else f"{count} days"
