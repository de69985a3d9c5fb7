"""What somebody hears of, and the hours in which he is left in peace."""

from bot.features.deadlines.callbacks import AddDeadline
from bot.features.settings.callbacks import (
    HearTopic,
    OpenQuiet,
    OpenSettings,
    PickQuiet,
    SetQuiet,
)
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import Topic
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept, toast

SILENT = "🔕 You have switched reminders off: I will not remind you of any date."


async def known(world: World, person: int = 1001) -> Person:
    async with world.db.reading() as tx:
        found = await tx.people.get(person)
    assert found is not None, "nobody is kept"
    return found


async def test_a_topic_is_switched_off_and_on_again(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.writes("/settings")
    assert says("🔔 Alerts: all on") in in_korea.text
    await in_korea.taps(says("🔔 Alerts"))
    assert says("Safety alerts always come. They cannot be switched off.") in in_korea.text
    await in_korea.taps(f"✅ {says('News')}")
    assert toast(in_korea) == says("Saved.")
    await in_korea.taps(f"✅ {says('Vacancies')}")
    assert (await known(world)).muted == {Topic.NEWS, Topic.VACANCY}
    await in_korea.taps(f"🔕 {says('Vacancies')}")
    assert (await known(world)).muted == {Topic.NEWS}
    words = await in_korea.taps(says("⬅️ Back"))
    assert says("🔕 Switched off: {topics}").format(topics=says("News")) in words


async def test_a_button_tapped_twice_says_the_same(world: World, in_korea: Visitor) -> None:
    off = HearTopic(topic=Topic.NEWS, wanted=False).pack()
    for _ in range(2):
        await in_korea.taps_data(off)
        assert (await known(world)).muted == {Topic.NEWS}


async def test_a_forged_button_switches_no_safety_off(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(HearTopic(topic=Topic.SAFETY, wanted=False).pack())
    assert (await known(world)).muted == frozenset()
    await in_korea.taps_data("snt:gossip:0")
    assert toast(in_korea) == says("This button is old. Press /start for a fresh menu.")


async def test_a_stranger_is_told_that_nothing_comes(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/settings")
    words = await visitor.taps(says("🔔 Alerts"))
    never = says("None come before you have chosen something: I know nobody to write to.")
    assert never in words
    assert await kept(world.db) == {}
    assert never not in await visitor.taps(f"✅ {says('News')}")
    assert (await known(world)).muted == {Topic.NEWS}


async def test_quiet_hours_of_his_own(
    world: World, in_korea: Visitor, says: Says, named: Says
) -> None:
    await in_korea.writes("/settings")
    words = await in_korea.taps(says("🌙 Quiet hours"))
    assert says("from {since} to {until}").format(since="21:00", until="09:00") in words
    assert named("KR") in words
    assert "15:00" in words  # noon in Almaty is three o'clock there
    assert "UTC+09:00" in words
    await in_korea.taps(says("✏️ Other hours"))
    await in_korea.taps("23:00")
    assert "23:00" not in in_korea.buttons()
    words = await in_korea.taps("06:00")
    assert toast(in_korea) == says("Saved.")
    assert says("from {since} to {until}").format(since="23:00", until="06:00") in words
    assert (await known(world)).quiet == Quiet(23, 6)
    await in_korea.taps(says("Never quiet"))
    assert (await known(world)).quiet == Quiet(0, 0)
    usual = says("As usual: {hours}").format(hours="21:00-09:00")
    await in_korea.taps(usual)
    assert (await known(world)).quiet is None
    await in_korea.taps_data(OpenSettings().pack())
    assert "21:00" in in_korea.text


async def test_forged_hours_are_asked_again(world: World, in_korea: Visitor, says: Says) -> None:
    asked = says("From what hour should it be quiet?")
    for wire in (PickQuiet(since=24), SetQuiet(since=5, until=24), SetQuiet(since=-1, until=3)):
        await in_korea.taps_data(OpenQuiet().pack())
        assert await in_korea.taps_data(wire.pack()) == asked
    assert (await known(world)).quiet is None


async def test_what_was_chosen_survives_a_move(
    world: World, in_korea: Visitor, named: Says
) -> None:
    await in_korea.taps_data(HearTopic(topic=Topic.NEWS, wanted=False).pack())
    await in_korea.taps_data(SetQuiet(since=22, until=6).pack())
    await in_korea.taps_data("stc")
    await in_korea.taps(named("QA"))
    person = await known(world)
    assert (person.country, person.quiet) == ("QA", Quiet(22, 6))
    assert person.muted == {Topic.NEWS}


async def test_deadlines_say_that_reminders_are_off(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(HearTopic(topic=Topic.REMINDERS, wanted=False).pack())
    assert says(SILENT) in await in_korea.writes("/deadlines")
    await in_korea.taps_data(AddDeadline(kind="passport").pack())
    words = await in_korea.writes("12.05.2027")
    assert says(SILENT) in words
    assert says("I will remind you at {hour}, local time:").format(hour="10:00") not in words
    assert says("What I may write to you about") in await in_korea.taps(says("🔔 Alerts"))
    await in_korea.taps(f"🔕 {says('Reminders')}")
    assert says(SILENT) not in await in_korea.writes("/deadlines")
