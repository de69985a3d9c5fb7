"""What the bot says of itself: commands, descriptions, name."""

import re
from typing import Final

from pretend.chats import Chat
from pretend.errors import bad
from pretend.jsons import Json, text
from pretend.params import Params
from pretend.world import World

MOST_COMMANDS: Final = 100
MOST_DESCRIPTION: Final = 256
LENGTHS: Final = {"description": 512, "short_description": 120, "name": 64}
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")


def _language(params: Params) -> str:
    language = params.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad("invalid language code specified")
    return language


def _scope(params: Params) -> str:
    scope = params.obj("scope")
    keys = [str(scope[key]) for key in ("chat_id", "user_id") if key in scope]
    return " ".join([text(scope.get("type"), "default"), *keys])


def set_commands(world: World, params: Params) -> bool:
    """Keep commands for a scope and a language."""
    commands = params.objects("commands")
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name = text(command.get("command")).removeprefix("/")
        if not _COMMAND.fullmatch(name):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(text(command.get("description")).strip()) <= MOST_DESCRIPTION:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(params), _language(params)] = [
        {"command": text(c["command"]).removeprefix("/"), "description": c["description"]}
        for c in commands
    ]
    return True


def get_commands(world: World, params: Params) -> list[Json]:
    return world.commands.get((_scope(params), _language(params)), [])


def delete_commands(world: World, params: Params) -> bool:
    world.commands.pop((_scope(params), _language(params)), None)
    return True


def shown_commands(world: World, chat: Chat, person_id: int) -> list[Json]:
    """Give the commands a person's menu shows: the narrowest scope, their language first."""
    language = text(world.person(person_id).get("language_code"))[:2]
    admin = person_id in chat.admins
    scopes = (
        [f"chat {chat.id}"]
        if chat.private
        else [
            f"chat_member {chat.id} {person_id}",
            *([f"chat_administrators {chat.id}"] if admin else []),
            f"chat {chat.id}",
            *(["all_chat_administrators"] if admin else []),
        ]
    )
    wide = "all_private_chats" if chat.private else "all_group_chats"
    for scope in (*scopes, wide, "default"):
        for code in (language, ""):
            if found := world.commands.get((scope, code)):
                return found
    return []


def _set(world: World, params: Params, what: str) -> bool:
    words = params.text(what)
    if len(words) > LENGTHS[what]:
        raise bad(f"bot {what.replace('_', ' ')} is too long")
    world.profile[what, _language(params)] = words
    return True


def _get(world: World, params: Params, what: str) -> Json:
    language = _language(params)
    words = world.profile.get((what, language)) or world.profile.get((what, ""), "")
    if what == "name" and not words:
        words = text(world.bot_user["first_name"])
    return {what: words}


def set_description(world: World, params: Params) -> bool:
    return _set(world, params, "description")


def get_description(world: World, params: Params) -> Json:
    return _get(world, params, "description")


def set_short_description(world: World, params: Params) -> bool:
    return _set(world, params, "short_description")


def get_short_description(world: World, params: Params) -> Json:
    return _get(world, params, "short_description")


def set_name(world: World, params: Params) -> bool:
    return _set(world, params, "name")


def get_name(world: World, params: Params) -> Json:
    return _get(world, params, "name")
