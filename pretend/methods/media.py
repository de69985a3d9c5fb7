"""Contents that are not plain text: files, places, cards."""

import re
from typing import Final

from pretend.errors import bad
from pretend.files import StoredFile, Upload, image_size
from pretend.jsons import Json, number, obj, text
from pretend.params import Params
from pretend.texts import read_caption
from pretend.world import World

SIMPLE_MEDIA: Final = {
    "sendPhoto": "photo",
    "sendDocument": "document",
    "sendVideo": "video",
    "sendAnimation": "animation",
    "sendAudio": "audio",
    "sendVoice": "voice",
    "sendVideoNote": "video_note",
    "sendSticker": "sticker",
}
CAPTIONED: Final = frozenset({"photo", "document", "video", "animation", "audio", "voice"})
_EXTRA: Final[dict[str, Json]] = {
    "video": {"width": 1, "height": 1, "duration": 1},
    "animation": {"width": 1, "height": 1, "duration": 1},
    "audio": {"duration": 1},
    "voice": {"duration": 1},
    "video_note": {"length": 1, "duration": 1},
    "sticker": {
        "type": "regular",
        "width": 1,
        "height": 1,
        "is_animated": False,
        "is_video": False,
    },
}
_PHONE: Final = re.compile(r"\+?[\d\s().-]{3,32}")


def media(world: World, params: Params, kind: str) -> Json:
    """Give the fields of a message with a file and perhaps a caption."""
    stored = _file(world, params, kind)
    body = described(stored, kind)
    if kind in CAPTIONED:
        body |= read_caption(params.values, world.username)
        if params.flag("show_caption_above_media"):
            body["show_caption_above_media"] = True
    if params.flag("has_spoiler"):
        body["has_media_spoiler"] = True
    return body


def described(stored: StoredFile, kind: str) -> Json:
    """Give a stored file as a message shows it."""
    base = stored.to_json()
    if kind == "photo":
        width, height = image_size(stored.data) or (1, 1)
        return {"photo": [base | {"width": width, "height": height}]}
    if kind == "document":
        return {"document": base | {"file_name": stored.file_name}}
    return {kind: base | _EXTRA.get(kind, {})}


def _file(world: World, params: Params, kind: str) -> StoredFile:
    """Find the file a parameter names: an upload, one sent before, or an address."""
    named = params.text(kind)
    if not named:
        raise bad(f"there is no {kind.replace('_', ' ')} in the request")
    if named.startswith("attach://"):
        upload = params.files.get(named.removeprefix("attach://"))
        if upload is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if upload.data and kind == "photo" and image_size(upload.data) is None:
            raise bad("IMAGE_PROCESS_FAILED")
        return world.files.add(kind, upload)
    if named.startswith(("http://", "https://")):
        return world.files.add(kind, Upload(named.rpartition("/")[2] or kind, named.encode()))
    stored = world.files.get(named)
    if stored is None:
        raise bad("wrong file identifier/HTTP URL specified")
    if stored.kind != kind:
        raise bad(f"type of file mismatch: can't use file of type {stored.kind} as {kind}")
    return stored


def _point(params: Params) -> Json:
    latitude, longitude = number(params.get("latitude")), number(params.get("longitude"))
    if not -90 <= latitude <= 90 or not -180 <= longitude <= 180:  # noqa: PLR2004 - degrees
        raise bad("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}


def location(params: Params) -> Json:
    return {"location": _point(params)}


def venue(params: Params) -> Json:
    """Give a place with its title and address, both needed."""
    point, title, address = _point(params), params.text("title"), params.text("address")
    if not title.strip():
        raise bad("venue title must be non-empty")
    if not address.strip():
        raise bad("venue address must be non-empty")
    return {"venue": {"location": point, "title": title, "address": address}, "location": point}


def contact(params: Params) -> Json:
    """Give a contact card; the number must look like one."""
    if not _PHONE.fullmatch(params.text("phone_number").strip()):
        raise bad("phone number is invalid")
    if not params.text("first_name").strip():
        raise bad("first name must be non-empty")
    keys = ("phone_number", "first_name", "last_name", "vcard")
    return {"contact": {key: params.text(key) for key in keys if params.has(key)}}


def dice(params: Params) -> Json:
    return {"dice": {"emoji": params.text("emoji", "🎲"), "value": 4}}


def poll(params: Params) -> Json:
    """Give a poll nobody has voted in."""
    options = [
        {
            "persistent_id": str(place),
            "text": text(option) or text(obj(option).get("text")),
            "voter_count": 0,
        }
        for place, option in enumerate(params.items("options"), 1)
    ]
    if not options:
        raise bad("poll must have at least 1 option")
    return {
        "poll": {
            "id": str(abs(hash(params.text("question")))),
            "question": params.text("question"),
            "options": options,
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": params.get("is_anonymous") is not False,
            "type": params.text("type", "regular"),
            "allows_multiple_answers": params.flag("allows_multiple_answers"),
            "allows_revoting": False,
            "members_only": False,
        }
    }
