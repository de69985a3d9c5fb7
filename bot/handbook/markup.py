"""HTML of the handbook. Every text is escaped here, once, and every element is closed here."""

from collections.abc import Iterable
from html import escape as _escape

from bot.texts import gettext as _
from core.knowledge.addresses import is_safe_link
from core.knowledge.blocks import (
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

DIALLED = frozenset("+0123456789")


def escape(text: str) -> str:
    return _escape(text, quote=False)


def element(name: str, inner: str, /, **attributes: str) -> str:
    """`inner` is HTML already; attributes are plain, `class_` is written `class`."""
    written = "".join(
        f' {key.rstrip("_")}="{_escape(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{inner}</{name}>"


def words(name: str, text: str, /, **attributes: str) -> str:
    """An element around plain text."""
    return element(name, escape(text), **attributes)


def anchor(text: str, url: str) -> str:
    """A link out where the address is https; any other address stands beside its words."""
    if is_safe_link(url):
        return words("a", text, href=url)
    return f"{escape(text)} {words('i', url, class_='url')}"


def inside(text: str, id_: str, /, **attributes: str) -> str:
    """A link to another place of the page."""
    return words("a", text, href=f"#{id_}", **attributes)


def call(shown: str, number: str | None = None) -> str:
    """A number one tap away from dialling."""
    dialled = "".join(sign for sign in number or shown if sign in DIALLED)
    return words("a", shown, href=f"tel:{dialled}", class_="call")


def bullets(items: Iterable[str], /, **attributes: str) -> str:
    """A list of items that are HTML already."""
    return element("ul", "".join(element("li", item) for item in items), **attributes)


def details(summary: str, inner: str, /, **attributes: str) -> str:
    return element("details", words("summary", summary) + inner, **attributes)


def block(one: Block, heading: str) -> str:
    """`heading` is the element of a heading inside an article."""
    match one:
        case Paragraph(line):
            return element("p", _line(line))
        case Heading(line):
            return element(heading, _line(line))
        case Bullets(items):
            return bullets(map(_line, items))
        case Steps(items, first):
            steps = "".join(element("li", _line(item)) for item in items)
            return element("ol", steps, **({} if first == 1 else {"start": str(first)}))
        case Folded(paragraphs):
            return _folded(paragraphs)


def _folded(paragraphs: tuple[Line, ...]) -> str:
    """Called by the bold words it begins with, where it does."""
    match paragraphs:
        case ((Bold(title), *rest), *more) if rest:
            shown = [tuple(rest), *more]
        case _plain:
            title, shown = _("More"), list(paragraphs)
    return details(title, "".join(element("p", _line(line).strip()) for line in shown))


def _line(line: Line) -> str:
    return "".join(map(_span, line))


def _span(span: Span) -> str:
    match span:
        case Text(text):
            return escape(text)
        case Bold(text):
            return words("b", text)
        case Link(text, url):
            return anchor(text, url)
