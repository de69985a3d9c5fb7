"""Recipients: each once, in their turn, held by one claim, and none lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.dialects import postgresql

from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Delivery, Outcome, Reason, Settled
from core.broadcasts.reach import Planned
from core.broadcasts.tally import Landed, Recipient, Tally
from core.locale import Locale
from core.people.person import Person
from db.database import Database
from db.delivery_statements import CLAIM
from db.repositories.broadcasts import by_number
from tests.conftest import NOON

MINUTE = timedelta(minutes=1)
LEASE = NOON + MINUTE
KK = Locale.KK
PLAIN = Broadcast(7, NOON, "Asia/Almaty", state=State.RUNNING)


async def planned(db: Database, *turns: int, due_at: datetime | None = None) -> int:
    """A broadcast to persons 1, 2, 3 … with these turns."""
    async with db.writing() as tx:
        number = (await tx.broadcasts.add(PLAIN)).id
        rows = [Planned(number, who, KK, turn, due_at) for who, turn in enumerate(turns, 1)]
        assert await tx.deliveries.add(rows) == len(turns)
    return number


async def claim(db: Database, number: int, limit: int = 99, name: str = "a") -> list[Delivery]:
    async with db.writing() as tx:
        return await tx.deliveries.claim(number, name, NOON, LEASE, limit)


async def settle(db: Database, *settled: Settled, name: str = "a") -> int:
    async with db.writing() as tx:
        return await tx.deliveries.settle(name, settled)


async def report(db: Database, number: int) -> list[Recipient]:
    async with db.reading() as tx:
        return await tx.delivered.page(number, 0, 99)


async def outcomes(db: Database, number: int) -> dict[int, Outcome]:
    return {one.person_id: one.outcome for one in await report(db, number)}


def sent(one: Delivery, *ids: int, at: datetime = NOON) -> Settled:
    return Settled(one, Outcome.SENT, at, ids or (one.person_id * 10,))


def ids(found: Sequence[Delivery | Landed | Recipient]) -> list[int]:
    return [one.person_id for one in found]


async def test_nobody_becomes_a_recipient_twice(db: Database) -> None:
    number = await planned(db, 5, 6)
    async with db.writing() as tx:
        again = [Planned(number, who, KK, 1) for who in (2, 3)]
        assert await tx.deliveries.add(again) == 1
        assert await tx.deliveries.add([]) == 0
        assert await tx.deliveries.open_left(number) == 3


async def test_who_was_away_and_came_back_is_tried_anew(db: Database) -> None:
    number = await planned(db, 1, 2, 3, 4, 5)
    away, gone, refused, reached, still = await claim(db, number)
    failed = [
        Settled(replace(one, attempts=3), Outcome.FAILED, NOON, reason=reason, detail="Forbidden")
        for one, reason in (
            (away, Reason.BLOCKED), (gone, Reason.DEACTIVATED), (refused, Reason.REFUSED),
            (still, Reason.BLOCKED),
        )
    ]  # fmt: skip
    await settle(db, *failed, sent(reached))
    before = await report(db, number)
    async with db.writing() as tx:
        for who, at in ((1, LEASE), (2, LEASE), (3, LEASE), (4, LEASE), (5, NOON)):
            await tx.people.save(Person(who, Locale.RU), at)
        back = [Planned(number, who, Locale.RU, 9) for who in (1, 2, 3, 4, 5, 6)]
        await tx.deliveries.take_up_again(back)
    first, second, *others = await report(db, number)
    assert others == before[2:]
    for one in (first, second):
        assert (one.outcome, one.reason, one.detail, one.settled_at) == (
            Outcome.WAITING, None, None, None,
        )  # fmt: skip
        assert (one.language, one.attempts) == (Locale.RU, 0)
    assert ids(await claim(db, number)) == [1, 2]


async def test_where_he_was_when_he_was_listed_is_told_wherever_he_goes(db: Database) -> None:
    async with db.writing() as tx:
        await tx.people.save(Person(1, KK, "KR", "ansan"), NOON)
        number = (await tx.broadcasts.add(PLAIN)).id
        await tx.deliveries.add([Planned(number, 1, KK, 1, country="KR", city="ansan")])
        await tx.people.save(Person(1, KK, "QA", "doha"), NOON)
    (one,) = await claim(db, number)
    assert (one.country, one.city) == ("KR", "ansan")
    await settle(db, sent(one))
    async with db.reading() as tx:
        assert await tx.delivered.to_edit(number, 1, 0, 9) == [
            Landed(1, KK, (10,), "KR", "ansan", NOON)
        ]
        assert await tx.checks.tally(number) == [("KR", "ansan", None, 1)]
        assert [(line.country, line.city) for line in await tx.delivered.page(number, 0, 9)] == [
            ("KR", "ansan")
        ]


async def test_the_least_turn_goes_first_and_no_two_claims_share_a_row(db: Database) -> None:
    number = await planned(db, 30, 10, 20, 40)
    first = await claim(db, number, 2)
    second = await claim(db, number, 99, "b")
    assert first == [
        Delivery(number, 2, KK, None, None),
        Delivery(number, 3, KK, None, None),
    ]
    assert ids(second) == [1, 4]
    assert await claim(db, number, 99, "c") == []
    assert await settle(db, *map(sent, second)) == 0
    assert await settle(db, *map(sent, first)) == 2
    assert await outcomes(db, number) == {
        2: Outcome.SENT,
        3: Outcome.SENT,
        1: Outcome.SENDING,
        4: Outcome.SENDING,
    }


def test_on_postgresql_two_processes_pass_over_each_others_rows() -> None:
    """One lock in a query of its own, which is run once: nothing more is taken than is locked."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's
    words = " ".join(str(CLAIM.compile(dialect=dialect)).split())
    assert words.startswith("WITH picked AS (SELECT deliveries.person_id")
    assert "FOR UPDATE SKIP LOCKED) UPDATE deliveries SET" in words


