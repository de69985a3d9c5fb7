"""Start links: of a country, an article, a mission, a poster; and bad ones."""

import pytest

from bot.content.content import Content
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept

CHOOSE = "Hello! I stand by citizens of Kazakhstan who work abroad. Choose a language."
MENU = "The menu is below. Reading asks nothing about you: no name, no document, no registration."


async def test_link_to_a_country(world: World, visitor: Visitor) -> None:
    assert (await visitor.starts("c-kr")).startswith("🇰🇷")
    assert await kept(world.db) == {}


@pytest.mark.parametrize("payload", ["c-zz", "c-" + "r" * 62])
async def test_link_to_an_unknown_country_shows_kazakhstans_side(
    visitor: Visitor, says: Says, payload: str
) -> None:
    assert (await visitor.starts(payload)).startswith(says("🇰🇿 Kazakhstan's side"))


async def test_link_to_an_article(world: World, visitor: Visitor, content: Content) -> None:
    words = await visitor.starts("a-kr-agreements")
    assert words.startswith(content.articles["kr/agreements"].title.kk)
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    ("payload", "shelf"), [("a-kr-no-such", "🇰🇷"), ("a-zz-no-such", "🇰🇿"), ("a-k-x", "🇰🇿")]
)
async def test_link_to_a_missing_article_shows_the_list(
    visitor: Visitor, payload: str, shelf: str
) -> None:
    assert (await visitor.starts(payload)).startswith(shelf)


async def test_link_to_a_mission(world: World, visitor: Visitor, content: Content) -> None:
    words = await visitor.starts("m-kr-seoul-embassy")
    assert content.missions["kr-seoul-embassy"].title.kk in words
    assert await kept(world.db) == {}


async def test_link_to_a_missing_mission_offers_the_others(visitor: Visitor, says: Says) -> None:
    assert (await visitor.starts("m-kr-none")).startswith(says("Consulates and embassies"))


async def test_link_from_a_poster_is_counted_without_a_name(
    world: World, visitor: Visitor, says: Says
) -> None:
    assert says(CHOOSE) in await visitor.starts("g-almaty-airport")
    await world.visitor(1002).starts("g-almaty-airport")
    found = await kept(world.db)
    assert [(row["source"], row["count"]) for row in found.pop("arrivals")] == [
        ("almaty-airport", 2)
    ]
    assert set(found) <= {"receipts"}
    assert "1002" not in str(found)


@pytest.mark.parametrize("payload", ["x", "c-", "c-RU", "t-brigade", "A-kr-entry"])
async def test_a_bad_link_is_a_plain_start(
    world: World, visitor: Visitor, says: Says, payload: str
) -> None:
    assert says(CHOOSE) in await visitor.starts(payload)
    assert await kept(world.db) == {}
