"""The desk sees its broadcasts, holds and stops them, reads the report and mends what went out."""

import csv
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest

from bot.content.content import Content
from bot.features.broadcasts.callbacks import (
    CancelBroadcast,
    CloseAlert,
    EditVersion,
    ExportReport,
    OpenBroadcast,
    PauseBroadcast,
    RecallBroadcast,
    RetryUncertain,
)
from bot.settings import Settings
from core.broadcasts.audience import Audience, Register
from core.broadcasts.broadcast import State
from core.broadcasts.delivery import Outcome, Reason, Settled
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.topics import Topic
from core.roles.role import Role
from pretend.jsons import text
from pretend.visitor import Seen
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.desk import DRAFT, FIRST, Fate, appoint, audited, broadcast, desk_of, kept

SENT, WAITS = Fate(Outcome.SENT, 3), Fate(Outcome.WAITING, 4)
BLOCKED = Fate(Outcome.FAILED, 2, Reason.BLOCKED)
PERHAPS = Fate(Outcome.UNCERTAIN, 1)


@pytest.fixture
async def desk(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    async with desk_of(settings, content, clock, "kk") as world:
        yield world


async def test_the_list_is_for_the_desk_alone(desk: World, says: Says) -> None:
    number = await kept(desk, state=State.RUNNING)
    citizen = desk.visitor(1001, language="en")
    assert await citizen.writes("/broadcasts") == says(
        "This is for operators. An admin of the bot gives the role.", "en"
    )
    await citizen.writes("/settings")
    for forged in (OpenBroadcast(number=number), OpenBroadcast(number=99)):
        assert await citizen.taps_data(forged.pack()) == says(
            "This is for operators. An admin of the bot gives the role.", "en"
        )
    await citizen.taps_data(CancelBroadcast(number=number, sure=True).pack())
    assert (await broadcast(desk, number)).state is State.RUNNING
    admin = desk.people[0]
    for strange in (99, 2**40, -1):
        told = await admin.taps_data(OpenBroadcast(number=strange).pack())
        assert told == says("There is no broadcast with this number.")


async def test_who_is_bound_to_countries_sees_theirs(desk: World, says: Says) -> None:
    korean = await kept(desk, state=State.RUNNING)
    both = Audience(countries=frozenset({"KR", "QA"}))
    wide = await kept(desk, state=State.RUNNING, audience=both)
    everybody = await kept(desk, state=State.RUNNING, audience=Audience())
    own = await kept(desk, state=State.DONE, audience=Audience(), author_id=2002)
    closing = await kept(desk, state=State.RUNNING, audience=Audience(got=korean))
    operator = await appoint(desk, 2002, Role.OPERATOR, "KR")
    listed = await operator.writes("/broadcasts")
    shown = {one for one in (korean, wide, everybody, own, closing) if f"{one} ·" in listed}
    assert shown == {korean, own, closing}
    refusal = says("This is for operators. An admin of the bot gives the role.", "ru")
    assert await operator.taps_data(OpenBroadcast(number=wide).pack()) == refusal
    assert await operator.taps_data(PauseBroadcast(number=everybody).pack()) == refusal
    await operator.taps_data(PauseBroadcast(number=closing).pack())
    assert (await broadcast(desk, closing)).state is State.PAUSED
    observer = await appoint(desk, 2003, Role.OBSERVER)
    await observer.taps_data(OpenBroadcast(number=wide).pack())
    assert says("⏸ Pause", "ru") not in observer.buttons()
    assert await observer.taps_data(PauseBroadcast(number=wide).pack()) == refusal


async def test_the_list_is_turned_over(desk: World) -> None:
    numbers = [await kept(desk, state=State.DONE) for _ in range(10)]
    admin = desk.people[0]
    first = await admin.writes("/broadcasts")
    assert f"{numbers[-1]} ·" in first
    second = await admin.taps("▶️")
    assert f"{numbers[0]} ·" in second
    assert f"{numbers[-1]} ·" not in second


async def test_it_is_held_goes_on_and_is_stopped(desk: World, says: Says) -> None:
    number = await kept(
        desk, [SENT, BLOCKED, WAITS, Fate(Outcome.DELAYED, 1)], state=State.RUNNING
    )
    admin = desk.people[0]
    await admin.writes("/broadcasts")
    seen = await admin.taps(f"📤 {number}")
    assert says("✅ Sent: {sent} of {total}").format(sent=3, total=10) in seen
    assert f"{says('have blocked the bot')}: 2" in seen
    assert says("⏳ Left: {count}").format(count=5) in seen
    assert says("🌙 Quiet hours first: {count}").format(count=1) in seen
    assert says("paused") in await admin.taps(says("⏸ Pause"))
    assert (await broadcast(desk, number)).state is State.PAUSED
    assert says("being sent") in await admin.taps(says("▶️ Resume"))
    assert (await broadcast(desk, number)).state is State.RUNNING
    await admin.taps(says("✖️ Cancel it"))
    assert (await broadcast(desk, number)).state is State.RUNNING  # it asks first
    report = await admin.taps(says("✖️ Yes, cancel it"))
    words = says("✖️ Not sent, because it was cancelled: {count}")
    assert words.format(count=5) in report
    assert (await broadcast(desk, number)).state is State.CANCELLED
    done = [("cancel", str(number)), ("resume", str(number)), ("pause", str(number))]
    assert await audited(desk) == done
    await admin.taps_data(PauseBroadcast(number=number).pack())  # an old button
    assert (await broadcast(desk, number)).state is State.CANCELLED


async def test_one_held_while_it_was_listed_is_listed_on(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.PAUSED, whole=False, fault="words")
    admin = desk.people[0]
    seen = await admin.taps_data(OpenBroadcast(number=number).pack())
    assert says("It paused by itself: its words could not be made ready.") in seen
    await admin.taps(says("▶️ Resume"))
    found = await broadcast(desk, number)
    assert (found.state, found.fault) == (State.PLANNING, None)


async def test_one_that_waits_for_its_hour_says_when(desk: World, says: Says) -> None:
    due = desk.clock() + timedelta(hours=5)
    number = await kept(desk, state=State.SCHEDULED, due_at=due)
    admin = desk.people[0]
    assert "16:00" in await admin.taps_data(OpenBroadcast(number=number).pack())
    await admin.taps(says("✖️ Cancel it"))
    await admin.taps(says("✖️ Yes, cancel it"))
    assert (await broadcast(desk, number)).state is State.CANCELLED


async def test_the_list_of_recipients_is_a_file(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT, BLOCKED], state=State.DONE)
    admin = desk.people[0]
    report = await admin.taps_data(OpenBroadcast(number=number).pack())
    assert says("✅ Delivered: {count}").format(count=3) in report
    await admin.taps(says("📄 List as a file"))
    file = data_of(desk, admin.last)
    assert file.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(StringIO(file.decode("utf-8-sig"), newline="")))
    assert [row["person_id"] for row in rows] == [str(FIRST + place) for place in range(5)]
    assert [row["outcome"] for row in rows] == ["sent"] * 3 + ["failed"] * 2
    assert {row["city"] for row in rows} == {"'=ansan"}
    assert rows[-1]["reason"] == "blocked"
    assert await audited(desk) == [("export", str(number))]
    observer = await appoint(desk, 2003, Role.OBSERVER)
    await observer.taps_data(OpenBroadcast(number=number).pack())
    assert says("📄 List as a file", "ru") not in observer.buttons()
    refused = await observer.taps_data(ExportReport(number=number).pack())
    assert refused == says("This is for operators. An admin of the bot gives the role.", "ru")


