"""The person's side over HTTP."""

import asyncio
import base64
import io
import json

import aiohttp
import pytest

from pretend.jsons import Json, integer, items, obj, objects
from pretend.telegram import PretendTelegram
from tests.pretend.doors import Door

LINKED = {"inline_keyboard": [[{"text": "a", "url": "https://gov.kz/"}]]}
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def echo(telegram: PretendTelegram) -> None:
    """Let a bot of one line answer in process."""

    async def deliver(update: Json) -> None:
        message = obj(update.get("message"))
        if message:
            await telegram.call("sendChatAction", {"chat_id": message_chat(message),
                                                   "action": "typing"})  # fmt: skip
            await telegram.call("sendMessage", {
                "chat_id": message_chat(message), "text": f"<b>{message.get('text', 'file')}</b>",
                "parse_mode": "HTML", "reply_markup": {"keyboard": [
                    ["A", {"text": "Where", "request_location": True}],
                    [{"text": "Phone", "request_contact": True}]]},
            })  # fmt: skip

    telegram.deliver = deliver


def message_chat(message: Json) -> object:
    return obj(message["chat"])["id"]


async def test_makes_and_lists_people(door: Door) -> None:
    status, body = await door.post("/people/5", {"first_name": "Арман", "language_code": "ru"})
    assert (status, body["first_name"], body["language_code"]) == (200, "Арман", "ru")
    await door.get("/people/6/chats/6")
    people = {integer(obj(p)["id"]): obj(p) for p in items(await door.get("/people"))}
    assert people[6]["first_name"] == "Citizen 6"
    assert objects(people[5]["chats"]) == [
        {"id": 5, "title": door.telegram.bot_user["first_name"], "type": "private"}
    ]


async def test_writes_and_sees(door: Door) -> None:
    echo(door.telegram)
    status, body = await door.post("/people/5/messages", {"text": "hi"})
    assert status == 200
    (answer,) = objects(body["messages"])
    assert (answer["text"], answer["html"]) == ("hi", "<b>hi</b>")
    assert obj(body["sent"])["id"] == 1
    chat = obj(await door.get("/people/5/chats/5"))
    assert [m["id"] for m in objects(chat["messages"])] == [1, 2]
    assert chat["keyboard"] == [
        ["A", {"text": "Where", "request_location": True}],
        [{"text": "Phone", "request_contact": True}],
    ]
    assert (chat["typing"], chat["title"]) == (False, door.telegram.bot_user["first_name"])


async def test_presses_the_reply_keyboard(door: Door) -> None:
    echo(door.telegram)
    await door.post("/people/5/messages", {"text": "hi"})
    for label, kind in (("A", None), ("Where", "location"), ("Phone", "contact")):
        status, _ = await door.post("/people/5/taps", {"text": label})
        assert status == 200
        own = [m for m in door.telegram.seen(5) if obj(m["from"])["id"] == 5][-1]
        assert obj(own.get("media")).get("type") == kind
    status, body = await door.post("/people/5/taps", {"text": "B"})
    assert status == 400
    assert "['A', 'Where', 'Phone']" in str(body["error"])


@pytest.mark.parametrize(("content", "kind"), [
    ({"location": {"latitude": 37.5, "longitude": 127}}, "location"),
    ({"contact": {"phone_number": "+77010000001"}}, "contact"),
    ({"document": "plain words", "caption": "c"}, "document"),
    ({"photo": {"file_name": "a.png", "base64": base64.b64encode(PNG).decode()}}, "photo"),
    ({"sticker": {"file_id": "x", "file_unique_id": "y"}}, "sticker"),
])  # fmt: skip
async def test_sends_every_kind(door: Door, content: Json, kind: str) -> None:
    echo(door.telegram)
    status, body = await door.post("/people/5/messages", content)
    assert status == 200
    media = obj(obj(body["sent"])["media"])
    assert media["type"] == kind
    if kind in {"document", "photo"}:
        url = f"{door.base}/people/5/files/{media['file_id']}"
        async with door.http.get(url) as response:
            assert await response.read() == (PNG if kind == "photo" else b"plain words")
            assert response.headers["X-Content-Type-Options"] == "nosniff"
        told = obj((await door.bot("getFile", file_id=media["file_id"]))["result"])
        url = f"{door.base}/file/bot{door.telegram.token}/{told['file_path']}"
        async with door.http.get(url) as response:
            assert response.status == 200


@pytest.mark.parametrize(("path", "body", "words"), [
    ("/people/0", {}, "positive"),
    ("/people/5", {"first_name": ""}, "first_name"),
    ("/people/5", {"first_name": "a", "language_code": 5}, "strings"),
    ("/people/5/messages", {}, "a message needs text"),
    ("/people/5/messages", {"text": "x", "chat": -7}, "chat not found"),
    ("/people/5/messages", {"text": "x", "chat": "a"}, "whole number"),
    ("/people/5/messages", {"text": "x", "reply_to": 9}, "replied not found"),
    ("/people/5/taps", {}, "a tap needs data or text"),
    ("/people/5/taps", {"data": "x"}, "no message with buttons"),
    ("/people/5/taps", {"text": "x", "message_id": 9}, "message not found"),
    ("/people/5/edits", {"message_id": 9, "text": "x"}, "can't be edited"),
])  # fmt: skip
async def test_tells_faults(door: Door, path: str, body: Json, words: str) -> None:
    status, answer = await door.post(path, body)
    assert status == 400
    assert words in str(answer["error"])


