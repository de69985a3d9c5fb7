"""Rules and agreements: lists, articles, pages, votes."""

from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.features.library.callbacks import OpenArticle, OpenShelf, PickShelf, Vote
from core.knowledge.article import Group
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept, toast

TWO_PAGES = ("kz", "consular-registration")


def group_title_in_kazakh(says: Says, group: Group) -> str:
    titles = {Group.BEFORE: "🧭 Before leaving", Group.ARRIVING: "🛬 Arriving and staying"}
    titles |= {Group.WORKING: "🛠 Working", Group.TROUBLE: "⚠️ In trouble"}
    return says((titles | {Group.HOME: "🏠 Going home"})[group])


def opened(scope: str, slug: str, page: int = 1) -> str:
    return OpenArticle(scope=scope, slug=slug, page=page).pack()


async def test_the_list_of_a_country_names_each_article(
    visitor: Visitor, content: Content, says: Says
) -> None:
    words = await visitor.writes("/agreement kr")
    for article in content.shelf("kr"):
        icon, _space, group = group_title_in_kazakh(says, article.group).partition(" ")
        assert f"{icon} {group}" in words
        assert f"{icon} {article.title.kk}" in visitor.buttons()
    assert says("🇰🇿 Kazakhstan's side") in visitor.buttons()


@pytest.mark.parametrize("command", ["/agreement", "/rules", "/agreement zz", "/rules <b>"])
async def test_a_stranger_without_a_country_gets_kazakhstans_side(
    visitor: Visitor, says: Says, command: str
) -> None:
    assert (await visitor.writes(command)).startswith(says("🇰🇿 Kazakhstan's side"))


async def test_an_article_tells_its_sources_and_the_day_it_was_checked(
    visitor: Visitor, content: Content, says: Says
) -> None:
    await visitor.writes("/agreement qa")
    article = content.articles["qa/entry"]
    words = await visitor.taps(f"🧭 {article.title.kk}")
    assert words.startswith(article.title.kk)
    assert "✅ " in words
    forward, page = says("Page {page} ▶️"), 2
    while (label := forward.format(page=page)) in visitor.buttons():
        words, page = await visitor.taps(label), page + 1
    assert says("Sources") in words
    html = visitor.last.html
    assert all(source.url.replace("&", "&amp;") in html for source in article.sources[:3])


async def test_other_countries_lead_to_every_list(
    named: Says, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/agreement kr")
    await visitor.taps(says("🌍 Other countries"))
    assert visitor.buttons() == [
        *(named(code) for code in ("RU", "KR", "QA", "GB")),
        *(says("🇰🇿 Kazakhstan's side"), says("🏠 Home")),
    ]
    assert (await visitor.taps(named("RU"))).startswith(named("RU"))


async def test_pages_are_turned_in_place(visitor: Visitor, says: Says, content: Content) -> None:
    await visitor.starts("a-kz-consular-registration")
    first = visitor.last
    assert says("Sources") not in first.text
    await visitor.taps(says("Page {page} ▶️").format(page=2))
    second = visitor.last
    assert (second.id, second.edited) == (first.id, True)
    assert says("Sources") in second.text
    assert second.text.startswith(content.articles["/".join(TWO_PAGES)].title.kk)
    await visitor.taps(says("◀️ Page {page}").format(page=1))
    assert visitor.last.text == first.text


@pytest.mark.parametrize(("page", "shown"), [(99, 2), (10**15, 2), (0, 1), (-1, 1), (-99, 1)])
async def test_a_forged_page_is_the_nearest_one(
    visitor: Visitor, says: Says, page: int, shown: int
) -> None:
    await visitor.starts()
    words = await visitor.taps_data(opened(*TWO_PAGES, page))
    assert says("Page {page} of {pages}.").format(page=shown, pages=2) in words


@pytest.mark.parametrize(
    ("scope", "slug", "shelf"),
    [
        ("kr", "no-such", "🇰🇷"),
        ("zz", "agreements", "🇰🇿"),
        ("", "", "🇰🇿"),
        ("<b>", "&amp;", "🇰🇿"),
        ("..", "../kr/entry", "🇰🇿"),
        ("\u202e", "🙂", "🇰🇿"),
    ],
)
async def test_an_unknown_article_shows_the_list_and_says_so(
    visitor: Visitor, says: Says, scope: str, slug: str, shelf: str
) -> None:
    await visitor.starts()
    words = await visitor.taps_data(opened(scope, slug))
    assert words.startswith(shelf)
    assert toast(visitor) == says("This article is not here any more. Here is the list.")


@pytest.mark.parametrize("data", ["a", "a:kr", "a:kr:entry:x", "a:kr:entry:1:2", "v:kr:entry:?"])
async def test_data_that_fits_no_article_is_an_old_button(
    world: World, visitor: Visitor, says: Says, data: str
) -> None:
    await visitor.starts()
    await visitor.taps_data(data)
    assert toast(visitor) == says("This button is old. Press /start for a fresh menu.")
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    ("scope", "shelf"), [("kr", "🇰🇷"), ("", "🇰🇿"), ("zz", "🇰🇿"), ("<i>", "🇰🇿")]
)
async def test_a_forged_shelf_is_kazakhstans_side(
    visitor: Visitor, scope: str, shelf: str
) -> None:
    await visitor.starts()
    assert (await visitor.taps_data(OpenShelf(scope=scope).pack())).startswith(shelf)


