"""Before a broadcast goes: rights, the count from the database, one start, a second operator."""

from collections.abc import Awaitable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.services.deliveries import Deliveries
from bot.services.districts import WHOLE_COUNTRY, served_by
from bot.services.drafts import Drafts
from bot.services.launching import Launching, Spot
from bot.services.outcomes import Outcomes
from bot.services.revising import Revising
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import SECOND_OPERATOR_ABOVE, Broadcast, Kind, State
from core.broadcasts.choosing import Choice, Part
from core.broadcasts.delivery import Outcome, Reason, Settled
from core.broadcasts.launch import Missing
from core.broadcasts.message import Version
from core.broadcasts.moments import Slip
from core.locale import Locale
from core.people.person import Person
from core.people.topics import Topic
from core.refusal import Refusal
from core.roles.role import Grant, Role
from db.database import Database
from db.progress import Progress, Stage, handling
from tests.conftest import NOON, MovedClock

ADMIN = Person(9_000_001, Locale.RU)
SECOND = Person(9_000_002, Locale.EN)
BOUND = Person(9_000_003, Locale.KK)
OBSERVER = Person(9_000_004, Locale.KK)
CITIZEN = Person(9_000_005, Locale.KK)
WORDS = {Locale.KK: Version("Сәлем"), Locale.RU: Version("Привет")}
KAZAKH = frozenset({Locale.KK})
KOREA = Audience(countries=frozenset({"KR"}))


@pytest.fixture
async def launching(db: Database, clock: MovedClock, content: Content) -> Launching:
    """Operators, and four people in Korea: one has blocked the bot, one wants no news."""
    async with db.writing() as tx:
        for person, role, countries in (
            (SECOND, Role.OPERATOR, None),
            (BOUND, Role.OPERATOR, frozenset({"KR", "QA"})),
            (OBSERVER, Role.OBSERVER, None),
        ):
            await tx.grants.give(Grant(person.id, role, countries, ADMIN.id, NOON))
        for number, values in enumerate(
            (
                {"city": "ansan"},
                {"language": Locale.RU},
                {"blocked": True},
                {"muted": frozenset({Topic.NEWS})},
            ),
            1,
        ):
            plain = Person(number, Locale.KK, "KR", since=NOON)
            await tx.people.save(replace(plain, **values), NOON)  # type: ignore[arg-type]
    return Launching(db, clock, content, frozenset({ADMIN.id}), 25.0, paid_allowed=False)


async def drafted(db: Database, **values: object) -> Broadcast:
    plain: dict[str, object] = {
        "author_id": ADMIN.id, "created_at": NOON, "zone": "Asia/Almaty",
        "topic": Topic.NEWS, "versions": WORDS, "audience": KOREA,
    }  # fmt: skip
    async with db.writing() as tx:
        return await tx.broadcasts.add(Broadcast(**{**plain, **values}))  # type: ignore[arg-type]


async def kept(db: Database, number: int) -> Broadcast:
    async with db.reading() as tx:
        found = await tx.broadcasts.get(number)
    assert found is not None
    return found


async def refusal(step: Awaitable[object]) -> str:
    with pytest.raises(Refusal) as refused:
        await step
    return refused.value.code


async def crowd(db: Database, size: int) -> None:
    async with db.writing() as tx:
        for number in range(size):
            await tx.people.save(Person(100_000 + number, Locale.KK, "KR"), NOON)


async def audited(db: Database) -> list[tuple[int, str, str]]:
    async with db.reading() as tx:
        found = await tx.audit.newest(20)
    return [(one.actor_id, one.action, one.about) for one in reversed(found)]


async def test_the_count_names_those_whose_city_is_not_known(
    launching: Launching, db: Database
) -> None:
    async with db.writing() as tx:
        await tx.people.save(Person(5, Locale.KK, "KR", "Тонхэ"), NOON)
        await tx.people.save(Person(6, Locale.KK, "KR", "seoul"), NOON)
    draft = await drafted(db, audience=replace(KOREA, cities=frozenset({"ansan"})))
    counted = await launching.reach(ADMIN, draft.id)
    assert counted.reach.recipients == 1
    assert counted.placeless == 2  # without a city, and in one nobody has listed
    everywhere = await drafted(db)
    assert (await launching.reach(ADMIN, everywhere.id)).placeless == 0


