"""HTML to entities and back."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pretend.entities import checked, found, utf16
from pretend.errors import ApiError
from pretend.jsons import Json, integer
from pretend.parse_html import parse_html
from pretend.render_html import render_html

PREFIX = "Bad Request: can't parse entities: "
WRAPPERS = [
    ("<b>", "</b>"), ("<i>", "</i>"), ("<u>", "</u>"), ("<s>", "</s>"),
    ("<tg-spoiler>", "</tg-spoiler>"), ('<a href="https://gov.kz/?a=1&amp;b=2">', "</a>"),
]  # fmt: skip
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).map(
    html.escape
)
inline = st.recursive(
    words,
    lambda inner: st.lists(
        st.one_of(
            words,
            st.tuples(st.sampled_from(WRAPPERS), inner).map(lambda p: p[0][0] + p[1] + p[0][1]),
        ),
        min_size=1,
        max_size=4,
    ).map("".join),
    max_leaves=12,
)
blocks = st.lists(
    st.one_of(
        inline,
        inline.map(lambda x: f"<blockquote expandable>{x}</blockquote>"),
        words.map(lambda x: f"<pre>{x}</pre>"),
        words.map(lambda x: f'<pre><code class="language-python">{x}</code></pre>'),
    ),
    min_size=1,
    max_size=5,
).map("".join)


@given(blocks)
def test_html_survives_the_round_trip(source: str) -> None:
    text, entities = parse_html(source)
    again = parse_html(render_html(text, entities))
    assert again == (text, entities)
    assert utf16(text) == len(text.encode("utf-16-le")) // 2
    checked(text, entities)


@given(st.text(max_size=60))
def test_any_text_is_parsed_or_refused(source: str) -> None:
    try:
        text, entities = parse_html(source)
    except ApiError as refusal:
        words = refusal.description
        text, entities = "", []
    else:
        words = PREFIX
    assert words.startswith(PREFIX)
    checked(text, entities)
    assert "<script" not in render_html(text, entities).replace("&lt;", "")


@given(
    st.text(max_size=30),
    st.lists(
        st.tuples(
            st.sampled_from(["bold", "italic", "code", "text_link", "spoiler", "blockquote"]),
            st.integers(0, 29), st.integers(1, 30),
        ), max_size=6,
    ),
)  # fmt: skip
def test_crossing_entities_become_proper_nesting(
    text: str, spans: list[tuple[str, int, int]]
) -> None:
    text = "".join(c for c in text if ord(c) < 0xD800)
    entities: list[Json] = [
        {"type": kind, "offset": start, "length": length, "url": "https://x.kz/"}
        for kind, start, length in spans
        if start + length <= utf16(text)
    ]
    rendered = render_html(text, entities)
    shown, _ = parse_html(rendered)
    assert shown == text


@pytest.mark.parametrize(("source", "text", "entities"), [
    ("a &lt;b&gt; &amp;amp; &#39;&#x27; &quot; &nbsp; &", "a <b> &amp; '' \" &nbsp; &", []),
    ("<B>x</B>", "x", [("bold", 0, 1)]),
    ("😀<b>ә</b>", "😀ә", [("bold", 2, 1)]),
    ("<b>x<i>y</i></b>", "xy", [("bold", 0, 2), ("italic", 1, 1)]),
    ('<span class="tg-spoiler">x</span>', "x", [("spoiler", 0, 1)]),
    ("<blockquote expandable>x</blockquote>", "x", [("expandable_blockquote", 0, 1)]),
    ("<code>x<b>y</b></code>", "xy", [("code", 0, 2)]),
    ('<pre><code class="language-py">x</code></pre>', "x", [("pre", 0, 1)]),
    ('<tg-emoji emoji-id="5">x</tg-emoji>', "x", [("custom_emoji", 0, 1)]),
    ('<tg-time unix="1647531900" format="wDT">x</tg-time>', "x", [("date_time", 0, 1)]),
    ("<a href='https://x.kz'>x</a>", "x", [("text_link", 0, 1)]),
    ("<a>x.kz</a>", "x.kz", [("text_link", 0, 4)]),
    ("<a href='nothing'>x</a>", "x", []),
    ("<b>x</>", "x", [("bold", 0, 1)]),
])  # fmt: skip
def test_reads_tags(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    shown, got = parse_html(source)
    assert shown == text
    assert [(e["type"], e["offset"], e["length"]) for e in got] == entities


@pytest.mark.parametrize(("source", "words"), [
    ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ("<b x=>y</b>", "Unexpected end of name token"),
    ("<b =1>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
    ("<a href='x", "Unclosed start tag at byte offset 0"),
    ("<b>x</b", "Unclosed end tag at byte offset 4"),
    ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
    ("<tg-emoji>x</tg-emoji>", "Invalid custom emoji identifier specified"),
])  # fmt: skip
def test_refuses_broken_tags(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert words in refusal.value.description


@pytest.mark.parametrize(("text", "kinds"), [
    ("/start c-ru", ["bot_command"]), ("/ask@saparlas_bot x", ["bot_command"]),
    ("see gov.kz and https://egov.kz/x?y.", ["url", "url"]), ("@saparlas_bot hi", ["mention"]),
    ("a@b.kz", ["email"]), ("#Сеул", ["hashtag"]), ("1/2 3.5 a/b", []), ("no", []),
])  # fmt: skip
def test_finds_what_telegram_finds(text: str, kinds: list[str]) -> None:
    assert [e["type"] for e in found(text, [])] == kinds


def test_found_offsets_are_utf16() -> None:
    (link,) = found("😀 gov.kz.", [])
    assert (link["offset"], link["length"]) == (3, 6)
    assert integer(link["offset"]) == 3


def test_never_links_to_a_script() -> None:
    entity: Json = {"type": "text_link", "offset": 0, "length": 1, "url": "javascript:alert(1)"}
    assert render_html("x", [entity]) == "x"
    assert render_html("<img>", []) == "&lt;img&gt;"
