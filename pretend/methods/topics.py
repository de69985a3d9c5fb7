"""Topics of a forum."""

from typing import Final

from pretend.chats import Chat
from pretend.errors import bad
from pretend.jsons import Json, integer, obj
from pretend.params import Params
from pretend.world import World

COLORS: Final = frozenset({7322096, 16766590, 13338331, 9367192, 16749490, 16478047})
MOST_NAME: Final = 128


def _forum(world: World, params: Params, verb: str) -> Chat:
    chat = world.writable(params.get("chat_id"))
    if not chat.forum:
        raise bad("the chat is not a forum")
    if "can_manage_topics" not in (chat.bot_rights or ()):
        raise bad(f"not enough rights to {verb} a topic")
    return chat


def _name(params: Params) -> str:
    name = params.text("name").strip()
    if not name:
        raise bad("topic name must be non-empty")
    if len(name) > MOST_NAME:
        raise bad("TOPIC_TITLE_INVALID")
    return name


def create_topic(world: World, params: Params) -> Json:
    """Open a topic; its id is that of the service message."""
    chat = _forum(world, params, "create")
    name, color = _name(params), params.integer("icon_color", 7322096)
    if color not in COLORS:
        raise bad("TOPIC_ICON_COLOR_INVALID")
    thread = chat.open_topic(name, color)
    created: Json = {"name": name, "icon_color": color}
    body: Json = {"message_thread_id": thread, "is_topic_message": True}
    world.store(chat, body | {"forum_topic_created": created}, world.bot_user)
    return {"message_thread_id": thread, **created}


def edit_topic(world: World, params: Params) -> bool:
    chat = _forum(world, params, "edit")
    topic = chat.topic(params.integer("message_thread_id"))
    name = _name(params) if params.has("name") else topic.name
    if name == topic.name and not params.has("icon_custom_emoji_id"):
        raise bad("TOPIC_NOT_MODIFIED")
    topic.name = name
    _service(world, chat, topic.id, {"forum_topic_edited": {"name": name}})
    return True


def close_topic(world: World, params: Params) -> bool:
    return _turn(world, params, closed=True)


def reopen_topic(world: World, params: Params) -> bool:
    return _turn(world, params, closed=False)


def _turn(world: World, params: Params, *, closed: bool) -> bool:
    chat = _forum(world, params, "close" if closed else "reopen")
    topic = chat.topic(params.integer("message_thread_id"))
    if topic.closed == closed:
        raise bad("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    what = "forum_topic_closed" if closed else "forum_topic_reopened"
    _service(world, chat, topic.id, {what: {}})
    return True


def delete_topic(world: World, params: Params) -> bool:
    """Delete a topic with all its messages."""
    chat = _forum(world, params, "delete")
    topic = chat.topic(params.integer("message_thread_id"))
    del chat.topics[topic.id]
    for message in list(chat.messages.values()):
        if message.get("message_thread_id") == topic.id:
            world.delete(chat, integer(message["message_id"]))
    return True


def _service(world: World, chat: Chat, thread: int, body: Json) -> None:
    place: Json = {"message_thread_id": thread, "is_topic_message": True}
    world.store(chat, place | obj(body), world.bot_user)