async def test_an_album_is_not_paid_for_and_weighs_as_many_messages(
    launching: Launching, db: Database
) -> None:
    album = {Locale.KK: Version(chat_id=7, message_ids=(1, 2, 3)), Locale.RU: Version("Привет")}
    draft = await drafted(db, versions=album)
    counted = await launching.reach(ADMIN, draft.id)
    assert (counted.missing, counted.reach.seconds) == ((), 4 / 25)
    paid = await drafted(db, versions=album, paid=True)
    assert (await launching.reach(ADMIN, paid.id)).missing == (Missing.PAID_ALBUM,)


async def test_the_same_file_sent_anew_is_the_same(launching: Launching, db: Database) -> None:
    def photo(message: int, file: str) -> dict[Locale, Version]:
        version = Version("Сәлем", chat_id=7, message_ids=(message,), files=(file,))
        return {Locale.KK: version, Locale.RU: version}

    first = await drafted(db, versions=photo(1, "AQAD"))
    assert (await launching.confirm(ADMIN, first.id)).twins == ()
    again = await drafted(db, versions=photo(2, "AQAD"))
    assert (await launching.confirm(ADMIN, again.id)).twins == (first.id,)
    other = await drafted(db, versions=photo(3, "AQAE"))
    assert (await launching.confirm(ADMIN, other.id)).twins == ()


async def test_the_count_names_who_is_left_out(launching: Launching, db: Database) -> None:
    draft = await drafted(db)
    counted = await launching.reach(ADMIN, draft.id)
    assert counted.reach.by_version == {Locale.KK: 1, Locale.RU: 1}
    assert counted.reach.left_out == {Reason.BLOCKED: 1, Reason.MUTED: 1}
    assert counted.ready
    only_kk = await drafted(db, versions={Locale.KK: Version("Сәлем")})
    assert (await launching.reach(ADMIN, only_kk.id)).missing == (Missing.LANGUAGE,)
    assert await refusal(launching.confirm(ADMIN, only_kk.id)) == "broadcast_incomplete"


async def test_a_confirmed_broadcast_starts_once(launching: Launching, db: Database) -> None:
    draft = await drafted(db)
    done = await launching.confirm(ADMIN, draft.id, spot=Spot(ADMIN.id, 77))
    assert done.counted.broadcast.state is State.PLANNING
    assert await refusal(launching.confirm(ADMIN, draft.id, insist=True)) == "broadcast_gone_on"
    found = await kept(db, draft.id)
    assert found == replace(draft, state=State.PLANNING, confirmed_by=ADMIN.id, started_at=NOON)
    async with db.reading() as tx:
        assert await tx.broadcasts.progress_at(draft.id) == (ADMIN.id, 77)
    assert await audited(db) == [(ADMIN.id, "confirm", str(draft.id))]


async def test_the_same_to_the_same_is_insisted_on(
    launching: Launching, db: Database, clock: MovedClock
) -> None:
    first, again = await drafted(db), await drafted(db)
    await launching.confirm(ADMIN, first.id)
    assert (await launching.confirm(ADMIN, again.id)).twins == (first.id,)
    assert (await kept(db, again.id)).state is State.DRAFT
    async with db.writing() as tx:
        await tx.broadcasts.move(first.id, State.DONE, of={State.PLANNING})
    clock.move(timedelta(hours=23, minutes=59))
    assert (await launching.confirm(ADMIN, again.id)).twins == (first.id,)
    await launching.confirm(ADMIN, again.id, insist=True)
    assert (await kept(db, again.id)).state is State.PLANNING
    async with db.writing() as tx:
        await tx.broadcasts.move(again.id, State.CANCELLED, of={State.PLANNING})
    clock.move(timedelta(minutes=2))
    third = await drafted(db)
    assert (await launching.confirm(ADMIN, third.id)).twins == (again.id,)  # some may have it
    clock.move(timedelta(hours=24))
    assert (await launching.confirm(ADMIN, third.id)).twins == ()


