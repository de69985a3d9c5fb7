"""In a group: one short answer to a command, nothing else, nothing kept."""

import pytest

from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept

INVITE = "I answer in a private chat: there nobody else sees what you ask."


def in_group(telegram: PretendTelegram, person: int = 1001, *, forum: bool = False) -> Visitor:
    group = telegram.group(title="Бригада", forum=forum, members=[person])
    return Visitor(telegram, person, language_code="kk", chat=group)


@pytest.mark.parametrize(
    "words",
    [
        "/start",
        "/help",
        "/sos",
        "/offline",
        "/ask",
        "/settings",
        "/consulate ru",
        "/agreement@saparlas_bot qa",
    ],
)
async def test_a_command_is_sent_to_a_private_chat(world: World, says: Says, words: str) -> None:
    member = in_group(world.telegram)
    assert await member.writes(words) == says(INVITE)
    assert member.last.rows[0][0]["url"] == "https://t.me/saparlas_bot?start=g-group"
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    "words", ["сәлем", "@saparlas_bot сәлем", "/sos@another_bot", "/unknown", "📝 Есепке тұру"]
)
async def test_talk_among_people_is_not_answered(world: World, words: str) -> None:
    member = in_group(world.telegram)
    assert await member.writes(words) == ""
    assert [one.sender for one in member.sees()] == [member.id]
    assert await kept(world.db) == {}


async def test_a_place_or_a_photo_in_a_group_is_not_answered(world: World) -> None:
    member = in_group(world.telegram, forum=True)  # an administrator there: the bot sees it all
    assert await member.shares_location(37.5, 127.0) == ""
    assert await member.sends_photo() == ""
    assert await member.writes("не платят зарплату") == ""


async def test_a_city_form_of_the_private_chat_takes_no_words_of_a_group(world: World) -> None:
    private = world.visitor(1001)
    await private.starts()
    await private.taps_data("syt")
    member = in_group(world.telegram, forum=True)
    assert await member.writes("Ансан") == ""
    assert "people" not in await kept(world.db)
    await private.writes("Сеул")
    assert (await kept(world.db))["people"][0]["city"] == "Сеул"


async def test_a_burst_in_a_group_is_not_scolded(world: World, says: Says) -> None:
    member = in_group(world.telegram)
    answers = [await member.writes("/help") for _ in range(20)]
    assert set(answers) == {says(INVITE), ""}
