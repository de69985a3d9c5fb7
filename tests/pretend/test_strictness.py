"""Every refusal of the Bot API, by its words."""

from dataclasses import dataclass, field

import pytest

from pretend.errors import ApiError
from pretend.files import Upload
from pretend.jsons import Json, integer, obj
from pretend.telegram import PretendTelegram
from tests.pretend.refusals import PERSON, REFUSED, says

STRANGER = 6
HOUR = 3600


@dataclass
class Clock:
    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Scene:
    clock: Clock
    telegram: PretendTelegram
    forum: int
    group: int
    topic: int
    closed: int
    message: int
    photo: int
    callback: str
    inline: str
    names: dict[str, object] = field(default_factory=dict)


@pytest.fixture
async def scene() -> Scene:
    clock = Clock()
    telegram = PretendTelegram(clock=clock)
    queries: dict[str, str] = {}

    async def deliver(update: Json) -> None:
        for kind in ("callback_query", "inline_query"):
            if kind in update:
                queries[kind] = str(obj(update[kind])["id"])

    telegram.deliver = deliver
    await telegram.write(PERSON, {"text": "hello"})
    telegram.person(STRANGER)
    forum = telegram.group(title="Desk", forum=True, members=[PERSON])
    group = telegram.group(title="Plain", members=[PERSON])
    keys = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    sent = obj(await telegram.call("sendMessage", {"chat_id": PERSON, "text": "one",
                                                   "reply_markup": keys}))  # fmt: skip
    photo = obj(
        await telegram.call("sendPhoto", {"chat_id": PERSON, "photo": "https://x.kz/a.png"})
    )
    topics = []
    for name in ("open", "closed"):
        made = obj(await telegram.call("createForumTopic", {"chat_id": forum, "name": name}))
        topics.append(integer(made["message_thread_id"]))
    await telegram.call("closeForumTopic", {"chat_id": forum, "message_thread_id": topics[1]})
    await telegram.tap(PERSON, data="a", message_id=integer(sent["message_id"]))
    await telegram.inline(PERSON, "q")
    return Scene(
        clock, telegram, forum, group, topics[0], topics[1], integer(sent["message_id"]),
        integer(photo["message_id"]), queries["callback_query"], queries["inline_query"],
    )  # fmt: skip


@pytest.mark.parametrize(("method", "params", "words"), REFUSED)
async def test_refuses_with_telegrams_words(
    scene: Scene, method: str, params: Json, words: str
) -> None:
    named = {
        key: getattr(scene, value)
        if isinstance(value, str) and value in {"forum", "group", "closed", "message", "photo",
                                                "inline"} and key != "text"
        else value
        for key, value in params.items()
    }  # fmt: skip
    if method == "sendPhoto":
        named["photo"] = params["photo"]
    with pytest.raises(ApiError) as refusal:
        await scene.telegram.call(method, named)
    assert refusal.value.code == 400
    assert refusal.value.description == f"Bad Request: {words}"
    assert scene.telegram.calls[-1].description == f"Bad Request: {words}"


async def refused(scene: Scene, method: str, **params: object) -> ApiError:
    with pytest.raises(ApiError) as refusal:
        await scene.telegram.call(method, params)
    return refusal.value


async def test_never_writes_first(scene: Scene) -> None:
    refusal = await refused(scene, "sendMessage", chat_id=STRANGER, text="x")
    assert (refusal.code, refusal.description) == (
        403, "Forbidden: bot can't initiate conversation with a user",
    )  # fmt: skip


async def test_blocked_and_deleted_people(scene: Scene) -> None:
    await scene.telegram.block(PERSON)
    refusal = await refused(scene, "sendMessage", chat_id=PERSON, text="x")
    assert refusal.description == "Forbidden: bot was blocked by the user"
    await scene.telegram.unblock(PERSON)
    assert await scene.telegram.call("sendMessage", {"chat_id": PERSON, "text": "x"})
    await scene.telegram.delete_account(PERSON)
    refusal = await refused(scene, "sendMessage", chat_id=PERSON, text="x")
    assert (refusal.code, refusal.description) == (403, "Forbidden: user is deactivated")


async def test_second_and_old_callback_answers(scene: Scene) -> None:
    await scene.telegram.call("answerCallbackQuery", {"callback_query_id": scene.callback})
    again = await refused(scene, "answerCallbackQuery", callback_query_id=scene.callback)
    assert "query is too old" in again.description
    scene.clock.now += HOUR
    old = await refused(scene, "answerInlineQuery", inline_query_id=scene.inline, results=[])
    assert "query is too old" in old.description


async def test_deletes_only_within_48_hours(scene: Scene) -> None:
    scene.clock.now += 48 * HOUR - 1
    assert await scene.telegram.call("deleteMessage", {"chat_id": PERSON, "message_id": 1})
    scene.clock.now += 2
    refusal = await refused(scene, "deleteMessage", chat_id=PERSON, message_id=scene.message)
    assert refusal.description == "Bad Request: message can't be deleted for everyone"


async def test_a_reply_keyboard_makes_a_message_uneditable(scene: Scene) -> None:
    keys = {"keyboard": [[{"text": "a"}]]}
    sent = obj(await scene.telegram.call("sendMessage", says(reply_markup=keys)))
    assert "reply_markup" not in sent
    refusal = await refused(
        scene, "editMessageText", chat_id=PERSON, message_id=sent["message_id"], text="y"
    )
    assert refusal.description == "Bad Request: message can't be edited"


async def test_deleted_topics_are_gone(scene: Scene) -> None:
    where = {"chat_id": scene.forum, "message_thread_id": scene.topic}
    await scene.telegram.call("sendMessage", {**where, "text": "in it"})
    await scene.telegram.call("deleteForumTopic", where)
    refusal = await refused(scene, "sendMessage", **where, text="x")
    assert refusal.description == "Bad Request: message thread not found"
    assert not any(m["text"] == "in it" for m in scene.telegram.seen(PERSON, scene.forum))


async def test_a_broken_picture_and_an_empty_file(scene: Scene) -> None:
    for data, words in ((b"no picture", "IMAGE_PROCESS_FAILED"), (b"", "file must be non-empty")):
        with pytest.raises(ApiError, match=words):
            await scene.telegram.call(
                "sendPhoto", {"chat_id": PERSON}, {"photo": Upload("a.png", data)}
            )


async def test_unknown_methods_and_unmodelled_ones(scene: Scene) -> None:
    assert (await refused(scene, "sendNothing")).code == 404
    assert await scene.telegram.call("SENDMESSAGE", says())
    assert (
        await scene.telegram.call("setChatTitle", {"chat_id": scene.forum, "title": "x"}) is True
    )
    assert "[sendGame]" in str(
        await scene.telegram.call("sendGame", {"chat_id": PERSON, "game_short_name": "x"})
    )
    assert "not modelled" in (await refused(scene, "getStarTransactions")).description


@pytest.mark.parametrize("content", [
    {"text": ""}, {"text": "x" * 4097}, {"location": {"latitude": 91, "longitude": 0}},
    {"location": {}}, {"contact": {}}, {}, {"start": "bad payload"}, {"start": "x" * 65},
    {"document": {"file_name": "a", "base64": "***"}},
])  # fmt: skip
async def test_people_are_held_to_their_bounds_too(scene: Scene, content: Json) -> None:
    before = len(scene.telegram.seen(PERSON))
    with pytest.raises(ApiError):
        await scene.telegram.write(PERSON, content)
    assert len(scene.telegram.seen(PERSON)) == before
