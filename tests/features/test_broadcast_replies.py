"""A reply to a broadcast goes to those who run the bot; any other words stay a question."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.content.content import Content
from bot.features.settings.callbacks import TypeCity
from bot.settings import Settings
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.on_duty import ADMIN, ALERT, citizen, landed, staffed

SECOND = 2002


@pytest.fixture
async def duty(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    async with staffed(settings, content, clock, ADMIN, SECOND) as world:
        yield world


@pytest.fixture
async def alerted(duty: World) -> Visitor:
    """A citizen in Ansan, who has got broadcast No. 1."""
    visitor = await citizen(duty, 1001, "kk", "KR", "ansan")
    await landed(duty, ALERT, visitor)
    return visitor


def received(says: Says, language: str = "kk") -> str:
    words = says("Passed on to those who run this bot, as a reply to No. {number}.", language)
    return words.format(number=1)


async def test_words_and_pictures_reach_everybody_on_duty(
    duty: World, says: Says, alerted: Visitor
) -> None:
    alert = alerted.last.id
    said = "Рақмет, <b>түсіндім</b> & айтамын"
    assert (await alerted.writes(said, reply_to=alert)).startswith(received(says))
    for admin in duty.people[:2]:
        heading, copy = admin.sees()[-2:]
        assert copy.text == said
        assert heading.text.startswith(says("↩️ A reply to No. {number}", "ru").format(number=1))
        assert "Ансан" in heading.text
        assert "15:00" in heading.text  # in Korea
        assert "forward_origin" not in copy.raw
        for shown in (heading, copy):
            assert "Айгүл" not in shown.text
            assert str(alerted.id) not in shown.html
    await alerted.sends({"photo": b"a photo", "caption": "көпір"}, reply_to=alert)
    assert duty.people[1].last.media is not None
    assert duty.people[1].last.text == "көпір"
    place = {"latitude": 37.32, "longitude": 126.83}
    await alerted.sends({"location": place}, reply_to=alert)
    assert duty.people[0].last.media is not None


async def test_one_who_cannot_be_reached_does_not_keep_it_from_the_other(
    duty: World, says: Says, alerted: Visitor
) -> None:
    alert = alerted.last.id
    first, second = duty.people[:2]
    await first.blocks()
    assert (await alerted.writes("Түсіндім", reply_to=alert)).startswith(received(says))
    assert second.text == "Түсіндім"
    await second.blocks()
    refused = says("I could not pass this on: nobody who runs this bot has got it.")
    assert (await alerted.writes("Рақмет сізге", reply_to=alert)).startswith(refused)
    assert says("💬 Ask a human") in alerted.buttons()


async def test_other_words_stay_what_they_were(duty: World, says: Says, alerted: Visitor) -> None:
    alert, before = alerted.last.id, [len(one.sees()) for one in duty.people[:2]]
    menu = alerted.sees()[-2].id
    for words, below in (("Айлық төлемей жатыр", menu), ("Айлық төлемей жатыр", None)):
        answer = await alerted.writes(words, reply_to=below)
        assert not answer.startswith(received(says))
    home = await alerted.writes("/start", reply_to=alert)
    assert not home.startswith(received(says))
    await alerted.taps_data(TypeCity().pack())  # a form waits for his words
    assert not (await alerted.writes("Сувон", reply_to=alert)).startswith(received(says))
    assert [len(one.sees()) for one in duty.people[:2]] == before


async def test_words_of_danger_are_passed_on_and_answered_with_numbers(
    duty: World, says: Says, named: Says, alerted: Visitor
) -> None:
    said = "Мені ұрып жатыр, көмектесіңіз"
    seen = len(alerted.sees()) + 1
    await alerted.writes(said, reply_to=alerted.last.id)
    card, *_besides, receipt = alerted.sees()[seen:]
    assert receipt.text.startswith(received(says))
    assert says("🆘 Emergency: {country}").format(country=named("KR")) in card.text
    assert [one.text for one in duty.people[:2]] == [said, said]


async def test_a_reply_to_somebody_elses_message_is_not_looked_up_for_him(
    duty: World, says: Says, alerted: Visitor
) -> None:
    """Ids of messages are counted in each chat anew."""
    other = await citizen(duty, 1002, "ru", "KR")
    assert other.last.id <= alerted.last.id
    for shown in other.sees():
        answer = await other.writes("Когда откроют консульство?", reply_to=shown.id)
        assert not answer.startswith(received(says, "ru"))


async def test_nobody_can_flood_those_on_duty(duty: World, says: Says, alerted: Visitor) -> None:
    alert, before = alerted.last.id, len(duty.people[0].sees())
    for number in range(6):
        await alerted.writes(f"Түсіндім {number}", reply_to=alert)
    assert len(duty.people[0].sees()) - before == 2 * 3
    assert alerted.text.startswith(
        says("I could not pass this on: nobody who runs this bot has got it.")
    )


async def test_a_drill_is_marked(duty: World, says: Says) -> None:
    visitor = await citizen(duty, 1001, "kk", "KR")
    await landed(duty, replace(ALERT, drill=True), visitor)
    await visitor.writes("Түсіндім", reply_to=visitor.last.id)
    assert says("TEST", "ru") in duty.people[0].sees()[-2].text
