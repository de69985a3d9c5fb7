"""A safety check: answered with a tap, counted at once, and a call for help heard."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.content.content import Content
from bot.features.checks.callbacks import AnswerCheck, ExportSilent, OpenSilent, OpenTally
from bot.features.checks.marking import MARK
from bot.settings import Settings
from core.broadcasts.broadcast import Kind, State
from core.broadcasts.check import Answer
from core.roles.role import Grant, Role
from db.tables.broadcasts import broadcasts
from pretend.jsons import text
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept, toast
from tests.features.on_duty import ADMIN, CHECK, citizen, landed, staffed

SAFE, HELP, LEFT = "✅ I am safe", "🆘 I need help", "✈️ I have already left"
OBSERVER = 2002


@pytest.fixture
async def duty(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    async with staffed(settings, content, clock, ADMIN) as world:
        yield world


@pytest.fixture
async def asked(duty: World) -> Visitor:
    """A citizen in Ansan, whom check No. 1 has reached."""
    visitor = await citizen(duty, 1001, "kk", "KR", "ansan")
    await landed(duty, CHECK, visitor)
    return visitor


def admin(world: World) -> Visitor:
    return world.people[0]


async def answers(world: World, number: int = 1) -> dict[int, Answer | None]:
    async with world.db.reading() as tx:
        return {one.id: await tx.checks.answer_of(number, one.id) for one in world.people}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_one_tap_is_kept_marked_and_may_be_changed(
    duty: World, says: Says, language: str
) -> None:
    visitor = await citizen(duty, 1001, language, "KR")
    await landed(duty, CHECK, visitor)
    labels = [says(one, language) for one in (SAFE, HELP, LEFT)]
    assert visitor.buttons() == labels
    await visitor.taps(labels[0])
    assert toast(visitor) == says("Noted: you are safe. Thank you.", language)
    assert visitor.buttons() == [MARK + labels[0], *labels[1:]]
    await visitor.taps(MARK + labels[0])  # once more changes nothing
    duty.clock.move(timedelta(days=40))
    await visitor.taps(labels[2])
    assert visitor.buttons() == [*labels[:2], MARK + labels[2]]
    assert (await answers(duty))[visitor.id] is Answer.LEFT
    assert len((await kept(duty.db))["check_answers"]) == 1


async def test_a_call_for_help_is_heard_at_once(duty: World, says: Says, asked: Visitor) -> None:
    check = asked.last.id
    told = await asked.taps(says(HELP))
    numbers = asked.sees()[-2].text
    assert numbers.startswith(says("🆘 In danger call first:"))
    assert "112" in numbers
    words = says("Those who run this bot were told at {time} that you need help.")
    assert told.startswith(words.format(time="15:00"))  # noon in Almaty is 15:00 in Korea
    assert says("They see your country, city and Telegram account, and may write to you.") in told
    call = admin(duty).last
    assert call.text.startswith("🆘 1 ")
    assert f"tg://user?id={asked.id}" in call.html
    assert all(word in call.text for word in ("Ансан", "15:00", "1"))
    (row,) = (await kept(duty.db))["check_answers"]
    assert row["told_at"] == NOON
    await asked.taps(says(SAFE), message_id=check)
    assert says("✅ No longer needs help: is safe", "ru") in admin(duty).text
    assert (await answers(duty))[asked.id] is Answer.SAFE


async def test_where_nobody_is_on_duty_it_is_said(world: World, says: Says) -> None:
    visitor = await citizen(world, 1001, "kk", "KR")
    await landed(world, CHECK, visitor)
    words = await visitor.taps(says(HELP))
    assert words.startswith(
        says("This copy of the bot has nobody on duty: nobody reads your answer.")
    )
    assert "112" in visitor.sees()[-2].text


async def test_whom_nobody_heard_is_told_so(duty: World, says: Says, asked: Visitor) -> None:
    await admin(duty).blocks()
    words = await asked.taps(says(HELP))
    assert words.startswith(
        says("Nobody who runs this bot has heard of it yet. I try again and tell you here.")
    )
    (row,) = (await kept(duty.db))["check_answers"]
    assert row["told_at"] is None


async def test_without_a_country_the_card_leads_to_all_numbers(duty: World, says: Says) -> None:
    visitor = await citizen(duty, 1001, "kk")
    await landed(duty, CHECK, visitor)
    told = await visitor.taps(says(HELP))
    await visitor.taps(says("🆘 Emergency"))
    assert says("🆘 Emergency: which country are you in?") in visitor.text
    assert told in [one.text for one in visitor.sees()]  # nothing was put in its place


async def test_a_drill_says_so_on_both_sides(duty: World, says: Says) -> None:
    visitor = await citizen(duty, 1001, "kk", "KR")
    await landed(duty, replace(CHECK, drill=True), visitor)
    await visitor.taps(says(HELP))
    assert says("TEST") in toast(visitor)
    assert says("TEST") in visitor.text
    assert says("TEST", "ru") in admin(duty).text


async def test_a_forged_answer_is_refused(duty: World, says: Says, asked: Visitor) -> None:
    """No. 2 has reached somebody else, No. 3 is no check."""
    other = await citizen(duty, 1002, "ru", "KR")
    await landed(duty, CHECK, other)
    await landed(duty, replace(CHECK, kind=Kind.MESSAGE), asked)
    forged = [(1, "dance"), (2, "safe"), (3, "safe"), (99, "help"), (-1, "help"), (10**30, "help")]
    for number, said in forged:
        await asked.taps_data(AnswerCheck(number=number, answer=said).pack())
        assert toast(asked) == says(
            "This safety check is not yours, or no longer kept. In danger send /sos."
        )
    assert "check_answers" not in await kept(duty.db)
    assert "🆘" not in admin(duty).text


async def test_an_answer_counts_whatever_became_of_the_check(duty: World, says: Says) -> None:
    visitor = await citizen(duty, 1001, "kk", "KR")
    cancelled = replace(CHECK, state=State.CANCELLED, recalled_at=NOON)
    await landed(duty, cancelled, visitor)
    await visitor.taps(says(SAFE))
    assert (await answers(duty))[visitor.id] is Answer.SAFE


async def test_who_changes_his_mind_again_and_again_is_not_a_storm(
    duty: World, says: Says, asked: Visitor
) -> None:
    check, before = asked.last.id, len(admin(duty).sees())
    for _again in range(6):
        await asked.taps(says(HELP), message_id=check)
        await asked.taps(says(SAFE), message_id=check)
    assert len(admin(duty).sees()) - before == 3
    other = await citizen(duty, 1002, "ru", "KR")  # and the others are heard all the same
    await landed(duty, CHECK, other)
    await other.taps(says(HELP, "ru"))
    assert f"tg://user?id={other.id}" in admin(duty).last.html


async def test_the_tally_is_live(duty: World, says: Says) -> None:
    places = [("KR", "ansan"), ("KR", "ansan"), ("KR", "seoul"), ("QA", None), (None, None)]
    people = [
        await citizen(duty, 1001 + number, "en", *place) for number, place in enumerate(places)
    ]
    await landed(duty, CHECK, *people)
    await people[0].taps(says(SAFE, "en"))
    await people[2].taps(says(HELP, "en"))
    operator = admin(duty)
    await operator.taps(says("📊 All answers", "ru"))
    tally = operator.text
    for msgid, count in (
        *(("✅ Safe: {count}", 1), ("🆘 Need help: {count}", 1)),
        *(("✈️ Have left: {count}", 0), ("🔇 Silent: {count}", 3)),
    ):
        assert says(msgid, "ru").format(count=count) in tally
    lines = tally.splitlines()
    assert "Ансан: ✅ 1 · 🔇 1" in lines
    assert "Сеул: 🆘 1" in lines
    assert any(line.endswith("🆘 1 · ✅ 1 · 🔇 1") for line in lines)  # the country, first
    assert [line for line in lines if "🔇" in line][-1].endswith("🔇 1")
    await people[3].taps(says(LEFT, "en"))
    await operator.taps(says("🔄 Count again", "ru"))
    assert says("✈️ Have left: {count}", "ru").format(count=1) in operator.text


async def test_the_silent_are_listed_and_exported(duty: World, says: Says) -> None:
    hostile = "=cmd|' /C calc'!A0"
    people = [
        await citizen(duty, 1001, "kk", "KR", "ansan"),
        await citizen(duty, 1002, "ru", "QA", hostile),
        await citizen(duty, 1003, "en"),
    ]
    await landed(duty, CHECK, *people)
    await people[0].taps(says(SAFE))
    operator = admin(duty)
    await operator.taps_data(OpenSilent(number=1).pack())
    assert "Ансан" not in operator.text
    assert hostile in operator.text
    await operator.taps(says("⬇️ The silent as a table", "ru"))
    media = operator.last.media
    assert media is not None
    document = duty.telegram.world.files.get(text(media["file_id"]))
    assert document is not None
    assert document.data.decode("utf-8-sig").splitlines() == [
        "person_id,language,country,city",
        f"1002,ru,QA,'{hostile}",
        "1003,en,,",
    ]
    async with duty.db.reading() as tx:
        (entry,) = await tx.audit.newest(5)
    assert (entry.actor_id, entry.action, entry.about) == (ADMIN, "export", "1")


async def test_who_may_look_and_who_may_take_it_along(
    duty: World, says: Says, asked: Visitor
) -> None:
    observer = await citizen(duty, OBSERVER, "en")
    async with duty.db.writing() as tx:
        await tx.grants.give(Grant(OBSERVER, Role.OBSERVER, None, ADMIN, NOON))
    for wire in (OpenTally(number=1), OpenSilent(number=1)):
        await observer.taps_data(wire.pack())
        assert says("🛟 Safety check No. {number}", "en").format(number=1) in observer.text
        before = asked.text
        await asked.taps_data(wire.pack())
        assert asked.text == before
    for visitor in (observer, asked):
        before = visitor.text
        await visitor.taps_data(ExportSilent(number=1).pack())
        assert visitor.text == before
        assert visitor.last.media is None
    async with duty.db.reading() as tx:
        assert await tx.audit.newest(5) == []


@pytest.mark.usefixtures("troubled")
async def test_a_check_that_cannot_be_read_silences_no_call(
    duty: World, says: Says, asked: Visitor
) -> None:
    async with duty.db.writing() as tx:
        await tx.broadcasts.connection.execute(update(broadcasts).values(content="{"))
    await asked.taps_data(AnswerCheck(number=1, answer=Answer.HELP).pack())
    assert (await answers(duty))[asked.id] is Answer.HELP
    assert says("No. {number}", "ru").format(number=1) in admin(duty).text
