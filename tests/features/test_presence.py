"""Somebody blocks the bot, leaves Telegram, or comes back."""

import pytest

from pretend.visitor import Visitor
from tests.conftest import NOON, World
from tests.features.conftest import Says
from tests.features.kept import kept, person_row


@pytest.fixture
async def known(visitor: Visitor) -> Visitor:
    await visitor.starts()
    await visitor.taps_data("sl:ru:0")
    return visitor


async def blocked_at(world: World, visitor: Visitor) -> object:
    row = await person_row(world.db, visitor.id)
    assert row is not None
    return row["blocked_at"]


async def test_a_block_and_a_return_are_noticed_at_once(world: World, known: Visitor) -> None:
    await known.blocks()
    assert await blocked_at(world, known) == NOON
    await known.unblocks()
    assert await blocked_at(world, known) is None


async def test_a_refused_message_is_noticed(world: World, known: Visitor) -> None:
    """The person blocked the bot between question and answer; no word of it came."""
    world.telegram.fault("sendMessage", "403")
    assert await known.writes("/help") == ""
    assert await blocked_at(world, known) == NOON


async def test_writing_again_is_a_return(world: World, known: Visitor, says: Says) -> None:
    world.telegram.fault("sendMessage", "403")
    await known.writes("/help")
    assert (await known.writes("/settings")).startswith(says("Settings", "ru"))
    assert await blocked_at(world, known) is None


async def test_a_tap_is_a_return_too(world: World, known: Visitor) -> None:
    world.telegram.fault("sendMessage", "403")
    await known.writes("/help")
    await known.taps_data("h")
    assert await blocked_at(world, known) is None


async def test_a_deleted_account_is_noticed(world: World, known: Visitor) -> None:
    await world.telegram.delete_account(known.id)
    await known.writes("/help")
    assert await blocked_at(world, known) == NOON


async def test_the_choices_of_a_blocked_person_stay(world: World, known: Visitor) -> None:
    before = await person_row(world.db, known.id)
    await known.blocks()
    await known.unblocks()
    assert await person_row(world.db, known.id) == before


async def test_a_stranger_who_blocks_is_not_stored(world: World, visitor: Visitor) -> None:
    await visitor.starts()
    await visitor.blocks()
    await visitor.unblocks()
    found = await kept(world.db)
    assert "people" not in found
    assert str(visitor.id) not in str(found)


async def test_leaving_a_group_is_no_block(world: World, known: Visitor) -> None:
    group = world.telegram.group(title="Бригада", forum=False, members=[known.id])
    me = {"user": world.telegram.bot_user}
    await world.telegram.push(
        {
            "my_chat_member": {
                "chat": {"id": group, "type": "supergroup", "title": "Бригада"},
                "from": world.telegram.world.person(known.id),
                "date": 1_795_000_000,
                "old_chat_member": me | {"status": "member"},
                "new_chat_member": me | {"status": "left"},
            }
        }
    )
    assert await blocked_at(world, known) is None
