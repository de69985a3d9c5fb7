"""Consulates: the nearest, lists, cards, pins, contacts, dead numbers."""

import pytest

from bot.content.content import Content
from bot.features.missions.callbacks import (
    MissionCountries,
    MissionsOf,
    OpenMission,
    PickDeadNumber,
    ReportNumber,
    SaveContact,
    ShowPlace,
)
from bot.words import phone
from core.missions.trust import Trust
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept, toast

SEOUL, LONDON = "kr-seoul-embassy", "gb-london-embassy"
NUMBER = "+8223799714"
REPORTED = "Thank you. {count} person has reported this number. Try another one."


async def test_the_entrance_offers_place_and_countries(
    named: Says, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/consulate")
    assert visitor.buttons()[0] == says("📍 Nearest to me")
    assert named("KR") in visitor.buttons()


async def test_a_command_may_name_the_country(visitor: Visitor, says: Says) -> None:
    assert "🇰🇷" in await visitor.writes("/consulate kr")
    for words in ("/consulate zz", "/consulate <b>", "/consulate " + "я" * 4000):
        assert (await visitor.writes(words)).startswith(says("Consulates and embassies"))


async def test_a_country_a_mission_and_back(
    named: Says, visitor: Visitor, content: Content, says: Says
) -> None:
    await visitor.writes("/consulate")
    await visitor.taps(named("KR"))
    card = await visitor.taps("🇰🇷 " + content.missions[SEOUL].title.kk)
    assert phone("+821065729311") in card
    await visitor.taps(says("⬅️ Back"))
    assert "🇰🇷 " + content.missions[SEOUL].title.kk in visitor.buttons()


async def test_a_card_keeps_unreliable_numbers_apart(visitor: Visitor, says: Says) -> None:
    card = await visitor.starts("m-" + SEOUL)
    above, below = card.split(says("Unconfirmed, do not rely on it:"))
    assert phone(NUMBER) in above
    assert phone("+82227490096") not in above
    assert phone("+82227490096") in below


async def test_a_card_without_a_number_to_rely_on_says_so(visitor: Visitor, says: Says) -> None:
    card = await visitor.starts("m-kr-busan-cg")
    assert says("📞 No number to rely on is known. Look on the official page.") in card
    assert says("👤 Save the contact") not in visitor.buttons()
    assert says("☎️ Number does not answer") in visitor.buttons()


async def test_without_an_official_page_nobody_is_sent_to_it(visitor: Visitor, says: Says) -> None:
    card = await visitor.starts("m-ru-kaliningrad-hon")
    assert says("🌐 Official page, address guessed") not in visitor.buttons()
    assert says("📍 The address is not known.") + "\n" in card
    assert says("📞 No number to rely on is known.") + "\n" in card


async def test_an_honorary_consulate_is_told_to_issue_nothing(
    world: World, content: Content, says: Says
) -> None:
    honorary = [one for one in content.missions.values() if one.honorary]
    assert len(honorary) >= 5
    warning = says("⚠️ An honorary consulate issues no documents.")
    for number, mission in enumerate(honorary, 6000):
        assert warning in await world.visitor(number).starts("m-" + mission.id)
    assert warning not in await world.visitor(6999).starts("m-" + LONDON)


async def test_an_honorary_consulate_is_never_the_nearest(
    world: World, content: Content, says: Says
) -> None:
    for number, mission in enumerate(content.missions.values(), 7000):
        if not mission.honorary or mission.point is None:
            continue
        visitor = world.visitor(number)
        words = await visitor.shares_location(mission.point.latitude, mission.point.longitude)
        assert words.startswith(says("Nearest missions"))
        assert mission.title.kk not in words


async def test_the_pin_and_the_contact_card(visitor: Visitor, says: Says, world: World) -> None:
    await visitor.starts("m-" + LONDON)
    await visitor.taps(says("🗺 On the map"))
    pin = visitor.last.media
    assert pin is not None
    assert pin["type"] == "venue"
    assert (pin["latitude"], pin["longitude"]) == pytest.approx((51.5, -0.15), abs=0.2)
    await visitor.taps_data(SaveContact(mission=LONDON).pack())
    card = visitor.last.media
    assert card is not None
    assert (card["type"], card["phone_number"]) == ("contact", "+447900511535")
    assert await kept(world.db) == {}


async def test_the_pin_has_the_address_of_the_card(world: World, content: Content) -> None:
    for number, mission in enumerate(content.missions.values(), 8000):
        if mission.point is None or mission.address is None:
            continue
        visitor = world.visitor(number)
        card = await visitor.starts("m-" + mission.id)
        await visitor.taps_data(ShowPlace(mission=mission.id).pack())
        pin = visitor.last.media
        assert pin is not None
        assert str(pin["address"]) in card


async def test_a_place_known_to_the_city_only_is_no_pin(visitor: Visitor, says: Says) -> None:
    await visitor.starts("m-" + SEOUL)
    assert says("🗺 On the map") not in visitor.buttons()


async def test_every_contact_card_holds_a_number_to_rely_on(
    world: World, content: Content
) -> None:
    for number, mission in enumerate(content.missions.values(), 8000):
        visitor = world.visitor(number)
        await visitor.starts()
        await visitor.taps_data(SaveContact(mission=mission.id).pack())
        good = {one.number for one in mission.phones if one.trust is not Trust.LOW}
        card = visitor.last.media
        assert (card["phone_number"] in good) if card else not good


@pytest.mark.parametrize("kind", [OpenMission, ShowPlace, SaveContact, PickDeadNumber])
@pytest.mark.parametrize("mission", ["", "xx-nowhere", "<b>", "kr-seoul-embassy ", "🏛"])
async def test_an_unknown_mission_is_told_and_others_offered(
    visitor: Visitor,
    says: Says,
    kind: type[OpenMission | ShowPlace | SaveContact | PickDeadNumber],
    mission: str,
) -> None:
    await visitor.starts()
    words = await visitor.taps_data(kind(mission=mission).pack())
    assert toast(visitor) == says("This mission is not in my list any more.")
    assert words.startswith(says("Consulates and embassies"))


@pytest.mark.parametrize("data", ["m", "m:", "m:a:b", "mr:kr-seoul-embassy", "mr"])
async def test_data_of_the_wrong_shape_is_a_mission_that_is_gone(
    visitor: Visitor, says: Says, data: str
) -> None:
    await visitor.starts()
    await visitor.taps_data(data)
    assert toast(visitor) == says("This mission is not in my list any more.")


@pytest.mark.parametrize("country", ["ZZ", "kr", "<b>", "X", "\U0010ffff\U0010ffff"])
async def test_a_forged_country_opens_the_entrance(
    visitor: Visitor, says: Says, country: str
) -> None:
    await visitor.starts()
    words = await visitor.taps_data(MissionsOf(country=country).pack())
    assert words.startswith(says("Consulates and embassies"))


async def test_a_country_without_a_mission_says_so(
    visitor: Visitor, content: Content, says: Says
) -> None:
    empty = next(code for code in content.countries if not content.missions_in(code))
    await visitor.starts()
    words = await visitor.taps_data(MissionsOf(country=empty).pack())
    assert says("I know of no mission here. Look for the nearest one in another country.") in words


@pytest.mark.parametrize("page", [99, -1, 0])
async def test_a_forged_page_of_countries_is_the_nearest(visitor: Visitor, page: int) -> None:
    await visitor.starts()
    await visitor.taps_data(MissionCountries(page=page).pack())
    assert ("◀️" if page > 1 else "▶️") in visitor.buttons()


async def test_a_chosen_city_finds_the_nearest_without_asking_the_place(
    named: Says, visitor: Visitor, content: Content, says: Says
) -> None:
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(named("KR"))
    await visitor.taps_data("sy:KR:1")
    await visitor.taps_data(MissionsOf().pack())
    assert visitor.text.startswith(says("Nearest missions"))


async def test_a_dead_number_is_counted_once_for_each_person(world: World, says: Says) -> None:
    for person, count in ((1, 1), (1, 1), (2, 2)):
        visitor = world.visitor(person)
        await visitor.starts("m-" + SEOUL)
        await visitor.taps(says("☎️ Number does not answer"))
        await visitor.taps(phone(NUMBER))
        assert toast(visitor) == says(REPORTED).format(count=count)
    assert f"{phone(NUMBER)}: 2 " in visitor.text
    reports = (await kept(world.db))["number_reports"]
    assert sorted((row["person_id"], row["mission"], row["number"]) for row in reports) == [
        (1, SEOUL, NUMBER),
        (2, SEOUL, NUMBER),
    ]


async def test_a_number_with_two_uses_is_asked_and_told_once(
    visitor: Visitor, says: Says, content: Content
) -> None:
    """The embassy's emergency phone is its WhatsApp too."""
    twice = "+821065729311"
    assert [one.number for one in content.missions[SEOUL].phones].count(twice) == 2
    await visitor.starts("m-" + SEOUL)
    await visitor.taps(says("☎️ Number does not answer"))
    assert visitor.buttons().count(phone(twice)) == 1
    await visitor.taps(phone(twice))
    assert visitor.text.count(f"{phone(twice)}: 1 ") == 1


@pytest.mark.parametrize("number", ["821099999999", "", "+8223799714", "447900511535", "<b>"])
async def test_a_number_that_is_not_the_missions_is_not_kept(
    world: World, visitor: Visitor, says: Says, number: str
) -> None:
    await visitor.starts()
    words = await visitor.taps_data(ReportNumber(mission=SEOUL, number=number).pack())
    assert words.startswith(says("Which number does not answer?"))
    assert await kept(world.db) == {}
