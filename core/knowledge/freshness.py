"""When an article must be checked again."""

from datetime import date, timedelta

from core.knowledge.article import Article


def due_on(article: Article) -> date:
    """The last day on which the article still counts as checked."""
    return article.checked_on + timedelta(days=article.review_every_days)


def is_stale(article: Article, today: date) -> bool:
    return (today - article.checked_on).days > article.review_every_days
