"""Who comes late gets the alerts in force, and a call for help is repeated until it is heard."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

import pytest

from bot.content.content import Content
from bot.settings import Settings
from bot.workers.alerts import AT_ONCE, BETWEEN, Alerts
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, Place, State
from core.broadcasts.check import Answer, Answered
from core.broadcasts.delivery import Outcome, Reason, Settled
from core.locale import Locale
from core.people.person import Person
from core.people.topics import MUTABLE
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.on_duty import ADMIN, ALERT, CHECK, WORDS, citizen, landed, staffed

IN_KOREA = replace(
    ALERT,
    audience=Audience(countries=frozenset({"KR"})),
    versions=MappingProxyType({Locale.KK: WORDS[Locale.KK], Locale.RU: WORDS[Locale.RU]}),
    fallbacks=MappingProxyType({Locale.EN: Locale.RU}),
    affected=Place("KR", "ansan"),
)


@pytest.fixture
async def duty(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    async with staffed(settings, content, clock, ADMIN) as world:
        yield world


@pytest.fixture
def alerts(duty: World) -> Alerts:
    return duty.app.crew.alerts


async def recipients(world: World, number: int = 1) -> dict[int, tuple[Outcome, Locale]]:
    async with world.db.reading() as tx:
        rows = await tx.delivered.page(number, 0, 100)
    return {one.person_id: (one.outcome, one.language) for one in rows}


async def in_force(world: World, broadcast: Broadcast = IN_KOREA) -> Visitor:
    """It has reached one person, and a minute has passed."""
    first = await citizen(world, 1001, "kk", "KR")
    await landed(world, broadcast, first)
    world.clock.move(timedelta(minutes=1))
    return first


async def test_whoever_comes_into_the_country_gets_it_once(duty: World, alerts: Alerts) -> None:
    first = await in_force(duty)
    people = duty.app.services["people"]
    elsewhere = await citizen(duty, 1002, "kk", "QA")
    late = await citizen(duty, 1003, "en", "KR", "ansan")
    deaf = await citizen(duty, 1004, "ru", "KR")
    muted = await people.recognise(deaf.id, None)
    for topic in MUTABLE:
        muted = await people.hear(muted, topic, wanted=False)
    gone = await citizen(duty, 1005, "kk", "KR")
    await gone.blocks()
    await alerts.tick()
    new = {late.id: (Outcome.WAITING, Locale.RU), deaf.id: (Outcome.WAITING, Locale.RU)}
    sent = {first.id: (Outcome.SENT, Locale.KK)}
    assert await recipients(duty) == sent | new
    duty.clock.move(timedelta(hours=5))
    await people.live_in(await people.recognise(first.id, None), "QA")
    await people.live_in(await people.recognise(first.id, None), "KR")  # has it already
    await people.live_in(await people.recognise(elsewhere.id, None), "KR")
    await gone.unblocks()
    await gone.writes("/start")
    await alerts.tick()
    joined = dict.fromkeys((elsewhere.id, gone.id), (Outcome.WAITING, Locale.KK))
    assert await recipients(duty) == sent | new | joined
    async with duty.db.reading() as tx:
        kept = await tx.broadcasts.get(1)
    assert kept is not None
    assert kept.planned == 4  # and the report counts them


async def test_who_had_blocked_the_bot_gets_it_when_he_is_back(
    duty: World, alerts: Alerts
) -> None:
    """He was a recipient: the message did not reach him.."""
    first = await in_force(duty)
    away = await citizen(duty, 1005, "kk", "KR")
    duty.clock.move(timedelta(minutes=1))
    await alerts.tick()
    async with duty.db.writing() as tx:
        now = duty.clock()
        held = await tx.deliveries.claim(1, "b", now, now + timedelta(minutes=1), 9)
        reason = Reason.BLOCKED
        failed = [Settled(one, Outcome.FAILED, now, reason=reason) for one in held]
        assert await tx.deliveries.settle("b", failed) == 1
    await away.blocks()
    await alerts.tick()
    assert (await recipients(duty))[away.id][0] is Outcome.FAILED
    duty.clock.move(timedelta(hours=5))
    await away.unblocks()
    await away.writes("/start")
    await alerts.tick()
    assert await recipients(duty) == {
        first.id: (Outcome.SENT, Locale.KK),
        away.id: (Outcome.WAITING, Locale.KK),
    }
    async with duty.db.reading() as tx:
        kept = await tx.broadcasts.get(1)
    assert kept is not None
    assert kept.planned == 1  # `landed` has counted nobody; he is counted once


async def test_whose_move_was_kept_a_little_late_is_not_passed_over(
    duty: World, alerts: Alerts
) -> None:
    first = await in_force(duty)
    moved_at = duty.clock()
    duty.clock.move(timedelta(seconds=20))
    await alerts.tick()
    duty.clock.move(timedelta(seconds=20))
    late = Person(1003, Locale.KK, "KR", "ansan")
    async with duty.db.writing() as tx:
        await tx.people.save(late, moved_at)
    await alerts.tick()
    await alerts.tick()
    assert (await recipients(duty)).keys() == {first.id, late.id}
    async with duty.db.reading() as tx:
        (_, row) = await tx.delivered.page(1, 0, 9)
    assert (row.country, row.city) == ("KR", "ansan")


async def test_who_has_been_there_all_the_time_is_not_looked_at_again(
    duty: World, alerts: Alerts
) -> None:
    """Only the engine decides about those who were there when it began."""
    there = await citizen(duty, 1002, "kk", "KR")
    duty.clock.move(timedelta(seconds=61))
    first = await citizen(duty, 1001, "kk", "KR")
    await landed(duty, replace(IN_KOREA, started_at=duty.clock()), first)
    await alerts.tick()
    assert there.id not in await recipients(duty)


@pytest.mark.parametrize(
    "over",
    [replace(IN_KOREA, in_force=False), replace(IN_KOREA, state=State.CANCELLED)],
    ids=["closed", "cancelled"],
)
async def test_an_alert_that_is_over_is_not_sent_to_newcomers(
    duty: World, alerts: Alerts, over: Broadcast
) -> None:
    first = await in_force(duty, over)
    await citizen(duty, 1002, "kk", "KR")
    await alerts.tick()
    assert set(await recipients(duty)) == {first.id}


async def test_a_language_without_a_version_gets_none(duty: World, alerts: Alerts) -> None:
    only = MappingProxyType({Locale.KK: WORDS[Locale.KK]})
    first = await in_force(duty, replace(IN_KOREA, versions=only, fallbacks=MappingProxyType({})))
    await citizen(duty, 1002, "ru", "KR")
    late = await citizen(duty, 1003, "kk", "KR")
    await alerts.tick()
    assert set(await recipients(duty)) == {first.id, late.id}


async def test_a_call_nobody_heard_is_repeated(
    duty: World, alerts: Alerts, says: Says, clock: MovedClock
) -> None:
    admin, visitor = duty.people[0], await citizen(duty, 1001, "kk", "KR")
    await landed(duty, CHECK, visitor)
    await admin.blocks()
    await visitor.taps(says("🆘 I need help"))
    clock.move(timedelta(seconds=20))
    unheard = visitor.text
    await alerts.tick()
    assert visitor.text == unheard
    await admin.unblocks()
    clock.move(timedelta(minutes=2))
    await alerts.tick()
    assert f"tg://user?id={visitor.id}" in admin.last.html
    words = says("Those who run this bot were told at {time} that you need help.")
    assert visitor.text.startswith(words.format(time="15:02"))
    count = len(admin.sees())
    await alerts.tick()
    assert len(admin.sees()) == count


async def test_the_end_of_a_call_is_told_too(
    duty: World, alerts: Alerts, says: Says, clock: MovedClock
) -> None:
    """Too much was told just then for the handler to tell it."""
    admin, visitor = duty.people[0], await citizen(duty, 1001, "kk", "KR")
    check = await landed(duty, CHECK, visitor)
    asked = visitor.last.id
    for label in ["🆘 I need help", "✅ I am safe"] * 2:
        await visitor.taps(says(label), message_id=asked)
    assert admin.last.text.startswith("🆘")
    clock.move(timedelta(seconds=20))
    answered = visitor.text
    await alerts.tick()
    assert says("✅ No longer needs help: is safe", "ru") in admin.text
    assert visitor.text == answered
    async with duty.db.reading() as tx:
        assert await tx.checks.known_of(check.id, visitor.id) is Answer.SAFE
        assert await tx.checks.untold(9) == []


async def test_what_is_just_being_told_is_left_alone(
    duty: World, alerts: Alerts, clock: MovedClock
) -> None:
    admin, visitor = duty.people[0], await citizen(duty, 1001, "kk", "KR")
    check = await landed(duty, CHECK, visitor)
    async with duty.db.writing() as tx:
        await tx.checks.answer(Answered(check.id, visitor.id, Answer.HELP, clock()))
    clock.move(timedelta(seconds=5))
    count = len(admin.sees())
    await alerts.tick()
    assert len(admin.sees()) == count
    clock.move(timedelta(seconds=5))
    await alerts.tick()  # its handler has died
    assert len(admin.sees()) == count + 1


async def test_many_calls_come_in_few_messages(
    duty: World, alerts: Alerts, clock: MovedClock
) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    alerts.sleep = sleep
    admin = duty.people[0]
    people = [await citizen(duty, 3_000 + n, "kk", "KR", "ansan") for n in range(AT_ONCE + 5)]
    check = await landed(duty, CHECK, *people)
    async with duty.db.writing() as tx:
        for one in people:
            await tx.checks.answer(Answered(check.id, one.id, Answer.HELP, clock()))
    clock.move(timedelta(minutes=1))
    count = len(admin.sees())
    await alerts.tick()
    bundles = [one.html for one in admin.sees()[count:]]
    assert [one.count("tg://user?id=") for one in bundles] == [AT_ONCE, 5]
    assert slept.count(BETWEEN) == 1
    async with duty.db.reading() as tx:
        assert await tx.checks.untold(100) == []


async def test_a_fault_in_one_thing_does_not_stop_the_other(
    duty: World, alerts: Alerts, clock: MovedClock, troubled: None
) -> None:
    first = await in_force(duty)
    check = await landed(duty, CHECK, first)
    async with duty.db.writing() as tx:
        await tx.checks.answer(Answered(check.id, first.id, Answer.HELP, clock()))
    clock.move(timedelta(minutes=1))
    late = await citizen(duty, 1003, "kk", "KR")

    def wordless(_calls: object) -> None:
        raise LookupError

    alerts.need_help = wordless  # type: ignore[assignment]
    await alerts.tick()
    assert late.id in await recipients(duty)
