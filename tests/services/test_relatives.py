"""Announcements over SQLite: once, at most ten, and true words when an update comes again."""

import pytest

from bot.content.content import Content
from bot.services.people import People
from bot.services.relatives import Relatives
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal
from core.stays.registration import ANNOUNCED_AT_MOST
from core.stays.stay import Stay
from db.database import Database
from db.progress import Progress, Stage, handling
from tests.conftest import MovedClock
from tests.features.kept import kept

PERSON = Person(7_000_001, Locale.RU)
OTHER = Person(7_000_002, Locale.KK)
AGAIN = Progress(1, Stage.STORED, replayed=True)


@pytest.fixture
def relatives(db: Database, clock: MovedClock, content: Content) -> Relatives:
    return Relatives(db, clock, content, People(db, clock))


@pytest.fixture
async def pending(relatives: Relatives) -> Stay:
    return await relatives.announce(PERSON, "Нұрлан", "QA")


async def test_the_tenth_is_announced_once_when_its_update_comes_again(
    relatives: Relatives, db: Database, clock: MovedClock
) -> None:
    for number in range(1, ANNOUNCED_AT_MOST):
        await relatives.announce(PERSON, f"Туыс {number}", "KR")
    clock.at = clock.at.replace(minute=30)
    with handling(Progress(1)):
        last = await relatives.announce(PERSON, "Нұрлан", "QA")
    with handling(AGAIN):
        assert await relatives.announce(PERSON, "Нұрлан", "QA") == last
    with handling(Progress(2)), pytest.raises(Refusal, match="announced_enough"):
        await relatives.announce(PERSON, "Нұрлан", "QA")
    assert len((await kept(db))["stays"]) == ANNOUNCED_AT_MOST


async def test_taking_back_tells_whether_it_is_deleted(
    relatives: Relatives, db: Database, pending: Stay
) -> None:
    with handling(Progress(1)):
        assert await relatives.take_back(PERSON, pending.number)
    with handling(AGAIN):
        assert await relatives.take_back(PERSON, pending.number)
    with handling(Progress(2)):
        assert not await relatives.take_back(PERSON, pending.number)
    assert "stays" not in await kept(db)


async def test_nobody_takes_back_what_another_announced(
    relatives: Relatives, pending: Stay
) -> None:
    assert not await relatives.take_back(OTHER, pending.number)
    with handling(AGAIN):
        assert not await relatives.take_back(OTHER, pending.number)
    assert await relatives.announced(PERSON) == [pending]


async def test_declining_tells_whether_it_is_deleted(
    relatives: Relatives, db: Database, pending: Stay
) -> None:
    with handling(Progress(1)):
        assert await relatives.decline(pending.number)
    with handling(AGAIN):
        assert await relatives.decline(pending.number)
    with handling(Progress(2)):
        assert not await relatives.decline(pending.number)
    assert "stays" not in await kept(db)