async def test_who_may_save_a_broadcast_as_a_whole_locks_it(db: Database) -> None:
    """A tap that read the old one would put back what another has changed meanwhile."""
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # SQLAlchemy's
    asked = str(by_number(7, lock=True).compile(dialect=dialect))
    assert asked.endswith("FOR NO KEY UPDATE")  # recipients may still be added
    assert "FOR" not in str(by_number(7).compile(dialect=dialect)).rsplit("WHERE", 1)[1]
    async with db.reading() as tx:
        assert not tx.writes
    async with db.writing() as tx:
        assert tx.writes


async def test_whether_a_lease_ran_out_is_known_before_anything_is_written(db: Database) -> None:
    number = await planned(db, 1)
    await claim(db, number)
    async with db.reading() as tx:
        assert not await tx.deliveries.overdue(LEASE - MINUTE)
        assert await tx.deliveries.overdue(LEASE)


async def test_what_became_of_each_is_kept_with_the_report(db: Database) -> None:
    number = await planned(db, 1, 2, 3)
    one, two, three = await claim(db, number)
    later, long = NOON + MINUTE, "x" * 500
    settled = await settle(
        db,
        Settled(one, Outcome.SENT, NOON, (11, 12, 13)),
        Settled(two, Outcome.FAILED, later, reason=Reason.REFUSED, detail=long),
        Settled(replace(three, attempts=1, repeated=True), Outcome.WAITING, NOON, due_at=later),
    )
    assert settled == 3
    first = Recipient(
        1,
        KK,
        country=None,
        city=None,
        outcome=Outcome.SENT,
        reason=None,
        detail=None,
        attempts=0,
        repeated=False,
        settled_at=NOON,
        edited=None,
        recalled=None,
    )
    failed = replace(
        first, person_id=2, outcome=Outcome.FAILED, reason=Reason.REFUSED, settled_at=later
    )
    waits = replace(
        first, person_id=3, outcome=Outcome.WAITING, attempts=1, repeated=True, settled_at=None
    )
    assert await report(db, number) == [first, replace(failed, detail="x" * 120), waits]
    async with db.reading() as tx:
        assert ids(await tx.delivered.page(number, 1, 1)) == [2]
        assert await tx.deliveries.next_due(number) == later
        assert await tx.delivered.curve(number) == [
            (NOON, Outcome.SENT, 1),
            (later, Outcome.FAILED, 1),
        ]
    assert await claim(db, number) == []
    async with db.writing() as tx:
        again = await tx.deliveries.claim(number, "a", later, later + MINUTE, 9)
    assert again == [replace(three, attempts=1, repeated=True)]