async def test_the_report_is_a_picture(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT, PERHAPS], state=State.DONE)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    await admin.taps(says("📊 Picture"))
    assert data_of(desk, admin.last).startswith(b"\x89PNG")


async def test_who_cannot_draw_tells(
    desk: World, says: Says, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.pictures.drawable", lambda: False)
    number = await kept(desk, [SENT, PERHAPS], state=State.DONE)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    told = await admin.taps(says("📊 Picture"))
    assert says("❓ Perhaps delivered: {count}").format(count=1) in told
    assert "11:00 · 4" in told


async def test_another_text_for_all_who_got_it(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT], state=State.DONE)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    await admin.taps(says("✏️ Change the text"))
    asked = await admin.taps_data(EditVersion(number=number, language="kk").pack())
    assert "Жаңа мәтін" in asked
    for wrong in ("б" * 4_090, "Сәлем, {name}"):
        await admin.writes(wrong)
    await admin.sends_photo()
    assert (await broadcast(desk, number)).edition == 0
    bold = {"type": "bold", "offset": 0, "length": 4}
    await admin.sends({"text": "Түсу 18-де, {city} <1>", "entities": [bold]})
    assert (await broadcast(desk, number)).edition == 0  # it is shown once more
    assert "Түсу 18-де, {city} &lt;1&gt;" in admin.last.html
    shown = admin.last.id
    await admin.taps_data(f"bry:{number}:{'0' * 10}", message_id=shown)  # of other words
    assert (await broadcast(desk, number)).edition == 0
    await admin.taps(next(one for one in admin.buttons() if "3" in one), message_id=shown)
    found = await broadcast(desk, number)
    assert found.edition == 1
    assert found.versions[Locale.KK].html == "<b>Түсу</b> 18-де, {city} &lt;1&gt;"
    assert found.versions[Locale.RU] == DRAFT.versions[Locale.RU]
    assert says("It is still going on.") in admin.text
    assert await audited(desk) == [("edit", str(number))]


