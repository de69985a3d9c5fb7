"""A relative announces somebody; he agrees, or it goes."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.features.relatives.callbacks import (
    AgreeRelative,
    AnnounceRelative,
    DeclineRelative,
    OpenRelatives,
    RelativeCountries,
    RelativeCountry,
    TakeBack,
    TakeName,
)
from core.people.consent import STAY_CONSENT
from core.stays.registration import ANNOUNCED_AT_MOST
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says, Stopwatch
from tests.features.kept import kept, tables_naming, toast
from tests.features.stays_kept import (
    FILLED,
    NUMBER,
    OTHER,
    PERSONAL,
    field,
    register,
    somebody_else,
    stay_row,
    tapped,
    with_card,
)

ALARMS = ["полиция ұстап алды", "помогите меня бьют", "help me please"]
DANGER = "Are you in danger? Then the form can wait."
GONE = "This invitation is not here any more."
INVITED = "Somebody close to you asks you to register your stay."
NAME, SHOWN = "Марат <b>інім</b> & Ко", "Марат <b>інім< b> & Ко"
NOT_YOURS = "This link is not for you: send it to the person you announced."


async def announces(
    says: Says, named: Says, visitor: Visitor, language: str = "kk", name: str = NAME
) -> str:
    """The whole way; gives the number of what is announced."""
    await visitor.writes("/relative")
    await visitor.taps(says("➕ Announce a relative", language))
    await visitor.taps(named("KR", language))
    await visitor.writes(name)
    return link_of(visitor).rpartition("-")[2].upper()


def link_of(visitor: Visitor) -> str:
    """The link on the screen; «send» shares the same one."""
    shown = next(word for word in visitor.text.split() if word.startswith("https://"))
    shared = next(str(cell["url"]) for row in visitor.last.rows for cell in row if "url" in cell)
    assert parse_qs(urlsplit(shared).query)["url"] == [shown]
    return shown


@pytest.fixture
async def aigul(world: World) -> Visitor:
    """Who announces; at home, without a registration of her own."""
    return world.visitor(1001, language="kk")


@pytest.fixture
async def marat(world: World) -> Visitor:
    return world.visitor(2002, language="ru", name="Марат")


@pytest.fixture
async def number(says: Says, named: Says, aigul: Visitor) -> str:
    return await announces(says, named, aigul)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_name_and_a_country_are_all_that_is_asked(
    world: World, says: Says, named: Says, language: str
) -> None:
    visitor = world.visitor(1001, language=language)
    number = await announces(says, named, visitor, language)
    assert says("Now send this person the link:", language) in visitor.text
    assert SHOWN in visitor.text
    row = await stay_row(world, number)
    assert row is not None
    assert (row["status"], row["person_id"], row["registered_by"]) == ("pending", None, 1001)
    assert row["country"] == "KR"
    assert "Марат" not in str(row), "the name is sealed"
    assert await tables_naming(world.db, 1001) <= {"people", "stays", "receipts"}


async def test_the_list_shows_who_has_not_answered(
    world: World, says: Says, aigul: Visitor, number: str
) -> None:
    await aigul.taps(says("👪 All I have announced"))
    assert SHOWN in aigul.text
    assert "23" in aigul.text
    assert "желтоқсан" in aigul.text, "30 days after 23 November"
    await aigul.taps(says("🗑 Take back"))
    assert toast(aigul) == says("Deleted. The link does not work any more.")
    assert SHOWN not in aigul.text
    assert await stay_row(world, number) is None


async def test_the_card_leads_there(world: World, visitor: Visitor, says: Says) -> None:
    await with_card(world, visitor)
    words = await visitor.taps(says("👪 Register a relative"))
    assert words.startswith(says("Register a relative"))


async def test_any_country_of_the_world_but_home(
    world: World, says: Says, named: Says, aigul: Visitor
) -> None:
    await aigul.writes("/relatives")
    await aigul.taps(says("➕ Announce a relative"))
    await aigul.taps(says("🌍 Another country"))
    await aigul.taps("▶️")
    assert "◀️" in aigul.buttons()
    question = says("Which country is this person in?")
    for forged in ("KZ", "ZZ", "", "<b>"):
        assert await tapped(aigul, RelativeCountry(country=forged)) == question
    await tapped(aigul, RelativeCountry(country="PL"))
    await aigul.writes("Сауле")
    assert named("PL") in aigul.text


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("8 701 123 45 67", "Please write it in letters."),
        ("🙂", "Please write it in letters."),
        ("ы" * 61, "This is too long. Please write it shorter."),
        ("ы" * 4096, "This is too long. Please write it shorter."),
    ],
)
async def test_a_slip_asks_once_more(
    world: World, says: Says, aigul: Visitor, typed: str, slip: str
) -> None:
    await aigul.starts()
    await aigul.taps_data(RelativeCountry(country="KR").pack())
    words = await aigul.writes(typed)
    assert words.startswith(says(slip))
    assert says("How do you call this person?") in words
    assert "stays" not in await kept(world.db)
    await aigul.writes("Ма\u202eрат")
    assert "Ма рат" in aigul.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>Ер</b> & </a>", "<b>Ер< b> & < a>"),
        ("&lt;i&gt;", "&lt;i&gt;"),
        ("@evil_bot t.me/evil", "evil_bot t. me evil"),
        ("Ер\u202eлан", "Ер лан"),
        ("https://evil.kz/?x=1", "https evil. kz ?x=1"),
    ],
)
async def test_a_hostile_name_is_shown_as_words(
    world: World, says: Says, named: Says, aigul: Visitor, marat: Visitor, name: str, shown: str
) -> None:
    """To whoever opens the link it comes from the bot."""
    number = await announces(says, named, aigul, name=name)
    person = f"{shown}, {named('KR')}"
    assert person in aigul.text
    assert person in await aigul.taps(says("👪 All I have announced"))
    assert f"{shown}, {named('KR', 'ru')}" in await marat.starts(f"r-{number.lower()}")


@pytest.fixture
async def naming(aigul: Visitor) -> Visitor:
    """Asked how she calls the person."""
    await aigul.starts()
    await aigul.taps_data(RelativeCountry(country="KR").pack())
    return aigul


async def test_danger_is_no_name(world: World, says: Says, naming: Visitor) -> None:
    for words in ALARMS:
        assert (await naming.writes(words)).startswith(says(DANGER)), words
        assert "stays" not in await kept(world.db)
    await naming.taps(says("▶️ Go on with the form"))
    assert naming.text.startswith(says("How do you call this person?"))
    await naming.writes("Марат")
    assert says("Now send this person the link:") in naming.text


async def test_the_search_does_not_remember_how_somebody_is_called(
    world: World, naming: Visitor
) -> None:
    words = [*ALARMS, "Ерлан Серікұлы"]
    for one in words:
        await naming.writes(one)
    remembered = world.app.services["asking"]._found
    assert not any(one in question for one in words for question, _country in remembered)


async def test_from_danger_to_the_numbers_is_one_press(says: Says, naming: Visitor) -> None:
    await naming.writes(ALARMS[0])
    await naming.taps(says("🆘 Emergency"))
    assert "112" in naming.text


async def test_a_name_that_sounds_like_danger_is_a_name_all_the_same(
    world: World, says: Says, naming: Visitor
) -> None:
    await naming.writes("help me farm @evil")
    assert says(DANGER) in naming.text
    await naming.taps(says("✏️ It is my answer"))
    assert says("Now send this person the link:") in naming.text
    assert "help me farm evil, " in naming.text
    assert len((await kept(world.db))["stays"]) == 1


async def test_words_of_danger_that_are_deleted_are_asked_for_again(
    world: World, says: Says, naming: Visitor
) -> None:
    await naming.writes(ALARMS[0])
    naming.deletes(next(one.id for one in naming.sees() if one.text == ALARMS[0]))
    words = await naming.taps(says("✏️ It is my answer"))
    assert words.startswith(says("Please write it in letters."))
    assert "stays" not in await kept(world.db)


async def test_one_word_is_a_name_and_no_alarm(says: Says, naming: Visitor) -> None:
    assert says("Now send this person the link:") in await naming.writes("Полиция")


async def test_two_quick_taps_are_one_announcement(
    world: World, says: Says, naming: Visitor
) -> None:
    await naming.writes(ALARMS[0])
    danger = naming.last.id
    await naming.taps(says("✏️ It is my answer"))
    await naming.taps_data(TakeName(country="KR").pack(), message_id=danger)
    assert says("Now send this person the link:") in naming.text
    assert len((await kept(world.db))["stays"]) == 1


async def test_a_forged_answer_names_nobody(world: World, says: Says, naming: Visitor) -> None:
    await naming.writes(ALARMS[0])
    danger = naming.last.id
    for forged in ("KZ", "ZZ", "", "<b>"):
        await naming.taps_data(TakeName(country=forged).pack(), message_id=danger)
        assert naming.text == says("Which country is this person in?")
    await naming.taps_data(TakeName(country="KR").pack(), message_id=danger - 2)
    assert naming.text.startswith(says("Please write it in letters."))
    assert "stays" not in await kept(world.db)


@pytest.mark.parametrize("way_out", ["/help", "/relative", "📝 Registration"])
async def test_words_after_leaving_are_no_name(
    world: World, says: Says, aigul: Visitor, way_out: str
) -> None:
    await aigul.starts()
    await aigul.taps_data(RelativeCountry(country="KR").pack())
    await aigul.writes(way_out if way_out[0] == "/" else says(way_out))
    await aigul.writes("Марат")
    assert "stays" not in await kept(world.db)


async def test_the_relative_is_told_all_that_is_known_and_by_nobodys_name(
    world: World, says: Says, named: Says, marat: Visitor, number: str
) -> None:
    words = await marat.starts(f"r-{number.lower()}")
    assert words.startswith(says(INVITED, "ru"))
    assert SHOWN in words
    assert named("KR", "ru") in words
    assert says("What is kept", "ru") in words
    assert "1001" not in words
    assert "Айгүл" not in words
    assert await tables_naming(world.db, marat.id) == set()


async def test_the_relative_agrees_and_it_is_his_own(
    world: World, says: Says, aigul: Visitor, marat: Visitor, number: str
) -> None:
    await marat.starts(f"r-{number.lower()}")
    words = await marat.taps(says("✅ I agree and go on", "ru"))
    assert says("Which city are you in?", "ru") in words, "the country is known already"
    await marat.writes("Ансан")
    await marat.taps(says("💼 Work", "ru"))
    await marat.taps(says("Today", "ru"))
    await marat.taps(says("A year", "ru"))
    for _ in range(4):
        await marat.taps(says("⏭ Skip", "ru"))
    await marat.taps(says("✅ Register", "ru"))
    assert says("🟢 In force", "ru") in marat.text
    row = await stay_row(world, number)
    assert row is not None
    assert (row["status"], row["person_id"], row["registered_by"]) == ("active", marat.id, None)
    notices = (await kept(world.db))["notices"]
    assert [(one["person_id"], one["kind"]) for one in notices] == [(aigul.id, "kin-agreed")]
    assert SHOWN not in await aigul.writes("/relative")
    assert await aigul.starts(f"s-{number.lower()}") == says("This card opens only for its owner.")
    assert await aigul.starts(f"r-{number.lower()}") == await aigul.starts("r-zzzzzzzzzz")


async def test_until_he_has_registered_nothing_has_changed(
    world: World, says: Says, aigul: Visitor, marat: Visitor, number: str
) -> None:
    await marat.starts(f"r-{number.lower()}")
    await marat.taps(says("✅ I agree and go on", "ru"))
    assert await field(world, "status", number) == "pending"
    assert SHOWN in await aigul.writes("/relative")
    assert (await marat.writes("/registration")).startswith(
        says("You have a half-filled form.", "ru")
    )


async def test_what_lapses_meanwhile_can_be_registered_all_the_same(
    world: World, says: Says, marat: Visitor, number: str, clock: MovedClock
) -> None:
    await marat.starts(f"r-{number.lower()}")
    await marat.taps(says("✅ I agree and go on", "ru"))
    clock.move(timedelta(days=31))
    await world.app.services["stays"].advance_due(10)
    assert (await marat.starts(f"r-{number.lower()}")).startswith(says(GONE, "ru"))
    assert await stay_row(world, number) is None


@pytest.mark.parametrize("language", ["kk", "ru"])
async def test_the_relative_says_no_and_it_is_gone(
    world: World, says: Says, number: str, language: str
) -> None:
    relative = world.visitor(2002, language=language)
    await relative.starts(f"r-{number.lower()}")
    words = await relative.taps(says("🗑 No, delete it", language))
    assert words.startswith(says("Deleted. Nothing of it is kept.", language))
    assert await stay_row(world, number) is None
    assert (await relative.starts(f"r-{number.lower()}")).startswith(says(GONE, language))
    assert await tables_naming(world.db, relative.id) <= {"receipts"}


async def test_who_announced_is_told_to_send_it_on(
    says: Says, aigul: Visitor, number: str, world: World
) -> None:
    assert await aigul.starts(f"r-{number.lower()}") == says(NOT_YOURS)
    assert says("✅ I agree and go on") not in aigul.buttons()
    assert (await tapped(aigul, AgreeRelative(number=number))).startswith(says(GONE))
    assert await field(world, "status", number) == "pending"


async def test_somebody_registered_already_may_delete_it(
    world: World, says: Says, marat: Visitor, number: str
) -> None:
    await marat.starts()
    await register(world, marat, language="ru")
    words = await marat.starts(f"r-{number.lower()}")
    assert says("You are registered already, so this is not needed. You can delete it.", "ru") in (
        words
    )
    await tapped(marat, AgreeRelative(number=number))
    assert says("🟢 In force", "ru") in marat.text
    assert await field(world, "status", number) == "pending"
    await marat.starts(f"r-{number.lower()}")
    await marat.taps(says("🗑 Delete it", "ru"))
    assert await stay_row(world, number) is None
    assert await field(world, "status") == "active"


async def test_agreeing_under_other_words_shows_those_in_force(
    world: World, says: Says, marat: Visitor, number: str
) -> None:
    await marat.starts()
    words = await tapped(marat, AgreeRelative(number=number))
    assert words.startswith(says("The words have changed. Please read them again.", "ru"))
    assert await tables_naming(world.db, marat.id) <= {"receipts"}
    await marat.taps(says("✅ I agree and go on", "ru"))
    consents = (await kept(world.db))["consents"]
    assert [(one["person_id"], one["version"]) for one in consents] == [(marat.id, STAY_CONSENT)]


async def test_a_forged_number_takes_nothing_back(
    world: World, says: Says, marat: Visitor, number: str
) -> None:
    """Another's announcement, somebody's registration, and none at all."""
    await somebody_else(world, OTHER)
    stranger = world.visitor(3003, language="kk")
    await stranger.starts()
    for forged in (number, OTHER, "ZZZZZZZZZZ", "", "<b>"):
        await stranger.taps_data(TakeBack(number=forged).pack())
        assert not any(bit in stranger.text for bit in (*PERSONAL, "Марат"))
    assert await field(world, "status", number) == "pending"
    assert await field(world, "status", OTHER) == "active"


async def test_what_has_its_answer_is_not_taken_back(
    world: World, says: Says, aigul: Visitor, marat: Visitor, number: str
) -> None:
    await aigul.taps(says("👪 All I have announced"))
    await marat.starts()
    await register(world, marat, replace(FILLED, number=number), "ru")
    await aigul.taps(says("🗑 Take back"))
    assert toast(aigul) == says("It is not waiting any more.")
    assert SHOWN not in aigul.text
    assert await field(world, "status", number) == "active"


async def test_what_has_lapsed_is_not_taken_back(
    world: World, says: Says, aigul: Visitor, number: str, clock: MovedClock
) -> None:
    await aigul.taps(says("👪 All I have announced"))
    clock.move(timedelta(days=31))
    await world.app.services["stays"].advance_due(10)
    await aigul.taps(says("🗑 Take back"))
    assert toast(aigul) == says("It is not waiting any more.")


@pytest.mark.parametrize(
    "kind",
    [
        *(OpenRelatives, AnnounceRelative, RelativeCountry, RelativeCountries),
        *(TakeName, TakeBack, DeclineRelative),
    ],
)
async def test_a_forged_tap_in_a_group_does_nothing_and_shows_nobody(
    world: World, says: Says, aigul: Visitor, number: str, kind: type[CallbackData]
) -> None:
    group = world.telegram.group(title="Бригада", members=[aigul.id])
    there = Visitor(world.telegram, aigul.id, language_code="kk", chat=group)
    await there.writes("/sos")
    before, shown = await kept(world.db), there.sees()
    fields = {"number": number, "country": "KR"}
    given = {name: fields[name] for name in kind.model_fields if name in fields}
    await there.taps_data(kind(**given).pack())
    assert toast(there) == says("This button is old. Press /start for a fresh menu.")
    assert there.sees() == shown
    assert await kept(world.db) == before


@pytest.mark.parametrize("kind", [AgreeRelative, DeclineRelative])
async def test_a_registration_in_force_is_no_invitation(
    world: World, says: Says, kind: type[AgreeRelative | DeclineRelative]
) -> None:
    await somebody_else(world, OTHER)
    stranger = world.visitor(3003, language="kk")
    shown = await stranger.starts(f"r-{OTHER.lower()}")
    assert shown.startswith(says(GONE))
    for forged in (OTHER, NUMBER, "", "<b>"):
        assert (await tapped(stranger, kind(number=forged))).startswith(says(GONE))
    assert await field(world, "status", OTHER) == "active"
    assert await tables_naming(world.db, stranger.id) <= {"receipts"}


async def test_there_is_an_end_to_announcing(
    world: World, says: Says, named: Says, aigul: Visitor, stopwatch: Stopwatch
) -> None:
    for place in range(ANNOUNCED_AT_MOST):
        stopwatch.seconds += 60
        await announces(says, named, aigul, name=f"Туыс{'әбвгдежзий'[place]}")
    stopwatch.seconds += 60
    await aigul.taps_data(AnnounceRelative().pack())
    await aigul.taps(named("KR"))
    words = await aigul.writes("Біреу")
    assert words == says("You have announced ten relatives already. Take one back first.")
    assert len((await kept(world.db))["stays"]) == ANNOUNCED_AT_MOST
    await aigul.taps_data(OpenRelatives().pack())
    assert aigul.buttons().count(says("🗑 Take back")) == ANNOUNCED_AT_MOST


async def test_two_links_are_two_numbers(says: Says, named: Says, aigul: Visitor) -> None:
    first = await announces(says, named, aigul)
    assert await announces(says, named, aigul) != first