async def test_a_lost_lease_goes_back_marked_and_the_late_outcome_is_not_written(
    db: Database,
) -> None:
    number = await planned(db, 1, 2)
    one, _ = await claim(db, number)
    async with db.writing() as tx:
        assert await tx.deliveries.expire(LEASE - MINUTE) == 0
        assert await tx.deliveries.expire(LEASE) == 2
    again = await claim(db, number, 1, "b")
    assert again == [replace(one, repeated=True, attempts=1)]
    assert await settle(db, sent(one)) == 0
    assert await settle(db, sent(again[0]), name="b") == 1
    async with db.reading() as tx:
        assert await tx.delivered.tally(number) == Tally(
            {(Outcome.SENT, None): 1, (Outcome.WAITING, None): 1}, repeated=1
        )


async def test_quiet_hours_end(db: Database) -> None:
    number = await planned(db, 1, 2, due_at=LEASE)
    async with db.writing() as tx:
        assert await tx.deliveries.promote(number, NOON) == 0
        assert await tx.deliveries.next_due(number) == LEASE
    assert await claim(db, number) == []
    async with db.writing() as tx:
        assert await tx.deliveries.promote(number, LEASE) == 2
        assert await tx.deliveries.next_due(number) is None
    assert ids(await claim(db, number)) == [1, 2]


async def test_cancelling_ends_who_waits_and_who_comes_back_later(db: Database) -> None:
    """Nobody is written to any more, and who perhaps got it is not called cancelled."""
    number = await planned(db, 1, 2, 3, 4)
    one, two, _ = await claim(db, number, 3)
    async with db.writing() as tx:
        assert await tx.broadcasts.move(number, State.CANCELLED, of=[State.RUNNING])
        assert await tx.deliveries.cancel_rest(number, NOON) == 1
    await settle(db, sent(one), Settled(two, Outcome.WAITING, NOON, due_at=LEASE))
    async with db.writing() as tx:
        assert await tx.deliveries.expire(LEASE) == 1
        assert await tx.deliveries.open_left(number) == 0
    assert await outcomes(db, number) == {
        1: Outcome.SENT,
        2: Outcome.CANCELLED,
        3: Outcome.UNCERTAIN,
        4: Outcome.CANCELLED,
    }


async def test_the_uncertain_get_it_again_and_are_marked(db: Database) -> None:
    number = await planned(db, 1, 2)
    one, two = await claim(db, number)
    await settle(db, sent(one), Settled(two, Outcome.UNCERTAIN, NOON, reason=Reason.NETWORK))
    async with db.writing() as tx:
        assert await tx.deliveries.retry_uncertain(number) == 1
    assert await claim(db, number) == [replace(two, repeated=True)]


async def test_a_reply_finds_the_broadcast_of_any_message_of_an_album(db: Database) -> None:
    album, text = await planned(db, 1, 1), await planned(db, 1)
    (one, other) = await claim(db, album)
    await settle(db, sent(one, 50, 51, 53), sent(other, 60))
    (single,) = await claim(db, text)
    await settle(db, sent(single, 52))
    async with db.reading() as tx:
        found = {message: await tx.delivered.of_message(1, message) for message in range(49, 61)}
    assert {message: number for message, number in found.items() if number} == {
        50: album,
        51: album,
        53: album,
        52: text,
    }


async def test_an_edit_reaches_who_has_older_words_once(db: Database) -> None:
    number = await planned(db, 1, 2, 3, 4)
    one, two = await claim(db, number, 2)
    await settle(db, sent(one), Settled(two, Outcome.FAILED, NOON))
    (three,) = await claim(db, number, 1)
    async with db.writing() as tx:
        await tx.broadcasts.save(replace(PLAIN, id=number, edition=1))
        edited = await tx.broadcasts.get(number)
        assert edited is not None
    (four,) = await claim(db, number, 1)
    await settle(db, sent(four))
    async with db.writing() as tx:
        assert await tx.delivered.to_edit(number, 1, 0, 9) == [
            Landed(1, KK, (10,), None, None, NOON)
        ]
        await tx.delivered.edited(number, 1, 1, None)
        assert await tx.delivered.to_edit(number, 1, 0, 9) == []
        assert not await tx.broadcasts.revised(edited)
    await settle(db, sent(three))
    async with db.writing() as tx:
        assert ids(await tx.delivered.to_edit(number, 1, 1, 9)) == [3]
        await tx.delivered.edited(number, 3, 1, "message can't be edited" * 9)
        assert await tx.delivered.to_edit(number, 1, 0, 9) == []
        assert await tx.broadcasts.revised(edited)
        tally = await tx.delivered.tally(number)
    assert (tally.edited, tally.edit_failed, tally.failed) == (2, 1, 1)
    assert [one.edited for one in await report(db, number)] == [True, None, False, True]