async def test_a_refused_text_is_waited_for_no_longer(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT], state=State.DONE)
    admin = desk.people[0]
    await admin.writes("/broadcasts")
    await admin.taps_data(EditVersion(number=number, language="kk").pack())
    one = await broadcast(desk, number)
    async with desk.db.writing() as tx:  # a colleague takes it back meanwhile
        await tx.broadcasts.save(replace(one, recalled_at=desk.clock()))
    refusal = says("It is in another state by now. Look at it anew: /broadcasts")
    assert await admin.writes("Жаңа сөз") == refusal
    assert await admin.writes("Жаңа сөз") != refusal


async def test_what_cannot_be_edited_is_refused(desk: World, says: Says) -> None:
    album = {Locale.KK: Version(chat_id=7, message_ids=(1, 2))}
    number = await kept(desk, [SENT], state=State.DONE, versions=album)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    assert says("✏️ Change the text") not in admin.buttons()
    refusal = says("It is in another state by now. Look at it anew: /broadcasts")
    for language in ("kk", "en", "xx"):
        forged = EditVersion(number=number, language=language).pack()
        assert await admin.taps_data(forged) == refusal


async def test_it_is_recalled_from_the_chats(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT, BLOCKED, WAITS], state=State.RUNNING, in_force=True)
    admin = desk.people[0]
    asked = await admin.taps_data(RecallBroadcast(number=number).pack())
    assert " 3 " in asked
    assert (await broadcast(desk, number)).recalled_at is None
    report = await admin.taps(says("↩️ Yes, recall it"))
    assert says("recalled") in report
    found = await broadcast(desk, number)
    assert found.recalled_at == desk.clock()
    assert (found.state, found.in_force) == (State.CANCELLED, False)
    async with desk.db.reading() as tx:
        assert await tx.deliveries.open_left(number) == 0
        assert [one.id for one in await tx.broadcasts.to_revise()] == [number]


async def test_a_recall_counts_what_it_could_not_try(desk: World, says: Says) -> None:
    """Telegram deletes nothing that is two days old, and what was lost has no number."""
    number = await kept(desk, [SENT, PERHAPS], state=State.DONE, recalled_at=desk.clock())
    async with desk.db.writing() as tx:
        await tx.delivered.recalled(number, FIRST, ok=True)
    report = await desk.people[0].taps_data(OpenBroadcast(number=number).pack())
    assert says("↩️ Deleted from chats: {count}").format(count=1) in report
    assert says("❓ May still be there: {count}").format(count=3) in report


async def test_a_report_says_for_whom_and_who_agreed(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT], state=State.DONE, topic=Topic.SAFETY)
    admin, agreed = desk.people[0], says("✅ A second operator has confirmed it.")
    report = await admin.taps_data(OpenBroadcast(number=number).pack())
    assert says("For whom") in report
    assert "Корея" in report
    assert agreed not in report
    async with desk.db.writing() as tx:
        await tx.audit.write(desk.clock(), 2002, "second", str(number))
    assert agreed in await admin.taps_data(OpenBroadcast(number=number).pack())


