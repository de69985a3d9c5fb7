"""Safe HTML out of a text and its entities: everything else is escaped."""

import html
from collections import defaultdict
from typing import Final

from pretend.entities import cut
from pretend.jsons import Json, integer, obj, text

_PLAIN: Final = {
    "bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_SCHEMES: Final = ("http://", "https://", "tg://", "mailto:", "tel:")


def _tags(entity: Json, covered: str) -> tuple[str, str] | None:  # noqa: PLR0911 - a table of kinds
    kind = text(entity.get("type"))
    if kind in _PLAIN:
        language = text(entity.get("language"))
        if kind == "pre" and language:
            safe = html.escape(language)
            return f'<pre><code class="language-{safe}">', "</code></pre>"
        return f"<{_PLAIN[kind]}>", f"</{_PLAIN[kind]}>"
    match kind:
        case "expandable_blockquote":
            return "<blockquote expandable>", "</blockquote>"
        case "text_link":
            return _link(text(entity.get("url")))
        case "url":
            return _link(covered if "://" in covered else f"https://{covered}")
        case "email":
            return _link(f"mailto:{covered}")
        case "text_mention":
            return _link(f"tg://user?id={integer(obj(entity.get('user')).get('id'))}")
        case "custom_emoji":
            emoji = html.escape(text(entity.get("custom_emoji_id")))
            return f'<tg-emoji emoji-id="{emoji}">', "</tg-emoji>"
        case "date_time":
            shape = html.escape(text(entity.get("date_time_format")))
            form = f' format="{shape}"' if shape else ""
            unix = integer(entity.get("unix_time"))
            return f'<tg-time unix="{unix}"{form}>', "</tg-time>"
        case _:
            return None


def _link(url: str) -> tuple[str, str] | None:
    if not url.lower().startswith(_SCHEMES):
        return None
    return f'<a href="{html.escape(url)}">', "</a>"


def render_html(string: str, entities: list[Json], *, own_links: bool = True) -> str:
    """Write the text with its entities as tags; crossing ones are cut into proper nesting.

    `own_links` off leaves the links Telegram found by itself as plain text.
    """
    skipped = () if own_links else ("url", "email")
    starts: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
    places: set[int] = set()
    for entity in entities:
        start = integer(entity.get("offset"))
        end = start + integer(entity.get("length"))
        tags = None if entity.get("type") in skipped else _tags(entity, cut(string, entity))
        if tags and end > start:
            starts[start].append((end, *tags))
            places |= {start, end}
    if not places:
        return html.escape(string)
    units = string.encode("utf-16-le")
    out: list[str] = []
    stack: list[tuple[int, str, str]] = []
    last = 0
    for place in sorted(places):
        out.append(html.escape(units[last * 2 : place * 2].decode("utf-16-le", "replace")))
        last = place
        _turn(out, stack, place, starts[place])
    out.append(html.escape(units[last * 2 :].decode("utf-16-le", "replace")))
    return "".join(out)


def _turn(
    out: list[str],
    stack: list[tuple[int, str, str]],
    place: int,
    starting: list[tuple[int, str, str]],
) -> None:
    """Close what ends here, put back what was only in the way, then open what starts."""
    again: list[tuple[int, str, str]] = []
    while any(end <= place for end, _, _ in stack):
        top = stack.pop()
        out.append(top[2])
        if top[0] > place:
            again.append(top)
    for tag in [*reversed(again), *sorted(starting, key=lambda tag: -tag[0])]:
        out.append(tag[1])
        stack.append(tag)
