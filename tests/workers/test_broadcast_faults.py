"""What Telegram says decides, and a mistake in one broadcast never silences another."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.content.content import Content
from bot.settings import Settings
from bot.telegram.parcel import Parcel
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Outcome, Reason
from core.broadcasts.message import Version
from core.broadcasts.pacing import ATTEMPTS
from core.locale import Locale
from db.tables.broadcasts import deliveries
from pretend.faults import FaultKind
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.workers.sending import OPERATOR, WORDS, Office, act_at, opened, render


@pytest.fixture
def telegram(clock: MovedClock) -> PretendTelegram:
    return PretendTelegram(clock=lambda: clock().timestamp(), limits=True)


@pytest.fixture
async def office(
    settings: Settings, content: Content, clock: MovedClock, telegram: PretendTelegram
) -> AsyncIterator[Office]:
    async with opened(settings, content, clock, telegram) as office:
        yield office


async def test_a_storm_of_limits_is_waited_for_and_nobody_is_lost(office: Office) -> None:
    """Every 50th call is told to wait for 1 to 5 seconds."""
    people = await office.people(200)
    number = await office.broadcast()
    begun, seen = office.clock(), 0

    async def storm() -> None:
        nonlocal seen
        seen += 1
        office.telegram.fault("sendMessage", "429", retry_after=1 + seen % 5)

    for place in range(50, 200, 50):
        act_at(office, place, storm)
    await office.rounds(30)
    assert office.arrived() == dict.fromkeys(people, 1)
    assert await office.outcomes(number) == {"sent": 200}
    assert {one.attempts for one in (await office.rows(number)).values()} == {1}
    refused = [one for one in office.telegram.calls if one.status == 429]
    assert len(refused) == 3
    for one in refused:
        retry_after = float((one.description or "").rsplit(" ", 1)[-1])
        later = [call.at for call in office.calls() if call.at > one.at]
        assert min(later) >= one.at + retry_after - 0.001
    assert office.clock() - begun >= timedelta(seconds=2 + 3 + 4 + 199 / 25)


@pytest.mark.parametrize(
    ("kind", "outcome", "arrives"),
    [
        ("5xx", "sent", 1),
        ("timeout", "uncertain", 0),
        ("reset", "uncertain", 0),
        ("lost-reply", "uncertain", 1),
        ("403", "failed blocked", 0),
    ],
)
async def test_what_telegram_says_decides(
    office: Office, kind: FaultKind, outcome: str, arrives: int
) -> None:
    await office.people(10)
    number = await office.broadcast()
    office.telegram.fault("sendMessage", kind)
    await office.rounds(6)
    expected = {"sent": 10} if outcome == "sent" else {"sent": 9, outcome: 1}
    assert await office.outcomes(number) == expected
    first = office.order() if outcome == "sent" else None
    assert sum(office.arrived().values()) == 9 + arrives
    assert max(office.arrived().values()) == 1
    if first is not None:
        row = (await office.rows(number))[first[-1]]
        assert (row.attempts, row.repeated) == (2, False)
    if kind == "403":
        (gone,) = [one for one, row in (await office.rows(number)).items() if row.reason]
        async with office.db.reading() as tx:
            person = await tx.people.get(gone)
        assert person is not None
        assert person.blocked


async def test_who_left_telegram_or_never_came(office: Office) -> None:
    await office.people(4)
    world = office.telegram.world
    world.chats[1001].deactivated = True
    world.chats[1002].started = False
    del world.chats[1003]
    number = await office.broadcast()
    await office.sending.round()
    rows = await office.rows(number)
    assert {one: (row.outcome, row.reason) for one, row in rows.items()} == {
        1001: (Outcome.FAILED, Reason.DEACTIVATED),
        1002: (Outcome.FAILED, Reason.NO_CHAT),
        1003: (Outcome.FAILED, Reason.NO_CHAT),
        1004: (Outcome.SENT, None),
    }


async def test_a_server_that_never_takes_one_gives_up_after_hours(office: Office) -> None:
    await office.people(1)
    number = await office.broadcast()
    office.telegram.fault("sendMessage", "5xx", 100)
    for _ in range(ATTEMPTS):
        await office.sending.round()
        office.clock.move(timedelta(hours=1))
    (row,) = (await office.rows(number)).values()
    assert (row.outcome, row.reason, row.attempts) == (Outcome.FAILED, Reason.SERVER, ATTEMPTS)
    assert (await office.get(number)).state is State.DONE


@pytest.mark.usefixtures("troubled")
async def test_a_source_that_is_gone_pauses_it_and_nobody_is_lost(office: Office) -> None:
    people = await office.people(12)
    await office.people(1, OPERATOR, blocked=True)
    gone = {one: Version("", OPERATOR, (77,)) for one in Locale}
    number = await office.broadcast(versions=gone)
    other = await office.broadcast()
    await office.sending.round()
    paused = await office.get(number)
    assert (paused.state, paused.fault) == (State.PAUSED, "source_gone")
    assert await office.outcomes(number) == {"waiting": 12}
    assert await office.outcomes(other) == {"sent": 12}
    assert office.arrived() == dict.fromkeys(people, 1)


@pytest.mark.usefixtures("troubled")
@pytest.mark.parametrize(
    ("html", "fault", "failed"), [("<b>never closed", "refused", (5, 6)), (None, "words", (0,))]
)
async def test_a_mistake_in_one_pauses_it_and_the_others_go_on(
    office: Office, html: str | None, fault: str, failed: tuple[int, ...]
) -> None:
    await office.people(12)
    versions = {Locale.KK: Version(html)} if html else {}
    number = await office.broadcast(versions={Locale.EN: WORDS[Locale.EN], **versions},
                                    fallbacks={Locale.KK: Locale.EN})  # fmt: skip
    if not html:
        office.sending.render = _without_english
    other = await office.broadcast(versions={Locale.KK: WORDS[Locale.KK]})
    await office.sending.round()
    paused = await office.get(number)
    assert (paused.state, paused.fault) == (State.PAUSED, fault)
    tally = await office.tally(number)
    assert tally.failed in failed
    assert tally.left == 12 - tally.failed
    assert await office.outcomes(other) == {"sent": 12}


@pytest.mark.usefixtures("troubled")
async def test_a_row_that_cannot_be_read_stops_its_broadcast_only(office: Office) -> None:
    people = await office.people(12)
    number, other = await office.broadcast(), await office.broadcast()
    await office.sending.prepare()
    async with office.db.writing() as tx:
        await tx.people.connection.execute(
            update(deliveries).where(
                deliveries.c.broadcast_id == number, deliveries.c.person_id == people[-1]
            ).values(language="xx")
        )  # fmt: skip
    await office.sending.send()
    paused = await office.get(number)
    assert (paused.state, paused.fault) == (State.PAUSED, "audience")
    assert await office.outcomes(other) == {"sent": 12}


@pytest.mark.usefixtures("troubled")
async def test_a_token_telegram_does_not_know_pauses_it(office: Office) -> None:
    people = await office.people(8)
    number = await office.broadcast()
    token, office.telegram.token = office.telegram.token, "42:another"
    await office.sending.round()
    paused = await office.get(number)
    assert (paused.state, paused.fault) == (State.PAUSED, "token")
    assert await office.outcomes(number) == {"waiting": 8}
    office.telegram.token = token
    await office.move(number, State.RUNNING)
    await office.sending.round()
    assert office.arrived() == dict.fromkeys(people, 1)


def _without_english(
    broadcast: Broadcast, language: Locale, country: str | None, city: str | None
) -> Parcel:
    if language is Locale.EN:
        raise KeyError(language)
    return render(broadcast, language, country, city)
