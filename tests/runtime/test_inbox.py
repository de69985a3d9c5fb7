"""Every update comes to its end, once, whatever is in it."""

import logging
from typing import Any

import pytest
from aiogram import Dispatcher
from aiogram.types import TelegramObject

from bot.inbox import Inbox
from bot.typing import Handler
from db.progress import Stage
from tests.conftest import World
from tests.runtime.updates import message, seen_by

PERSON = 1001
ID = 7_000


@pytest.fixture
async def inbox(world: World) -> Inbox:
    """The bot's own, with a person whose chat is open."""
    await world.visitor(PERSON).writes("/help")
    world.telegram.calls.clear()
    return world.app.inbox


async def test_an_update_is_answered(world: World, inbox: Inbox) -> None:
    await inbox.handle(message(ID, PERSON))
    assert seen_by(world.telegram, PERSON) == ["sendMessage"]


async def test_a_duplicate_is_dropped(world: World, inbox: Inbox) -> None:
    for _ in range(3):
        await inbox.handle(message(ID, PERSON))
    assert seen_by(world.telegram, PERSON) == ["sendMessage"]


async def test_the_next_update_is_no_duplicate(world: World, inbox: Inbox) -> None:
    await inbox.handle(message(ID, PERSON))
    await inbox.handle(message(ID + 1, PERSON))
    assert seen_by(world.telegram, PERSON) == ["sendMessage"] * 2


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"message": {"text": "/help"}}, "message.message_id"),
        ({"message": []}, "message"),
        ({"callback_query": {"id": 1}}, "callback_query.from"),
    ],
)
async def test_a_poisonous_update_is_logged_and_counts_as_handled(
    world: World,
    inbox: Inbox,
    caplog: pytest.LogCaptureFixture,
    body: dict[str, object],
    field: str,
) -> None:
    await inbox.handle({"update_id": ID, **body})
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert field in errors[0].getMessage()
    assert inbox.receipts.open(ID) is None
    await inbox.handle(message(ID, PERSON))
    assert seen_by(world.telegram, PERSON) == []


async def _fails(_handler: Handler, _event: TelegramObject, _data: dict[str, Any]) -> None:
    raise ZeroDivisionError("a mistake of ours")


async def test_a_mistake_of_ours_is_logged_and_counts_as_handled(
    world: World, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Dispatcher()
    broken.update.outer_middleware(_fails)
    await Inbox(inbox.bot, broken, inbox.receipts).handle(message(ID, PERSON))
    assert "ZeroDivisionError" in caplog.text
    await inbox.handle(message(ID, PERSON))
    assert seen_by(world.telegram, PERSON) == []


async def test_an_unknown_kind_is_no_error(
    world: World, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    await inbox.handle({"update_id": ID, "telepathy": {"from": {"id": PERSON}}})
    assert [one for one in caplog.records if one.levelno >= logging.WARNING] == []
    assert seen_by(world.telegram, PERSON) == []


@pytest.mark.parametrize("update_id", [None, "7000", 7.5])
async def test_something_without_a_number_is_dropped(
    world: World, inbox: Inbox, caplog: pytest.LogCaptureFixture, update_id: object
) -> None:
    await inbox.handle({**message(ID, PERSON), "update_id": update_id})
    assert "without an update id" in caplog.text
    assert seen_by(world.telegram, PERSON) == []


async def test_what_was_answered_before_a_restart_is_dropped(world: World, inbox: Inbox) -> None:
    inbox.receipts.known[ID] = Stage.ANSWERING
    await inbox.handle(message(ID, PERSON))
    assert seen_by(world.telegram, PERSON) == []