async def test_a_button_confirms_only_what_it_showed(launching: Launching, db: Database) -> None:
    draft = await drafted(db)
    shown = (await launching.reach(ADMIN, draft.id)).stamp
    await launching.set_audience(ADMIN, draft.id, Audience(languages=frozenset({Locale.KK})))
    assert (await launching.confirm(ADMIN, draft.id, stamp=shown)).changed
    assert (await kept(db, draft.id)).state is State.DRAFT
    await launching.set_audience(ADMIN, draft.id, KOREA)
    assert not (await launching.confirm(ADMIN, draft.id, stamp=shown)).changed


async def test_safety_to_many_takes_two(launching: Launching, db: Database) -> None:
    await crowd(db, SECOND_OPERATOR_ABOVE - 2)
    draft = await drafted(db, author_id=BOUND.id, topic=Topic.SAFETY)
    done = await launching.confirm(ADMIN, draft.id)
    assert done.counted.reach.recipients == SECOND_OPERATOR_ABOVE + 1
    assert done.counted.broadcast.state is State.WAITING
    assert done.tell == (SECOND.id,)  # not the author, not himself, not who may only look
    for one, code in (
        (ADMIN, "second_same"),
        (BOUND, "second_same"),
        (OBSERVER, "not_allowed"),
        (CITIZEN, "not_allowed"),
    ):
        assert await refusal(launching.second(one, draft.id)) == code
    assert (await kept(db, draft.id)).state is State.WAITING
    seconded = await launching.second(SECOND, draft.id, done.counted.stamp)
    assert seconded.tell == (ADMIN.id, BOUND.id)
    found = await kept(db, draft.id)
    assert (found.state, found.in_force, found.confirmed_by) == (State.PLANNING, True, SECOND.id)
    assert await refusal(launching.second(SECOND, draft.id)) == "broadcast_gone_on"
    assert [action for _who, action, _about in await audited(db)] == ["confirm", "second"]


async def test_safety_to_a_thousand_takes_one_and_may_be_taken_back(
    launching: Launching, db: Database
) -> None:
    await crowd(db, SECOND_OPERATOR_ABOVE - 3)
    exactly = await drafted(db, topic=Topic.SAFETY, drill=True)
    done = await launching.confirm(ADMIN, exactly.id)
    assert done.counted.reach.recipients == SECOND_OPERATOR_ABOVE
    assert done.counted.broadcast.state is State.PLANNING
    assert not done.counted.broadcast.in_force  # a drill stays no alert
    await crowd(db, SECOND_OPERATOR_ABOVE)
    more = await drafted(db, topic=Topic.SAFETY, kind=Kind.CHECK)
    await launching.confirm(ADMIN, more.id)
    await launching.take_back(ADMIN, more.id)
    found = await kept(db, more.id)
    assert (found.state, found.confirmed_by, found.in_force) == (State.DRAFT, None, False)
    assert await refusal(launching.second(SECOND, more.id)) == "broadcast_gone_on"


async def test_who_is_bound_reaches_nobody_else(
    launching: Launching, db: Database, clock: MovedClock
) -> None:
    draft = await drafted(db, author_id=BOUND.id)
    desk = await launching.desk(BOUND, draft.id)
    assert (desk.countries, desk.bound) == (("KR", "QA"), True)
    for audience, code in (
        (Audience(), "country_needed"),
        (Audience(countries=frozenset({"KR", "GB"})), "not_allowed"),
        (Audience(without_countries=frozenset({"GB"})), "country_needed"),
    ):
        assert await refusal(launching.set_audience(BOUND, draft.id, audience)) == code
    for choice, code in (
        (Choice(Part.COUNTRY, "GB"), "choice_unknown"),
        (Choice(Part.COUNTRY, "KR", on=False), "country_needed"),
        (Choice(Part.MISSION, "gb-london-embassy"), "choice_unknown"),
    ):
        assert await refusal(launching.choose(BOUND, draft.id, choice)) in {code, "not_allowed"}
    assert (await kept(db, draft.id)).audience == KOREA
    everybody = await drafted(db, audience=Audience())
    assert await refusal(launching.confirm(BOUND, everybody.id)) == "country_needed"
    london = await drafted(db, audience=Audience(countries=frozenset({"GB"})))
    assert await refusal(launching.reach(BOUND, london.id)) == "not_allowed"
    assert await refusal(launching.desk(CITIZEN, draft.id)) == "not_allowed"
    async with db.writing() as tx:
        over = Grant(BOUND.id, Role.OPERATOR, frozenset({"KR"}), ADMIN.id, NOON, clock.at)
        await tx.grants.give(over)
    assert await refusal(launching.confirm(BOUND, draft.id)) == "not_allowed"


