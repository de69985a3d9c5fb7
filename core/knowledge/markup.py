"""A body in our subset of Markdown → blocks.

Known: paragraphs, `## heading`, `- ` lists, `1. ` lists, `> ` folded parts, `**bold**`,
`[words](https://…)`. Lines that follow each other are one paragraph; a list item goes on in an
indented line. Everything else is a `MarkupFault`: what a writer meant must not be guessed.
"""

import re
from enum import Enum, auto

from core.knowledge.blocks import Block, Bullets, Folded, Heading, Line, Paragraph, Steps
from core.knowledge.spans import MarkupFault, joined, refuse_hidden, spans

__all__ = ["MarkupFault", "parse"]


class _Kind(Enum):
    PARAGRAPH = auto()
    HEADING = auto()
    BULLET = auto()
    STEP = auto()
    FOLDED = auto()
    MORE = auto()


_LISTS = frozenset({_Kind.BULLET, _Kind.STEP})
_STEP = re.compile(r"([0-9]{1,3})\. +(.+)")
_UNKNOWN = (
    (re.compile(r"#"), "a heading is written '## words'"),
    (re.compile(r"-(?![0-9])|[*+•] "), "a list item is written '- words'"),
    (re.compile(r"[0-9]{1,3}(?:\)|\.$)"), "a step is written '1. words'"),
    (re.compile(r"\|"), "tables are not known"),
    (re.compile(r"={3}|_{3}"), "lines are not known"),
    (re.compile(r"!\["), "pictures are not known"),
)
_NESTED = re.compile(r"#|>|[-*+•] |[0-9]{1,3}[.)] ")


def parse(text: str) -> tuple[Block, ...]:
    """MarkupFault names the line: hostile or unknown markup."""
    body = _Body()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        refuse_hidden(line, number)
        if line.strip():
            body.take(line.rstrip(), number)
        else:
            body.gap = True
    body.close()
    return tuple(body.blocks)


class _Body:
    """The blocks so far and the one still open, an item or paragraph being a list of its lines."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.gap = False
        self._kind: _Kind | None = None
        self._items: list[list[Line]] = []
        self._first = 1
        self._next = 1
        self._split = False

    def take(self, line: str, number: int) -> None:
        kind, words, step = _read(line, number)
        match kind:
            case _Kind.HEADING:
                self.close()
                self._next = 1
                self.blocks.append(Heading(spans(words, number)))
            case _Kind.BULLET:
                self._item(kind, spans(words, number))
            case _Kind.STEP:
                self._step(step, spans(words, number), number)
            case _Kind.FOLDED:
                self._fold(words, number)
            case _Kind.MORE:
                self._go_on(spans(words, number), number)
            case _Kind.PARAGRAPH:
                self._paragraph(spans(words, number), number)
        self.gap = False

    def close(self) -> None:
        items = tuple(joined(lines) for lines in self._items)
        if items:
            self.blocks.append(self._block(items))
        self._kind, self._items = None, []

    def _block(self, items: tuple[Line, ...]) -> Block:
        match self._kind:
            case _Kind.BULLET:
                return Bullets(items)
            case _Kind.STEP:
                return Steps(items, self._first)
            case _Kind.FOLDED:
                return Folded(items)
            case _:
                return Paragraph(items[0])

    def _item(self, kind: _Kind, line: Line) -> None:
        if self._kind is not kind:
            self.close()
            self._kind = kind
        self._items.append([line])

    def _step(self, step: int, line: Line, number: int) -> None:
        if step not in {1, self._next}:
            raise MarkupFault(number, f"step {step} where 1 or {self._next} is next")
        if self._kind is not _Kind.STEP or step != self._next:
            self.close()
            self._first = step
        self._next = step + 1
        self._item(_Kind.STEP, line)

    def _fold(self, words: str, number: int) -> None:
        if self._kind is not _Kind.FOLDED or self.gap:
            self.close()
            self._split = True
        self._kind = _Kind.FOLDED
        if not words:
            self._split = True
            return
        if self._split:
            self._items.append([])
        self._items[-1].append(spans(words, number))
        self._split = False

    def _go_on(self, line: Line, number: int) -> None:
        if self.gap or self._kind not in _LISTS:
            raise MarkupFault(number, "an indented line that goes on from no list item")
        self._items[-1].append(line)

    def _paragraph(self, line: Line, number: int) -> None:
        if self.gap or self._kind is None:
            self.close()
            self._kind = _Kind.PARAGRAPH
            self._items.append([line])
        elif self._kind is _Kind.PARAGRAPH:
            self._items[-1].append(line)
        else:
            raise MarkupFault(
                number, "words right under a list or folded part: leave a line empty"
            )


def _read(line: str, number: int) -> tuple[_Kind, str, int]:
    """What a line is, its words and the number of a step (else 0)."""
    words = line.lstrip()
    if words != line:
        return _Kind.MORE, _flat(words, number), 0
    if line.startswith("## ") and (title := line[3:].strip()):
        return _Kind.HEADING, _flat(title, number), 0
    if line.startswith("- ") and (item := line[2:].strip()):
        return _Kind.BULLET, _flat(item, number), 0
    if found := _STEP.fullmatch(line):
        return _Kind.STEP, _flat(found[2], number), int(found[1])
    if line.startswith(">"):
        return _Kind.FOLDED, _flat(line[1:].strip(), number), 0
    for unknown, fault in _UNKNOWN:
        if unknown.match(line):
            raise MarkupFault(number, fault)
    return _Kind.PARAGRAPH, line, 0


def _flat(words: str, number: int) -> str:
    if _NESTED.match(words):
        raise MarkupFault(number, "a list, heading or folded part inside another")
    return words
