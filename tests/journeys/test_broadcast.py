"""A broadcast from its first word to the last that is taken back, thirty people long."""

import csv
from io import StringIO

import pytest

from bot.content.content import Content
from bot.settings import Settings
from bot.texts import Texts
from bot.words import flagged
from core.broadcasts.broadcast import State
from core.locale import Locale
from pretend.jsons import Json
from tests.conftest import MovedClock
from tests.features.conftest import Says
from tests.features.on_duty import ADMIN, staffed
from tests.journeys.desk import (
    HERE,
    LANGUAGES,
    LEAVING,
    Citizens,
    Look,
    Operator,
    Pace,
    look,
)

SECOND = 2_002
NAZAR = {"type": "bold", "offset": 0, "length": 5}
KAZAKH: Json = {"text": "Назар! {country}: көшпелі консулдық қабылдау", "entities": [NAZAR]}
RUSSIAN: Json = {"photo": b"x", "caption": "Выездной приём: {city}"}
NEW_KAZAKH, NEW_RUSSIAN = "Қабылдау жексенбіге ауысты", "Приём переносится на воскресенье"
PAUSED_AT = 7
"""The message on whose turn the operator presses «Pause»."""
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_broadcast(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    texts: Texts,
    says: Says,
    language: str,
) -> None:
    async with staffed(settings, content, clock, ADMIN, language=language) as world:
        desk = Operator(world, world.people[0], texts, says, language)
        citizens = Citizens(world)
        await citizens.arrive()
        await desk.lives(*HERE)
        await compose(desk)
        await choose_korea(desk)
        await count(desk, citizens)
        previews = await preview(desk)
        await send(desk, citizens)
        received(citizens, previews)
        await report(desk, citizens)
        await change(desk, citizens)
        await recall(desk, citizens)


async def compose(desk: Operator) -> None:
    """Words in two languages; who reads English gets the Russian ones, because it was said so."""
    await desk.visitor.writes("/broadcast")
    await desk.taps("🏷 Topic", "Consular days")
    for language, words in (("kk", KAZAKH), ("ru", RUSSIAN)):
        await desk.opens(language)
        await desk.taps("✏️ Write it")
        await desk.visitor.sends(words)
        await desk.taps("⬅️ Back")
    await desk.opens("kk")
    await desk.taps("🔘 Buttons")
    await desk.visitor.writes("Көмек - emergency")
    await desk.taps("⬅️ Back", "➡️ Next: count and send")
    assert desk.word("➡️ Go on to confirm") not in desk.visitor.buttons()
    await desk.taps("⬅️ To the draft")
    await desk.opens("en")
    await desk.visitor.taps(desk.word("Give them: {language}", language=desk.tongue("ru")))
    await desk.taps("⬅️ Back")


async def choose_korea(desk: Operator) -> None:
    await desk.taps("👥 For whom", "🌍 Countries")
    with desk.texts.speaking(Locale(desk.language)):
        korea = flagged("KR")
    await desk.visitor.taps(korea)
    assert f"✓ {korea}" in desk.visitor.buttons()
    await desk.taps("⬅️ Back")


async def count(desk: Operator, citizens: Citizens) -> None:
    """Everybody in Korea is counted: as a recipient, or with the reason why not."""
    words = await desk.taps("🔢 How many people?")
    spoken = [citizens.language[one] for one in citizens.reachable()] + [desk.language]
    kazakh = spoken.count("kk")
    for language, number in (("kk", kazakh), ("ru", len(spoken) - kazakh)):
        told = {"language": desk.tongue(language), "count": number}
        assert desk.word("text in {language}: {count}", **told) in words
    assert f"{desk.word('have blocked the bot')}: 1" in words
    assert f"{desk.word('have switched this topic off')}: 1" in words
    assert desk.word("⏱ Sending takes less than a minute.") in words
    await desk.taps("⬅️ To the draft")


async def preview(desk: Operator) -> dict[str, Look]:
    """What each version looks like to somebody who is where the operator is."""
    before = desk.visitor.last.id
    await desk.taps("👁 Preview")
    new = [one for one in desk.visitor.sees() if one.id > before]
    _above, kazakh, _above_too, russian, _hub = new
    return {"kk": look(kazakh), "ru": look(russian)}