async def test_what_telegram_refuses_is_told_in_its_words(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.PAUSED, fault="refused")
    now, said = desk.clock(), "Bad Request: can't parse <b>"
    async with desk.db.writing() as tx:
        held = await tx.deliveries.claim(number, "a", now, now + timedelta(minutes=1), 2)
        refused = [
            Settled(one, Outcome.FAILED, now, reason=Reason.REFUSED, detail=said) for one in held
        ]
        await tx.deliveries.settle("a", refused)
    seen = await desk.people[0].taps_data(OpenBroadcast(number=number).pack())
    assert says("It paused by itself: Telegram refuses the message itself.") in seen
    assert says("Telegram says: {words}").format(words=said) in seen
    assert f"{number}" in seen.split(said)[1]  # to leave out who got it


async def test_after_two_days_nothing_is_recalled(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT], state=State.DONE, finished_at=desk.clock())
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    assert says("↩️ Recall") in admin.buttons()
    desk.clock.move(timedelta(hours=48))
    await admin.taps_data(RecallBroadcast(number=number).pack())
    assert says("↩️ Yes, recall it") not in admin.buttons()
    await admin.taps(says("⬅️ Back"))
    assert says("↩️ Recall") not in admin.buttons()


async def test_the_uncertain_are_sent_to_again(desk: World, says: Says) -> None:
    number = await kept(desk, [SENT, PERHAPS], state=State.DONE)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    await admin.taps(says("🔁 Again to the uncertain"))
    await admin.taps(says("🔁 Yes, send it again"))
    assert (await broadcast(desk, number)).state is State.RUNNING
    async with desk.db.reading() as tx:
        tally = await tx.delivered.tally(number)
    assert (tally.of(Outcome.WAITING), tally.uncertain) == (1, 0)
    refusal = says("It is in another state by now. Look at it anew: /broadcasts")
    assert await admin.taps_data(RetryUncertain(number=number, sure=True).pack()) == refusal


async def test_an_alert_is_closed_in_each_of_its_languages(desk: World, says: Says) -> None:
    alert = await kept(desk, [SENT], state=State.DONE, topic=Topic.SAFETY, in_force=True)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=alert).pack())
    await admin.taps(says("🔕 Close the alert"))
    await admin.taps(says("✏️ Write a closing word"))
    await admin.writes("Сәлем, {name}")  # asked for once more
    await admin.writes("Қауіп сейілді")
    assert (await broadcast(desk, alert)).in_force
    await admin.writes("Опасность <миновала>")
    assert (await broadcast(desk, alert)).in_force  # it is shown once more
    assert "Опасность &lt;миновала&gt;" in admin.last.html
    (go,) = [one for one in admin.buttons() if one.startswith("✅")]
    assert "3" in go
    await admin.taps(go)
    assert not (await broadcast(desk, alert)).in_force
    async with desk.db.reading() as tx:
        (closing, _alert) = await tx.broadcasts.newest(5)
    assert (closing.state, closing.topic) == (State.PLANNING, Topic.SAFETY)
    assert (closing.audience, closing.confirmed_by) == (Audience(got=alert), admin.id)
    assert closing.versions[Locale.KK].html == "Қауіп сейілді"
    assert closing.versions[Locale.RU].html == "Опасность &lt;миновала&gt;"
    assert not closing.in_force
    assert await audited(desk) == [("confirm", str(closing.id)), ("close", str(alert))]


async def test_an_alert_is_closed_once_and_without_a_word(desk: World, says: Says) -> None:
    alert = await kept(desk, [SENT], state=State.DONE, topic=Topic.SAFETY, in_force=True)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=alert).pack())
    await admin.taps(says("🔕 Close the alert"))
    question = admin.last.id
    report = await admin.taps(says("🔕 Close without a word"))
    assert not (await broadcast(desk, alert)).in_force
    assert says("sent") in report
    async with desk.db.reading() as tx:
        assert await tx.broadcasts.count() == 1
    again = await admin.taps_data(f"brc:{alert}:1", message_id=question)
    assert again == says("This alert is closed already.")


