"""Every handbook in every language: whole, small, and fit to be read with no network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot.content.content import Content
from bot.handbook.page import LARGEST, make, scopes
from bot.texts import Texts
from bot.words import long_date, phone, published
from core.knowledge.blocks import Bullets, Folded, Steps, plain, said
from core.locale import Locale
from core.missions.hotlines import for_card
from core.missions.trust import Trust, reliable, unconfirmed
from tests.features.conftest import Says
from tests.handbook.reading import Reading, digits, read

TODAY = date(2026, 11, 23)
SCOPES = ("ru", "kr", "qa", "gb", "kz")
# Attributes through which a page could fetch or run something.
ACTIVE = re.compile(r"^(on.*|src|srcset|action|formaction|data|poster|background|ping|style)$")
TAGS = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "nav", "section"),
    *("article", "div", "h1", "h2", "h3", "h4", "h5", "p", "ul", "ol", "li", "a", "b", "i"),
    *("details", "summary"),
}


@dataclass(frozen=True)
class Made:
    scope: str
    locale: Locale
    html: str
    read: Reading


@pytest.fixture(params=[(scope, locale) for scope in SCOPES for locale in Locale], ids=str)
def made(request: pytest.FixtureRequest, content: Content, texts: Texts) -> Iterator[Made]:
    scope, locale = request.param
    with texts.speaking(locale):
        html = make(content, scope, TODAY).html
        yield Made(scope, locale, html, read(html))


def parts(scope: str) -> list[str]:
    """Whose articles stand in a handbook: the host's and Kazakhstan's."""
    return [scope] if scope == "kz" else [scope, "kz"]


def test_there_is_one_for_every_shelf(content: Content) -> None:
    assert scopes(content) == SCOPES


def test_it_is_small(made: Made) -> None:
    assert len(made.html.encode()) <= LARGEST == 400_000


def test_it_is_whole(made: Made) -> None:
    assert made.html.startswith("<!DOCTYPE html>\n<html ")
    assert made.read.faults == []
    assert {one.tag for one in made.read.elements} <= TAGS
    assert made.read.elements[0].attributes == {"lang": made.locale.value}
    assert [len(made.read.all(tag)) for tag in ("title", "h1", "main", "nav")] == [1, 1, 1, 1]
    ids = made.read.values("id")
    assert len(ids) == len(set(ids))
    assert "None" not in made.read.seen or made.locale is Locale.EN
    assert not re.search(r"[{}]|&\w+;", made.read.seen)


def test_nothing_is_run_or_fetched(made: Made) -> None:
    for one in made.read.elements:
        assert [name for name in one.attributes if ACTIVE.match(name)] == []
        assert one.tag in {"a", "meta"} or "href" not in one.attributes
    style = made.read.all("style")[0].text
    assert "url(" not in style
    assert "@import" not in style
    ids = set(made.read.values("id"))
    for address in made.read.values("href"):
        inner, tel = address.startswith("#"), re.fullmatch(r"tel:\+?[0-9]{2,15}", address)
        assert inner or tel or address.startswith("https://"), address
        assert not inner or address[1:] in ids, address


def test_every_article_is_in_it(made: Made, content: Content) -> None:
    shelves = [one for scope in parts(made.scope) for one in content.shelf(scope)]
    assert len(made.read.all("article")) == len(shelves) > 0
    for article in shelves:
        id_ = f"{article.id.scope}-{article.id.slug}"
        shown = made.read.at(id_).text
        assert article.title.to(made.locale) in shown
        assert f"#{id_}" in made.read.values("href")
        assert long_date(article.checked_on) in shown
        for page in article.bodies[made.locale]:
            for block in page:
                lines = block.items if isinstance(block, Bullets | Steps) else ()
                lines = block.paragraphs if isinstance(block, Folded) else lines
                words = " ".join(map(plain, lines)) or said(block)
                assert squeezed(words) in squeezed(shown), article.id
        for source in article.sources:
            assert source.name in shown, article.id
            assert published(source.published) in shown, article.id
            assert source.url in made.read.values("href") or source.url in shown, article.id


def squeezed(text: str) -> str:
    """Without spaces: a browser makes them of elements."""
    return "".join(text.split())


def test_titles_stand_in_the_order_of_the_shelf(made: Made, content: Content) -> None:
    wanted = [a.title.to(made.locale) for s in parts(made.scope) for a in content.shelf(s)]
    nav = made.read.all("nav")[0].text
    places = [nav.rindex(title) for title in wanted]
    assert places == sorted(places)


def test_every_mission_is_in_it_with_its_numbers(made: Made, content: Content) -> None:
    missions = content.missions_in(made.scope.upper())
    assert bool(missions) == (made.scope != "kz")
    assert ("#missions" in made.read.values("href")) == bool(missions)
    for mission in missions:
        shown = made.read.at(mission.id).text
        assert mission.title.to(made.locale) in shown
        for one in mission.phones:
            assert phone(one.number) in shown
            assert digits(one.number) in digits(shown)
        loose = {phone(one.number) for one in unconfirmed(mission.phones)}
        loose -= {phone(one.number) for one in reliable(mission.phones)}
        dialled = {one.text for one in made.read.all("a")}
        assert not loose & dialled, "a number nobody should rely on can be dialled by a tap"
        for mail in mission.emails:
            assert mail.address in shown


def test_a_number_dials_what_it_shows(made: Made) -> None:
    calls = [one for one in made.read.all("a") if one.attributes["href"].startswith("tel:")]
    assert len(calls) >= 3
    for one in calls:
        assert digits(one.text) == digits(one.attributes["href"])
        international = one.text.startswith("+")
        assert international == one.attributes["href"].startswith("tel:+")


def test_emergency_numbers_follow_the_rules_of_the_card(made: Made, content: Content) -> None:
    for scope in parts(made.scope):
        card = made.read.at(f"emergency-{scope}").text
        own = {
            one.number
            for mission in content.missions_in(scope.upper())
            for one in reliable(mission.phones)
        }
        lines = content.hotlines[scope.upper()]
        shown = for_card(lines)
        for line in shown:
            assert str(line.number) in card or line.e164 in own
            assert line.e164 in own or line.service.to(made.locale) in card
        numbers = {one.text for one in made.read.all("a")}
        low = {line.number for line in lines if line.trust is Trust.LOW}
        told = {number for line in shown for number in (line.number, *line.also)}
        assert not (low - told) & numbers
    assert f"#emergency-{made.scope}" in made.read.values("href")


def test_it_says_when_it_was_made_by_what_and_where_a_new_one_is(made: Made, says: Says) -> None:
    header = made.read.all("header")[0].text
    assert long_date(TODAY) in header
    assert "/offline" in header
    ai = (
        "The texts were prepared with the help of AI from the sources named under them. "
        "They are no official document."
    )
    assert says(ai, made.locale.value) in header


def test_overdue_and_groundless_articles_say_so(made: Made, content: Content, says: Says) -> None:
    overdue = says("⚠️ This text may be out of date: its check is overdue.", made.locale.value)
    groundless = says(
        "⚠️ Not officially confirmed: no official source was found.", made.locale.value
    )
    years_later = read(make(content, made.scope, TODAY + timedelta(days=4000)).html)
    shelves = [one for scope in parts(made.scope) for one in content.shelf(scope)]
    for article in shelves:
        id_ = f"{article.id.scope}-{article.id.slug}"
        assert (groundless in made.read.at(id_).text) == article.not_confirmed
        assert overdue in years_later.at(id_).text
        due = (TODAY - article.checked_on).days > article.review_every_days
        assert (overdue in made.read.at(id_).text) == due


def test_the_digest_knows_no_date_of_making(content: Content, texts: Texts) -> None:
    with texts.speaking(Locale.KK):
        monday, tuesday = (make(content, "kz", TODAY + timedelta(days=n)) for n in (0, 1))
        later = make(content, "kz", TODAY + timedelta(days=4000))
        elsewhere = make(content, "kz", TODAY, "@another_bot")
    assert monday.html != tuesday.html
    assert monday.digest == tuesday.digest
    assert len({monday.digest, later.digest, elsewhere.digest}) == 3
