"""What a person puts into a message."""

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Final

from pretend.chats import Chat
from pretend.entities import found, utf16
from pretend.errors import bad
from pretend.files import Upload
from pretend.jsons import Json, integer, obj, objects, text
from pretend.keyboards import check_payload
from pretend.methods.media import described
from pretend.texts import CAPTION, TEXT
from pretend.world import World

PLACING: Final = frozenset({"chat", "reply_to", "thread"})
_FILES: Final = {"photo": "photo.jpg", "document": "document.txt", "voice": "voice.ogg",
                 "video": "video.mp4"}  # fmt: skip


def body_of(world: World, person: Json, content: Mapping[str, object]) -> Json:
    """Give the fields of the message; unknown keys go through as they are (sticker, poll, …)."""
    body: Json = {}
    for key, value in content.items():
        if key in PLACING or key in {"caption", "start"} or value is None:
            continue
        if key == "text":
            body |= _text(value)
        elif key in _FILES and not isinstance(value, list) and "file_id" not in obj(value):
            body |= described(world.files.add(key, _upload(key, value)), key)
        elif key == "location":
            body[key] = _location(value)
        elif key == "contact":
            body[key] = _contact(person, obj(value))
        else:
            body[key] = json.loads(json.dumps(value))
    if isinstance(content.get("start"), str):
        check_payload(str(content["start"]))
        body |= _text(f"/start {content['start']}".strip())
    if content.get("caption"):
        body |= _caption(content["caption"])
    if not body:
        raise bad("a message needs text, location, contact, photo or document")
    return body


def _text(value: object) -> Json:
    string = text(value).strip()
    if not string:
        raise bad("message text is empty")
    if utf16(string) > TEXT:
        raise bad("message is too long")
    entities = found(string, [])
    return {"text": string} | ({"entities": entities} if entities else {})


def _caption(value: object) -> Json:
    string = text(value).strip()
    if utf16(string) > CAPTION:
        raise bad("message caption is too long")
    entities = found(string, [])
    return {"caption": string} | ({"caption_entities": entities} if entities else {})


def _location(value: object) -> Json:
    point = obj(value)
    latitude, longitude = point.get("latitude"), point.get("longitude")
    if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
        raise bad("location needs latitude and longitude")
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:  # noqa: PLR2004 - degrees
        raise bad("wrong location specified")
    return {**point, "latitude": float(latitude), "longitude": float(longitude)}


def _contact(person: Json, card: Json) -> Json:
    """Give a card; without another name it is the person's own and carries their id."""
    if not text(card.get("phone_number")):
        raise bad("contact needs phone_number")
    own = card.get("first_name") in {None, person["first_name"]} and "user_id" not in card
    mine: Json = {"first_name": person["first_name"]} | ({"user_id": person["id"]} if own else {})
    return mine | card


def _upload(kind: str, value: object) -> Upload:
    """Read a file: base64 with a name, bytes, or a string that is its content."""
    if isinstance(value, bytes):
        return Upload(_FILES[kind], value)
    if isinstance(value, str):
        return Upload(_FILES[kind], value.encode())
    given = obj(value)
    name = text(given.get("file_name"), _FILES[kind])
    if isinstance(given.get("data"), bytes):
        return Upload(name, bytes(given["data"]) if isinstance(given["data"], bytes) else b"")
    try:
        return Upload(name, base64.b64decode(text(given.get("base64")), validate=True))
    except binascii.Error:
        raise bad(f"{kind} is no proper base64") from None


def bot_sees(world: World, chat: Chat, message: Json) -> bool:
    """Tell whether privacy mode lets the bot see a message of a group."""
    if chat.private or chat.bot_rights is not None:
        return chat.bot_here
    if not chat.bot_here:
        return False
    answered = obj(message.get("reply_to_message"))
    if obj(answered.get("from")).get("id") == world.bot_id or obj(message.get("via_bot")):
        return True
    string = text(message.get("text")) or text(message.get("caption"))
    name = f"@{world.username}".lower()
    for entity in objects(message.get("entities") or message.get("caption_entities")):
        raw = string.encode("utf-16-le")[integer(entity["offset"]) * 2 :]
        covered = raw[: integer(entity["length"]) * 2].decode("utf-16-le").lower()
        if entity["type"] == "mention" and covered == name:
            return True
        if entity["type"] == "bot_command":
            suffix = covered.partition("@")[2]
            if not suffix or f"@{suffix}" == name:
                return True
    return not string and any(
        key in message for key in ("new_chat_members", "left_chat_member", "pinned_message")
    )
