"""What people tell about the content."""

import pytest

from bot.services.feedback import Feedback
from core.locale import Locale
from core.people.person import Person
from db.database import Database, Unavailable
from db.progress import Progress, Stage, handling
from tests.conftest import MovedClock

AYGUL, BOLAT = Person(1, Locale.KK), Person(2, Locale.RU)
SEOUL, NUMBER = "kr-seoul-embassy", "+8223799714"


async def test_a_dead_number_is_counted_by_people(feedback: Feedback) -> None:
    assert await feedback.reports_of(SEOUL) == {}
    assert await feedback.report_number(AYGUL, SEOUL, NUMBER) == 1
    assert await feedback.report_number(AYGUL, SEOUL, NUMBER) == 1
    assert await feedback.report_number(BOLAT, SEOUL, NUMBER) == 2
    assert await feedback.report_number(BOLAT, SEOUL, "+8223949716") == 1
    assert await feedback.reports_of(SEOUL) == {NUMBER: 2, "+8223949716": 1}


async def test_a_changed_mind_is_one_vote(feedback: Feedback, db: Database) -> None:
    await feedback.vote(AYGUL, "kr/entry", helped=True)
    await feedback.vote(AYGUL, "kr/entry", helped=False)
    async with db.reading() as tx:
        assert await tx.feedback.votes_of(1) == 1


async def test_an_arrival_is_counted_once_however_often_the_update_comes(
    feedback: Feedback, db: Database
) -> None:
    with handling(Progress(5)):
        await feedback.arrived("airport")
    with handling(Progress(5, Stage.STORED, replayed=True)):
        await feedback.arrived("airport")
    with handling(Progress(6)):
        await feedback.arrived("airport")
    async with db.reading() as tx:
        assert await tx.feedback.arrivals_from("airport") == 2


async def test_contacts_are_shown_with_the_database_gone(
    broken: Database, clock: MovedClock
) -> None:
    feedback = Feedback(broken, clock)
    assert await feedback.reports_of(SEOUL) == {}
    with pytest.raises(Unavailable):
        await feedback.vote(AYGUL, "kr/entry", helped=True)
