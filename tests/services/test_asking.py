"""Questions: found without a database, remembered without the person."""

import logging
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.services.asking import KEPT, Asking
from bot.services.search import search_of
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal
from core.search.decision import Decision
from db.database import Database, Unavailable
from db.progress import Progress, Stage, handling
from db.retention import RETENTION
from tests.conftest import MovedClock
from tests.features.kept import kept

AYGUL, BOLAT, ADMIN = Person(1, Locale.KK, "KR"), Person(2, Locale.RU), Person(3, Locale.RU)
WAGES, IDLE, ARTICLE = "не платят зарплату", "погода завтра", "kr/unpaid-wages"


@pytest.fixture
def asking(content: Content, db: Database, clock: MovedClock) -> Asking:
    return Asking(search_of(content), db, clock, frozenset({ADMIN.id}))


@pytest.fixture
def without_database(content: Content, broken: Database, clock: MovedClock) -> Asking:
    return Asking(search_of(content), broken, clock, frozenset({ADMIN.id}))


async def test_the_country_of_the_person_decides(asking: Asking) -> None:
    found = asking.find(AYGUL, WAGES)
    assert (found.decision, found.results[0].id) == (Decision.ANSWER, ARTICLE)
    assert asking.find(AYGUL, WAGES) is found
    assert asking.find(AYGUL.living_in("QA"), WAGES).results[0].id == "qa/unpaid-wages"


async def test_questions_found_are_kept_within_bounds(asking: Asking) -> None:
    for number in range(KEPT + 50):
        asking.find(BOLAT, f"қ{number}")
    assert len(asking._found) == KEPT


async def test_the_others_are_all_that_was_found(asking: Asking) -> None:
    assert asking.others(AYGUL, WAGES) == asking.find(AYGUL, WAGES).results
    assert asking.others(AYGUL, "") == ()
    assert asking.others(AYGUL, IDLE) == ()


async def test_what_was_not_answered_and_what_was_turned_away_is_heard(asking: Asking) -> None:
    for person in (AYGUL, BOLAT, BOLAT):
        await asking.unanswered(person, IDLE)
    await asking.missed(AYGUL, WAGES, ARTICLE)
    await asking.helped(BOLAT, WAGES, ARTICLE)
    heard = await asking.heard(ADMIN)
    assert heard.count == 2
    assert [(one.language, one.country, one.times) for one in heard.unanswered] == [
        (Locale.RU, None, 2),
        (Locale.KK, "KR", 1),
    ]
    (judged,) = heard.missed
    assert (judged.words, judged.answer, judged.helped, judged.missed) == (WAGES, ARTICLE, 1, 1)


async def test_only_the_day_of_a_question_is_kept(
    asking: Asking, db: Database, clock: MovedClock
) -> None:
    """A moment would join the words to a vote, or to a message somebody saw."""
    clock.move(timedelta(hours=5, minutes=4, seconds=3))
    await asking.unanswered(AYGUL, IDLE)
    await asking.missed(AYGUL, WAGES, ARTICLE)
    found = await kept(db)
    days = {row["last_at"] for row in (*found["unanswered"], *found["answer_votes"])}
    assert days == {clock().replace(hour=0, minute=0, second=0)}
    assert found["unanswered"][0]["first_at"] in days


async def test_what_nobody_asks_any_more_is_dropped(asking: Asking, clock: MovedClock) -> None:
    await asking.unanswered(AYGUL, IDLE)
    await asking.missed(AYGUL, WAGES, ARTICLE)
    clock.move(RETENTION["unanswered"].lasting - timedelta(days=1))
    await asking.unanswered(BOLAT, IDLE)
    await asking.forget_old()
    assert len((await asking.heard(ADMIN)).missed) == 1
    clock.move(timedelta(days=2))
    await asking.forget_old()
    heard = await asking.heard(ADMIN)
    assert [one.language for one in heard.unanswered] == [Locale.RU]
    assert heard.missed == []


@pytest.mark.parametrize("person", [AYGUL, BOLAT, Person(0, Locale.KK)])
async def test_others_than_admins_hear_nothing(asking: Asking, person: Person) -> None:
    with pytest.raises(Refusal) as refused:
        await asking.heard(person)
    assert refused.value.code == "admins_only"


async def test_a_vote_is_for_the_article_and_for_the_question(
    asking: Asking, db: Database
) -> None:
    await asking.helped(AYGUL, WAGES, ARTICLE)
    await asking.helped(AYGUL, WAGES, "mission:kr")  # no article: nothing of hers is kept
    await asking.missed(AYGUL, "", "kr/contract")  # the question was deleted
    async with db.reading() as tx:
        assert await tx.feedback.votes_of(AYGUL.id) == 2
        assert await tx.questions.most_missed(9) == []


async def test_a_question_without_words_is_not_remembered(asking: Asking) -> None:
    for words in ("", "🆘", "…", "+7 701 123 45 67"):
        await asking.unanswered(AYGUL, words)
    assert (await asking.heard(ADMIN)).count == 0


@pytest.mark.parametrize("act", ["unanswered", "missed"])
async def test_an_update_that_comes_again_counts_once(asking: Asking, act: str) -> None:
    async def happens() -> None:
        if act == "unanswered":
            await asking.unanswered(AYGUL, WAGES)
        else:
            await asking.missed(AYGUL, WAGES, ARTICLE)

    for progress in (Progress(5), Progress(5, Stage.STORED, replayed=True), Progress(6)):
        with handling(progress):
            await happens()
    heard = await asking.heard(ADMIN)
    counts = [one.times for one in heard.unanswered] + [one.missed for one in heard.missed]
    assert counts == [2]


async def test_without_a_database_questions_are_found_and_nobody_is_troubled(
    without_database: Asking, caplog: pytest.LogCaptureFixture
) -> None:
    asking = without_database
    assert asking.find(AYGUL, WAGES).results[0].id == ARTICLE
    await asking.unanswered(AYGUL, IDLE)
    await asking.missed(AYGUL, WAGES, ARTICLE)
    told = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert [one.levelno for one in told] == [logging.WARNING] * 2
    assert not any(word in one.getMessage() for one in told for word in (IDLE, WAGES))
    with pytest.raises(Unavailable):
        await asking.helped(AYGUL, WAGES, ARTICLE)
    with pytest.raises(Unavailable):
        await asking.heard(ADMIN)
