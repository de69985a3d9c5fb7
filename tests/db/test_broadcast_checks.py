"""Answers to a safety check: one a person, changeable, told to whoever runs the bot."""

from dataclasses import replace
from datetime import timedelta

from core.broadcasts.broadcast import Broadcast
from core.broadcasts.check import Answer, Answered
from core.broadcasts.delivery import Outcome, Settled
from core.broadcasts.reach import Planned
from core.locale import Locale
from core.people.person import Person
from db.database import Database
from tests.conftest import NOON

PLACES = {1: ("KR", "ansan"), 2: ("KR", "ansan"), 3: ("KR", None), 4: ("QA", None)}
LATER = NOON + timedelta(hours=1)


async def asked(db: Database) -> int:
    """A check that reached persons 1 to 3, and 5 of whom no more is known; not 4."""
    async with db.writing() as tx:
        number = (await tx.broadcasts.add(Broadcast(7, NOON, "UTC"))).id
        for person, place in PLACES.items():
            await tx.people.save(Person(person, Locale.KK, *place), NOON)
        rows = [
            Planned(number, who, Locale.KK, who, None, *PLACES.get(who, (None, None)))
            for who in (*PLACES, 5)
        ]
        await tx.deliveries.add(rows)
        claimed = await tx.deliveries.claim(number, "a", NOON, LATER, 9)
        lost = {4: Outcome.FAILED, 3: Outcome.UNCERTAIN}
        await tx.deliveries.settle(
            "a",
            [Settled(one, lost.get(one.person_id, Outcome.SENT), NOON, (9,)) for one in claimed],
        )
    return number


async def test_an_answer_may_be_changed_and_the_last_one_counts(db: Database) -> None:
    number = await asked(db)
    said = Answered(number, 1, Answer.SAFE, NOON)
    async with db.writing() as tx:
        assert await tx.checks.answer(said) is None
        assert await tx.checks.answer(replace(said, answer=Answer.HELP)) is Answer.SAFE
        assert await tx.checks.answer(replace(said, answer=Answer.LEFT)) is Answer.HELP
        assert await tx.checks.answer(Answered(number, 2, Answer.SAFE, LATER)) is None
    async with db.reading() as tx:
        assert await tx.checks.answer_of(number, 1) is Answer.LEFT
        assert await tx.checks.answer_of(number, 3) is None
        assert await tx.checks.of_person(2) == [Answered(number, 2, Answer.SAFE, LATER)]


async def test_who_is_silent_is_counted_where_he_is(db: Database) -> None:
    number = await asked(db)
    async with db.writing() as tx:
        await tx.checks.answer(Answered(number, 1, Answer.SAFE, NOON))
        # One whose delivery is not certain at all, and who answers all the same.
        await tx.checks.answer(Answered(number, 4, Answer.HELP, NOON))
        found = await tx.checks.tally(number)
        silent = await tx.checks.silent(number, 0, 9)
        assert [one.person_id for one in await tx.checks.silent(number, 2, 1)] == [3]
    assert sorted(found, key=str) == sorted(
        [
            ("KR", "ansan", Answer.SAFE, 1),
            ("KR", "ansan", None, 1),
            ("KR", None, None, 1),
            ("QA", None, Answer.HELP, 1),
            (None, None, None, 1),
        ],
        key=str,
    )
    assert [(one.person_id, one.country, one.city) for one in silent] == [
        *((2, "KR", "ansan"), (3, "KR", None), (5, None, None)),
    ]


async def test_a_call_for_help_waits_until_somebody_has_heard_of_it(db: Database) -> None:
    number = await asked(db)
    one, two = Answered(number, 2, Answer.HELP, LATER), Answered(number, 1, Answer.HELP, NOON)
    async with db.writing() as tx:
        for each in (one, two, Answered(number, 3, Answer.SAFE, NOON)):
            await tx.checks.answer(each)
        assert await tx.checks.untold(9) == [two, one]
        assert await tx.checks.untold(1) == [two]
        await tx.checks.told(number, 1, Answer.HELP, LATER)
        await tx.checks.answer(two)
        assert await tx.checks.untold(9) == [one]
        safe = replace(two, answer=Answer.SAFE)
        await tx.checks.answer(safe)
        assert await tx.checks.untold(9) == [one, safe]  # who needs help comes first
        assert await tx.checks.known_of(number, 1) is Answer.HELP
        await tx.checks.told(number, 1, Answer.SAFE, LATER)
        assert await tx.checks.untold(9) == [one]
        await tx.checks.answer(two)
        assert await tx.checks.untold(9) == [two, one]


async def test_answers_go_a_while_after_the_end(db: Database) -> None:
    number = await asked(db)
    async with db.writing() as tx:
        await tx.checks.answer(Answered(number, 1, Answer.SAFE, NOON))
        assert await tx.checks.drop_before(LATER) == 0
        await tx.broadcasts.save(Broadcast(7, NOON, "UTC", id=number, finished_at=NOON))
        assert await tx.checks.drop_before(NOON) == 0
        assert await tx.checks.drop_before(LATER) == 1
        assert await tx.checks.answer_of(number, 1) is None