async def test_a_vote_is_kept_and_a_changed_mind_replaces_it(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts("a-kr-entry")
    await visitor.taps(says("👍 Helped"))
    assert toast(visitor) == says("Thank you. This helps us to write better.")
    await visitor.taps(says("👎 Did not help"))
    votes = (await kept(world.db))["votes"]
    assert [(row["person_id"], row["article"], row["helped"]) for row in votes] == [
        (visitor.id, "kr/entry", False)
    ]


async def test_a_vote_leaves_the_article_on_the_screen(visitor: Visitor, says: Says) -> None:
    await visitor.starts("a-kr-entry")
    before = visitor.last
    await visitor.taps(says("👍 Helped"))
    assert visitor.last == before


async def test_a_forged_vote_on_nothing_is_not_kept(world: World, visitor: Visitor) -> None:
    await visitor.starts()
    await visitor.taps_data(Vote(scope="kr", slug="no-such", helped=True).pack())
    assert toast(visitor)
    assert await kept(world.db) == {}


async def test_a_stale_article_says_so(
    visitor: Visitor, says: Says, clock: MovedClock, content: Content
) -> None:
    warning = says("⚠️ This text may be out of date: its check is overdue.")
    assert warning not in await visitor.starts("a-kr-entry")
    clock.move(timedelta(days=content.articles["kr/entry"].review_every_days + 30))
    assert warning in await visitor.starts("a-kr-entry")


@pytest.mark.parametrize("years", [0, 3])
async def test_every_page_of_every_article_fits_and_ends_with_all_its_sources(
    world: World, says: Says, content: Content, clock: MovedClock, years: int
) -> None:
    """Also when it is stale, which adds a warning."""
    clock.move(timedelta(days=365 * years))
    for person, (key, article) in enumerate(content.articles.items(), 5000):
        for language in ("kk", "ru", "en"):
            visitor = world.visitor(person * 10 + len(language), language=language)
            await visitor.starts("a-" + key.replace("/", "-", 1))
            forward, page = says("Page {page} ▶️", language), 1
            while forward.format(page=page + 1) in visitor.buttons():
                page += 1
                await visitor.taps(forward.format(page=page))
            assert says("Sources", language) in visitor.text, key
            shown = visitor.last.html.rpartition(says("Sources", language))[2]
            assert shown.count("<a ") == len(article.sources), key


async def test_every_article_has_a_way_on(visitor: Visitor, says: Says) -> None:
    await visitor.starts("a-ru-staying")
    for label in ("🏛 Consulate", "💬 Ask a human", "⬅️ Back", "↗️ Share", "🏠 Home"):
        assert says(label) in visitor.buttons()
    share = next(
        cell["url"] for row in visitor.last.rows for cell in row if cell["text"] == says("↗️ Share")
    )
    assert "start%3Da-ru-staying" in str(share)


async def test_a_second_tap_on_the_same_button_changes_nothing(visitor: Visitor) -> None:
    await visitor.starts("a-kr-entry")
    await visitor.taps_data(opened("kr", "entry"))
    await visitor.taps_data(opened("kr", "entry"))
    assert visitor.answer is not None


async def test_reading_keeps_nothing(world: World, content: Content) -> None:
    for number, (key, article) in enumerate(content.articles.items(), 5000):
        visitor = world.visitor(number, language="ru")
        await visitor.starts("a-" + key.replace("/", "-", 1))
        await visitor.taps_data(PickShelf().pack())
        words = await visitor.taps_data(opened(article.id.scope, article.id.slug))
        assert words.startswith(article.title.ru)
    await world.app.services["people"].write_seen()
    assert await kept(world.db) == {}
