"""Texts and captions of a call: parsed, measured, refused."""

from typing import Final

from pretend.entities import checked, found, trimmed, utf16
from pretend.errors import bad
from pretend.jsons import Json, obj, text, without_none
from pretend.keyboards import check_deep_link
from pretend.parse_html import parse_html

TEXT: Final = 4096
CAPTION: Final = 1024
_MARKED: Final = frozenset("_*[]()~`>#+-=|{}.!\\")
_CONTROL: Final = {code: " " for code in range(32) if code != 10} | {13: None}  # noqa: PLR2004


def parsed(values: Json, key: str, entities_key: str) -> tuple[str, list[Json]]:
    """Read a text with its parse mode or its entities; both ends are trimmed."""
    source = text(values.get(key)).translate(_CONTROL)
    mode = text(values.get("parse_mode")).lower()
    given = values.get(entities_key)
    entities: list[Json] = []
    if mode == "html":
        source, entities = parse_html(source)
    elif mode in {"markdown", "markdownv2"}:
        if _MARKED.intersection(source):
            raise bad("can't parse entities: only HTML is modelled here, not Markdown")
    elif mode not in {"", "none"}:
        raise bad("unsupported parse_mode")
    elif isinstance(given, list):
        entities = checked(source, [without_none(obj(entity)) for entity in given])
    string, kept = trimmed(source, entities)
    return string, found(string, kept)


def read_text(values: Json, bot_username: str, *, edit: bool = False) -> Json:
    """Give `text` and `entities` of a message, or refuse it as empty or too long."""
    if not text(values.get("text")):
        raise bad("message text is empty")
    string, entities = parsed(values, "text", "entities")
    if not string:
        raise bad("message text is empty" if edit else "text must be non-empty")
    if utf16(string) > TEXT:
        raise bad("MESSAGE_TOO_LONG" if edit else "message is too long")
    _check_links(entities, bot_username)
    return {"text": string} | ({"entities": entities} if entities else {})


def read_caption(values: Json, bot_username: str) -> Json:
    """Give `caption` and `caption_entities`; nothing when there is no caption."""
    if not text(values.get("caption")):
        return {}
    string, entities = parsed(values, "caption", "caption_entities")
    if utf16(string) > CAPTION:
        raise bad("message caption is too long")
    if not string:
        return {}
    _check_links(entities, bot_username)
    return {"caption": string} | ({"caption_entities": entities} if entities else {})


def _check_links(entities: list[Json], bot_username: str) -> None:
    for entity in entities:
        if entity["type"] == "text_link":
            check_deep_link(text(entity.get("url")), bot_username)
