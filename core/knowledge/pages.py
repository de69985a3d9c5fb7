"""A body cut into screens."""

from collections.abc import Iterator, Sequence

from core.knowledge.blocks import Block, Heading, Page, plain, visible

LIMIT = 3500
"""Rendered characters of a screen, in Telegram's count; title and sources get what is left."""

_GAP = 2
"""An empty line between two blocks."""


class PageFault(Exception):  # noqa: N818 - the house's word, as Refusal
    """A part between two headings does not fit one screen."""


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def rendered_length(blocks: Sequence[Block]) -> int:
    """UTF-16 units of the blocks as a reader sees them, an empty line between two of them."""
    return sum(units(visible(block)) for block in blocks) + _GAP * max(0, len(blocks) - 1)


def pages(blocks: Sequence[Block], limit: int = LIMIT) -> tuple[Page, ...]:
    """As few screens as keep the parts whole and in order. PageFault: a part is over the limit."""
    screens: list[list[Block]] = []
    filled = 0
    for part in _parts(blocks):
        length = rendered_length(part)
        if length > limit:
            raise PageFault(f"{_name(part)} has {length} characters, a screen holds {limit}")
        if screens and filled + _GAP + length <= limit:
            screens[-1].extend(part)
            filled += _GAP + length
        else:
            screens.append(list(part))
            filled = length
    return tuple(map(tuple, screens))


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    part: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and part:
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _name(part: Sequence[Block]) -> str:
    first = part[0]
    return f"the part '{plain(first.line)}'" if isinstance(first, Heading) else "the first part"
