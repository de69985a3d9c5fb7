from dataclasses import replace
from datetime import date

from core.knowledge.article import Article, ArticleId
from core.knowledge.related import both_ways
from tests.core.test_knowledge_article import article


def shelf(**links: str) -> dict[str, Article]:
    """`kr_entry="kz/scams kr/staying"`: an article and what its author put beside it."""
    plain = article(date(2026, 11, 22), 60)
    made = {}
    for key, chosen in links.items():
        name = ArticleId.parse(key.replace("_", "/", 1))
        related = tuple(ArticleId.parse(one) for one in chosen.split())
        made[str(name)] = replace(plain, id=name, related=related)
    return made


def test_a_link_leads_back() -> None:
    found = both_ways(shelf(kr_entry="kr/staying", kr_staying=""))
    assert found == {"kr/entry": ("kr/staying",), "kr/staying": ("kr/entry",)}


def test_what_the_author_chose_comes_first_then_the_own_scope() -> None:
    found = both_ways(
        shelf(kz_scams="kr/scams", kr_scams="kr/entry", kr_entry="", qa_scams="kr/scams")
        | shelf(kr_staying="kr/scams")
    )
    assert found["kr/scams"] == ("kr/entry", "kr/staying", "kz/scams", "qa/scams")


def test_nobody_stands_twice_and_a_dead_link_nowhere() -> None:
    found = both_ways(shelf(kr_entry="kr/staying kr/gone", kr_staying="kr/entry"))
    assert found == {"kr/entry": ("kr/staying",), "kr/staying": ("kr/entry",)}