@pytest.mark.parametrize("number", [0, -1, 99, 2**63, 10**30])
async def test_a_forged_number_opens_nothing(launching: Launching, number: int) -> None:
    assert await refusal(launching.reach(ADMIN, number)) == "broadcast_unknown"


async def test_an_audience_is_chosen_piece_by_piece(
    launching: Launching, db: Database, content: Content
) -> None:
    draft = await drafted(db, audience=Audience())

    async def chosen(part: Part, value: str, *, on: bool = True) -> Audience:
        return (
            await launching.choose(ADMIN, draft.id, Choice(part, value, on))
        ).broadcast.audience

    await chosen(Part.WITHOUT_COUNTRY, "KZ")
    assert await chosen(Part.COUNTRY, "KR") == KOREA
    await chosen(Part.CITY, "ansan")
    await chosen(Part.LANGUAGE, "kk")
    await chosen(Part.LANGUAGE, "ru")
    await chosen(Part.REGISTER, "open")
    await chosen(Part.TEAM, "leader")
    told = await chosen(Part.ACTIVE, "30")
    assert told.cities == {"ansan"}
    assert told.languages == {Locale.KK, Locale.RU}
    assert told.active_days == 30
    assert (await chosen(Part.LANGUAGE, "en")).languages == frozenset()
    mission = await chosen(Part.MISSION, "kr-busan-cg")
    assert mission.mission == "kr-busan-cg"
    assert "busan" in mission.cities
    assert "ansan" not in mission.cities
    two = await chosen(Part.COUNTRY, "QA")
    assert two == replace(
        mission, countries=frozenset({"KR", "QA"}), cities=frozenset(), mission=None
    )
    for part, value in (
        (Part.COUNTRY, "QQ"), (Part.CITY, "ansan"), (Part.LANGUAGE, "de"), (Part.ACTIVE, "8"),
        (Part.WITHOUT_GOT, "1"), (Part.MISSION, "kr-honorary"), (Part.REGISTER, "x"),
        (Part.AFFECTED_CITY, "ansan"),
    ):  # fmt: skip
        assert await refusal(chosen(part, value)) == "choice_unknown", (part, value)
    desk = await launching.choose(ADMIN, draft.id, Choice(Part.AFFECTED, "KR"))
    desk = await launching.choose(ADMIN, draft.id, Choice(Part.AFFECTED_CITY, "ansan"))
    assert desk.broadcast == await kept(db, draft.id)
    assert desk.broadcast.affected is not None
    assert desk.broadcast.affected.city == "ansan"


async def test_only_what_went_out_to_ones_own_is_offered_to_be_excluded(
    launching: Launching, db: Database
) -> None:
    gone = [
        await drafted(
            db, audience=one, versions={Locale.KK: Version(f"{number}")}, started_at=NOON
        )
        for number, one in enumerate((Audience(), KOREA, Audience(countries=frozenset({"GB"}))))
    ]
    draft = await drafted(db)
    assert (await launching.desk(BOUND, draft.id)).recent == (gone[1].id,)
    assert (await launching.desk(ADMIN, draft.id)).recent == tuple(
        one.id for one in reversed(gone)
    )
    desk = await launching.choose(BOUND, draft.id, Choice(Part.WITHOUT_GOT, str(gone[1].id)))
    assert desk.broadcast.audience.without_got == gone[1].id


async def test_a_mission_serves_its_district_or_its_whole_country(content: Content) -> None:
    served = {one.id: served_by(one, content) for one in content.missions.values()}
    assert served["kr-honorary"] is None
    korean = [served[one.id] or frozenset() for one in content.missions_in("KR")]
    assert sum(map(len, korean)) == len(frozenset().union(*korean))  # a city has one of them
    alone = [one for one in content.missions.values() if served[one.id] == WHOLE_COUNTRY]
    assert {len(content.missions_in(one.country)) for one in alone} >= {1}


