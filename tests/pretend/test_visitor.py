"""The Visitor, the record of calls, and small readers."""

import struct

import pytest

from pretend.calls import KEPT, SLACK, CallLog
from pretend.errors import ApiError
from pretend.files import image_size
from pretend.jsons import Json, obj
from pretend.parse_html import parse_html
from pretend.render_html import render_html
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor


@pytest.fixture
def visitor(telegram: PretendTelegram) -> Visitor:
    async def deliver(update: Json) -> None:
        if "message" in update:
            await telegram.call(
                "sendMessage",
                {"chat_id": 5, "text": "pick", "reply_markup": {"inline_keyboard": [
                    [{"text": "one", "callback_data": "1"}],
                    [{"text": "site", "url": "https://gov.kz/"}]]}},
            )  # fmt: skip
        if "callback_query" in update:
            query = obj(update["callback_query"])
            await telegram.call("answerCallbackQuery", {
                "callback_query_id": query["id"], "text": f"got {query['data']}"})  # fmt: skip

    telegram.deliver = deliver
    return Visitor(telegram, 5, first_name="A")


async def test_taps_by_label_and_forges_data(visitor: Visitor) -> None:
    assert await visitor.writes("hi") == "pick"
    assert visitor.buttons() == ["one", "site"] == list(visitor.last.buttons)
    assert await visitor.taps("one") == "got 1"
    assert await visitor.taps_data("old:9") == "got old:9"
    await visitor.taps("site")
    assert visitor.answer
    assert visitor.answer.url == "https://gov.kz/"
    with pytest.raises(ApiError, match=r"no button 'two'; there are \['one', 'site'\]"):
        await visitor.taps("two")


async def test_photos_blocks_and_an_empty_chat(visitor: Visitor) -> None:
    with pytest.raises(ApiError, match="nobody has written"):
        assert visitor.text
    assert visitor.buttons() == []
    await visitor.sends_photo(caption="c")
    assert [seen.text for seen in visitor.sees()] == ["c", "pick"]
    await visitor.blocks()
    await visitor.unblocks()
    assert await visitor.asks_inline("q") == []
    assert visitor.keyboard() == []


@pytest.mark.parametrize("source", [
    '<pre><code class="language-py">x</code></pre>', "<blockquote expandable>x</blockquote>",
    '<a href="https://x.kz/?a=1&amp;b">x</a>', '<tg-emoji emoji-id="5">x</tg-emoji>',
    '<tg-time unix="7" format="wDT">x</tg-time>', "<tg-spoiler>x</tg-spoiler>",
])  # fmt: skip
def test_renders_every_tag(source: str) -> None:
    assert render_html(*parse_html(source)) == source


@pytest.mark.parametrize(("kind", "rendered"), [
    ("url", '<a href="https://x.kz">x.kz</a>'), ("email", '<a href="mailto:x.kz">x.kz</a>'),
    ("text_mention", '<a href="tg://user?id=5">x.kz</a>'), ("hashtag", "x.kz"),
])  # fmt: skip
def test_renders_found_links(kind: str, rendered: str) -> None:
    entity: Json = {"type": kind, "offset": 0, "length": 4, "user": {"id": 5}}
    assert render_html("x.kz", [entity]) == rendered


def test_the_record_keeps_the_newest() -> None:
    log = CallLog()
    for _ in range(KEPT + SLACK + 1):
        log.record("getMe", {}, 200, None, None, 0.0)
    assert len(log) == KEPT
    assert [call.seq for call in log.since(KEPT + SLACK)] == [KEPT + SLACK + 1]
    assert len(log.since(0)) == KEPT


def test_reads_sizes_of_pictures() -> None:
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", 3, 4) + b"\0" * 10
    assert image_size(b"\xff\xd8\xff\xe0\x00\x04ab" + frame) == (4, 3)
    assert image_size(b"GIF89a" + struct.pack("<HH", 5, 6)) == (5, 6)
    assert image_size(b"words") is None
