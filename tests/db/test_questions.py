"""Questions are counted by cluster and language, without those who asked."""

from datetime import timedelta

import pytest

from core.locale import Locale
from core.search.memory import Asked, Judged, Trace
from db.database import Database
from tests.conftest import NOON

LATER = NOON + timedelta(hours=3)
WAGES, SAME_WAGES = Trace("не платят зарплату", "aaaa"), Trace("зарплату мне не платят", "aaaa")
WEATHER = Trace("… завтра", "bbbb")
LONGEST = Trace("ө" * 300, "f" * 16)


async def asked(db: Database, limit: int = 10) -> list[Asked]:
    async with db.reading() as tx:
        return await tx.questions.most_asked(limit)


async def missed(db: Database, limit: int = 10) -> list[Judged]:
    async with db.reading() as tx:
        return await tx.questions.most_missed(limit)


async def test_nothing_was_asked(db: Database) -> None:
    assert (await asked(db), await missed(db)) == ([], [])
    async with db.reading() as tx:
        assert await tx.questions.how_many_unanswered() == 0


async def test_a_question_is_counted_with_its_newest_wording(db: Database) -> None:
    async with db.writing() as tx:
        await tx.questions.unanswered(WAGES, Locale.RU, "KR", NOON)
    async with db.writing() as tx:
        await tx.questions.unanswered(SAME_WAGES, Locale.RU, None, LATER)
    assert await asked(db) == [Asked(SAME_WAGES.words, Locale.RU, None, 2, LATER)]


async def test_languages_are_counted_apart(db: Database) -> None:
    async with db.writing() as tx:
        for language in Locale:
            await tx.questions.unanswered(WAGES, language, "KR", NOON)
    assert {(one.language, one.times) for one in await asked(db)} == {(one, 1) for one in Locale}
    async with db.reading() as tx:
        assert await tx.questions.how_many_unanswered() == len(Locale)


async def test_the_most_often_asked_come_first_and_of_two_the_newer(db: Database) -> None:
    times = {"old": (1, NOON), "new": (1, LATER), "often": (3, NOON - timedelta(days=9))}
    async with db.writing() as tx:
        for words, (count, moment) in times.items():
            for _ in range(count):
                await tx.questions.unanswered(Trace(words, words), Locale.EN, None, moment)
    assert [one.words for one in await asked(db)] == ["often", "new", "old"]
    assert [one.words for one in await asked(db, 2)] == ["often", "new"]
    async with db.reading() as tx:
        assert await tx.questions.how_many_unanswered() == 3  # also those that are not listed


@pytest.mark.parametrize("trace", [LONGEST, Trace("", ""), Trace("%s {x} 'х' \"", "c'")])
async def test_any_trace_comes_back_as_it_was(db: Database, trace: Trace) -> None:
    async with db.writing() as tx:
        await tx.questions.unanswered(trace, Locale.KK, "QA", NOON)
        await tx.questions.judged(trace, "kr/" + "x" * 57, helped=False, now=NOON)
    assert await asked(db) == [Asked(trace.words, Locale.KK, "QA", 1, NOON)]
    assert await missed(db) == [Judged(trace.words, "kr/" + "x" * 57, 0, 1)]


async def test_votes_are_counted_by_question_and_answer(db: Database) -> None:
    votes = [
        *((WAGES, "kr/unpaid-wages", helped) for helped in (True, False, True)),
        (WAGES, "mission:kr", False),
        (WEATHER, "kr/unpaid-wages", False),
        (WEATHER, "kr/unpaid-wages", False),
        (WEATHER, "kz/coming-home", True),
    ]
    async with db.writing() as tx:
        for number, (trace, answer, helped) in enumerate(votes):
            moment = NOON + timedelta(minutes=number)
            await tx.questions.judged(trace, answer, helped=helped, now=moment)
    assert await missed(db) == [
        Judged(WEATHER.words, "kr/unpaid-wages", 0, 2),
        Judged(WAGES.words, "mission:kr", 0, 1),
        Judged(WAGES.words, "kr/unpaid-wages", 2, 1),
    ]  # an answer nobody turned away is not among them
    assert [one.missed for one in await missed(db, 1)] == [2]


async def test_questions_and_votes_do_not_mix(db: Database) -> None:
    async with db.writing() as tx:
        await tx.questions.unanswered(WAGES, Locale.RU, None, NOON)
    assert await missed(db) == []
    async with db.writing() as tx:
        await tx.questions.judged(WEATHER, "kr/entry", helped=False, now=NOON)
    assert [one.words for one in await asked(db)] == [WAGES.words]


async def test_forgetting_goes_to_the_moment_and_through_both_tables(db: Database) -> None:
    async with db.writing() as tx:
        for trace, moment in ((WAGES, NOON), (WEATHER, LATER)):
            await tx.questions.unanswered(trace, Locale.RU, None, moment)
            await tx.questions.judged(trace, "kr/entry", helped=False, now=moment)
    async with db.writing() as tx:
        await tx.questions.forget(NOON)
    assert len(await asked(db)) == len(await missed(db)) == 2
    async with db.writing() as tx:
        await tx.questions.forget(LATER)
    assert [one.words for one in await asked(db)] == [WEATHER.words]
    assert [one.words for one in await missed(db)] == [WEATHER.words]
