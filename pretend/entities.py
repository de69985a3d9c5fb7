"""Entities of a text: offsets in UTF-16 units, as Telegram counts them."""

import re
from typing import Final

from pretend.errors import bad
from pretend.jsons import Json, integer, text

CODE: Final = frozenset({"code", "pre"})
QUOTES: Final = frozenset({"blockquote", "expandable_blockquote"})
LINKS: Final = frozenset({"text_link", "text_mention", "url", "mention", "email", "bot_command"})
TYPES: Final = CODE | QUOTES | LINKS | {
    "bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time",
    "hashtag", "cashtag", "phone_number",
}  # fmt: skip
_RANK: Final = {
    "blockquote": 0, "expandable_blockquote": 0, "pre": 10, "code": 20, "text_link": 49,
    "text_mention": 49, "bold": 90, "italic": 91, "underline": 92, "strikethrough": 93,
    "spoiler": 94, "custom_emoji": 99,
}  # fmt: skip
_HOST: Final = r"(?:[a-zA-Z0-9-]+\.)+(?:kz|ru|com|org|net|info|kr|uk|qa|me|io|eu|int)"
_FOUND: Final = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[a-zA-Z]{2,}")),
    (
        "url",
        re.compile(rf"(?<![\w@.])(?:https?://[^\s<>\"«»]+|{_HOST}(?!\w|\.\w)(?:/[^\s<>\"«»]*)?)"),
    ),
    ("mention", re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII)),
    (
        "bot_command",
        re.compile(r"(?<![^\s(])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])"),
    ),
    ("hashtag", re.compile(r"(?<![\w#&/])#(?=\w*[^\W\d])\w{1,256}")),
)


def utf16(string: str) -> int:
    """Count UTF-16 units."""
    return len(string) if string.isascii() else len(string.encode("utf-16-le")) // 2


def cut(string: str, entity: Json) -> str:
    """Give the part of a text an entity covers."""
    start = integer(entity.get("offset")) * 2
    end = start + integer(entity.get("length")) * 2
    return string.encode("utf-16-le")[start:end].decode("utf-16-le", "replace")


def _span(entity: Json) -> tuple[int, int]:
    start = integer(entity["offset"])
    return start, start + integer(entity["length"])


def _order(entity: Json) -> tuple[int, int, int]:
    """Sort as Telegram does: outer before inner, and by kind where the span is the same."""
    start, end = _span(entity)
    return start, -end, _RANK.get(str(entity["type"]), 50)


def checked(string: str, entities: list[Json]) -> list[Json]:
    """Refuse entities a text cannot have."""
    length = utf16(string)
    for entity in entities:
        start, end = _span(entity)
        if text(entity.get("type")) not in TYPES:
            raise bad("can't parse MessageEntity: Unsupported type specified")
        if start < 0 or end <= start:
            raise bad('can\'t parse MessageEntity: Field "length" must be positive')
        if end > length:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text"
                f" at UTF-16 offset {end}"
            )
    return settled(entities)


def settled(entities: list[Json]) -> list[Json]:
    """Sort; drop what Telegram drops: anything inside code, a kind inside itself."""
    kept: list[Json] = []
    if not entities:
        return kept
    ordered = sorted(entities, key=_order)
    for entity in ordered:
        start, end = _span(entity)
        kind = entity["type"]
        inside = [e["type"] for e in kept if _span(e)[0] <= start and end <= _span(e)[1]]
        if kind in inside or CODE.intersection(map(str, inside)):
            continue
        if kind in QUOTES and QUOTES.intersection(map(str, inside)):
            continue
        kept.append(entity)
    return kept


def trimmed(string: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Take white space off both ends and move the entities with the text."""
    left = string.lstrip()
    shift, body = utf16(string) - utf16(left), left.rstrip()
    if not shift and len(body) == len(string):
        return string, entities
    length, moved = utf16(body), []
    for entity in entities:
        start, end = _span(entity)
        start, end = max(0, start - shift), min(length, end - shift)
        if end > start:
            moved.append(entity | {"offset": start, "length": end - start})
    return body, moved


def found(string: str, entities: list[Json]) -> list[Json]:
    """Add the entities Telegram finds by itself: links, mentions, commands, hashtags."""
    if not any(sign in string for sign in "/@.#"):
        return entities
    taken = [_span(e) for e in entities if e["type"] in CODE | LINKS]
    added: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(string):
            covered = match.group().rstrip(".,:;!?)'") if kind == "url" else match.group()
            start = utf16(string[: match.start()])
            end = start + utf16(covered)
            if all(end <= a or b <= start for a, b in taken):
                added.append({"type": kind, "offset": start, "length": end - start})
                taken.append((start, end))
    if not added:
        return entities
    return sorted([*entities, *added], key=_order)
