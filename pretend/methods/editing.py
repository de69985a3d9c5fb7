"""Methods that change, delete, pin, copy or forward messages."""

from collections.abc import Callable
from typing import Final

from pretend.chats import Chat
from pretend.errors import bad
from pretend.jsons import Json, integer, items, obj
from pretend.keyboards import checked_inline
from pretend.methods.media import CAPTIONED, SIMPLE_MEDIA, media
from pretend.methods.sending import send
from pretend.params import Params
from pretend.texts import read_caption, read_text
from pretend.world import World

OLD: Final = 48 * 3600
FILES: Final = frozenset(SIMPLE_MEDIA.values())
_CONTENT: Final = FILES | {
    "text", "entities", "caption", "caption_entities", "location", "venue", "contact", "dice",
    "poll", "has_media_spoiler", "show_caption_above_media",
}  # fmt: skip
_UNCHANGED: Final = (
    "message is not modified: specified new message content and reply markup are exactly"
    " the same as a current content and reply markup of the message"
)


Copier = Callable[[World, Params], Json]


def _own(world: World, params: Params) -> tuple[Chat, Json]:
    """Find the bot's own message that may be edited."""
    if params.has("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    if not params.has("message_id"):
        raise bad("message identifier is not specified")
    chat = world.writable(params.get("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad("message to edit not found")
    if obj(message["from"]).get("id") != world.bot_id or message["message_id"] in chat.uneditable:
        raise bad("message can't be edited")
    return chat, message


def _edit(world: World, params: Params, gone: frozenset[str], content: Json) -> Json:
    """Put new content in the place of the old; nothing new is refused."""
    chat, old = _own(world, params)
    shown = checked_inline(params.obj("reply_markup"), world.username)
    bare = {key: value for key, value in old.items() if key not in gone | {"reply_markup"}}
    new = bare | content | ({"reply_markup": shown} if shown else {})
    if new == old:
        raise bad(_UNCHANGED)
    keys_only = not gone
    edited = new if keys_only else new | {"edit_date": int(world.clock())}
    return world.replace(chat, edited)


def edit_text(world: World, params: Params) -> Json:
    _, old = _own(world, params)
    if "text" not in old:
        raise bad("there is no text in the message to edit")
    content = read_text(params.values, world.username, edit=True)
    return _edit(world, params, frozenset({"text", "entities"}), content)


def edit_caption(world: World, params: Params) -> Json:
    _, old = _own(world, params)
    if not CAPTIONED.intersection(old):
        raise bad("there is no caption in the message to edit")
    content = read_caption(params.values, world.username)
    return _edit(world, params, frozenset({"caption", "caption_entities"}), content)


def edit_markup(world: World, params: Params) -> Json:
    return _edit(world, params, frozenset(), {})


def edit_media(world: World, params: Params) -> Json:
    """Put another file in the place of the one a message has."""
    given = params.obj("media")
    kind = str(given.get("type"))
    if kind not in FILES:
        raise bad(f"can't parse InputMedia: type {kind!r} is not supported")
    values = {k: v for k, v in given.items() if k not in {"type", "media"}}
    part = Params(params.method, values | {kind: given.get("media")}, params.files)
    return _edit(world, params, _CONTENT, media(world, part, kind))


def delete_message(world: World, params: Params) -> bool:
    """Delete one message; 48 hours after it was sent nothing can be deleted."""
    chat = world.resolve(params.get("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad("message to delete not found")
    _check_deletable(world, chat, message)
    world.delete(chat, integer(message["message_id"]))
    return True


def _check_deletable(world: World, chat: Chat, message: Json) -> None:
    moderates = "can_delete_messages" in (chat.bot_rights or ())
    own = obj(message["from"]).get("id") == world.bot_id
    if not own and not chat.private and not moderates:
        raise bad("message can't be deleted")
    if world.clock() - integer(message["date"]) > OLD and not moderates:
        raise bad("message can't be deleted for everyone")


def delete_messages(world: World, params: Params) -> bool:
    """Delete up to 100 messages; those that are not there are passed over."""
    ids = [integer(item) for item in params.items("message_ids")]
    if not 1 <= len(ids) <= 100:  # noqa: PLR2004 - Telegram's bound
        raise bad("there must be between 1 and 100 message identifiers")
    chat = world.resolve(params.get("chat_id"))
    there = [chat.messages[key] for key in ids if key in chat.messages]
    for message in there:
        _check_deletable(world, chat, message)
    for message in there:
        world.delete(chat, integer(message["message_id"]))
    return True


def _source(world: World, params: Params, verb: str) -> Json:
    chat = world.resolve(params.get("from_chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad(f"message to {verb} not found")
    if not _CONTENT.intersection(message):
        raise bad(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    return message


def copy_message(world: World, params: Params) -> Json:
    """Copy a message without a link to where it came from; a caption may be put instead."""
    source = _source(world, params, "copy")
    body = {key: value for key, value in source.items() if key in _CONTENT}
    if params.has("caption") and CAPTIONED.intersection(body):
        body = {k: v for k, v in body.items() if k not in {"caption", "caption_entities"}}
        body |= read_caption(params.values, world.username)
    return {"message_id": send(world, params, body)["message_id"]}


def forward_message(world: World, params: Params) -> Json:
    source = _source(world, params, "forward")
    if source.get("has_protected_content"):
        raise bad("message can't be forwarded")
    origin = source.get("forward_origin") or {
        "type": "user",
        "date": source["date"],
        "sender_user": source["from"],
    }
    body = {key: value for key, value in source.items() if key in _CONTENT}
    return send(world, params, body | {"forward_origin": origin})


def copy_messages(world: World, params: Params) -> list[Json]:
    return _many(world, params, copy_message)


def forward_messages(world: World, params: Params) -> list[Json]:
    return _many(world, params, lambda w, p: {"message_id": forward_message(w, p)["message_id"]})


def _many(world: World, params: Params, one: Copier) -> list[Json]:
    chat = world.resolve(params.get("from_chat_id"))
    ids = [integer(key) for key in items(params.get("message_ids"))]
    there = [key for key in ids if key in chat.messages]
    if not there:
        raise bad("there are no messages to copy or forward")
    return [one(world, params.change(message_id=key)) for key in there]


def pin_message(world: World, params: Params) -> bool:
    chat = _pinnable(world, params)
    if params.integer("message_id") not in chat.messages:
        raise bad("message to pin not found")
    chat.pinned = params.integer("message_id")
    world.notify(chat)
    return True


def unpin_message(world: World, params: Params) -> bool:
    chat = _pinnable(world, params)
    chat.pinned = None
    world.notify(chat)
    return True


def _pinnable(world: World, params: Params) -> Chat:
    chat = world.writable(params.get("chat_id"))
    if not chat.private and "can_pin_messages" not in (chat.bot_rights or ()):
        raise bad("not enough rights to manage pinned messages in the chat")
    return chat
