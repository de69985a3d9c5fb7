import time
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.knowledge.blocks import (
    Block,
    Bold,
    Bullets,
    Folded,
    Heading,
    Link,
    Paragraph,
    Steps,
    Text,
    said,
    visible,
)
from core.knowledge.markup import MarkupFault, parse


def words(*lines: str) -> tuple[tuple[Text], ...]:
    return tuple((Text(line),) for line in lines)


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("", ()),
        ("\n  \n", ()),
        ("One.", (Paragraph((Text("One."),)),)),
        ("One\ntwo.\n\nThree.", (Paragraph((Text("One two."),)), Paragraph((Text("Three."),)))),
        ("One.\r\n\r\nTwo.", (Paragraph((Text("One."),)), Paragraph((Text("Two."),)))),
        ("## What to do\nGo.", (Heading((Text("What to do"),)), Paragraph((Text("Go."),)))),
        ("- a\n- b", (Bullets(words("a", "b")),)),
        ("- a\n\n- b", (Bullets(words("a", "b")),)),
        ("- a\n  goes on\n- b", (Bullets(words("a goes on", "b")),)),
        ("1. a\n2. b", (Steps(words("a", "b")),)),
        ("Do:\n1. a", (Paragraph((Text("Do:"),)), Steps(words("a")))),
        ("1. a\n1. b", (Steps(words("a")), Steps(words("b")))),
        (
            "1. a\n\nWait.\n\n2. b",
            (Steps(words("a")), Paragraph((Text("Wait."),)), Steps(words("b"), 2)),
        ),
        ("> a\n> b\n>\n> c", (Folded(words("a b", "c")),)),
        (">a\n\n> b", (Folded(words("a")), Folded(words("b")))),
        (
            "Go **now** to [the page](https://a.kz/b?c=1#d).",
            (
                Paragraph(
                    (
                        Text("Go "),
                        Bold("now"),
                        Text(" to "),
                        Link("the page", "https://a.kz/b?c=1#d"),
                        Text("."),
                    )
                ),
            ),
        ),
        ("**a**\n**b**", (Paragraph((Bold("a"), Text(" "), Bold("b"))),)),
        ("- **a**: b", (Bullets(((Bold("a"), Text(": b")),)),)),
        ("-5 °C, 2 < 3, AT&T, a_b", (Paragraph((Text("-5 °C, 2 < 3, AT&T, a_b"),)),)),
        ("See https://a.kz/x_y.", (Paragraph((Text("See https://a.kz/x_y."),)),)),
        ("2026. One", (Paragraph((Text("2026. One"),)),)),
    ],
)
def test_a_body_is_read(body: str, blocks: tuple[Block, ...]) -> None:
    assert parse(body) == blocks