async def test_what_is_young_enough_is_taken_back_once(db: Database) -> None:
    number = await planned(db, 1, 2, 3)
    one, two, three = await claim(db, number)
    await settle(db, sent(one, at=NOON - MINUTE), sent(two), sent(three))
    async with db.writing() as tx:
        await tx.broadcasts.save(replace(PLAIN, id=number, recalled_at=NOON))
        assert ids(await tx.delivered.to_recall(number, NOON, 0, 9)) == [2, 3]
        await tx.delivered.recalled(number, 2, ok=True)
        await tx.delivered.recalled(number, 3, ok=False)
        assert await tx.delivered.to_recall(number, NOON, 0, 9) == []
        assert ids(await tx.delivered.to_edit(number, 1, 0, 9)) == [1, 3]
        tally = await tx.delivered.tally(number)
    assert (tally.recalled, tally.recall_failed) == (1, 1)
    assert [one.recalled for one in await report(db, number)] == [None, True, False]


async def test_recipients_go_a_while_after_the_end_but_not_those_of_an_alert_in_force(
    db: Database,
) -> None:
    old, alert, young = [await planned(db, 1, 2) for _ in range(3)]
    async with db.writing() as tx:
        for number, end in ((old, NOON), (alert, NOON), (young, LEASE)):
            ended = replace(PLAIN, id=number, finished_at=end, in_force=number == alert)
            await tx.broadcasts.save(ended)
        assert await tx.deliveries.drop_before(LEASE, 1) == 1
        assert await tx.deliveries.drop_before(LEASE) == 1
        assert await tx.deliveries.drop_before(LEASE) == 0
        assert [await tx.deliveries.open_left(one) for one in (old, alert, young)] == [0, 2, 2]


async def test_what_ended_after_its_lease_is_still_told_unless_another_has_it(
    db: Database,
) -> None:
    """The database was gone longer than a lease, and the process lived on."""
    number = await planned(db, 1, 2, 3)
    one, two, three = await claim(db, number)
    async with db.writing() as tx:
        assert await tx.deliveries.expire(LEASE) == 3
    assert ids(await claim(db, number, 1, "b")) == [1]
    back = Settled(three, Outcome.WAITING, NOON)
    assert await settle(db, sent(one), sent(two), back) == 2
    rows = await report(db, number)
    assert [(row.outcome, row.repeated) for row in rows] == [
        (Outcome.SENDING, True), (Outcome.SENT, False), (Outcome.WAITING, False),
    ]  # fmt: skip


async def test_who_may_have_got_it_has_not_simply_failed(db: Database) -> None:
    number = await planned(db, 1)
    await claim(db, number)
    async with db.writing() as tx:
        await tx.deliveries.expire(LEASE)
    (again,) = await claim(db, number, name="b")
    await settle(db, Settled(again, Outcome.FAILED, NOON, reason=Reason.BLOCKED), name="b")
    (row,) = await report(db, number)
    assert (row.outcome, row.reason) == (Outcome.UNCERTAIN, Reason.BLOCKED)


async def test_many_are_ended_some_at_a_time(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.repositories.deliveries.ENDED_AT_ONCE", 2)
    number, other = await planned(db, 1, 2, 3, 4, 5), await planned(db, 1)
    async with db.writing() as tx:
        assert not await tx.deliveries.rest_left()
        assert await tx.broadcasts.move(number, State.CANCELLED, of=[State.RUNNING])
        assert await tx.deliveries.cancel_rest(number, NOON) == 2
        assert await tx.deliveries.rest_left()
        assert [await tx.deliveries.end_rest(NOON) for _ in range(3)] == [2, 1, 0]
        assert not await tx.deliveries.rest_left()
        assert await tx.deliveries.ended(number)
        assert not await tx.deliveries.ended(other)
    assert set((await outcomes(db, number)).values()) == {Outcome.CANCELLED}
