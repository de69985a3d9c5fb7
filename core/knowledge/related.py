"""Which articles stand beside which: a link made in one article leads back from the other."""

from collections.abc import Mapping

from core.knowledge.article import Article


def both_ways(articles: Mapping[str, Article]) -> dict[str, tuple[str, ...]]:
    """The neighbours of each article: first those its author chose, then those that chose it.

    Of the latter its own scope comes first. Ids that are not in `articles` are left out.
    """
    found: dict[str, dict[str, None]] = {
        key: dict.fromkeys(str(one) for one in article.related if str(one) in articles)
        for key, article in articles.items()
    }
    for key, article in articles.items():
        pointing = [other for other, one in articles.items() if article.id in one.related]
        pointing.sort(key=lambda other: articles[other].id.scope != article.id.scope)
        found[key].update(dict.fromkeys(pointing))
    return {key: tuple(neighbours) for key, neighbours in found.items()}