async def test_a_scheduled_one_waits_and_may_be_called_off(
    launching: Launching, db: Database, clock: MovedClock
) -> None:
    draft = await drafted(db)
    counted = await launching.schedule_typed(ADMIN, draft.id, "ертең 9:00")
    assert not isinstance(counted, Slip)
    due = NOON + timedelta(hours=22)
    assert counted.broadcast.due_at == due
    assert await launching.schedule_typed(ADMIN, draft.id, "кеше 9:00") is Slip.PAST
    await launching.confirm(ADMIN, draft.id, stamp=counted.stamp)
    assert (await kept(db, draft.id)).state is State.SCHEDULED
    twin = await drafted(db)
    assert (await launching.confirm(ADMIN, twin.id)).twins == (draft.id,)
    await launching.cancel_scheduled(ADMIN, draft.id)
    assert (await kept(db, draft.id)) == draft
    await launching.schedule(ADMIN, draft.id, due)
    await launching.confirm(ADMIN, draft.id)
    await launching.schedule(ADMIN, draft.id, due + timedelta(days=1))
    found = await kept(db, draft.id)  # to be confirmed again
    assert (found.state, found.due_at) == (State.DRAFT, due + timedelta(days=1))
    clock.move(timedelta(days=3))
    assert await refusal(launching.confirm(ADMIN, draft.id)) == "moment_passed"
    actions = [action for _who, action, _about in await audited(db)]
    assert actions == ["schedule", "unschedule", "schedule", "reopen"]


async def test_nothing_is_paid_unless_the_settings_allow_it(
    launching: Launching, db: Database
) -> None:
    draft = await drafted(db)
    assert await refusal(launching.set_paid(ADMIN, draft.id, paid=True)) == "paid_off"
    rich = replace(launching, paid_allowed=True)
    counted = await rich.set_paid(ADMIN, draft.id, paid=True)
    assert (counted.broadcast.paid, counted.reach.stars) == (True, 1)
    assert await refusal(launching.confirm(ADMIN, draft.id)) == "paid_off"
    assert (await rich.confirm(ADMIN, draft.id)).counted.broadcast.paid


async def test_an_update_that_comes_again_is_answered_as_before(
    launching: Launching, db: Database
) -> None:
    """The process died between the effect and the answer."""
    await crowd(db, SECOND_OPERATOR_ABOVE)
    news = await drafted(db)
    safety = await drafted(db, topic=Topic.SAFETY, versions={Locale.KK: Version("Сақ болыңыз")})
    safety = await launching.set_audience(ADMIN, safety.id, replace(KOREA, languages=KAZAKH))
    for draft, state in ((news, State.PLANNING), (safety, State.WAITING)):
        with handling(Progress(draft.id)):
            first = await launching.confirm(ADMIN, draft.id)
        with handling(Progress(draft.id, Stage.STORED, replayed=True)):
            again = await launching.confirm(ADMIN, draft.id)
        assert again == first
        assert again.counted.broadcast.state is state
    assert again.tell == (SECOND.id, BOUND.id)
    with handling(Progress(7)):
        await launching.take_back(ADMIN, safety.id)
    with handling(Progress(7, Stage.STORED, replayed=True)):
        assert (await launching.take_back(ADMIN, safety.id)).broadcast.state is State.DRAFT
    assert [one[1] for one in await audited(db)] == ["confirm", "confirm", "take_back"]


async def test_everybodys_broadcast_is_out_of_reach_of_who_is_bound(
    launching: Launching, db: Database
) -> None:
    """By buttons of a time when it was a draft: no audience means everybody by now."""
    world = Audience()
    due = NOON + timedelta(days=1)
    scheduled = await drafted(db, audience=world, state=State.SCHEDULED, due_at=due)
    waiting = await drafted(
        db, audience=world, state=State.WAITING, author_id=BOUND.id, confirmed_by=ADMIN.id
    )
    drafts = Drafts(db, launching.clock, launching.content, launching.admins)
    for step in (
        launching.cancel_scheduled(BOUND, scheduled.id),
        launching.choose(BOUND, scheduled.id, Choice(Part.COUNTRY, "KR")),
        launching.schedule(BOUND, scheduled.id, None),
        launching.take_back(BOUND, waiting.id),
        drafts.look(BOUND, waiting.id),
    ):
        assert await refusal(step) == "not_allowed"
    assert await kept(db, scheduled.id) == scheduled
    assert await kept(db, waiting.id) == waiting


