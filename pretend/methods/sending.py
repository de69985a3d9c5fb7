"""Methods that put a message into a chat."""

from typing import Final, Protocol

from pretend.chats import Chat
from pretend.errors import bad
from pretend.jsons import Json, integer, obj
from pretend.keyboards import checked_inline, checked_reply
from pretend.methods.media import (
    SIMPLE_MEDIA,
    contact,
    dice,
    location,
    media,
    poll,
    venue,
)
from pretend.params import Params
from pretend.texts import read_text
from pretend.world import World

MENTIONED: Final = 100


class Body(Protocol):
    """Gives the content fields of a message."""

    def __call__(self, world: World, params: Params) -> Json: ...


def send(world: World, params: Params, content: Json, *, count: int = 1) -> Json:
    """Send one message: the chat, topic, reply and keyboard are checked, then it is stored."""
    chat = world.writable(params.get("chat_id"))
    body = place(chat, params) | content
    markup = params.obj("reply_markup")
    shown = None
    if "inline_keyboard" in markup:
        shown = checked_inline(markup, world.username)
    elif "keyboard" in markup:
        markup = checked_reply(markup, private=chat.private)
    if count:
        world.limits.take(chat.id, count)
    if shown:
        body["reply_markup"] = shown
    message = world.store(chat, body, world.bot_user)
    _keep_keyboard(chat, markup, integer(message["message_id"]))
    return message


def _keep_keyboard(chat: Chat, markup: Json, message_id: int) -> None:
    if "keyboard" in markup:
        chat.keyboard = markup
    elif markup.get("remove_keyboard") is True:
        chat.keyboard = None
    if markup and "inline_keyboard" not in markup:
        chat.uneditable.add(message_id)


def place(chat: Chat, params: Params) -> Json:
    """Give the topic and the reply of a message."""
    body: Json = {}
    thread = params.integer("message_thread_id")
    if thread and not (chat.forum and thread == 1):
        topic = chat.topic(thread)
        if topic.closed and not (chat.bot_rights and "can_manage_topics" in chat.bot_rights):
            raise bad("TOPIC_CLOSED")
        body |= {"message_thread_id": thread, "is_topic_message": True}
    reply = params.obj("reply_parameters") or _old_reply(params)
    if reply:
        answered = chat.messages.get(integer(reply.get("message_id")))
        if answered:
            body["reply_to_message"] = quoted(answered)
        elif reply.get("allow_sending_without_reply") is not True:
            raise bad("message to be replied not found")
    if params.flag("protect_content"):
        body["has_protected_content"] = True
    return body


def _old_reply(params: Params) -> Json:
    """Read the reply as bots wrote it before Bot API 7.0."""
    if not params.integer("reply_to_message_id"):
        return {}
    lenient = str(params.get("allow_sending_without_reply")).lower() == "true"
    return {
        "message_id": params.integer("reply_to_message_id"),
        "allow_sending_without_reply": lenient,
    }


def quoted(message: Json) -> Json:
    """Give a message as it stands inside an answer: without its own reply."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def send_message(world: World, params: Params) -> Json:
    return send(world, params, read_text(params.values, world.username))


def send_media(world: World, params: Params) -> Json:
    return send(world, params, media(world, params, SIMPLE_MEDIA[params.method]))


def send_location(world: World, params: Params) -> Json:
    return send(world, params, location(params))


def send_venue(world: World, params: Params) -> Json:
    return send(world, params, venue(params))


def send_contact(world: World, params: Params) -> Json:
    return send(world, params, contact(params))


def send_dice(world: World, params: Params) -> Json:
    return send(world, params, dice(params))


def send_poll(world: World, params: Params) -> Json:
    return send(world, params, poll(params))


def send_media_group(world: World, params: Params) -> list[Json]:
    """Send 2 to 10 files as one album."""
    parts = params.objects("media")
    if not 2 <= len(parts) <= 10:  # noqa: PLR2004 - Telegram's bounds of an album
        raise bad("there must be between 2 and 10 media in the group")
    kinds = {str(part.get("type")) for part in parts}
    if len(kinds) > 1 and not kinds <= {"photo", "video", "live_photo"}:
        raise bad("documents and audio can't be mixed with other media types")
    chat = world.writable(params.get("chat_id"))
    bodies = [_part(world, params, part) for part in parts]
    world.limits.take(chat.id, len(bodies))
    group = f"{chat.id}{chat.next_id}"
    return [
        send(world, params.change(reply_markup=None), body | {"media_group_id": group}, count=0)
        for body in bodies
    ]


def _part(world: World, params: Params, part: Json) -> Json:
    kind = str(part.get("type"))
    single = {k: v for k, v in obj(part).items() if k not in {"type", "media"}}
    values = single | {kind: part.get("media")}
    return media(world, Params(params.method, values, params.files), kind)
