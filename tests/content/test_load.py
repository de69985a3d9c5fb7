from datetime import date

import pytest

from bot.content.articles import load_articles
from bot.content.facts import load_facts
from bot.content.faults import ContentFault
from bot.content.plan import load_plan
from core.knowledge.article import ArticleId, Group
from core.knowledge.blocks import Bold, Heading, Paragraph, Steps, Text
from core.knowledge.source import Dated, Source, Tier
from core.locale import Locale
from tests.content.tree import ABOUT, EN, FACTS, Tree


def test_an_article_is_read_as_written(tree: Tree) -> None:
    articles = load_articles(tree.root)
    assert [*articles] == ["kr/agreements", "kr/entry"]
    article = articles["kr/agreements"]
    assert article.id == ArticleId("kr", "agreements")
    assert (article.group, article.order, article.review_every_days) == (Group.BEFORE, 10, 180)
    assert article.checked_on == date(2026, 11, 1)
    assert article.related == (ArticleId("kr", "entry"),)
    assert article.missions == ("kr-seoul-embassy",)
    assert article.title.to(Locale.KK) == "Келісімдер"
    assert len(article.keywords[Locale.RU]) == 12
    url = "https://adilet.zan.kz/kaz/docs/P1400001083"
    assert article.sources == (
        Source(url, "adilet.zan.kz", "2014-10-09", Tier.LAW, ("kr-agreements",)),
    )
    assert article.sources[0].dated == Dated(2014, 10, 9)
    assert article.bodies[Locale.EN] == (
        (
            Paragraph((Text("In force since "), Bold("29 November 2014"), Text("."))),
            Heading((Text("What to do"),)),
            Steps(((Text("1,000 people a year."),),)),
        ),
    )


def test_a_fact_is_read_as_written(tree: Tree) -> None:
    facts = load_facts(tree.root)
    assert [*facts] == ["kr-agreements", "kr-entry"]
    fact = facts["kr-agreements"]
    assert (fact.tier, fact.rechecked) == (Tier.LAW, date(2026, 11, 20))
    assert (fact.note, dict(fact.names)) == ("", {"ru": "Соглашение"})


def test_a_row_of_no_standing_has_no_tier(tree: Tree) -> None:
    tree.change(FACTS, '"law"', '"other"')
    assert load_facts(tree.root)["kr-agreements"].tier is None


def test_the_plan_is_read_in_order(tree: Tree) -> None:
    assert load_plan(tree.root) == {
        ArticleId("kr", "agreements"): "signed",
        ArticleId("kr", "entry"): "how to enter",
    }


def test_a_long_body_has_several_pages(tree: Tree) -> None:
    tree.change(EN, "## What", "a" * 3400 + "\n\n## What")
    tree.change(EN, "1,000", "b" * 200 + " 1,000")
    assert [len(page) for page in load_articles(tree.root)["kr/agreements"].bodies[Locale.EN]] == [
        2,
        2,
    ]


def test_loading_stops_at_the_first_fault(tree: Tree) -> None:
    tree.change(ABOUT, "checked_on = 2026-11-01\n", "")
    with pytest.raises(ContentFault) as caught:
        load_articles(tree.root)
    assert (caught.value.file, caught.value.fault) == (ABOUT, "no 'checked_on'")
    assert str(caught.value) == f"{ABOUT}: no 'checked_on'"
    tree.change(FACTS, "country", "land")
    with pytest.raises(ContentFault, match=r"facts/kr\.toml: fact 1: unknown 'land'"):
        load_facts(tree.root)
    tree.remove("plan.toml")
    with pytest.raises(ContentFault, match=r"plan\.toml: no such file"):
        load_plan(tree.root)
