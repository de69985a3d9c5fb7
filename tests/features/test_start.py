"""/start, language, country, home, start links."""

import pytest

from bot.content.content import Content
from bot.features.missions.callbacks import MissionsOf
from bot.features.start.callbacks import (
    ChooseCountry,
    ChooseLanguage,
    EditCountry,
    EditLanguage,
    MoreCountries,
    OpenHome,
)
from core.people.person import HOME_COUNTRY
from pretend.errors import ApiError
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept, person_row, toast

CHOOSE = "Hello! I stand by citizens of Kazakhstan who work abroad. Choose a language."
MENU = "The menu is below. Reading asks nothing about you: no name, no document, no registration."


@pytest.mark.parametrize(
    ("code", "first"), [("kk", "✓ Қазақша"), ("ru", "✓ Русский"), ("ko", "✓ English")]
)
async def test_a_start_asks_for_the_language_in_all_three(
    world: World, says: Says, code: str, first: str
) -> None:
    visitor = world.visitor(language=code)
    words = await visitor.starts()
    assert all(says(CHOOSE, language) in words for language in ("kk", "ru", "en"))
    assert visitor.buttons()[0] == first
    assert {label.removeprefix("✓ ") for label in visitor.buttons()[:3]} == {
        "Қазақша",
        "Русский",
        "English",
    }


