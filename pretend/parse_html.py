"""HTML parse mode: Telegram's own small reading of it, refusals included."""

import re
from dataclasses import dataclass
from typing import Final

from pretend.entities import settled, utf16
from pretend.errors import ApiError, bad
from pretend.jsons import Json

SIMPLE: Final = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "code": "code", "pre": "pre",
}  # fmt: skip
TAGS: Final = frozenset(SIMPLE) | {"a", "blockquote", "tg-emoji", "tg-time"}
_NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")
_STOP: Final = re.compile(r"[<&]")
_NAME_END: Final = re.compile(r"[\s>]|$")
_ATTRIBUTE: Final = re.compile(
    r"\s*(?P<name>[^\s=>/\"']*)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<bare>[A-Za-z0-9.-]+)(?=[\s>])))?"
)
_NO_VALUE: Final = re.compile(r"\s*=\s*(?P<quote>[\"']?)")
_LINK: Final = re.compile(r"(?:https?|tg|ton|mailto|tel):|[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LANGUAGE: Final = "language-"
_LAST_POINT: Final = 0x10FFFF


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    at: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.pieces: list[str] = []
        self.offset = 0
        self.stack: list[_Open] = []
        self.entities: list[Json] = []
        self.inner_language = ""  # of the code tag closed last

    def error(self, words: str, at: int) -> ApiError:
        place = len(self.source[:at].encode())
        return bad(f"can't parse entities: {words} at byte offset {place}")

    def add(self, string: str) -> None:
        self.pieces.append(string)
        self.offset += utf16(string)

    def run(self) -> None:
        at = 0
        while match := _STOP.search(self.source, at):
            self.add(self.source[at : match.start()])
            at = self.reference(match.start()) if match.group() == "&" else self.tag(match.start())
        self.add(self.source[at:])
        if self.stack:
            tag = self.stack[-1].tag
            raise bad(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{tag}\""
            )

    def reference(self, at: int) -> int:
        """Read a character reference; an unknown one is plain text."""
        match = _REFERENCE.match(self.source, at)
        character = _character(match) if match else ""
        self.add(character or "&")
        return match.end() if match and character else at + 1

    def tag(self, at: int) -> int:
        return self.close(at) if self.source.startswith("/", at + 1) else self.open(at)

    def name(self, at: int) -> tuple[str, int]:
        match = _NAME_END.search(self.source, at)
        end = match.start() if match else len(self.source)
        return self.source[at:end].lower(), end

    def open(self, at: int) -> int:
        name, end = self.name(at + 1)
        if end >= len(self.source):
            raise self.error("Unclosed start tag", at)
        if name not in TAGS:
            raise self.error(f'Unsupported start tag "{name}"', at)
        attributes, end = self.attributes(name, at, end)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler"', at)
        self.stack.append(_Open(name, attributes, self.offset, at))
        return end

    def attributes(self, tag: str, at: int, end: int) -> tuple[dict[str, str], int]:
        values: dict[str, str] = {}
        while True:
            rest = re.compile(r"\s*").match(self.source, end)
            end = rest.end() if rest else end
            if end >= len(self.source):
                raise self.error("Unclosed start tag", at)
            if self.source[end] == ">":
                return values, end + 1
            match = _ATTRIBUTE.match(self.source, end)
            if not match or not match["name"]:
                raise self.error(f'Empty attribute name in the tag "{tag}"', at)
            value = match["double"] or match["single"] or match["bare"] or ""
            values[match["name"].lower()] = _REFERENCE.sub(
                lambda found: _character(found) or found.group(), value
            )
            end = match.end()
            if match := _NO_VALUE.match(self.source, end):
                words = "Unclosed start tag" if match["quote"] else "Unexpected end of name token"
                raise self.error(words, at if match["quote"] else end)

    def close(self, at: int) -> int:
        if not self.stack:
            raise self.error("Unexpected end tag", at)
        name, end = self.name(at + 2)
        rest = re.compile(r"\s*>").match(self.source, end)
        if not rest:
            raise self.error("Unclosed end tag", at)
        opened = self.stack.pop()
        if name and name != opened.tag:
            words = f"Unmatched end tag at byte offset {len(self.source[:at].encode())}"
            raise bad(
                f'can\'t parse entities: {words}, expected "</{opened.tag}>", found "</{name}>"'
            )
        if opened.tag == "code":
            named = opened.attributes.get("class", "")
            self.inner_language = named[len(_LANGUAGE) :] if named.startswith(_LANGUAGE) else ""
        if self.offset > opened.offset and (entity := self.entity(opened)):
            self.entities.append(entity)
        return rest.end()

    def entity(self, opened: _Open) -> Json | None:
        length = self.offset - opened.offset
        base: Json = {"offset": opened.offset, "length": length}
        match opened.tag:
            case "a":
                return self.link(opened, base)
            case "blockquote":
                kind = (
                    "expandable_blockquote" if "expandable" in opened.attributes else "blockquote"
                )
                return {"type": kind, **base}
            case "tg-emoji":
                emoji = opened.attributes.get("emoji-id", "")
                if not emoji.isdecimal():
                    raise bad("can't parse entities: Invalid custom emoji identifier specified")
                return {"type": "custom_emoji", **base, "custom_emoji_id": emoji}
            case "tg-time":
                return _moment(opened.attributes, base)
            case "pre":
                return {"type": "pre", **base, **self.language(opened, length)}
            case _:
                return {"type": SIMPLE[opened.tag], **base}

    def link(self, opened: _Open, base: Json) -> Json | None:
        covered = "".join(self.pieces).encode("utf-16-le")[opened.offset * 2 :]
        url = opened.attributes.get("href") or covered.decode("utf-16-le")
        if not _LINK.match(url):
            return None  # Telegram shows the text and forgets the link
        return {"type": "text_link", **base, "url": url if ":" in url else f"http://{url}/"}

    def language(self, opened: _Open, length: int) -> Json:
        """Give the language of `<pre><code class="language-x">`, whose code entity goes away."""
        last = self.entities[-1] if self.entities else {}
        inner = (last.get("type"), last.get("offset"), last.get("length"))
        if inner != ("code", opened.offset, length):
            return {}
        self.entities.pop()
        return {"language": self.inner_language} if self.inner_language else {}


def _moment(attributes: dict[str, str], base: Json) -> Json:
    unix = attributes.get("unix", "")
    if not unix.isdecimal():
        raise bad("can't parse entities: Invalid date specified")
    shape = attributes.get("format")
    entity: Json = {"type": "date_time", **base, "unix_time": int(unix)}
    return entity | ({"date_time_format": shape} if shape else {})


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal, name = match.groups()
    if name:
        return _NAMED[name]
    point = int(decimal) if decimal else int(hexadecimal, 16)
    surrogate = 0xD800 <= point <= 0xDFFF  # noqa: PLR2004 - half of a pair is no character
    return "" if surrogate or not 0 < point <= _LAST_POINT else chr(point)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Give the text and its entities, or refuse the HTML with Telegram's words."""
    parser = _Parser(source)
    parser.run()
    return "".join(parser.pieces), settled(parser.entities)
