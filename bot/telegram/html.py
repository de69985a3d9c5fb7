"""Blocks of an article in Telegram's HTML. Everything is escaped here, once."""

import re
from collections.abc import Iterable
from html import unescape

from aiogram.utils.text_decorations import html_decoration as html

from core.knowledge.blocks import (
    BULLET,
    Block,
    Bold,
    Bullets,
    Folded,
    Heading,
    Line,
    Link,
    Paragraph,
    Span,
    Steps,
    Text,
)
from core.knowledge.pages import units

LONGEST = 4096
"""What a message holds, in Telegram's count."""
_TAG = re.compile(r"<[^>]*>")

escape = html.quote


def bold(text: str) -> str:
    return html.bold(escape(text))


def italic(text: str) -> str:
    return html.italic(escape(text))


def anchor(text: str, url: str) -> str:
    return html.link(escape(text), escape(url))


def folded(inner: str) -> str:
    """An expandable quote around text that is HTML already."""
    return html.expandable_blockquote(inner)


def length(text: str) -> int:
    """How long Telegram finds HTML of ours: what is seen of it, in UTF-16 units."""
    return units(unescape(_TAG.sub("", text)))


def page(blocks: Iterable[Block]) -> str:
    return "\n\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return _line(line)
        case Heading(line):
            return html.bold(_line(line))
        case Bullets(items):
            return "\n".join(BULLET + _line(item) for item in items)
        case Steps(items, first):
            return "\n".join(f"{n}. {_line(item)}" for n, item in enumerate(items, first))
        case Folded(paragraphs):
            return folded("\n\n".join(map(_line, paragraphs)))


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return escape(text)
        case Bold(text):
            return bold(text)
        case Link(text, url):
            return anchor(text, url)
