"""Every refusal of the Bot API, by its words."""

from dataclasses import dataclass, field

import pytest

from pretend.errors import ApiError
from pretend.files import Upload
from pretend.jsons import Json, integer, obj
from pretend.telegram import PretendTelegram

PERSON, STRANGER, UNKNOWN = 5, 6, 404
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


def button(**action: object) -> Json:
    return {"inline_keyboard": [[{"text": "b", **action}]]}


def article(key: str) -> Json:
    content = {"message_text": "x"}
    return {"type": "article", "id": key, "title": "t", "input_message_content": content}


def says(**more: object) -> Json:
    return {"chat_id": PERSON, "text": "x", **more}


REFUSED: list[tuple[str, Json, str]] = [
    ("sendMessage", says(text=""), "message text is empty"),
    ("sendMessage", {"chat_id": PERSON}, "message text is empty"),
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", says(text="  \n "), "text must be non-empty"),
    ("sendMessage", says(text="<b></b>", parse_mode="HTML"), "text must be non-empty"),
    ("sendMessage", says(text="x" * 4097), "message is too long"),
    ("sendMessage", says(text="😀" * 2049), "message is too long"),
    ("sendMessage", says(text="<i>x", parse_mode="HTML"),
     'can\'t parse entities: Can\'t find end tag corresponding to start tag "i"'),
    ("sendMessage", says(text="ә<div>x</div>", parse_mode="html"),
     'can\'t parse entities: Unsupported start tag "div" at byte offset 2'),
    ("sendMessage", says(text="<b>x</i>", parse_mode="HTML"),
     'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
    ("sendMessage", says(text="x</b>", parse_mode="HTML"),
     "can't parse entities: Unexpected end tag at byte offset 1"),
    ("sendMessage", says(text="1 <", parse_mode="HTML"),
     "can't parse entities: Unclosed start tag at byte offset 2"),
    ("sendMessage", says(text="x", parse_mode="BBCode"), "unsupported parse_mode"),
    ("sendMessage", says(text="*x*", parse_mode="MarkdownV2"),
     "can't parse entities: only HTML is modelled here, not Markdown"),
    ("sendMessage", says(entities=[{"type": "bold", "offset": 0, "length": 2}]),
     "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2"),
    ("sendMessage", says(chat_id=UNKNOWN), "chat not found"),
    ("sendMessage", says(chat_id="@nobody"), "chat not found"),
    ("sendMessage", says(reply_markup=button()),
     "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
    ("sendMessage", says(reply_markup=button(callback_data="ә" * 33)), "BUTTON_DATA_INVALID"),
    ("sendMessage", says(reply_markup=button(callback_data="")), "BUTTON_DATA_INVALID"),
    ("sendMessage", says(reply_markup=button(url="not a url")),
     "inline keyboard button URL 'not a url' is invalid: Wrong HTTP URL"),
    ("sendMessage", says(reply_markup=button(url="ftp://x.kz/")),
     "inline keyboard button URL 'ftp://x.kz/' is invalid: Unsupported URL protocol"),
    ("sendMessage", says(reply_markup=button(url="https://t.me/saparlas_bot?start=a.b")),
     "START_PARAM_INVALID"),
    ("sendMessage", says(text='<a href="https://t.me/saparlas_bot?start=a%20b">x</a>',
                         parse_mode="HTML"), "START_PARAM_INVALID"),
    ("sendMessage", says(reply_markup={"inline_keyboard": [
        [{"text": "b", "callback_data": str(n)}] for n in range(101)]}),
     "reply markup is too long"),
    ("sendMessage", says(reply_markup='{"inline_keyboard":'), "can't parse reply markup JSON object"),
    ("sendMessage", says(reply_parameters={"message_id": 99}), "message to be replied not found"),
    ("sendMessage", says(message_thread_id=77), "message thread not found"),
    ("sendMessage", {"chat_id": "forum", "text": "x", "message_thread_id": 77},
     "message thread not found"),
    ("sendMessage", {"chat_id": "group", "text": "x", "reply_markup": {"keyboard": [
        [{"text": "a", "request_location": True}]]}},
     "location can be requested in private chats only"),
    ("sendPhoto", {"chat_id": PERSON, "photo": "https://x.kz/a.png", "caption": "x" * 1025},
     "message caption is too long"),
    ("sendPhoto", {"chat_id": PERSON, "photo": "nonsense"},
     "wrong file identifier/HTTP URL specified"),
    ("sendMediaGroup", {"chat_id": PERSON, "media": [
        {"type": "photo", "media": "https://x.kz/a.png"}]},
     "there must be between 2 and 10 media in the group"),
    ("sendVenue", {"chat_id": PERSON, "latitude": 1, "longitude": 2, "title": " ", "address": "a"},
     "venue title must be non-empty"),
    ("sendLocation", {"chat_id": PERSON, "latitude": 91, "longitude": 2},
     "wrong location specified"),
    ("editMessageText", says(message_id="message", text="one",
                             reply_markup=button(callback_data="a") | {"inline_keyboard": [
                                 [{"text": "a", "callback_data": "a"}]]}),
     "message is not modified: specified new message content and reply markup are exactly"
     " the same as a current content and reply markup of the message"),
    ("editMessageText", says(message_id=99), "message to edit not found"),
    ("editMessageText", says(message_id=1), "message can't be edited"),
    ("editMessageText", says(), "message identifier is not specified"),
    ("editMessageText", says(message_id="photo"), "there is no text in the message to edit"),
    ("editMessageText", says(message_id="message", text="x" * 4097), "MESSAGE_TOO_LONG"),
    ("editMessageCaption", {"chat_id": PERSON, "message_id": "message", "caption": "x"},
     "there is no caption in the message to edit"),
    ("deleteMessage", {"chat_id": PERSON, "message_id": 99}, "message to delete not found"),
    ("forwardMessage", {"chat_id": PERSON, "from_chat_id": PERSON, "message_id": 99},
     "message to forward not found"),
    ("copyMessage", {"chat_id": PERSON, "from_chat_id": PERSON, "message_id": 99},
     "message to copy not found"),
    ("answerCallbackQuery", {"callback_query_id": "1"},
     "query is too old and response timeout expired or query ID is invalid"),
    ("answerInlineQuery", {"inline_query_id": "inline",
                           "results": [article(str(n)) for n in range(51)]}, "RESULTS_TOO_MUCH"),
    ("answerInlineQuery", {"inline_query_id": "inline", "results": [article("a"), article("a")]},
     "RESULT_ID_DUPLICATE"),
    ("answerInlineQuery", {"inline_query_id": "inline", "results": [],
                           "button": {"text": "x", "start_parameter": "a b"}},
     "START_PARAM_INVALID"),
    ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]},
     "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": [{"command": "start", "description": ""}]},
     "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": [{"command": "a", "description": "b"}] * 101},
     "BOT_COMMANDS_TOO_MUCH"),
    ("setMyDescription", {"description": "x" * 513}, "bot description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "bot short description is too long"),
    ("setMyName", {"name": "x", "language_code": "kaz"}, "invalid language code specified"),
    ("createForumTopic", {"chat_id": "group", "name": "x"}, "the chat is not a forum"),
    ("closeForumTopic", {"chat_id": "forum", "message_thread_id": "closed"}, "TOPIC_NOT_MODIFIED"),
    ("deleteForumTopic", {"chat_id": "forum", "message_thread_id": 9}, "message thread not found"),
    ("pinChatMessage", {"chat_id": "group", "message_id": 1},
     "not enough rights to manage pinned messages in the chat"),
    ("sendChatAction", {"chat_id": PERSON, "action": "dancing"},
     "wrong parameter action in request"),
    ("getFile", {"file_id": "x"}, "wrong file_id or the file is temporarily unavailable"),
    ("getChatMember", {"chat_id": "group", "user_id": UNKNOWN}, "PARTICIPANT_ID_INVALID"),
    ("setWebhook", {"url": "example"}, "bad webhook: invalid HTTP URL specified"),
    ("setWebhook", {"url": "https://x.kz/", "secret_token": "a b"},
     "secret token contains unallowed characters"),
]  # fmt: skip


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