async def test_who_wrote_the_words_last_is_not_the_second(
    launching: Launching, db: Database
) -> None:
    await crowd(db, SECOND_OPERATOR_ABOVE)
    draft = await drafted(db, author_id=BOUND.id, topic=Topic.SAFETY)
    drafts = Drafts(db, launching.clock, launching.content, launching.admins)
    await drafts.set_version(SECOND, draft.id, Locale.RU, Version("Опасно"))
    assert (await launching.confirm(ADMIN, draft.id)).tell == ()
    assert await refusal(launching.second(SECOND, draft.id)) == "second_same"
    await launching.take_back(ADMIN, draft.id)
    await drafts.set_version(ADMIN, draft.id, Locale.RU, Version("Опасность"))
    assert (await launching.confirm(ADMIN, draft.id)).tell == (SECOND.id,)
    await launching.second(SECOND, draft.id)
    assert (await kept(db, draft.id)).state is State.PLANNING


async def test_what_outgrows_its_only_operator_waits_for_a_second(
    launching: Launching, db: Database, clock: MovedClock, content: Content
) -> None:
    sending = Deliveries(db, clock, content)
    due = NOON + timedelta(hours=2)
    alone = await drafted(db, topic=Topic.SAFETY, due_at=due)
    await launching.confirm(ADMIN, alone.id)
    await crowd(db, SECOND_OPERATOR_ABOVE)
    both = await drafted(
        db, topic=Topic.SAFETY, due_at=due, versions={one: Version("Сақ") for one in WORDS}
    )
    await launching.confirm(ADMIN, both.id)
    await launching.second(SECOND, both.id)
    clock.move(timedelta(hours=3))
    await sending.start_due()
    found = await kept(db, alone.id)
    assert (found.state, found.due_at, found.in_force) == (State.WAITING, None, False)
    assert (await kept(db, both.id)).state is State.PLANNING
    assert await launching.seconds(alone.id) == (SECOND.id, BOUND.id)
    async with db.reading() as tx:
        assert [one.id for one in await tx.broadcasts.unshown()] == [alone.id, both.id]
    await launching.second(SECOND, alone.id)
    found = await kept(db, alone.id)
    assert (found.state, found.in_force) == (State.PLANNING, True)


async def test_a_closing_word_waits_for_who_just_gets_the_alert(
    launching: Launching, db: Database, clock: MovedClock, content: Content
) -> None:
    """Nobody is left with «danger» alone, and nobody gets it behind the word that it is over."""
    sending, revising = Deliveries(db, clock, content), Revising(db, clock, launching.admins)
    alert = await drafted(db, topic=Topic.SAFETY)
    await launching.confirm(ADMIN, alert.id)
    assert not await sending.plan_step(alert.id)
    first = await sending.exchange(Outcomes(), lambda _one: 1)
    assert first is not None
    got = [Settled(one, Outcome.SENT, clock(), (6,)) for one in first.deliveries]
    batch = await sending.exchange(Outcomes({first.claim: got}), lambda _one: 1)
    assert batch is not None
    closing = await revising.draft_closing(ADMIN, alert.id, dict.fromkeys(WORDS, "Бітті"))
    assert closing.recipients == 1
    await launching.confirm(ADMIN, closing.draft.id)
    assert (await kept(db, alert.id)).state is State.CANCELLED
    assert not await sending.plan_step(closing.draft.id)
    assert (await kept(db, closing.draft.id)).state is State.PLANNING
    (one,) = batch.deliveries
    sent = Settled(one, Outcome.SENT, clock(), (7,))
    await sending.exchange(Outcomes({batch.claim: [sent]}), None)
    assert not await sending.plan_step(closing.draft.id)
    found = await kept(db, closing.draft.id)
    assert (found.state, found.planned, found.in_force) == (State.RUNNING, 2, False)
