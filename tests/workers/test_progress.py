"""The operator's message follows his broadcast, and lets him turn away from it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.features.broadcasts.callbacks import OpenBroadcast
from bot.services.outcomes import Outcomes
from bot.settings import Settings
from bot.telegram.session import Patience
from bot.workers.progress import Progress
from core.broadcasts.broadcast import State
from core.broadcasts.delivery import Outcome, Settled
from core.people.topics import Topic
from core.roles.role import Role
from tests.conftest import MovedClock, World
from tests.features.desk import ADMIN, Fate, appoint, broadcast, desk_of, kept
from tests.workers.conftest import Says

SECONDS = timedelta(seconds=3)
WAITS = Fate(Outcome.WAITING, 200)


@pytest.fixture(params=["kk", "ru"])
async def desk(
    request: pytest.FixtureRequest, settings: Settings, content: Content, clock: MovedClock
) -> AsyncIterator[World]:
    async with desk_of(settings, content, clock, request.param) as world:
        yield world


def worker(desk: World) -> Progress:
    """As of a process that has just begun."""
    services = desk.app.services
    broadcasts = services["broadcasts"]
    broadcasts.spots.clear()
    broadcasts.paces.clear()
    return Progress(
        bot=desk.app.bot, broadcasts=broadcasts, people=services["people"],
        texts=services["texts"], render=desk.app.crew.progress.render, clock=desk.clock,
    )  # fmt: skip


async def sends(desk: World, number: int, count: int) -> None:
    """So many of those who wait get it."""
    now = desk.clock()
    async with desk.db.writing() as tx:
        held = await tx.deliveries.claim(number, "test", now, now + timedelta(minutes=1), count)
        settled = [Settled(one, Outcome.SENT, now, (one.person_id,)) for one in held]
        await tx.deliveries.settle("test", settled)


async def no_time(_seconds: float) -> None: ...


def edits(desk: World) -> int:
    return sum(one.method == "editMessageText" for one in desk.telegram.calls)


async def test_it_follows_to_the_report(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.RUNNING)
    admin = desk.people[0]
    language = str(desk.telegram.world.people[admin.id]["language_code"])
    await admin.taps_data(OpenBroadcast(number=number).pack())
    shown, progress = admin.last.id, worker(desk)
    await progress.tick()
    desk.clock.move(SECONDS)
    await sends(desk, number, 75)
    await progress.tick()
    words = says("✅ Sent: {sent} of {total}", language).format(sent=75, total=200)
    assert words in admin.text
    assert says("⚡ Speed: {speed} a second", language).split("{")[0] in admin.text
    assert "25,0" in admin.text  # a second
    before = edits(desk)
    await worker(desk).tick()  # another life goes on; what says so already is not changed
    assert edits(desk) <= before + 1
    await sends(desk, number, 125)
    ended = desk.clock()
    async with desk.db.writing() as tx:
        await tx.broadcasts.move(number, State.DONE, of=[State.RUNNING])
    desk.clock.move(SECONDS)
    await progress.tick()
    assert says("✅ Delivered: {count}", language).format(count=200) in admin.text
    assert admin.last.id == shown
    async with desk.db.reading() as tx:
        assert await tx.broadcasts.progress_at(number) is None
    before = edits(desk)
    await progress.tick()
    assert edits(desk) == before
    assert (await broadcast(desk, number)).started_at == ended - SECONDS


async def test_one_that_was_scheduled_is_shown_in_a_new_message(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.RUNNING)
    admin = desk.people[0]
    language = str(desk.telegram.world.people[admin.id]["language_code"])
    before, progress = admin.last.id, worker(desk)
    await progress.tick()
    assert admin.last.id > before
    words = says("✅ Sent: {sent} of {total}", language)
    assert words.format(sent=0, total=200) in admin.text
    begun = admin.last.id
    await sends(desk, number, 75)
    await progress.tick()
    assert words.format(sent=75, total=200) in admin.text
    async with desk.db.writing() as tx:
        await tx.broadcasts.move(number, State.DONE, of=[State.RUNNING])
    for _look in range(2):
        await progress.tick()
        assert admin.last.id == begun  # no other
    assert says("✅ Delivered: {count}", language).format(count=75) in admin.text


async def test_its_author_hears_once_that_it_paused_by_itself(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.RUNNING)
    admin = desk.people[0]
    language = str(desk.telegram.world.people[admin.id]["language_code"])
    await admin.taps_data(OpenBroadcast(number=number).pack())
    shown, progress = admin.last.id, worker(desk)
    await progress.tick()
    fault = says("It paused by itself: the file you sent to me is gone from our chat.", language)
    for pauses in (1, 2):
        deliveries = desk.app.crew.sending.deliveries
        await deliveries.exchange(Outcomes(faults={number: "source_gone"}), None)
        for _look in range(2):
            await progress.tick()
        told = [one for one in admin.sees() if one.id > shown and fault in one.text]
        assert len(told) == pauses
        await admin.taps(says("▶️ Resume", language), message_id=told[-1].id)
        await progress.tick()
        assert fault not in admin.text
    was = next(one for one in admin.sees() if one.id == shown)
    assert fault in was.text
    assert progress.shown.keys() == {(admin.id, admin.last.id)}


@pytest.mark.parametrize("gone", ["blocked", "no operator"])
async def test_an_author_who_is_gone_is_not_written_to(desk: World, gone: str) -> None:
    admin = desk.people[0]
    author = 77 if gone == "no operator" else admin.id
    number = await kept(desk, [WAITS], state=State.RUNNING, author_id=author)
    if gone == "blocked":
        await admin.blocks()
    before = len(desk.telegram.calls)
    for _look in range(2):
        await worker(desk).tick()
    tried = desk.telegram.calls[before:]
    assert [one.status for one in tried] == ([403] if gone == "blocked" else [])
    assert (await broadcast(desk, number)).state is State.RUNNING


async def test_nothing_new_is_not_said_again(desk: World) -> None:
    number = await kept(desk, [WAITS], state=State.PAUSED)
    await desk.people[0].taps_data(OpenBroadcast(number=number).pack())
    progress = worker(desk)
    await progress.tick()
    before = edits(desk)
    for _ in range(3):
        desk.clock.move(SECONDS)
        await progress.tick()
    assert edits(desk) == before


async def test_who_turns_away_is_left_alone(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.RUNNING)
    admin = desk.people[0]
    language = str(desk.telegram.world.people[admin.id]["language_code"])
    await admin.taps_data(OpenBroadcast(number=number).pack())
    progress = worker(desk)
    await progress.tick()
    await admin.taps(says("📨 All broadcasts", language))
    listed = admin.text
    await sends(desk, number, 75)
    await progress.tick()
    assert admin.text == listed
    async with desk.db.reading() as tx:
        assert await tx.broadcasts.progress_at(number) is None


@pytest.mark.usefixtures("troubled")
async def test_what_fails_is_tried_again(desk: World, says: Says) -> None:
    number = await kept(desk, [WAITS], state=State.RUNNING)
    admin = desk.people[0]
    await admin.taps_data(OpenBroadcast(number=number).pack())
    progress = worker(desk)
    await sends(desk, number, 75)
    (patience,) = (one for one in desk.app.bot.session.middleware if isinstance(one, Patience))
    patience.sleep = no_time
    desk.telegram.fault("editMessageText", "5xx", 3)
    await progress.tick()
    assert "75" not in admin.text
    await progress.tick()
    assert "75" in admin.text


async def test_one_that_waits_for_a_colleague_is_let_go_too(desk: World, says: Says) -> None:
    """Its message was kept when it was confirmed; hours later it shows something else."""
    number = await kept(desk, [WAITS], state=State.WAITING)
    admin = desk.people[0]
    language = str(desk.telegram.world.people[admin.id]["language_code"])
    await admin.taps_data(OpenBroadcast(number=number).pack())
    progress = worker(desk)
    async with desk.db.writing() as tx:
        await tx.broadcasts.keep_progress(number, admin.id, admin.last.id)
    await progress.tick()
    await admin.taps(says("📨 All broadcasts", language))
    listed = admin.text
    async with desk.db.writing() as tx:
        await tx.broadcasts.move(number, State.RUNNING, of=[State.WAITING])
    await progress.tick()
    assert admin.text == listed


async def test_whoever_is_no_longer_on_duty_is_shown_nothing(desk: World) -> None:
    """His message stands as it was; the broadcast goes on."""
    number = await kept(desk, [WAITS], state=State.RUNNING)
    operator = await appoint(desk, 2002, Role.OPERATOR, "KR")
    await operator.taps_data(OpenBroadcast(number=number).pack())
    loop = worker(desk)
    await sends(desk, number, 50)
    await loop.tick()
    shown = operator.text
    async with desk.db.writing() as tx:
        await tx.grants.take(operator.id, Role.OPERATOR)
    await sends(desk, number, 50)
    for _ in range(2):
        await loop.tick()
    assert operator.text == shown
    async with desk.db.reading() as tx:
        assert await tx.broadcasts.progress_at(number) is None


async def test_what_outgrew_its_only_operator_is_told_to_all(desk: World, says: Says) -> None:
    number = await kept(desk, state=State.WAITING, topic=Topic.SAFETY, confirmed_by=ADMIN)
    second = await appoint(desk, 2002, Role.OPERATOR, "KR")
    stranger = await appoint(desk, 2003, Role.OPERATOR, "QA")
    before, loop = stranger.text, desk.app.crew.progress
    for _ in range(2):
        await loop.tick()
    words = says("It goes as soon as a second operator has confirmed it.", "ru")
    assert [words in one.text for one in second.sees()].count(True) == 1
    await second.taps(says("✋ Look at it", "ru"))
    assert any(one.startswith("✅") for one in second.buttons())
    assert f"{number}" in desk.people[0].text
    assert stranger.text == before
