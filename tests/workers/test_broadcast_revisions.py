"""After sending: new words for everybody who got it, or it is taken back."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.settings import Settings
from core.broadcasts.broadcast import State
from core.broadcasts.message import Version
from core.locale import Locale
from pretend.faults import FaultKind
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.workers.sending import OPERATOR, Office, act_at, dying, opened

NEW = {one: Version(f"Mended {one.value}") for one in Locale}
COUNT = 12


@pytest.fixture
def telegram(clock: MovedClock) -> PretendTelegram:
    return PretendTelegram(clock=lambda: clock().timestamp(), limits=True)


@pytest.fixture
async def office(
    settings: Settings, content: Content, clock: MovedClock, telegram: PretendTelegram
) -> AsyncIterator[Office]:
    async with opened(settings, content, clock, telegram) as office:
        yield office


@pytest.fixture
async def people(office: Office) -> range:
    return await office.people(COUNT)


@pytest.fixture
async def number(office: Office, people: range) -> int:
    number = await office.broadcast()
    await office.sending.round()
    office.clock.move(timedelta(minutes=5))
    return number


def _texts(office: Office, people: range) -> dict[int, list[object]]:
    return {
        one: [each["text"] for each in office.telegram.seen(one) if not each.get("deleted")]
        for one in people
    }


async def test_everybody_who_got_it_gets_the_new_words(
    office: Office, people: range, number: int
) -> None:
    office.telegram.world.chats[1002].blocked = True
    office.telegram.world.delete(office.telegram.world.chats[1003], 1)
    await office.save(number, edition=1, versions=NEW)
    since = office.telegram.calls[-1].seq
    await office.sending.round()
    got = set(people) - {1002, 1003}
    assert {one for one, texts in _texts(office, people).items() if texts == ["Mended kk"]} == got
    rows = await office.rows(number)
    assert {one for one, row in rows.items() if row.edited} == got
    assert {one for one, row in rows.items() if row.edited is False} == {1002, 1003}
    edits = [one for one in office.telegram.calls.since(since) if one.method == "editMessageText"]
    assert len(edits) == COUNT
    await office.sending.round()
    assert office.telegram.calls[-1].seq == edits[-1].seq


async def test_editing_goes_on_after_limits_lost_replies_and_a_death(
    office: Office, people: range, number: int, settings: Settings, content: Content
) -> None:
    await office.save(number, edition=1, versions=NEW)
    kinds: tuple[FaultKind, ...] = ("429", "lost-reply", "5xx", "reset")
    for kind in kinds:
        office.telegram.fault("editMessageText", kind, retry_after=3)
    office.wire.dies, office.wire.at = "behind", office.wire.sends + 9
    with dying():
        await office.rounds(10)
    async with opened(settings, content, office.clock, office.telegram) as again:
        await again.rounds(10)
        assert _texts(again, people) == {one: ["Mended kk"] for one in people}
        tally = await again.tally(number)
        assert (tally.edited, tally.edit_failed) == (COUNT, 0)


async def test_an_edit_in_the_middle_of_sending_reaches_both_halves(
    office: Office, people: range
) -> None:
    number = await office.broadcast()
    await office.sending.prepare()
    act_at(office, 7, lambda: office.save(number, edition=1, versions=NEW))
    await office.sending.send()
    await office.sending.revise()
    assert _texts(office, people) == {one: ["Mended kk"] for one in people}


async def test_a_caption_is_edited_and_an_album_is_not(office: Office, people: range) -> None:
    await office.people(1, OPERATOR, blocked=True)
    ids = tuple(office.photo() for _ in range(2))
    one = await office.broadcast(versions={Locale.KK: Version("one", OPERATOR, ids[:1])})
    album = await office.broadcast(versions={Locale.KK: Version("", OPERATOR, ids)})
    await office.sending.round()
    await office.save(one, edition=1, versions={Locale.KK: Version("two", OPERATOR, ids[:1])})
    await office.save(album, edition=1)
    await office.sending.round()
    assert _texts(office, people) == {one: ["two", "x", "x"] for one in people}
    assert (await office.tally(one)).edited == COUNT
    assert (await office.tally(album)).edit_failed == COUNT


async def test_recalled_within_two_days(office: Office, people: range, number: int) -> None:
    office.clock.move(timedelta(hours=47))
    late = await office.people(3, 2001)
    await office.save(number, in_force=True)
    await office.save(number, recalled_at=office.clock())
    office.telegram.fault("deleteMessages", "429", retry_after=2)
    await office.rounds(12, 3)
    assert _texts(office, people) == {one: [] for one in people}
    tally = await office.tally(number)
    assert (tally.recalled, tally.recall_failed) == (COUNT, 0)
    assert not set(office.arrived()) & set(late)


async def test_what_is_older_stays_and_is_not_asked_for(
    office: Office, people: range, number: int
) -> None:
    office.clock.move(timedelta(hours=48))
    await office.save(number, recalled_at=office.clock())
    calls = office.telegram.calls[-1].seq
    await office.sending.round()
    assert office.telegram.calls[-1].seq == calls
    assert all(texts for texts in _texts(office, people).values())
    assert (await office.get(number)).state is State.DONE


@pytest.mark.parametrize("kind", ["timeout", "5xx"])
async def test_while_telegram_is_away_nobody_is_given_up(
    office: Office, people: range, number: int, kind: FaultKind
) -> None:
    await office.save(number, edition=1, versions=NEW)
    for method in ("editMessageText", "deleteMessages"):
        office.telegram.fault(method, kind, 100)
        begun = len(office.telegram.calls)
        for _ in range(150):  # 1, 2, 4 … 30 seconds between two attempts
            await office.sending.revise()
            office.clock.move(timedelta(seconds=30))
        assert len(office.telegram.calls) - begun == 100 + COUNT
        if method == "editMessageText":
            assert _texts(office, people) == {one: ["Mended kk"] for one in people}
            await office.save(number, recalled_at=office.clock())
    assert _texts(office, people) == {one: [] for one in people}
    tally = await office.tally(number)
    assert (tally.edited, tally.recalled) == (COUNT, COUNT)
    assert (tally.edit_failed, tally.recall_failed) == (0, 0)
    assert office.sending.revising
    assert office.sending.revising.since == {}


async def test_an_urgent_recall_waits_for_a_page_of_an_edit(
    office: Office, people: range, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.services.revisions.AT_ONCE", 5)
    wrong = await office.broadcast()
    await office.sending.round()
    await office.save(number, edition=1, versions=NEW)
    since = office.telegram.calls[-1].seq
    now = office.clock()
    act_at(office, office.wire.sends + 2, lambda: office.save(wrong, recalled_at=now))
    await office.sending.revise()
    methods = [one.method for one in office.telegram.calls.since(since)]
    deletes = [place for place, method in enumerate(methods) if method == "deleteMessages"]
    assert deletes == list(range(5, 5 + COUNT))
    assert methods.count("editMessageText") == COUNT
