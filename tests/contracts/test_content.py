"""The repository's own content, as it would be released."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.content.articles import load_articles
from bot.content.check import Report, check
from bot.content.facts import load_facts
from bot.content.plan import load_plan
from bot.content.rules import cited
from core.knowledge.markup import parse
from core.knowledge.pages import pages
from core.locale import Locale

CONTENT = Path(__file__).parents[2] / "content"


@pytest.fixture(scope="module")
def report() -> Report:
    return check(CONTENT, datetime.now(UTC).date())


def test_the_content_has_no_fault(report: Report) -> None:
    assert [str(fault) for fault in report.faults] == []


def test_every_article_exists_in_every_language(report: Report) -> None:
    articles = load_articles(CONTENT)
    assert articles
    for locale in Locale:
        bodies = sum(n for (_, language), n in report.counts.items() if language is locale)
        assert bodies == len(articles)


def test_the_trail_is_whole() -> None:
    """Whatever an article cites is kept here, and the plan names every article."""
    articles, facts, plan = load_articles(CONTENT), load_facts(CONTENT), load_plan(CONTENT)
    assert {row for article in articles.values() for row in cited(article)} <= facts.keys()
    assert {article.id for article in articles.values()} <= plan.keys()


def test_all_planned_bodies_are_parsed_in_a_second() -> None:
    bodies = [path.read_text(encoding="utf-8") for path in CONTENT.glob("articles/*/*/*.md")]
    planned = len(load_plan(CONTENT)) * len(Locale)
    enough = (bodies * (planned // len(bodies) + 1))[:planned]
    began = time.process_time()
    for body in enough:
        pages(parse(body))
    assert time.process_time() - began < 1


def test_checking_needs_no_telegram_and_no_database() -> None:
    program = (
        "import sys, bot.content.check;"
        "print([m for m in ('aiogram', 'sqlalchemy', 'pydantic', 'db') if m in sys.modules])"
    )
    ran = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"
