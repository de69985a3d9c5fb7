"""What could not be done is told, in the person's language, where he is looking."""

import pytest

from core.locale import Locale
from pretend.faults import FaultKind
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept, toast

APOLOGY = "Something went wrong on my side. Please try again in a minute."
BAD_LINE = "The connection is bad. If you see no answer, please press again."
OLD = "This button is old. Press /start for a fresh menu."


def break_the_reader(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault nobody foresaw, in the midst of a screen."""

    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.features.library.views.published", fail)


@pytest.mark.usefixtures("troubled")
@pytest.mark.parametrize("language", [locale.value for locale in Locale])
async def test_an_unforeseen_fault_is_apologised_for(
    world: World, says: Says, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    break_the_reader(world, monkeypatch)
    visitor = world.visitor(1001, language=language)
    assert await visitor.starts("a-kr-entry") == says(APOLOGY, language)
    await visitor.writes("/agreement kr")
    await visitor.taps_data("a:kr:entry:1")
    assert toast(visitor) == says(APOLOGY, language)
    assert visitor.answer is not None
    assert visitor.answer.alert


@pytest.mark.usefixtures("troubled")
async def test_the_bot_lives_on_after_a_fault(
    world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        break_the_reader(world, patch)
        await visitor.starts("a-kr-entry")
    assert "K-ETA" in await visitor.starts("a-kr-entry")


@pytest.mark.usefixtures("troubled")
async def test_a_fault_is_logged_without_the_persons_words(
    world: World, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_the_reader(world, monkeypatch)
    visitor = world.visitor(1001, name="Құпиягүл")
    await visitor.starts("a-kr-entry")
    assert "an update failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "Құпиягүл" not in caplog.text


@pytest.mark.parametrize("kind", ["timeout", "reset"])
async def test_an_answer_that_may_be_lost_is_not_sent_twice(
    world: World, visitor: Visitor, says: Says, kind: FaultKind
) -> None:
    world.telegram.fault("sendMessage", kind)
    assert await visitor.writes("/help") == says(BAD_LINE)
    assert [one.sender for one in visitor.sees()] == [visitor.id, world.telegram.world.bot_id]


async def test_a_lost_reply_leaves_one_answer_and_a_word_about_the_line(
    world: World, visitor: Visitor, says: Says
) -> None:
    world.telegram.fault("sendMessage", "lost-reply")
    await visitor.writes("/help")
    first, second = [one.text for one in visitor.sees() if one.sender != visitor.id]
    assert "/sos" in first
    assert second == says(BAD_LINE)


async def test_a_message_that_cannot_be_edited_is_answered_with_a_new_one(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/settings")
    old = visitor.last
    await world.telegram.call("deleteMessage", {"chat_id": visitor.id, "message_id": old.id})
    await world.telegram.push(
        {
            "callback_query": {
                "id": world.telegram.world.new_query(world.telegram.world.callbacks, visitor.id),
                "from": world.telegram.world.person(visitor.id),
                "message": {
                    "message_id": old.id,
                    "date": 1_795_000_000,
                    "chat": {"id": visitor.id, "type": "private"},
                    "text": old.text,
                },
                "chat_instance": "1",
                "data": "sa",
            }
        }
    )
    assert visitor.last.id > old.id
    assert visitor.text.startswith(says("About Saparlas"))


@pytest.mark.parametrize(
    "data", ["zz:1", "?", "x" * 64, "🙂", "<b>", "a;DROP TABLE people", ":::"]
)
async def test_an_unknown_button_is_told_to_be_old(
    world: World, visitor: Visitor, says: Says, data: str
) -> None:
    await visitor.starts()
    before = [one.html for one in visitor.sees()]
    await visitor.taps_data(data)
    assert toast(visitor) == says(OLD)
    assert [one.html for one in visitor.sees()] == before
    assert await kept(world.db) == {}
