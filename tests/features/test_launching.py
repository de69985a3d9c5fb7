"""From the honest count to the start: shown in words, confirmed once, at a time, by two."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.broadcasts.callbacks import OpenDraft, OpenReach
from bot.features.composing.callbacks import DropVersion, OpenVersion
from bot.features.launching.callbacks import AskTime, ConfirmBroadcast, ConfirmSecond, SetPaid
from bot.settings import Settings
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.launch import stamp
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.person import Person
from core.people.topics import Topic
from core.roles.role import Grant, Role
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says

ADMIN, SECOND = 2001, 2002
TEXTS = {one: Version(f"<b>{one}</b>") for one in Locale}
GONE_ON = {State.PLANNING, State.RUNNING, State.DONE}


@pytest.fixture
async def staffed(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    """The bot with an admin, an operator, and two citizens in Korea."""
    telegram = PretendTelegram()
    named = settings.model_copy(update={"admins": frozenset({ADMIN})})
    async with composition.running(named, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        world = World(telegram, app, clock)
        for number, language in ((3001, "kk"), (3002, "ru")):
            await world.visitor(number, language=language).starts()
        async with world.db.writing() as tx:
            await tx.grants.give(Grant(SECOND, Role.OPERATOR, None, ADMIN, NOON))
            for number, locale in ((3001, Locale.KK), (3002, Locale.RU)):
                await tx.people.save(Person(number, locale, "KR"), NOON)
        yield world


async def drafted(world: World, **values: object) -> Broadcast:
    plain: dict[str, object] = {
        "author_id": ADMIN, "created_at": NOON, "zone": "Asia/Almaty", "topic": Topic.NEWS,
        "versions": TEXTS, "audience": Audience(countries=frozenset({"KR"})),
    }  # fmt: skip
    async with world.db.writing() as tx:
        return await tx.broadcasts.add(Broadcast(**{**plain, **values}))  # type: ignore[arg-type]


async def kept(world: World, number: int) -> Broadcast:
    async with world.db.reading() as tx:
        found = await tx.broadcasts.get(number)
    assert found is not None
    return found


async def operator(world: World, number: int, language: str) -> Visitor:
    visitor = world.visitor(number, language=language)
    await visitor.starts()
    return visitor


def toast(visitor: Visitor) -> str:
    assert visitor.answer is not None
    return visitor.answer.text or ""


async def test_the_count_the_confirmation_and_one_start(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "ru")
    draft = await drafted(staffed)
    words = await admin.taps_data(OpenReach(number=draft.id).pack())
    line = says("text in {language}: {count}", "ru")
    assert line.format(language="казахский", count=1) in words
    assert line.format(language="русский", count=1) in words
    assert says("⏱ Sending takes less than a minute.", "ru") in words
    words = await admin.taps(says("➡️ Go on to confirm", "ru"))
    assert says("People in {countries}", "ru").format(countries="Республика Корея") in words
    assert says("News", "ru") in words
    (go,) = [one for one in admin.buttons() if one.startswith("✅")]
    assert "2" in go
    words = await admin.taps(go)
    assert says("🚀 It has begun. This message will show how it goes.", "ru") in words
    async with staffed.db.reading() as tx:
        assert await tx.broadcasts.progress_at(draft.id) == (ADMIN, admin.last.id)
    pressed = ConfirmBroadcast(number=draft.id, stamp=stamp(draft), insist=True)
    await admin.taps_data(pressed.pack())
    assert toast(admin)
    found = await kept(staffed, draft.id)
    assert found.state in GONE_ON
    assert found.confirmed_by == ADMIN
    async with staffed.db.reading() as tx:
        assert [one.action for one in await tx.audit.newest(5)] == ["confirm"]


async def test_what_is_missing_stands_where_the_button_would(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "en")
    draft = await drafted(staffed, topic=None, versions={Locale.KK: Version("Сәлем")})
    words = await admin.taps_data(OpenReach(number=draft.id).pack())
    assert says("choose what it is about", "en") in words
    assert says("no text in their language", "en") + " (Russian): 1" in words
    assert says("➡️ Go on to confirm", "en") not in admin.buttons()
    assert says("⭐ Do not pay", "en") not in admin.buttons()
    for forged in (
        ConfirmBroadcast(number=draft.id, stamp=stamp(draft)),
        SetPaid(number=draft.id, paid=True),
    ):
        await admin.taps_data(forged.pack())
        assert toast(admin)
    found = await kept(staffed, draft.id)
    assert (found.state, found.paid) == (State.DRAFT, False)


async def test_a_language_is_left_out_by_choice(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "ru")
    draft = await drafted(staffed, versions={Locale.KK: Version("Сәлем")})
    await admin.taps_data(OpenVersion(number=draft.id, locale=Locale.RU).pack())
    assert says("Nothing is written. Write it, or choose what those who read it get.", "ru") in (
        admin.text
    )
    await admin.taps(says("Leave them out", "ru"))
    assert "✓ " + says("Leave them out", "ru") in admin.buttons()
    words = await admin.taps_data(OpenReach(number=draft.id).pack())
    assert says("left out by choice", "ru") + " (русский): 1" in words
    assert says("➡️ Go on to confirm", "ru") in admin.buttons()
    await admin.taps_data(OpenVersion(number=draft.id, locale=Locale.RU).pack())
    await admin.taps("✓ " + says("Leave them out", "ru"))
    await admin.taps_data(OpenReach(number=draft.id).pack())
    assert says("➡️ Go on to confirm", "ru") not in admin.buttons()


async def test_the_same_again_is_sent_only_when_insisted(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "kk")
    first = await drafted(staffed, due_at=NOON + timedelta(days=3))
    await staffed.app.services["launching"].confirm(Person(ADMIN, Locale.KK), first.id)
    again = await drafted(staffed)
    await admin.taps_data(OpenReach(number=again.id).pack())
    await admin.taps(says("➡️ Go on to confirm"))
    (go,) = [one for one in admin.buttons() if one.startswith("✅")]
    words = await admin.taps(go)
    assert says("No. {number}").format(number=first.id) in words
    assert (await kept(staffed, again.id)).state is State.DRAFT
    await admin.taps(says("Send all the same"))
    assert (await kept(staffed, again.id)).state in GONE_ON


async def test_a_button_of_another_draft_asks_again(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "kk")
    draft = await drafted(staffed)
    await admin.taps_data(OpenReach(number=draft.id).pack())
    await admin.taps(says("➡️ Go on to confirm"))
    (go,) = [one for one in admin.buttons() if one.startswith("✅")]
    async with staffed.db.writing() as tx:  # a colleague narrows it meanwhile
        narrower = replace(draft.audience, languages=frozenset({Locale.RU}))
        await tx.broadcasts.save(replace(draft, audience=narrower))
    words = await admin.taps(go)
    assert says("Something has changed since you looked. Please check it once more.") in words
    assert (await kept(staffed, draft.id)).state is State.DRAFT
    assert "1" in next(one for one in admin.buttons() if one.startswith("✅"))


async def test_a_time_is_typed_and_called_off(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "kk")
    draft = await drafted(staffed)
    words = await admin.taps_data(AskTime(number=draft.id).pack())
    assert "Asia/Almaty, UTC+05:00" in words
    assert await admin.writes("<b>жақында</b> {0}") == says(
        "I cannot read this time. Please write it like this: {example}"
    ).format(example="23.11 14:30")
    words = await admin.writes("ертең 9:00")
    assert "24 қараша" in words
    assert "09:00 (Asia/Almaty, UTC+05:00)" in words
    assert (await kept(staffed, draft.id)).state is State.DRAFT  # not before it is confirmed
    await admin.taps(next(one for one in admin.buttons() if one.startswith("✅")))
    found = await kept(staffed, draft.id)
    assert (found.state, found.due_at) == (State.SCHEDULED, NOON + timedelta(hours=22))
    await admin.taps(says("✖️ Do not send it"))
    assert toast(admin) == says("It is a draft again.")
    assert (await kept(staffed, draft.id)).state is State.DRAFT
    await admin.taps(says("🕓 Set a time"))
    await admin.taps(says("Tomorrow at 10:00"))
    assert (await kept(staffed, draft.id)).due_at == NOON + timedelta(hours=23)
    before = len(admin.sees())
    await admin.writes("9:00")  # no question is open: it is no answer
    assert (await kept(staffed, draft.id)).due_at == NOON + timedelta(hours=23)
    assert len(admin.sees()) > before


@pytest.mark.parametrize(("first", "other"), [("kk", "ru"), ("en", "kk")])
async def test_safety_to_many_waits_for_a_second_operator(
    staffed: World, says: Says, first: str, other: str
) -> None:
    admin = await operator(staffed, ADMIN, first)
    second = await operator(staffed, SECOND, other)
    citizen = staffed.people[0]
    async with staffed.db.writing() as tx:
        await tx.people.save(Person(ADMIN, Locale(first)), NOON)
        await tx.people.save(Person(SECOND, Locale(other)), NOON)
        for number in range(1_000):
            await tx.people.save(Person(50_000 + number, Locale.KK, "KR"), NOON)
    due = NOON + timedelta(days=1)
    draft = await drafted(staffed, topic=Topic.SAFETY, due_at=due)
    await admin.taps_data(OpenReach(number=draft.id).pack())
    await admin.taps(says("➡️ Go on to confirm", first))
    words = await admin.taps(next(one for one in admin.buttons() if one.startswith("✅")))
    assert says("{count} operator was told.", first).format(count=1) in words
    assert (await kept(staffed, draft.id)).state is State.WAITING
    asked = second.last
    question = says("✋ A second operator is needed. Please read it and confirm.", other)
    assert asked.text.startswith(question)
    assert "ru" in asked.text.split()
    for forger in (admin, citizen):
        pressed = ConfirmSecond(number=draft.id, stamp=stamp(draft))
        await forger.taps_data(pressed.pack())
        assert toast(forger)
    assert (await kept(staffed, draft.id)).state is State.WAITING
    await second.taps(says("👁 Preview", other), message_id=asked.id)
    seen = [one.html for one in second.sees() if one.id > asked.id]
    assert [text.html for text in TEXTS.values()] == seen[1:-1:2]
    words = await second.taps(says("✋ Look at it", other))
    assert words.startswith(question)
    forged = (
        DropVersion(number=draft.id, locale=Locale.RU, sure=True),
        OpenDraft(number=draft.id),
    )
    for one in forged:  # he reads it, and changes nothing
        await second.taps_data(one.pack())
        assert toast(second)
    assert (await kept(staffed, draft.id)).versions == TEXTS
    await second.taps(next(one for one in second.buttons() if one.startswith("✅")))
    found = await kept(staffed, draft.id)
    assert (found.state, found.in_force) == (State.SCHEDULED, True)
    assert (found.author_id, found.confirmed_by) == (ADMIN, SECOND)
    async with staffed.db.reading() as tx:  # when it begins, its author gets a new message
        assert await tx.broadcasts.progress_at(draft.id) is None
    assert says("✅ A second operator has confirmed it.", first) in admin.text


async def test_its_author_takes_it_back(staffed: World, says: Says) -> None:
    admin = await operator(staffed, ADMIN, "ru")
    draft = await drafted(staffed, topic=Topic.SAFETY, state=State.WAITING, confirmed_by=ADMIN)
    await admin.taps_data(OpenReach(number=draft.id).pack())
    await admin.taps(says("↩️ Take it back", "ru"))
    found = await kept(staffed, draft.id)
    assert (found.state, found.confirmed_by) == (State.DRAFT, None)


async def test_a_citizen_starts_nothing(staffed: World) -> None:
    citizen, draft = staffed.people[0], await drafted(staffed)
    for forged in (
        OpenReach(number=draft.id),
        AskTime(number=draft.id),
        ConfirmBroadcast(number=draft.id, stamp=stamp(draft)),
    ):
        before = citizen.last
        await citizen.taps_data(forged.pack())
        assert toast(citizen)
        assert citizen.last == before
    assert (await kept(staffed, draft.id)).state is State.DRAFT
