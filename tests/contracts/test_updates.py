"""Whatever Telegram sends ends without a stray exception, and a person gets an answer."""

import logging
from collections.abc import Iterator

import pytest

from bot.inbox import KINDS as KNOWN
from core.locale import Locale
from pretend.jsons import Json
from tests.conftest import World
from tests.contracts.updates import (
    BOT_IN,
    CHANNEL,
    CONTENTS,
    ELSEWHERE,
    KICKED,
    KINDS,
    MEMBER,
    PERSON,
    PRIVATE,
    message,
)

VISIBLE = ("send", "edit", "answerCallbackQuery", "answerInlineQuery")
ANSWERED = {"message", "callback_query"}
FIRST = 5_000_000


class Line:
    """Telegram's side: hands over an update and counts what the bot answered."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.next = FIRST

    async def brings(self, update: Json) -> list[str]:
        """The methods of the answers that came of it, those Telegram took."""
        calls = self.world.telegram.calls
        before = len(calls)
        self.next += 1
        await self.world.app.inbox.handle({"update_id": self.next, **update})
        return [
            call.method
            for call in calls[before:]
            if call.method.startswith(VISIBLE) and call.status == 200
        ]

    def query(self, **fields: object) -> Json:
        """A tap that Telegram waits to have answered."""
        world = self.world.telegram.world
        key = world.new_query(world.callbacks, 1001)
        return {"callback_query": {"id": key, "from": PERSON, "chat_instance": "1", **fields}}


@pytest.fixture
async def line(world: World) -> Line:
    await world.visitor().starts()
    return Line(world)


@pytest.fixture
def errors(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """What was logged at ERROR, filled in as the test goes on."""

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(f"{record.getMessage()} {record.exc_info or ''}")

    found: list[str] = []
    handler = Kept(logging.ERROR)
    logging.getLogger().addHandler(handler)
    yield found
    logging.getLogger().removeHandler(handler)


def test_the_table_knows_every_kind() -> None:
    """A kind that a new aiogram knows is tried here, or this fails."""
    assert KINDS.keys() == KNOWN


@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_of_update(line: Line, errors: list[str], kind: str) -> None:
    answers = await line.brings({kind: KINDS[kind]})
    assert errors == []
    assert bool(answers) == (kind in ANSWERED)


@pytest.mark.parametrize("words", ["", "виза", "\u202e\u0000<b>&amp; {x} %s", "сөз " * 64, "🆘"])
async def test_an_inline_query_is_answered(line: Line, errors: list[str], words: str) -> None:
    world = line.world.telegram.world
    key = world.new_query(world.inline_queries, 1001)
    asked: Json = {"id": key, "from": PERSON, "query": words, "offset": "x"}
    assert await line.brings({"inline_query": asked}) == ["answerInlineQuery"]
    assert errors == []


@pytest.mark.parametrize("name", CONTENTS)
async def test_each_content_of_a_private_message(line: Line, errors: list[str], name: str) -> None:
    answers = await line.brings({"message": message(**CONTENTS[name])})
    assert errors == []
    assert "sendMessage" in answers


@pytest.mark.parametrize("name", ELSEWHERE)
async def test_a_group_is_left_in_peace(line: Line, errors: list[str], name: str) -> None:
    line.world.telegram.group(title="Ансан", members=[1001])
    assert await line.brings(ELSEWHERE[name]) == []
    assert errors == []


@pytest.mark.parametrize("forum", [False, True])
async def test_a_command_in_a_group_is_answered_in_its_place(
    line: Line,
    errors: list[str],
    forum: bool,  # noqa: FBT001
) -> None:
    telegram = line.world.telegram
    chat = telegram.group(title="Ансан", members=[1001], forum=forum)
    sent = message({"id": chat, "type": "supergroup", "title": "Ансан"}, text="/sos")
    assert await line.brings({"message": sent}) == ["sendMessage"]
    assert telegram.calls[-1].params["chat_id"] == chat
    assert errors == []


@pytest.mark.parametrize(
    "data",
    [
        *("", ":", "h:", "h:x", "zz", "zz:1", "a", "a:kz", "a:kz:entry:x", "a:kz:a:1:2:3"),
        *("a:zz:nothing:1", "a:kz:consular-registration:-5", "m:", "m:nowhere", "mr:kr-busan-cg:"),
        *("mr:kr-busan-cg:1", "e:QQ", "eo:99999", "eo:x", "mc:QQ", "sc:QQ:1", "sc:<b>:1"),
        *("sl:xx:0", "sy:KR:999", "sy::0", "so:1:99999999999999999999", "v:zz:nothing:1"),
        *("qh", "qh:", "qh:x", "qh:kr/entry:1", "qh:яяя", "qn:x", "qn:mission.any", "qn:a:b"),
        *("қазақша", "\u0000", "\U0001f1f0" * 16, "x" * 65, "a:" + "x" * 10_000),
    ],
)
async def test_a_forged_tap_is_answered(line: Line, errors: list[str], data: str) -> None:
    answers = await line.brings(line.query(data=data, message=message(text="x")))
    assert "answerCallbackQuery" in answers
    assert errors == []


@pytest.mark.parametrize(
    "fields",
    [
        {"data": "h"},
        {"data": "zz"},
        {"game_short_name": "chess"},
        {"data": "h", "inline_message_id": "AAA"},
        {"data": "m:kr-busan-cg", "inline_message_id": "AAA"},
        {"data": "h", "message": {"chat": PRIVATE, "message_id": 3, "date": 0}},
        {"data": "mn", "message": {"chat": PRIVATE, "message_id": 3, "date": 0}},
        {"data": "h", "message": message(photo=[], caption="x")},
    ],
    ids=str,
)
async def test_a_tap_on_an_odd_message_is_answered(
    line: Line, errors: list[str], fields: Json
) -> None:
    assert "answerCallbackQuery" in await line.brings(line.query(**fields))
    assert errors == []


async def test_a_tap_in_a_group_is_answered_there(line: Line, errors: list[str]) -> None:
    """A message of the bot was forwarded into a group by somebody who kept its buttons."""
    telegram = line.world.telegram
    chat = telegram.group(title="Ансан", members=[1001])
    where = message({"id": chat, "type": "supergroup", "title": "Ансан"}, text="x")
    answers = await line.brings(line.query(data="e:KR", message=where))
    assert answers[0] == "answerCallbackQuery"
    assert telegram.calls[-1].params["chat_id"] == chat
    assert errors == []


@pytest.mark.parametrize(
    "data", [*"hlmeq", *("qn:", "qh:kr/entry", "lc", "mn", "mv:kr-busan-cg", "mk:kr-busan-cg")]
)
async def test_a_tap_in_a_message_sent_inline_does_not_fall(
    line: Line, errors: list[str], data: str
) -> None:
    assert await line.brings(line.query(data=data, inline_message_id="AAA"))
    assert errors == []


@pytest.mark.parametrize(
    "update",
    [
        {"hologram": {"id": 1}},
        {},
        {"hologram": {"id": 1}, "text": "x"},
        {"message": message(text="x") | {"hologram": {"deep": [1, {"a": None}]}}},
    ],
    ids=str,
)
async def test_what_a_later_telegram_may_send(line: Line, errors: list[str], update: Json) -> None:
    answers = await line.brings(update)
    assert errors == []
    assert bool(answers) == ("message" in update)


@pytest.mark.parametrize(
    "update",
    [
        {"message": None},
        {"message": "x"},
        {"message": {}},
        {"message": {"message_id": "x", "secret": "hunter2"}},
        {"callback_query": {"id": "1"}},
        {"my_chat_member": {"chat": {}}},
        {"update_id": "x", "message": {"text": "hunter2"}},
        {"update_id": None},
    ],
    ids=str,
)
async def test_a_malformed_update_is_logged_and_survived(
    line: Line, errors: list[str], update: Json
) -> None:
    assert await line.brings(update) == []
    assert len(errors) == 1
    assert "hunter2" not in errors[0]
    assert await line.brings({"message": message(text="/start")})
    assert len(errors) == 1


async def test_blocking_and_coming_back(line: Line, errors: list[str]) -> None:
    told: Json = {"chat": PRIVATE, "from": PERSON, "date": 1}
    people = line.world.app.services["people"]
    await people.speak(await people.recognise(1001, "kk"), Locale.KK)
    for old, new, blocked in ((MEMBER, KICKED, True), (KICKED, BOT_IN, False)):
        change = told | {"old_chat_member": old, "new_chat_member": new}
        assert await line.brings({"my_chat_member": change}) == []
        async with line.world.db.reading() as tx:
            person = await tx.people.get(1001)
        assert person is not None
        assert person.blocked is blocked
    assert errors == []


async def test_a_copy_of_an_update_is_dropped(line: Line) -> None:
    assert await line.brings({"message": message(text="/start")})
    line.next -= 1
    assert await line.brings({"message": message(text="/start")}) == []


async def test_a_post_of_a_channel_is_nobodys_question(line: Line, errors: list[str]) -> None:
    """The same words, posted by a channel the bot was added to."""
    post = message(CHANNEL, None, sender_chat=CHANNEL, text="/sos")
    assert await line.brings({"channel_post": post}) == []
    assert errors == []
