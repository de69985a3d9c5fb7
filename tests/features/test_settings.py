"""Settings: language, country, city, my data, and being forgotten."""

import pytest

from bot.content.content import Content
from bot.features.privacy.callbacks import MyData
from bot.features.settings.callbacks import ChooseCity, OpenSettings, TypeCity
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept, person_row, toast

NOTHING = "Nothing is kept about you."


async def city_of(world: World, visitor: Visitor) -> object:
    row = await person_row(world.db, visitor.id)
    return row["city"] if row else "nobody"


async def test_a_stranger_sees_settings_and_stays_one(
    world: World, visitor: Visitor, says: Says
) -> None:
    words = await visitor.writes("/settings")
    assert says("Country: {country}").format(country=says("not chosen")) in words
    for label in ("🗣 Language", "🌍 Country", "🏙 City", "ℹ️ About"):
        await visitor.taps(says(label))
        await visitor.taps_data(OpenSettings().pack())
    assert await kept(world.db) == {}


async def test_a_changed_language_holds_for_screen_and_keyboard(
    in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(OpenSettings().pack())
    await in_korea.taps(says("🗣 Language"))
    await in_korea.taps("Русский")
    assert in_korea.keyboard()[0] == says("📄 Rules & agreements", "ru")
    assert (await in_korea.writes("/settings")).startswith(says("Settings", "ru"))


async def test_a_button_of_the_last_language_still_works(in_korea: Visitor, says: Says) -> None:
    old = says("⚙️ Settings")
    await in_korea.taps_data("sl:en:0")
    assert (await in_korea.writes(old)).startswith(says("Settings", "en"))


async def test_a_city_from_the_list(
    world: World, in_korea: Visitor, says: Says, content: Content
) -> None:
    await in_korea.writes("/settings")
    await in_korea.taps(says("🏙 City"))
    city = content.cities_of("KR")[1]
    words = await in_korea.taps(city.name.kk)
    assert says("City: {city}").format(city=city.name.kk) in words
    assert toast(in_korea) == says("Saved.")
    assert await city_of(world, in_korea) == city.id


@pytest.mark.parametrize(
    "typed", ["<b>Doha</b>", "A&B", "&lt;i&gt;", "الدوحة", "Сеул 🏙", "</code>"]
)
async def test_a_typed_city_is_shown_as_typed(
    world: World, in_korea: Visitor, says: Says, typed: str
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    words = await in_korea.writes(typed)
    assert says("City: {city}").format(city=typed) in words
    assert await city_of(world, in_korea) == typed
    assert typed in await in_korea.taps_data("h")
    assert typed in await in_korea.taps_data(MyData().pack())


async def test_a_typed_city_that_is_listed_is_kept_by_its_id(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    words = await in_korea.writes(" Пусан ")
    assert says("City: {city}").format(city="Пусан") in words
    assert await city_of(world, in_korea) == "busan"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("12345", "Please write the name of a city in letters."),
        ("🏙", "Please write the name of a city in letters."),
        ("\u202e?", "Please write the name of a city in letters."),
        ("ы" * 81, "That is too long for a city. Please write only its name."),
        ("ы" * 4096, "That is too long for a city. Please write only its name."),
        ("🏙ы" * 1300, "That is too long for a city. Please write only its name."),
    ],
)
async def test_what_is_no_city_may_be_typed_again(
    world: World, in_korea: Visitor, says: Says, typed: str, answer: str
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    assert await in_korea.writes(typed) == says(answer)
    assert await city_of(world, in_korea) is None
    await in_korea.writes("Ансан")
    assert await city_of(world, in_korea) == "ansan"


async def test_a_right_to_left_mark_does_not_turn_the_screen(
    world: World, in_korea: Visitor
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    assert "\u202e" not in await in_korea.writes("Бу\u202eсан")
    assert await city_of(world, in_korea) == "Бу сан"


async def test_a_command_inside_the_form_is_no_city(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    assert "119" in await in_korea.writes("/sos")
    assert await city_of(world, in_korea) is None


async def test_going_back_ends_the_form(world: World, in_korea: Visitor, says: Says) -> None:
    await in_korea.taps_data(TypeCity().pack())
    await in_korea.taps(says("⬅️ Back"))
    words = await in_korea.writes("Ансан")
    assert words.startswith(says("Is it one of these?"))
    assert await city_of(world, in_korea) is None
    assert "forms" not in await kept(world.db)


async def test_a_city_without_a_country_can_be_given_and_taken_back(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts()
    await visitor.taps_data(TypeCity().pack())
    await visitor.writes("Ансан")
    assert await city_of(world, visitor) == "Ансан"
    await visitor.taps(says("🏙 City"))
    await visitor.taps(says("Do not keep my city"))
    assert toast(visitor) == says("Saved.")
    assert await city_of(world, visitor) is None


async def test_moving_forgets_the_city(world: World, in_korea: Visitor, named: Says) -> None:
    await in_korea.taps_data(ChooseCity(country="KR", place=0).pack())
    assert await city_of(world, in_korea) is not None
    await in_korea.taps_data("stc")
    await in_korea.taps(named("QA"))
    assert await city_of(world, in_korea) is None


@pytest.mark.parametrize("place", [999, -2, -999, 10**12])
async def test_a_forged_place_keeps_no_city(world: World, in_korea: Visitor, place: int) -> None:
    await in_korea.taps_data(ChooseCity(country="KR", place=place).pack())
    assert await city_of(world, in_korea) is None


@pytest.mark.parametrize("country", ["QA", "", "ZZ", "<b>"])
async def test_a_city_of_another_country_is_asked_again(
    world: World, in_korea: Visitor, says: Says, country: str
) -> None:
    words = await in_korea.taps_data(ChooseCity(country=country, place=0).pack())
    assert words.startswith(says("Which city are you in?"))
    assert await city_of(world, in_korea) is None


async def test_about_says_who_wrote_it(visitor: Visitor, says: Says) -> None:
    await visitor.writes("/settings")
    words = await visitor.taps(says("ℹ️ About"))
    assert says(
        "Reading asks nothing about you. What you choose is kept until you delete it."
    ) in (words)


@pytest.mark.parametrize("data", ["sy", "sy:KR", "sy:KR:x", "sy:KR:1:2", "sm:1", "sfy:now"])
async def test_data_that_fits_no_button_is_an_old_button(
    world: World, visitor: Visitor, says: Says, data: str
) -> None:
    await visitor.starts()
    await visitor.taps_data(data)
    assert toast(visitor) == says("This button is old. Press /start for a fresh menu.")
    assert await kept(world.db) == {}


@pytest.mark.parametrize("way_out", ["🏛 Consulates", "/help", "/sos"])
async def test_words_after_leaving_the_form_are_no_city(
    world: World, in_korea: Visitor, says: Says, way_out: str
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    await in_korea.writes(says(way_out) if way_out[0] != "/" else way_out)
    await in_korea.writes("жалақы бермей жатыр")
    assert await city_of(world, in_korea) is None


async def test_a_tap_leaves_the_form_too(world: World, in_korea: Visitor) -> None:
    await in_korea.taps_data(TypeCity().pack())
    await in_korea.taps_data("h")
    await in_korea.writes("жалақы бермей жатыр")
    assert await city_of(world, in_korea) is None