async def send(desk: Operator, citizens: Citizens) -> None:
    """Held on the way, with nobody written to meanwhile; then it goes on to the end."""
    sending, progress = desk.world.app.crew.sending, desk.world.app.crew.progress
    await desk.taps("➡️ Next: count and send", "➡️ Go on to confirm")
    everybody = len(citizens.reachable()) + 1  # and the operator himself
    assert str(everybody) in await desk.confirms()
    await sending.prepare()
    await citizens.visitors[LEAVING].blocks()
    await progress.tick()
    assert desk.word("⏳ Left: {count}", count=everybody) in desk.visitor.text

    pace = Pace(PAUSED_AT, lambda: desk.taps("⏸ Pause"))
    sending.pacer.clock, sending.pacer.sleep = pace.clock, pace.sleep
    await sending.send()
    assert (await desk.kept()).state is State.PAUSED
    held = len(citizens.got("Назар!")) + len(citizens.got("Выездной"))
    assert 0 < held < len(citizens.reachable()) - 1
    await sending.round()
    assert len(citizens.got("Назар!")) + len(citizens.got("Выездной")) == held
    await progress.tick()
    assert desk.word("paused") in desk.visitor.text

    await desk.taps("▶️ Resume")
    await sending.round()
    assert (await desk.kept()).state is State.DONE
    await progress.tick()


def received(citizens: Citizens, previews: dict[str, Look]) -> None:
    """To the letter what the operator saw, once, and nobody else."""
    due = citizens.reachable() - {LEAVING}
    here = {one for one in due if citizens.city[one] == HERE[1]}
    for language, words in (("kk", "Назар!"), ("ru", "Выездной приём")):
        speak = {one for one in due if (citizens.language[one] == "kk") == (language == "kk")}
        got = citizens.got(words)
        assert set(got) == speak
        assert {look(got[one]) for one in speak & here} == {previews[language]}
        assert all(one.media is not None for one in got.values()) == (language == "ru")
    copies = [
        one.text for number in due for one in citizens.visitors[number].sees()
        if "Назар!" in one.text or "Выездной" in one.text
    ]  # fmt: skip
    assert len(copies) == len(due)


async def report(desk: Operator, citizens: Citizens) -> None:
    """Everybody is in the file with what became of his message, and there is a picture."""
    due = citizens.reachable() - {LEAVING}
    words = desk.visitor.text
    assert desk.word("✅ Delivered: {count}", count=len(due) + 1) in words
    assert f"{desk.word('have blocked the bot')}: 1" in words
    await desk.taps("📄 List as a file")
    rows = list(csv.DictReader(StringIO(desk.file().decode("utf-8-sig"), newline="")))
    fates = {int(one["person_id"]): (one["outcome"], one["reason"]) for one in rows}
    assert fates == {
        **dict.fromkeys(due | {ADMIN}, ("sent", "")), LEAVING: ("failed", "blocked")
    }  # fmt: skip
    assert len(rows) == len(fates)
    places = {int(one["person_id"]): (one["country"], one["city"]) for one in rows}
    assert all(places[one] == ("KR", citizens.city[one]) for one in due)
    assert {one["maybe_twice"] for one in rows} == {"no"}
    await desk.taps("⬅️ Back", "📊 Picture")
    assert desk.file().startswith(PNG)


async def change(desk: Operator, citizens: Citizens) -> None:
    """Other words, in the same messages."""
    await desk.taps("⬅️ Back")
    for language, words in (("kk", NEW_KAZAKH), ("ru", NEW_RUSSIAN)):
        await desk.taps("✏️ Change the text")
        await desk.opens(language)
        assert words in await desk.visitor.writes(words)
        sure, *_ways = desk.visitor.last.buttons
        assert str(len(citizens.reachable())) in sure
        await desk.presses(sure)
    await desk.world.app.crew.sending.revise()
    due = citizens.reachable() - {LEAVING}
    kazakh, russian = citizens.got(NEW_KAZAKH), citizens.got(NEW_RUSSIAN)
    assert {*kazakh, *russian} == due
    assert all(one.media is not None and one.edited for one in russian.values())
    assert all(one.buttons == ("Көмек",) for one in kazakh.values())
    assert not citizens.got("Назар!")
    await desk.world.app.crew.progress.tick()
    changed = desk.word("✏️ Have the new text: {count}", count=len(due) + 1)
    assert changed in desk.visitor.text


async def recall(desk: Operator, citizens: Citizens) -> None:
    asked = await desk.taps("↩️ Recall")
    assert str(len(citizens.reachable())) in asked  # the one who left has none, the operator has
    await desk.taps("↩️ Yes, recall it")
    await desk.world.app.crew.sending.revise()
    assert not citizens.got(NEW_KAZAKH)
    assert not citizens.got(NEW_RUSSIAN)
    await desk.world.app.crew.progress.tick()
    gone = desk.word("↩️ Deleted from chats: {count}", count=len(citizens.reachable()))
    assert gone in desk.visitor.text