def data_of(world: World, seen: Seen) -> bytes:
    assert seen.media is not None
    stored = world.telegram.world.files.get(text(seen.media["file_id"]))
    assert stored is not None
    return stored.data


async def test_nobody_gets_a_list_of_the_registered(desk: World, says: Says) -> None:
    """Nor by way of a broadcast to those who got the first: they have not agreed to it."""
    registered = await kept(
        desk, [SENT], state=State.DONE, audience=Audience(register=Register.OPEN)
    )
    behind = await kept(desk, [SENT], state=State.DONE, audience=Audience(got=registered))
    admin = desk.people[0]
    refusal = "This file would be a list of people who registered. They have not agreed to that."
    for number in (registered, behind):
        await admin.taps_data(OpenBroadcast(number=number).pack())
        assert says("📄 List as a file") not in admin.buttons()
        told = await admin.taps_data(ExportReport(number=number).pack())
        assert told == says(refusal)
    assert await audited(desk) == []


async def test_other_words_to_more_than_a_thousand_are_told_to_the_others(
    desk: World, says: Says
) -> None:
    number = await kept(desk, [Fate(Outcome.SENT, 1_001)], state=State.DONE, topic=Topic.SAFETY)
    admin, second = desk.people[0], await appoint(desk, 2002, Role.OPERATOR, "KR")
    await admin.taps_data(EditVersion(number=number, language="kk").pack())
    await admin.writes("Енді басқаша")
    words = "Safety to more than 1,000 people: the other operators are told at once."
    assert says(words) in admin.text
    await admin.taps(next(one for one in admin.buttons() if "001" in one))
    told = says("✏️ Another operator has changed the text of this broadcast.", "ru")
    assert second.text.startswith(told)
    assert "Енді басқаша" in second.text


async def test_a_closing_word_to_more_than_a_thousand_takes_two(desk: World, says: Says) -> None:
    """A stopped alert, too, may be closed in words; whoever is bound is the second there."""
    alert = await kept(
        desk, [Fate(Outcome.SENT, 1_001), WAITS], state=State.RUNNING, topic=Topic.SAFETY,
        in_force=True, versions={Locale.KK: Version("Қауіп")},
    )  # fmt: skip
    admin, second = desk.people[0], await appoint(desk, 2002, Role.OPERATOR, "KR")
    await admin.taps_data(CancelBroadcast(number=alert, sure=True).pack())
    assert (await broadcast(desk, alert)).in_force
    await admin.taps(says("🔕 Close the alert"))
    await admin.taps(says("✏️ Write a closing word"))
    await admin.writes("Қауіп сейілді")
    await admin.taps(next(one for one in admin.buttons() if one.startswith("✅")))
    closing = await broadcast(desk, alert + 1)
    assert (closing.state, closing.audience) == (State.WAITING, Audience(got=alert))
    assert (await broadcast(desk, alert)).in_force
    await second.taps(next(one for one in second.buttons() if one.startswith("✅")))
    assert (await broadcast(desk, closing.id)).state is State.PLANNING
    found = await broadcast(desk, alert)
    assert (found.state, found.in_force) == (State.CANCELLED, False)


async def test_an_alert_that_is_closed_goes_to_nobody_more(desk: World, says: Says) -> None:
    alert = await kept(desk, [SENT, WAITS], state=State.RUNNING, topic=Topic.SAFETY, in_force=True)
    admin = desk.people[0]
    await admin.taps_data(CloseAlert(number=alert, sure=True).pack())
    found = await broadcast(desk, alert)
    assert (found.state, found.in_force) == (State.CANCELLED, False)
    async with desk.db.reading() as tx:
        assert (await tx.delivered.tally(alert)).cancelled == WAITS.count
    assert says("🔕 Close the alert") not in admin.buttons()


async def test_an_observer_is_not_led_to_what_he_may_not(desk: World, says: Says) -> None:
    observer = await appoint(desk, 2003, Role.OBSERVER)
    due = desk.clock() + timedelta(hours=5)
    for state in (State.WAITING, State.SCHEDULED):
        number = await kept(desk, state=state, due_at=due)
        await observer.taps_data(OpenBroadcast(number=number).pack())
        for look in ("✋ Look at it", "🕒 Look at it"):
            assert says(look, "ru") not in observer.buttons()
