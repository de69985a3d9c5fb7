"""Emergency numbers: for anybody, in two taps, whatever happened to the database."""

import re
from pathlib import Path

import pytest

from bot.content.content import Content
from bot.features.emergency.callbacks import EmergencyCountries, OpenEmergency
from bot.words import phone
from core.missions.mission import Purpose
from core.missions.trust import Trust
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept

KR_NUMBERS = ("112", "119", "+82 10-6572-9311")


def shows(text: str, number: str) -> bool:
    """The number stands there by itself, not as a part of a longer one."""
    return re.search(rf"(?<![\d+-]){re.escape(number)}(?!-?\d)", text) is not None


def replace(file: Path, garbage: bytes) -> None:
    """Deletes the database with its journal; puts garbage in its place, if any."""
    for path in file.parent.glob(f"{file.name}*"):
        path.unlink()
    if garbage:
        file.write_bytes(garbage)


def tear(file: Path) -> None:
    """Overwrites the database and its journal in place."""
    for path in file.parent.glob(f"{file.name}*"):
        path.write_bytes(b"\x00garbage" * 5000)


async def test_a_stranger_has_the_numbers_in_two_taps(
    world: World, visitor: Visitor, says: Says, named: Says
) -> None:
    await visitor.starts()
    words = await visitor.taps(says("🆘 Emergency"))
    assert all(shows(words, number) for number in ("112", "119"))  # at once, for the four hosts
    words = await visitor.taps(named("KR"))
    assert all(shows(words, number) for number in KR_NUMBERS)
    assert says("I am a program and no emergency service. In danger call first.") in words
    assert await kept(world.db) == {}


@pytest.mark.parametrize("words", ["/sos", "/emergency", "/sos@saparlas_bot"])
async def test_a_command_is_enough(visitor: Visitor, says: Says, words: str) -> None:
    found = await visitor.writes(words)
    assert found.startswith(says("🆘 Emergency: which country are you in?"))


async def test_a_known_country_is_opened_at_once(
    visitor: Visitor, says: Says, named: Says
) -> None:
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(named("KR"))
    words = await visitor.taps_data(OpenEmergency().pack())
    assert words.startswith(says("🆘 Emergency: {country}").format(country=named("KR")))
    words = await visitor.writes(says("🆘 Emergency"))
    assert all(shows(words, number) for number in KR_NUMBERS)
    assert "🇬🇧" in await visitor.writes("/sos gb")


async def test_danger_to_life_comes_first(visitor: Visitor) -> None:
    words = await visitor.writes("/sos kr")
    assert words.index("119") < words.index("112") < words.index("+82 10-6572-9311")
    assert words.index("+82 10-6572-9311") < words.index("1345")


async def test_low_confidence_numbers_are_on_no_card(world: World, content: Content) -> None:
    """Every country's card against every number of it that has no more than one weak ground."""
    refused = 0
    for person, code in enumerate(content.countries, 9000):
        words = await world.visitor(person).writes(f"/sos {code}")
        lines, missions = content.hotlines.get(code, ()), content.missions_in(code)
        phones = [one for mission in missions for one in mission.phones]
        relied = [one for one in lines if one.trust is not Trust.LOW]
        good = {number for one in relied for number in (one.number, *one.also)}
        good |= {phone(one.number) for one in phones if one.trust is not Trust.LOW}
        bad = {one.number for one in lines if one.trust is Trust.LOW and one.number}
        bad |= {phone(one.number) for one in phones if one.trust is Trust.LOW}
        for number in bad - good:
            refused += 1
            assert not shows(words, number), (code, number)
    assert refused > 20


async def test_confirmed_emergency_phones_of_missions_are_on_the_card(
    world: World, content: Content
) -> None:
    shown = 0
    for person, mission in enumerate(content.missions.values(), 9000):
        for one in mission.phones:
            if one.purpose is Purpose.EMERGENCY and one.trust is not Trust.LOW:
                shown += 1
                words = await world.visitor(person).writes(f"/sos {mission.country}")
                assert phone(one.number) in words, mission.id
    assert shown >= 4


async def test_every_number_has_a_date_or_says_that_it_has_none(visitor: Visitor) -> None:
    words = await visitor.writes("/sos kr")
    numbers = words.count("☎️") + words.count("🇰🇿 +")
    assert numbers == words.count("Расталған") + words.count("Расталмаған")


async def test_a_country_without_numbers_says_so_and_leads_on(
    visitor: Visitor, content: Content, says: Says
) -> None:
    empty = next(
        code
        for code in content.countries
        if not content.hotlines.get(code) and not content.missions_in(code)
    )
    words = await visitor.writes(f"/sos {empty}")
    assert says("I have no confirmed number of the police or ambulance here.") in words
    assert says("No emergency phone of Kazakhstan's mission here is confirmed.") in words
    for label in ("📍 Nearest to me", "💬 Ask a human", "🌍 Another country"):
        assert says(label) in visitor.buttons()


@pytest.mark.parametrize("country", ["ZZ", "kr", "<b>", "🆘", "\U0010ffff"])
async def test_a_forged_country_shows_the_first_numbers(
    visitor: Visitor, says: Says, country: str
) -> None:
    await visitor.starts()
    words = await visitor.taps_data(OpenEmergency(country=country).pack())
    assert words.startswith(says("🆘 Emergency: which country are you in?"))


@pytest.mark.parametrize("page", [99, -5, 0])
async def test_a_forged_page_is_the_nearest(visitor: Visitor, page: int) -> None:
    await visitor.starts()
    await visitor.taps_data(EmergencyCountries(page=page).pack())
    assert ("◀️" if page > 1 else "▶️") in visitor.buttons()


@pytest.mark.parametrize("garbage", [b"", b"this is no database any more. " * 2000])
@pytest.mark.usefixtures("troubled")
async def test_with_the_database_file_replaced_by_garbage(
    world: World, says: Says, named: Says, database_file: Path, garbage: bytes
) -> None:
    replace(database_file, garbage)
    visitor = world.visitor(1001)
    await visitor.starts()
    await visitor.taps(says("🆘 Emergency"))
    words = await visitor.taps(named("KR"))
    assert all(shows(words, number) for number in KR_NUMBERS)
    assert shows(await world.visitor(1002).writes("/sos kr"), "119")


@pytest.mark.usefixtures("troubled")
async def test_reading_goes_on_in_a_torn_file_and_saving_is_refused_kindly(
    world: World, content: Content, says: Says, database_file: Path
) -> None:
    await world.app.database.writer.dispose()
    await world.app.database.reader.dispose()
    tear(database_file)
    visitor = world.visitor(1001)
    words = await visitor.starts("a-kr-agreements")
    assert words.startswith(content.articles["kr/agreements"].title.kk)
    await visitor.taps(says("👍 Helped"))
    assert visitor.answer is not None
    assert visitor.answer.alert
    assert visitor.answer.text == says(
        "I cannot save anything just now. Reading and emergency numbers work: /sos"
    )
    assert content.missions["kr-seoul-embassy"].title.kk in await visitor.starts(
        "m-kr-seoul-embassy"
    )
    assert shows(await visitor.writes("/sos kr"), "119")