@pytest.mark.parametrize(
    ("body", "line", "fault"),
    [
        ("# Title", 1, "'## words'"),
        ("a\n\n### Title", 3, "'## words'"),
        ("##Title", 1, "'## words'"),
        ("## ", 1, "'## words'"),
        ("* a", 1, "'- words'"),
        ("• a", 1, "'- words'"),
        ("-a", 1, "'- words'"),
        ("---", 1, "'- words'"),
        ("===", 1, "lines"),
        ("1) a", 1, "'1. words'"),
        ("1.", 1, "'1. words'"),
        ("2. a", 1, "step 2"),
        ("1. a\n3. b", 2, "step 3"),
        ("1. a\n\n## b\n\n2. c", 5, "step 2"),
        ("| a | b |", 1, "tables"),
        ("![a](https://a.kz)", 1, "pictures"),
        ("a ![b](https://a.kz/b.png) [c]", 1, "bracket"),
        ("- a\nb", 2, "leave a line empty"),
        ("> a\nb", 2, "leave a line empty"),
        ("- - a", 1, "inside another"),
        ("- a\n  - b", 2, "inside another"),
        ("> - a", 1, "inside another"),
        ("> 1. a", 1, "inside another"),
        ("> > a", 1, "inside another"),
        ("> ## a", 1, "inside another"),
        ("  a", 1, "indented"),
        ("- a\n\n  b", 3, "indented"),
        ("a *b* c", 1, "'*'"),
        ("a **b", 1, "'*'"),
        ("**a\nb**", 1, "'*'"),
        ("** a**", 1, "just inside"),
        ("****", 1, "'*'"),
        ("**[a](https://a.kz)**", 1, "'*'"),
        ("[**a**](https://a.kz)", 1, "'*'"),
        ("[a]", 1, "bracket"),
        ("[a][b]", 1, "bracket"),
        ("[ ](https://a.kz)", 1, "without words"),
        ("[a](http://a.kz)", 1, "no https address"),
        ("[a](javascript:alert(1))", 1, "bracket"),
        ("[a](javascript:alert)", 1, "no https address"),
        ("[a](tg://user?id=1)", 1, "no https address"),
        ("[a](https://x@a.kz)", 1, "no https address"),
        ("[a](https://127.0.0.1/)", 1, "no https address"),
        ('[a](https://a.kz/"onclick="x)', 1, "no https address"),
        ("[a](https://қаз.kz)", 1, "no https address"),
        ("[a]()", 1, "no https address"),
        ("a http://a.kz", 1, "not https"),
        ("a xhttps://a.kz", 1, "not https"),
        ("a tg://resolve", 1, "not https"),
        ("`a`", 1, "code"),
        ("~~a~~", 1, "struck"),
        ("a _b_", 1, "underscores"),
        ("__a__", 1, "underscores"),
        ("a \\_ b", 1, "backslash"),
        ("<b>a</b>", 1, "HTML"),
        ("a\n<!-- b -->", 2, "HTML"),
        ("a &amp; b", 1, "HTML characters"),
        ("a &#60; b", 1, "HTML characters"),
        ("a\tb", 1, "U+0009"),
        ("a\u202eb", 1, "U+202E"),
        ("a\u200bb", 1, "U+200B"),
        ("a\n\nb\x00", 3, "U+0000"),
        ("a\u2028b", 1, "U+2028"),
        ("\ufeffa", 1, "U+FEFF"),
    ],
)
def test_unknown_or_hostile_markup_is_refused_with_its_line(
    body: str, line: int, fault: str
) -> None:
    with pytest.raises(MarkupFault) as caught:
        parse(body)
    assert caught.value.line == line
    assert fault in caught.value.fault
    assert str(caught.value).startswith(f"line {line}: ")


MARKS = st.sampled_from(
    [
        *("## ", "# ", "- ", "1. ", "2. ", "> ", ">", "**", "*", "[a](", "](https://a.kz)", ")"),
        *("[", "\n", "\n\n", "  ", "a", "б", "https://", "://", "_", "&amp;", "<b>", "\r\n"),
        *("😀", "\u00a0", "1", ".", "|", "`"),
    ]
)


@given(st.one_of(st.text(), st.lists(MARKS).map("".join)))
@example("[a](https://[::1)")
@example("> \n>")
@example("-\u3000")
@example("- \u00a0")
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        blocks, line = parse(text), 1
    except MarkupFault as fault:
        blocks, line = (), fault.line
    assert 1 <= line <= text.count("\n") + 1
    assert all(said(block).strip() for block in blocks)


@given(st.lists(st.text("абвabc 1", min_size=1).filter(str.strip), min_size=1))
def test_plain_words_come_through_unchanged(paragraphs: list[str]) -> None:
    kept = [paragraph.strip() for paragraph in paragraphs]
    assert [visible(block) for block in parse("\n\n".join(kept))] == kept


@pytest.mark.parametrize("unit", ["*", "[", "a", "&a", "_", "://", "**a", "[a](", "> ", "<", "1"])
def test_a_hostile_body_takes_no_time(unit: str) -> None:
    began = time.perf_counter()
    with suppress(MarkupFault):
        parse(unit * (60_000 // len(unit)))
    assert time.perf_counter() - began < 2


def test_what_a_reader_sees() -> None:
    body = parse("a **b**\n\n- c\n- d\n\n1. e\n2. f\n\n> g\n>\n> h")
    assert [visible(block) for block in body] == ["a b", "• c\n• d", "1. e\n2. f", "g\n\nh"]
    assert [said(block) for block in body] == ["a b", "c\nd", "e\nf", "g\nh"]
