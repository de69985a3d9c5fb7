"""Calls Telegram refuses, with its words; names in them stand for ids of the scene."""

from pretend.jsons import Json

PERSON, UNKNOWN = 5, 404


def button(**action: object) -> Json:
    return {"inline_keyboard": [[{"text": "b", **action}]]}


def article(key: str) -> Json:
    content = {"message_text": "x"}
    return {"type": "article", "id": key, "title": "t", "input_message_content": content}


def says(**more: object) -> Json:
    return {"chat_id": PERSON, "text": "x", **more}


UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)
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
    ("sendMessage", says(reply_markup='{"inline_keyboard":'),
     "can't parse reply markup JSON object"),
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
     UNCHANGED),
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
    ("setMyShortDescription", {"short_description": "x" * 121},
     "bot short description is too long"),
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
