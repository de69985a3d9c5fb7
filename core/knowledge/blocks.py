"""What the body of an article is made of. A view turns blocks into Telegram's or a page's HTML."""

from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """`url` is an https address."""

    text: str
    url: str


Span = Text | Bold | Link
Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    line: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered from `first`: a list may go on after a paragraph between its steps."""

    items: tuple[Line, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Folded:
    """A long part shown folded, opened by a tap."""

    paragraphs: tuple[Line, ...]


Block = Paragraph | Heading | Bullets | Steps | Folded
Page = tuple[Block, ...]

BULLET = "• "


def plain(line: Line) -> str:
    return "".join(span.text for span in line)


def visible(block: Block) -> str:
    """The text a reader sees, with the marks of lists. Views must not show more than this."""
    match block:
        case Paragraph(line) | Heading(line):
            return plain(line)
        case Bullets(items):
            return "\n".join(BULLET + plain(item) for item in items)
        case Steps(items, first):
            return "\n".join(f"{n}. {plain(item)}" for n, item in enumerate(items, first))
        case Folded(paragraphs):
            return "\n\n".join(map(plain, paragraphs))


def said(block: Block) -> str:
    """As `visible`, without the marks of lists: what the author wrote."""
    match block:
        case Paragraph(line) | Heading(line):
            return plain(line)
        case Bullets(lines) | Steps(lines) | Folded(lines):
            return "\n".join(map(plain, lines))


def said_on(pages: tuple[Page, ...]) -> str:
    """All the words of a body, one line for each paragraph or item."""
    return "\n".join(map(said, chain.from_iterable(pages)))
