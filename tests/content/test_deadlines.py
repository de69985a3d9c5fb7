"""Which article a reminder brings."""

from datetime import date

import pytest

from bot.content.check import check
from bot.content.content import Content
from core.deadlines.deadline import Kind
from tests.content.tree import DEADLINES, Tree

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('[permit]\nany = "kr/entry"\n', "", "no 'permit'"),
        ("[permit]", "[licence]\n[permit]", "unknown 'licence'"),
        ('[permit]\nany = "kr/entry"', "[permit]\nany = 1", "permit: 'any' is no text"),
        ('[permit]\nany = "kr/entry"', "[permit]\nonly_in = 1", "permit: 'only_in' is no list"),
        ('[permit]\nany = "kr/entry"', '[permit]\nqa = "qa/x"', "permit: 'qa': 'qa/x' is not"),
    ],
)
def test_one_thing_broken_is_named(tree: Tree, old: str, new: str, fault: str) -> None:
    tree.change(DEADLINES, old, new)
    (found,) = check(tree.root, TODAY).faults
    assert str(found).startswith(f"{DEADLINES}: {fault}")


@pytest.mark.parametrize(
    ("kind", "country", "article"),
    [
        (Kind.PASSPORT, "QA", "kz/passport-abroad"),
        (Kind.PASSPORT, None, "kz/passport-abroad"),
        (Kind.PERMIT, "KR", "kr/staying"),
        (Kind.PERMIT, "PL", None),
        (Kind.CONTRACT, "GB", "gb/contract"),
        (Kind.CONTRACT, "PL", "kz/before-you-go"),
        (Kind.REGISTRATION, "RU", "ru/registration"),
        (Kind.MEDICAL, "RU", "ru/medical-and-fingerprints"),
        (Kind.MEDICAL, "KZ", None),
        (Kind.AMINA, "RU", "ru/amina-app"),
        (Kind.AMINA, "KR", "ru/amina-app"),
    ],
)
def test_the_article_of_the_country(
    content: Content, kind: Kind, country: str | None, article: str | None
) -> None:
    found = content.article_on(kind, country)
    assert (str(found.id) if found else None) == article


@pytest.mark.parametrize("country", [None, "KZ", "RU"])
def test_in_russia_and_before_leaving_everything_is_offered(
    content: Content, country: str | None
) -> None:
    assert content.kinds_in(country) == tuple(Kind)


@pytest.mark.parametrize("country", ["KR", "QA", "GB", "PL", "QQ"])
def test_elsewhere_nobody_checks_in_with_amina(content: Content, country: str) -> None:
    assert content.kinds_in(country) == tuple(kind for kind in Kind if kind is not Kind.AMINA)
