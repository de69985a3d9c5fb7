import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.knowledge.addresses import is_safe_link, is_web_address
from core.knowledge.article import Article, ArticleId, Group
from core.knowledge.facts import Fact
from core.knowledge.freshness import due_on, is_stale
from core.knowledge.source import Dated, Source, Tier, dated
from core.locale import Locale, Translated

SAME = Translated("а", "б", "c")


def article(checked_on: date, review_every_days: int) -> Article:
    return Article(
        id=ArticleId("kr", "agreements"),
        group=Group.BEFORE,
        order=10,
        checked_on=checked_on,
        review_every_days=review_every_days,
        related=(),
        missions=(),
        not_confirmed=False,
        title=SAME,
        summary=SAME,
        keywords=dict.fromkeys(Locale, ()),
        questions=dict.fromkeys(Locale, ()),
        sources=(),
        bodies=dict.fromkeys(Locale, ()),
    )


@pytest.mark.parametrize("text", ["kr/agreements", "kz/before-you-go", "qa/e9"])
def test_an_id_is_read_and_written_back(text: str) -> None:
    assert str(ArticleId.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *("/", "kr", "kr/", "/a", "kr/a/b", "KR/a", "kor/a", "kr/A", "kr/-a", "kr/a-", "kr/a--b"),
        *("kr/a b", "kr/a\n", "../etc", "kr/../a", "кр/a"),
    ],
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        ArticleId.parse(text)


def test_an_article_is_a_key_of_a_set() -> None:
    assert len({article(date(2026, 1, 1), 60), article(date(2026, 1, 1), 60)}) == 1


@pytest.mark.parametrize(
    ("today", "stale"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), False),
        (date(2026, 3, 3), True),
        (date(2025, 1, 1), False),
    ],
)
def test_an_article_is_stale_the_day_after_it_is_due(today: date, stale: bool) -> None:  # noqa: FBT001
    checked = article(date(2026, 1, 1), 60)
    assert due_on(checked) == date(2026, 3, 2)
    assert is_stale(checked, today) is stale


def test_a_day_at_the_end_of_time_is_no_error() -> None:
    assert not is_stale(article(date.max, 60), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2014-10-09", Dated(2014, 10, 9)),
        ("2024-04", Dated(2024, 4)),
        ("2021", Dated(2021)),
        ("unknown", None),
        ("unknown (about Feb 2024)", None),
    ],
)
def test_a_publication_day_is_read(published: str, expected: Dated | None) -> None:
    assert dated(published) == expected
    assert Source("https://a.kz", "a.kz", published, Tier.LAW, ()).dated == expected


@pytest.mark.parametrize(
    "published", [" ", "09.10.2014", "2014-13", "2014-1-1", "unknownx", "soon"]
)
def test_what_is_no_day_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match=re.escape(published)):
        dated(published)


def test_tiers_have_an_order_and_a_weight() -> None:
    assert sorted(Tier, key=lambda tier: tier.rank) == [
        Tier.LAW,
        Tier.OFFICIAL,
        Tier.NEWS_QUOTING_OFFICIAL,
        Tier.REFERENCE,
    ]
    assert [tier.confirms for tier in Tier] == [True, True, True, False]


@pytest.mark.parametrize(
    ("url", "web", "safe"),
    [
        ("https://adilet.zan.kz/kaz/docs/P1400001083", True, True),
        ("HTTPS://A.KZ", True, True),
        ("https://a.kz:8443/b?c=d&e=%20#f", True, True),
        ("http://a.kz", True, False),
        ("ftp://a.kz", False, False),
        ("//a.kz", False, False),
        ("https://a", False, False),
        ("https://a..kz", False, False),
        ("https://-a.kz", False, False),
        ("https://u:p@a.kz", False, False),
        ("https://a.kz/ b", False, False),
        ("https://a.kz/<b>", False, False),
        ("https://a.kz/ж", False, False),
        ("https://a.kz\n", False, False),
        ("https://a.kz/" + "a" * 2048, False, False),
        ("page address not kept", False, False),
    ],
)
def test_addresses(url: str, web: bool, safe: bool) -> None:  # noqa: FBT001
    assert (is_web_address(url), is_safe_link(url)) == (web, safe)


@given(st.text())
def test_any_text_is_an_address_or_not(text: str) -> None:
    assert is_web_address(text) in {True, False}


def test_a_fact_is_a_value() -> None:
    fact = Fact("kr-1", "kr", "agreement", "…", "https://a.kz", "a.kz", "2014", Tier.LAW, "…")
    assert fact == Fact(
        "kr-1", "kr", "agreement", "…", "https://a.kz", "a.kz", "2014", Tier.LAW, "…"
    )
    assert hash(fact)
    assert (fact.rechecked, fact.note, dict(fact.names)) == (None, "", {})
