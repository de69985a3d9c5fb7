"""My data: all of it shown, all of it deleted."""

from datetime import timedelta

from bot.content.content import Content
from bot.features.settings.callbacks import (
    AskForget,
    ChooseCity,
    Forget,
    MyData,
    TypeCity,
)
from bot.texts import Texts
from bot.words import long_date
from core.locale import Locale
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import person_row, tables_naming

NOTHING = "Nothing is kept about you."


async def test_my_data_shows_exactly_what_is_kept(
    world: World,
    in_korea: Visitor,
    says: Says,
    named: Says,
    clock: MovedClock,
    texts: Texts,
    content: Content,
) -> None:
    await in_korea.taps_data(ChooseCity(country="KR", place=0).pack())
    await in_korea.taps_data("v:kr:entry:1")
    await in_korea.taps_data("mr:kr-seoul-embassy:8223799714")
    clock.move(timedelta(days=3))
    await in_korea.taps_data("h")
    await world.app.services["people"].write_seen()
    with texts.speaking(Locale.KK):
        since, seen = long_date(NOON.date()), long_date((NOON + timedelta(days=3)).date())
    words = await in_korea.taps_data(MyData().pack())
    assert words.splitlines() == [
        says("My data"),
        says("Telegram number: {number}").format(number=in_korea.id),
        says("Language: {language}").format(language="Қазақша"),
        says("Country: {country}").format(country=named("KR")),
        says("City: {city}").format(city=content.cities_of("KR")[0].name.kk),
        says("Known since: {date}").format(date=since),
        says("Last seen: {date}").format(date=seen),
        says("Articles you rated: {count}").format(count=1),
        says("Numbers you reported: {count}").format(count=1),
        "",
        says("Nothing else: no name, no phone, no document, no place, no messages."),
        says("A report of a mistake is kept without its author, and stays."),
    ]
    row = await person_row(world.db, in_korea.id)
    assert row is not None
    shown = {"id", "language", "country", "city", "created_at", "seen_at"}
    assert set(row) == {*shown, "blocked_at"}  # a new column must be shown here too


async def test_nothing_is_kept_about_a_stranger(visitor: Visitor, says: Says) -> None:
    await visitor.writes("/settings")
    assert says(NOTHING) in await visitor.taps(says("🔐 My data"))


async def test_a_stranger_who_voted_is_told_what_is_kept_and_may_delete_it(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts("a-kr-entry")
    await visitor.taps(says("👍 Helped"))
    words = await visitor.taps_data(MyData().pack())
    assert says(NOTHING) not in words
    assert str(visitor.id) in words
    assert says("Articles you rated: {count}").format(count=1) in words
    await visitor.taps(says("🗑 Delete everything"))
    await visitor.taps(says("🗑 Yes, delete everything"))
    assert await tables_naming(world.db, visitor.id) == set()


async def test_deleting_leaves_no_row_with_the_id(world: World, says: Says, named: Says) -> None:
    visitor = world.visitor(987_654_321)
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(named("KR"))
    await visitor.taps_data("v:kr:entry:1")
    await visitor.taps_data("mr:kr-seoul-embassy:8223799714")
    await visitor.taps_data(TypeCity().pack())
    assert await tables_naming(world.db, visitor.id) == {
        "people",
        "votes",
        "number_reports",
        "forms",
    }
    await visitor.taps_data(AskForget().pack())
    words = await visitor.taps(says("🗑 Yes, delete everything"))
    assert words == says("Deleted. You can go on reading: nothing about you is needed for it.")
    await world.app.services["people"].write_seen()
    assert await tables_naming(world.db, visitor.id) == set()
    assert says(NOTHING) in await visitor.taps_data(MyData().pack())
    words = await visitor.writes("Ансан")
    assert words.startswith(says("Is it one of these?"))  # the form is gone too
    assert await tables_naming(world.db, visitor.id) == set()


async def test_deleting_may_be_thought_over(world: World, in_korea: Visitor, says: Says) -> None:
    await in_korea.taps_data(AskForget().pack())
    await in_korea.taps(says("⬅️ Back"))
    assert await tables_naming(world.db, in_korea.id) == {"people"}


async def test_deleting_takes_nobody_else(world: World, in_korea: Visitor) -> None:
    other = world.visitor(2002)
    await other.starts()
    await other.taps_data("sl:ru:0")
    await other.taps_data(Forget().pack())
    assert await tables_naming(world.db, other.id) == set()
    assert await tables_naming(world.db, in_korea.id) == {"people"}
