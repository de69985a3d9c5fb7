"""Chats and messages as a person sees them."""

from typing import Final

from pretend.chats import Chat
from pretend.jsons import Json, obj, objects, rows, text
from pretend.methods.profile import shown_commands
from pretend.render_html import render_html
from pretend.world import World

_FILES: Final = (
    "document", "video", "animation", "audio", "voice", "video_note", "sticker",
)  # fmt: skip
_SERVICE: Final = (
    "forum_topic_created", "forum_topic_edited", "forum_topic_closed", "forum_topic_reopened",
    "new_chat_members", "left_chat_member", "pinned_message",
)  # fmt: skip


def media(message: Json) -> Json | None:
    """Give the content that is no text: a file, a place or a card."""
    if "photo" in message:
        sizes = objects(message["photo"])
        return {"type": "photo", "file_id": sizes[-1].get("file_id")} if sizes else None
    for kind in _FILES:
        if kind in message:
            file = obj(message[kind])
            named = {"file_name": file["file_name"]} if "file_name" in file else {}
            return {"type": kind, "file_id": file.get("file_id"), **named}
    if "venue" in message:
        venue = obj(message["venue"])
        point = obj(venue.get("location"))
        return {
            "type": "venue", **point, "title": venue.get("title"), "address": venue.get("address"),
        }  # fmt: skip
    for kind in ("location", "contact", "poll", "dice"):
        if kind in message:
            return {"type": kind, **{k: v for k, v in obj(message[kind]).items() if k != "type"}}
    return None


def buttons(message: Json) -> list[list[Json]]:
    """Give the inline buttons; `data` is what callback_data was."""
    return [
        [
            {("data" if key == "callback_data" else key): value for key, value in button.items()}
            for button in row
        ]
        for row in rows(obj(message.get("reply_markup")).get("inline_keyboard"))
    ]


def _sender(message: Json) -> Json:
    user = obj(message.get("from"))
    return {key: user.get(key) for key in ("id", "first_name", "is_bot")}


def view_message(message: Json) -> Json:
    """Give one message as JSON for a person."""
    string = text(message.get("text")) or text(message.get("caption"))
    entities = objects(message.get("entities") or message.get("caption_entities"))
    view: Json = {
        "id": message["message_id"],
        "from": _sender(message),
        "date": message["date"],
        "text": string,
        "html": render_html(string, entities),
        "buttons": buttons(message),
    }
    if entities:
        view["entities"] = entities
    if shown := media(message):
        view["media"] = shown
    if "reply_to_message" in message:
        view["reply_to"] = obj(message["reply_to_message"]).get("message_id")
    if "edit_date" in message:
        view["edited"] = True
    if "message_thread_id" in message:
        view["thread"] = message["message_thread_id"]
    for key in ("forward_origin", "media_group_id", "via_bot"):
        if key in message:
            view[key] = message[key]
    for key in _SERVICE:
        if key in message:
            view["service"] = {"type": key, **obj(message[key])}
    return view


def _gone(message: Json) -> Json:
    return {
        "id": message["message_id"],
        "from": _sender(message),
        "date": message["date"],
        "text": "",
        "html": "",
        "buttons": [],
        "deleted": True,
    }


def view_messages(chat: Chat) -> list[Json]:
    """Give all messages in order; of a deleted one only that it was there."""
    shown = {key: view_message(message) for key, message in chat.messages.items()}
    shown |= {key: _gone(message) for key, message in chat.deleted.items()}
    return [shown[key] for key in sorted(shown)]


def view_keyboard(chat: Chat) -> list[list[object]]:
    """Give the reply keyboard: plain buttons as their label, others as objects."""
    return [
        [button["text"] if set(button) <= {"text", "style"} else button for button in row]
        for row in rows((chat.keyboard or {}).get("keyboard"))
    ]


def view_chat(world: World, chat: Chat, person_id: int) -> Json:
    """Give the whole of a chat for GET /people/{id}/chats/{chat}."""
    view: Json = {
        "id": chat.id,
        "type": chat.type,
        "title": str(world.bot_user["first_name"]) if chat.private else chat.title,
        "messages": view_messages(chat),
        "keyboard": view_keyboard(chat),
        "typing": chat.typing_until > world.clock(),
        "commands": shown_commands(world, chat, person_id),
        "blocked": chat.blocked,
    }
    placeholder = text((chat.keyboard or {}).get("input_field_placeholder"))
    if placeholder:
        view["placeholder"] = placeholder
    if chat.pinned is not None:
        view["pinned"] = chat.pinned
    if chat.forum:
        view["topics"] = [
            {"id": topic.id, "name": topic.name, "closed": topic.closed}
            for topic in chat.topics.values()
        ]
    return view


def labels(chat: Chat) -> list[str]:
    """Give the labels of the reply keyboard."""
    return [
        text(button.get("text"))
        for row in rows((chat.keyboard or {}).get("keyboard"))
        for button in row
    ]


def newest_with_buttons(chat: Chat) -> Json | None:
    """Find the message a tap means when none is named."""
    for key in reversed(chat.messages):
        if "reply_markup" in chat.messages[key]:
            return chat.messages[key]
    return None


def chats_of(world: World, person_id: int) -> list[Json]:
    """List a person's chats."""
    own = world.chats[person_id]
    groups = [c for c in world.chats.values() if not c.private and person_id in c.members]
    private: Json = {"id": own.id, "title": world.bot_user["first_name"], "type": "private"}
    return [private, *({"id": c.id, "title": c.title, "type": c.type} for c in groups)]
