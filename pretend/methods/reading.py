"""Methods that ask: chats, members, files, the bot itself."""

from typing import Final

from aiogram.types import ChatMemberAdministrator

from pretend.chats import Chat
from pretend.errors import bad
from pretend.jsons import Json
from pretend.params import Params
from pretend.world import World

_REQUIRED: Final = tuple(
    name
    for name, field in ChatMemberAdministrator.model_fields.items()
    if name.startswith("can_") and name != "can_be_edited" and field.is_required()
)
RIGHTS: Final = (*_REQUIRED, "can_pin_messages", "can_manage_topics")
ACTIONS: Final = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
})  # fmt: skip


def get_me(world: World, _params: Params) -> Json:
    return world.bot_user


def chat_action(world: World, params: Params) -> bool:
    """Show «typing» for five seconds."""
    chat = world.writable(params.get("chat_id"))
    if params.text("action") not in ACTIONS:
        raise bad("wrong parameter action in request")
    if params.integer("message_thread_id") > 1:
        chat.topic(params.integer("message_thread_id"))
    world.typing(chat)
    return True


def get_chat(world: World, params: Params) -> Json:
    chat = world.resolve(params.get("chat_id"))
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    full: Json = {
        **chat.info,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys((*gifts, "gifts_from_channels"), False),
    }
    if chat.pinned is not None:
        full["pinned_message"] = chat.messages[chat.pinned]
    return full


def get_member(world: World, params: Params) -> Json:
    """Tell the place of the bot or of a person in a chat."""
    chat = world.resolve(params.get("chat_id"))
    return member(world, chat, params.integer("user_id"))


def member(world: World, chat: Chat, user_id: int) -> Json:
    if user_id == world.bot_id:
        return bot_member(world, chat, "member" if chat.bot_here else "kicked")
    user = world.people.get(user_id)
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if user_id in chat.admins:
        return _administrator(user, frozenset(RIGHTS))
    return {"status": "member" if user_id in chat.members else "left", "user": user}


def bot_member(world: World, chat: Chat, status: str) -> Json:
    """Give the bot as a member with a status; in a group its rights make it administrator."""
    if status == "kicked":
        return {"status": status, "user": world.bot_user, "until_date": 0}
    if status == "member" and chat.bot_rights is not None:
        return _administrator(world.bot_user, chat.bot_rights)
    return {"status": status, "user": world.bot_user}


def _administrator(user: Json, rights: frozenset[str]) -> Json:
    return {
        "status": "administrator",
        "user": user,
        "can_be_edited": False,
        "is_anonymous": False,
        **{right: right in rights for right in RIGHTS},
    }


def get_administrators(world: World, params: Params) -> list[Json]:
    chat = world.resolve(params.get("chat_id"))
    if chat.private:
        raise bad("there are no administrators in the private chat")
    ids = [*sorted(chat.admins), *([world.bot_id] if chat.bot_rights is not None else [])]
    return [member(world, chat, key) for key in ids]


def count_members(world: World, params: Params) -> int:
    chat = world.resolve(params.get("chat_id"))
    return len(chat.members) + chat.bot_here


def leave(world: World, params: Params) -> bool:
    chat = world.resolve(params.get("chat_id"))
    if chat.private:
        raise bad("chat member status can't be changed in private chats")
    chat.bot_here = False
    return True


def get_file(world: World, params: Params) -> Json:
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    return stored.to_json() | {"file_path": stored.path}


def profile_photos(world: World, params: Params) -> Json:
    if params.integer("user_id") not in world.people:
        raise bad("user not found")
    return {"total_count": 0, "photos": []}


def set_reaction(world: World, params: Params) -> bool:
    """Check that the message is there; reactions themselves are not shown."""
    chat = world.writable(params.get("chat_id"))
    if params.integer("message_id") not in chat.messages:
        raise bad("message to react not found")
    return True
