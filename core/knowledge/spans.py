"""One line of a body: words, bold words, links. All else that looks like markup is refused."""

import re
import unicodedata
from collections.abc import Iterator

from core.knowledge.addresses import is_safe_link
from core.knowledge.blocks import Bold, Line, Link, Span, Text


class MarkupFault(Exception):  # noqa: N818 - the house's word, as Refusal
    """A body is written in a way we do not know; `line` counts from 1."""

    def __init__(self, line: int, fault: str) -> None:
        super().__init__(line, fault)
        self.line = line
        self.fault = fault

    def __str__(self) -> str:
        return f"line {self.line}: {self.fault}"


_MARKED = re.compile(
    r"\*\*(?P<bold>[^*\[\]]+)\*\*|\[(?P<words>[^\[\]]+)\]\((?P<url>[^()\s]*)\)", re.ASCII
)
_STRAY = (
    (re.compile(r"\*"), "a '*' that makes nothing bold: bold is '**words**' on one line"),
    (
        re.compile(r"[\[\]]"),
        "a bracket that is no link: a link is '[words](https://…)' on one line",
    ),
    (re.compile(r"`"), "code marks are not known"),
    (re.compile(r"~~"), "struck words are not known"),
    (re.compile(r"\\"), "a backslash is not known"),
    (re.compile(r"(?<![\w/])_(?=[^\s_])|__"), "words between underscores are not known"),
    (re.compile(r"<[A-Za-z/!?]"), "HTML is not known"),
    (re.compile(r"&#?\w{1,10};"), "HTML characters are not known: write the letter itself"),
)
_SUSPECT = re.compile(r"[*\[\]`~\\_<&]")
"""Spares most texts the patterns above."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER = "\u200d"
"""Emoji of several people or of a flag need it."""

_SCHEME = "://"
_SAFE = "https"


def refuse_hidden(text: str, line: int) -> None:
    """No tab, control, bidirectional or unassigned character: they hide what a text does."""
    if text.isprintable():
        return
    for character in text:
        if unicodedata.category(character) in _HIDDEN and character != _JOINER:
            raise MarkupFault(line, f"a hidden character U+{ord(character):04X}")


def spans(text: str, line: int) -> Line:
    """MarkupFault: `text` has marks that are neither bold nor an https link."""
    return tuple(_spans(text, line))


def joined(lines: list[Line]) -> Line:
    """Several lines of one paragraph as one, a space between them, neighbouring words merged."""
    merged: list[Span] = []
    for line in lines:
        for span in (Text(" "), *line) if merged else line:
            if merged and isinstance(span, Text) and isinstance(last := merged[-1], Text):
                merged[-1] = Text(last.text + span.text)
            else:
                merged.append(span)
    return tuple(merged)


def _spans(text: str, line: int) -> Iterator[Span]:
    end = 0
    for found in _MARKED.finditer(text):
        if found.start() > end:
            yield Text(_words(text[end : found.start()], line))
        end = found.end()
        bold, words, url = found["bold"], found["words"], found["url"]
        yield _bold(bold, line) if bold is not None else _link(words, url, line)
    if end < len(text):
        yield Text(_words(text[end:], line))


def _bold(text: str, line: int) -> Bold:
    if text != text.strip():
        raise MarkupFault(line, "a space just inside '**'")
    return Bold(_words(text, line))


def _link(text: str, url: str, line: int) -> Link:
    if not text.strip():
        raise MarkupFault(line, "a link without words")
    if not is_safe_link(url):
        raise MarkupFault(line, f"'{url}' is no https address")
    return Link(_words(text, line), url)


def _words(text: str, line: int) -> str:
    if _SUSPECT.search(text):
        for stray, fault in _STRAY:
            if stray.search(text):
                raise MarkupFault(line, fault)
    start = text.find(_SCHEME)
    while start >= 0:
        scheme = text[max(0, start - len(_SAFE) - 1) : start]
        if not scheme.endswith(_SAFE) or scheme[:-5].isalnum():
            raise MarkupFault(line, "an address that is not https")
        start = text.find(_SCHEME, start + 1)
    return text