@pytest.mark.parametrize(("raw", "status"), [
    (b"{", 400), (b"[]", 400), (b"\xff", 400), (b" " * ((20 << 20) + 1), 413),
])  # fmt: skip
async def test_refuses_bodies(door: Door, raw: bytes, status: int) -> None:
    async with door.http.post(f"{door.base}/people/5/messages", data=io.BytesIO(raw)) as response:
        assert response.status == status
        assert "error" in await response.json()


async def test_edits_blocks_and_asks_inline(door: Door) -> None:
    updates: list[Json] = []

    async def deliver(update: Json) -> None:
        updates.append(update)
        if "inline_query" in update:
            await door.telegram.call("answerInlineQuery", {
                "inline_query_id": obj(update["inline_query"])["id"],
                "results": [{"type": "article", "id": "1", "title": "t",
                             "input_message_content": {"message_text": "shared"}}],
            })  # fmt: skip

    door.telegram.deliver = deliver
    await door.post("/people/5/messages", {"text": "hi"})
    await door.post("/people/5/edits", {"message_id": 1, "text": "changed"})
    assert door.telegram.seen(5)[0]["edited"] is True
    _, found = await door.post("/people/5/inline", {"query": "q"})
    (result,) = objects(found["results"])
    await door.post("/people/5/choices", {"result": result, "query": "q"})
    assert door.telegram.seen(5)[-1]["text"] == "shared"
    await door.post("/people/5/block", {})
    await door.post("/people/5/block", {})
    await door.post("/people/5/messages", {"text": "back again"})
    kinds = [next(key for key in update if key != "update_id") for update in updates]
    assert kinds == [
        "message", "edited_message", "inline_query", "chosen_inline_result", "message",
        "my_chat_member", "my_chat_member", "message",
    ]  # fmt: skip
    assert [integer(u["update_id"]) for u in updates] == sorted(
        integer(u["update_id"]) for u in updates
    )


async def test_streams_changes(door: Door) -> None:
    echo(door.telegram)
    async with door.http.get(f"{door.base}/people/5/events") as stream:
        assert stream.content_type == "text/event-stream"
        assert await stream.content.readline() == b"retry: 1000\n"
        await stream.content.readline()
        await door.post("/people/5/messages", {"text": "hi"})
        async with asyncio.timeout(2):
            line = await stream.content.readline()
        assert json.loads(line.removeprefix(b"data: ")) == {"chat": 5}
    assert obj(await door.get("/ready"))["ok"] is True


async def test_records_calls(door: Door) -> None:
    await door.bot("getMe")
    await door.bot("sendMessage", chat_id=77, text="x")
    first, second = objects(await door.get("/calls"))
    assert (first["seq"], first["method"], first["status"]) == (1, "getMe", 200)
    assert second["description"] == "Bad Request: chat not found"
    assert obj(second["params"]) == {"chat_id": 77, "text": "x"}
    assert objects(await door.get("/calls?since=1")) == [second]
    assert await door.get("/calls?since=9") == []


async def test_wrong_tokens_get_401(door: Door) -> None:
    for path in ("/bot1:x/getMe", "/file/bot1:x/a"):
        async with door.http.get(door.base + path) as response:
            assert response.status == 401
            assert (await response.json())["description"] == "Unauthorized"


async def test_reads_query_form_multipart_and_upper_case(door: Door) -> None:
    echo(door.telegram)
    await door.post("/people/5/messages", {"text": "hi"})
    base = f"{door.base}/bot{door.telegram.token}"
    async with door.http.get(f"{base}/SENDMESSAGE?chat_id=5&text=query") as response:
        assert obj((await response.json())["result"])["text"] == "query"
    form = {"chat_id": "5", "text": "form", "disable_notification": "true",
            "reply_markup": json.dumps(LINKED)}  # fmt: skip
    async with door.http.post(f"{base}/sendMessage", data=form) as response:
        assert obj((await response.json())["result"])["text"] == "form"
    with_file = aiohttp.FormData({"chat_id": "5"})
    with_file.add_field("photo", PNG, filename="a.png")
    async with door.http.post(f"{base}/sendPhoto", data=with_file) as response:
        result = obj((await response.json())["result"])
    assert objects(result["photo"])[0]["width"] == 1
    async with door.http.post(f"{base}/getMe", data=b"{", headers={
            "Content-Type": "application/json"}) as response:  # fmt: skip
        assert response.status == 400


async def test_serves_only_the_page(door: Door) -> None:
    async with door.http.get(f"{door.base}/page/%2e%2e%2fserver.py") as response:
        assert response.status == 404
    async with door.http.get(f"{door.base}/page/server.py") as response:
        assert response.status == 404
    async with door.http.get(f"{door.base}/") as response:
        assert response.status == 200
        assert "script-src" not in response.headers["Content-Security-Policy"]
