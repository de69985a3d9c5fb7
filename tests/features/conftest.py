"""Conversations with the bot. One that logs a fault fails, unless it asks for `troubled`."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import make_url

from bot.middlewares.throttle import ThrottleMiddleware
from bot.settings import Settings
from bot.texts import Texts
from bot.words import flagged
from core.locale import Locale
from pretend.visitor import Visitor
from tests.conftest import World

Says = Callable[..., str]


@pytest.fixture
def named(texts: Texts) -> Says:
    """A country's button in a language: `named("KR", "ru")`."""

    def flagged_name(country: str, language: str = "kk") -> str:
        with texts.speaking(Locale(language)):
            return flagged(country)

    return flagged_name


@pytest.fixture
async def in_korea(visitor: Visitor, named: Says) -> Visitor:
    """A person who chose Kazakh and Korea."""
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(named("KR"))
    return visitor


@dataclass
class Stopwatch:
    """The seconds of the bot's patience, moved by hand."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def stopwatch(world: World) -> Stopwatch:
    found = [
        middleware
        for middleware in world.app.dispatcher.update.outer_middleware
        if isinstance(middleware, ThrottleMiddleware)
    ]
    assert len(found) == 1
    watch = Stopwatch()
    found[0].clock = watch
    return watch


@pytest.fixture
def database_file(settings: Settings) -> Path:
    return Path(make_url(settings.database_url).database or "")


@pytest.fixture
def troubled() -> None:
    """The test breaks something on purpose: faults may be logged."""


@pytest.fixture(autouse=True)
def calm(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    if "troubled" in request.fixturenames:
        return
    faults = [one for one in caplog.get_records("call") if one.levelno >= logging.ERROR]
    assert not faults, [one.getMessage() for one in faults]
