import logging
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from bot.content.content import Content
from bot.settings import Settings
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.workers.house import House, living
from tests.workers.pair import ASKED_AT, FIRST, NEXT_YEAR, SECOND, Session

Says = Callable[..., str]


@pytest.fixture
def telegram(clock: MovedClock) -> PretendTelegram:
    return PretendTelegram(clock=lambda: clock().timestamp())


@pytest.fixture
async def house(
    settings: Settings, content: Content, clock: MovedClock, telegram: PretendTelegram
) -> AsyncIterator[House]:
    async with living(settings, content, clock, telegram) as house:
        yield house


@pytest.fixture
def session(telegram: PretendTelegram) -> Session:
    return Session(telegram)


@pytest.fixture
async def pair(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    telegram: PretendTelegram,
    session: Session,
) -> AsyncIterator[House]:
    """Two are to be asked this minute."""
    async with living(settings, content, clock, telegram, session) as house:
        for number, letters in ((FIRST, "A" * 10), (SECOND, "B" * 10)):  # their order
            visitor = await house.citizen(number)
            await house.registers(visitor, "KR", "seoul", NEXT_YEAR, letters)
        clock.at = ASKED_AT
        yield house


@pytest.fixture
def troubled() -> None:
    """The test makes trouble on purpose."""


@pytest.fixture(autouse=True)
def no_faults(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A round survives its mistakes; a test must not."""
    yield
    if "troubled" not in request.fixturenames:
        errors = [
            one.getMessage() for one in caplog.get_records("call") if one.levelno >= logging.ERROR
        ]
        assert errors == []