async def test_language_and_country_are_kept(
    named: Says, world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts()
    assert says("Where are you now?", "ru") in await visitor.taps("Русский")
    await visitor.taps(named("KR", "ru"))
    assert visitor.text == says(MENU, "ru")
    assert visitor.keyboard()[0] == says("📄 Rules & agreements", "ru")
    row = await person_row(world.db, visitor.id)
    assert row is not None
    assert (row["language"], row["country"], row["city"]) == ("ru", "KR", None)


async def test_a_known_person_comes_home(named: Says, visitor: Visitor, says: Says) -> None:
    await visitor.starts()
    await visitor.taps("English")
    await visitor.taps(named("QA", "en"))
    words = await visitor.starts()
    assert words.startswith(named("QA", "en"))
    assert says("🤝 Agreement with this country", "en") in visitor.buttons()


async def test_not_abroad_yet_reads_kazakhstans_side(visitor: Visitor, says: Says) -> None:
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(says("🇰🇿 Not abroad yet"))
    assert says("📄 Rules of this country") not in visitor.buttons()
    assert says("🇰🇿 Kazakhstan's side") in visitor.buttons()


async def test_every_listed_country_is_offered_once(
    says: Says, world: World, visitor: Visitor, content: Content
) -> None:
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    offered: list[object] = []
    await visitor.taps(says("🌍 Another country"))
    for _ in range(20):
        offered += [cell.get("data") for row in visitor.last.rows for cell in row]
        if "▶️" not in visitor.buttons():
            break
        await visitor.taps("▶️")
    wanted = [
        ChooseCountry(country=code, first=True).pack()
        for code in content.countries
        if code not in (*content.hosts(), HOME_COUNTRY)
    ]
    assert sorted(one for one in offered if one in wanted) == sorted(wanted)


async def test_a_country_that_is_not_listed_leaves_it_open(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(says("🌍 Another country"))
    await visitor.taps(says("My country is not here"))
    row = await person_row(world.db, visitor.id)
    assert row is not None
    assert row["country"] is None
    assert any(says("🌍 Country not chosen") in one.text for one in visitor.sees())


@pytest.mark.parametrize("country", ["ZZ", "kr", "<b>", "🇰🇷", "\U0010ffff"])
async def test_a_forged_country_is_not_stored(
    world: World, visitor: Visitor, country: str
) -> None:
    await visitor.starts()
    await visitor.taps_data(ChooseCountry(country=country, first=False).pack())
    row = await person_row(world.db, visitor.id)
    assert row is not None
    assert row["country"] is None


async def test_a_forged_language_ends_in_one_of_ours(world: World, visitor: Visitor) -> None:
    await visitor.starts()
    words = await visitor.taps_data(ChooseLanguage(language="xx", first=True).pack())
    assert "Where are you now?" in words
    row = await person_row(world.db, visitor.id)
    assert row is not None
    assert row["language"] == "en"


@pytest.mark.parametrize("page", [99, 0, -1, -(10**20), 10**20])
async def test_a_forged_page_is_the_nearest_one(visitor: Visitor, says: Says, page: int) -> None:
    await visitor.starts()
    await visitor.taps_data(MoreCountries(first=True, page=page).pack())
    turning = "▶️" if page < 1 else "◀️"
    assert turning in visitor.buttons()
    assert ("◀️" if page < 1 else "▶️") not in visitor.buttons()
    assert says("My country is not here") in visitor.buttons()


@pytest.mark.parametrize(
    "data",
    ["sl", "sl:", "sl:ru", "sl:ru:maybe", "sl:ru:1:2", "sc:KR", "so:1:x", "h:1", ":", "zz:1", "?"],
)
async def test_data_that_fits_no_button_is_an_old_button(
    world: World, visitor: Visitor, says: Says, data: str
) -> None:
    await visitor.starts()
    before = visitor.last.html
    await visitor.taps_data(data)
    assert toast(visitor) == says("This button is old. Press /start for a fresh menu.")
    assert visitor.answer is not None
    assert visitor.answer.alert
    assert visitor.last.html == before
    assert await kept(world.db) == {}


async def test_an_old_language_button_works_next_year(visitor: Visitor, says: Says) -> None:
    await visitor.starts()
    await visitor.taps_data("sl:ru:0")
    assert visitor.keyboard()[0] == says("📄 Rules & agreements", "ru")


async def test_a_missing_button_cannot_be_pressed(visitor: Visitor) -> None:
    await visitor.starts()
    with pytest.raises(ApiError, match="no button"):
        await visitor.taps("Deutsch")


async def test_a_hostile_name_is_nowhere_shown_or_kept(named: Says, world: World) -> None:
    for number, name in enumerate(
        ("<b>Ваня</b>", "\u202eяинаВ", "&lt;script&gt;", "👩🏽‍🚀" * 10), 1
    ):
        visitor = world.visitor(2000 + number, language="ru", name=name)
        await visitor.starts()
        await visitor.taps("✓ Русский")
        await visitor.taps(named("RU", "ru"))
        mine = [one for one in visitor.sees() if one.sender != visitor.id]
        assert len(mine) == 2
        assert all(name not in one.text for one in mine)
        assert name not in str(await kept(world.db))


async def test_help_names_every_command(visitor: Visitor, says: Says) -> None:
    words = await visitor.writes("/help")
    for command in ("agreement", "consulate", "registration", "ask", "sos", "settings"):
        assert f"/{command} · " in words
    assert says("I am a program. My answers are automatic; a human answers at the consulate.") in (
        words
    )


async def test_back_to_the_menu_brings_the_keyboard(visitor: Visitor, says: Says) -> None:
    await visitor.starts()
    await visitor.taps_data("mn")
    assert visitor.keyboard() == [says("📍 Send my location"), says("⬅️ Back to the menu")]
    assert await visitor.taps(says("⬅️ Back to the menu")) == says(MENU)
    assert len(visitor.keyboard()) == 6


async def test_a_stranger_reads_everything_and_nothing_is_kept(world: World) -> None:
    for number, words in enumerate(
        ("/start", "/help", "/menu", "/agreement kr", "/consulate kr", "/registration"), 3000
    ):
        await world.visitor(number).writes(words)
    visitor = world.visitor(4000)
    await visitor.starts()
    for data in (
        OpenHome(),
        EditLanguage(),
        EditCountry(),
        MoreCountries(first=False),
        MissionsOf(country="KR"),
    ):
        await visitor.taps_data(data.pack())
    await visitor.shares_location(37.5, 127.0)
    await world.app.services["people"].write_seen()
    assert await kept(world.db) == {}
