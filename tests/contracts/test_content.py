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
from bot.content.glossary import load_glossary
from bot.content.papers import PAPERS
from bot.content.plan import load_left_out, load_plan
from bot.content.rules import cited
from core.knowledge.markup import parse
from core.knowledge.pages import pages
from core.locale import Locale

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"


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


def test_every_planned_article_is_written_or_left_out_with_a_reason() -> None:
    written = {article.id for article in load_articles(CONTENT).values()}
    assert load_plan(CONTENT).keys() == written | load_left_out(CONTENT).keys()


@pytest.mark.parametrize(
    ("paper", "page"), [("table", "docs/content.md"), ("glossary", "docs/glossary.md")]
)
def test_the_page_is_in_step_with_the_command(paper: str, page: str) -> None:
    """Else: python -m bot check-content --PAPER > PAGE."""
    made = "\n".join(PAPERS[paper](CONTENT, datetime.now(UTC).date())) + "\n"
    assert (ROOT / page).read_text(encoding="utf-8") == made


def test_the_glossary_names_enough_notions() -> None:
    notions = load_glossary(CONTENT).notions
    assert len(notions) >= 50
    for locale in Locale:
        terms = [notion.term.to(locale) for notion in notions]
        assert len({*terms}) == len(terms)
        assert sum(bool(notion.banned[locale]) for notion in notions) >= 50


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
