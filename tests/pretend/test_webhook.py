"""The webhook: secret, redelivery, order, methods in the reply."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from pretend.jsons import Json, integer, items, obj
from tests.pretend.doors import Door

SECRET = "a-secret_1"


@dataclass
class Hook:
    url: str = ""
    refuse: int = 0
    reply: Json | None = None
    got: list[Json] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.got.append(await request.json())
        if self.refuse:
            self.refuse -= 1
            return web.Response(status=500)
        return web.json_response(self.reply) if self.reply else web.Response()


@pytest.fixture
async def hook(door: Door) -> AsyncIterator[Hook]:
    taken = Hook()
    app = web.Application()
    app.add_routes([web.post("/hook", taken.take)])
    async with TestServer(app, host="127.0.0.1") as server:
        taken.url = f"http://127.0.0.1:{server.port}/hook"
        yield taken


async def test_delivers_with_the_secret(door: Door, hook: Hook) -> None:
    assert (await door.bot("setWebhook", url=hook.url, secret_token=SECRET))["result"] is True
    status, _ = await door.post("/people/5/messages", {"text": "x"})
    assert status == 200
    assert hook.secrets == [SECRET]
    assert obj(hook.got[0]["message"])["text"] == "x"
    info = obj((await door.bot("getWebhookInfo"))["result"])
    assert (info["url"], info["pending_update_count"]) == (hook.url, 0)


async def test_delivers_again_until_taken(door: Door, hook: Hook) -> None:
    hook.refuse = 2
    await door.bot("setWebhook", url=hook.url)
    await door.post("/people/5/messages", {"text": "x"})
    assert len({integer(update["update_id"]) for update in hook.got}) == 1
    assert len(hook.got) == 3
    info = obj((await door.bot("getWebhookInfo"))["result"])
    assert "500" in str(info["last_error_message"])


async def test_keeps_the_order_within_a_chat(door: Door, hook: Hook) -> None:
    hook.refuse = 1
    await door.bot("setWebhook", url=hook.url)
    async with asyncio.TaskGroup() as group:
        for words in ("a", "b"):
            group.create_task(door.post("/people/5/messages", {"text": words}))
            await asyncio.sleep(0.02)
    assert [obj(update["message"])["text"] for update in hook.got] == ["a", "a", "b"]


async def test_carries_out_the_method_in_the_reply(door: Door, hook: Hook) -> None:
    hook.reply = {"method": "sendMessage", "chat_id": 5, "text": "from the reply"}
    await door.bot("setWebhook", url=hook.url)
    _, body = await door.post("/people/5/messages", {"text": "x"})
    assert [obj(m)["text"] for m in items(body["messages"])] == ["from the reply"]


async def test_polling_and_webhook_exclude_each_other(door: Door, hook: Hook) -> None:
    await door.bot("setWebhook", url=hook.url)
    body = await door.bot("getUpdates")
    assert body["error_code"] == 409
    assert "can't use getUpdates method while webhook is active" in str(body["description"])
    await door.bot("deleteWebhook")
    assert (await door.bot("getUpdates"))["ok"] is True


async def test_drops_what_waits_and_keeps_to_allowed_updates(door: Door, hook: Hook) -> None:
    door.telegram.patience = 0.0
    await door.telegram.write(5, {"text": "old"})
    await door.bot("setWebhook", url=hook.url, drop_pending_updates=True,
                   allowed_updates=["callback_query"])  # fmt: skip
    door.telegram.patience = 1.0
    await door.telegram.write(5, {"text": "not asked for"})
    await door.telegram.call("sendMessage", {"chat_id": 5, "text": "x", "reply_markup": {
        "inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}})  # fmt: skip
    await door.telegram.tap(5, text="a")
    assert [sorted(update) for update in hook.got] == [["callback_query", "update_id"]]
