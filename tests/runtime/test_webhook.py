"""Our own webhook endpoint: whom it lets in, and that 200 means «handled»."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from io import BytesIO

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from yarl import URL

from bot.runners import webhook
from bot.runners.webhook import AT_ONCE, BODY_LIMIT, PATH, SECRET, build_web
from bot.settings import Settings
from pretend.jsons import Json
from pretend.server import build_app
from pretend.visitor import Visitor
from tests.conftest import World
from tests.runtime.conftest import Slow
from tests.runtime.processes import free_port
from tests.runtime.updates import message, seen_by, until

KEY = "the-secret-of-the-hook"
AIGUL = 501
TEN_SECONDS = 10


class Hook:
    """The endpoint as Telegram sees it."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self.http, self.url = http, url

    async def post(self, body: object, key: str | None = KEY) -> int:
        return await self.post_raw(json.dumps(body).encode(), key)

    async def post_raw(self, body: bytes, key: str | None = KEY) -> int:
        headers = {SECRET: key} if key is not None else {}
        async with self.http.post(self.url, data=BytesIO(body), headers=headers) as response:
            return response.status


@pytest.fixture
async def hook(slow: Slow) -> AsyncIterator[Hook]:
    server = TestServer(build_web(slow.inbox, KEY), host="127.0.0.1")
    async with server, aiohttp.ClientSession() as http:
        yield Hook(http, str(server.make_url(PATH)))


async def test_the_right_secret(hook: Hook, slow: Slow) -> None:
    assert await hook.post(message(1, AIGUL, "hello")) == 200
    assert slow.done == ["hello"]


@pytest.mark.parametrize(
    "key",
    [
        None,
        "",
        "wrong",
        KEY + "x",
        KEY[:-1],
        KEY.upper(),
        "пароль",
        "the-secret-of-the-hoоk",
        "🔑",
    ],
)
async def test_any_other_secret_is_refused(hook: Hook, slow: Slow, key: str | None) -> None:
    assert await hook.post(message(1, AIGUL), key) == 401
    assert slow.begun == []


async def test_a_secret_that_is_no_text_is_refused(hook: Hook, slow: Slow) -> None:
    """Bytes that are no UTF-8: an HTTP client would not send them, an attacker would."""
    url = URL(hook.url)
    reader, writer = await asyncio.open_connection(url.host, url.port)
    body = json.dumps(message(1, AIGUL)).encode()
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: {len(body)}\r\n"
    )
    writer.write(head.encode() + SECRET.encode() + b": \xff\xfe\x80\r\n\r\n" + body)
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert b" 401 " in status or b" 400 " in status
    assert slow.begun == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b'{"update_id": 1',
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"update_id": "1", "message": {}}',
        b'{"update_id": null}',
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"update_id": 1, "message": ' + b'{"x":' * 100_000,
        b'{"update_id": ' + b"9" * 5_000 + b"}",
    ],
    ids=lambda body: repr(body[:30]),
)
async def test_a_body_that_is_no_update_is_refused(hook: Hook, slow: Slow, body: bytes) -> None:
    assert await hook.post_raw(body) == 400
    assert slow.begun == []


async def test_a_nested_update_that_is_json_does_no_harm(hook: Hook, slow: Slow) -> None:
    deep: Json = {}
    for _ in range(200):
        deep = {"x": deep}
    assert await hook.post({"update_id": 1, "message": {"reply_to_message": deep}}) == 200
    assert await hook.post(message(2, AIGUL, "hello")) == 200
    assert slow.done == ["hello"]


async def test_a_body_too_large_is_refused(hook: Hook, slow: Slow) -> None:
    update = message(1, AIGUL, "x" * BODY_LIMIT)
    assert await hook.post(update) == 413
    assert slow.begun == []


async def test_an_unknown_kind_is_taken(hook: Hook, slow: Slow) -> None:
    """Refused, Telegram would bring it again for a day."""
    assert await hook.post({"update_id": 1, "telepathy": {}}) == 200
    assert slow.begun == []


async def test_a_poisonous_update_is_taken(hook: Hook) -> None:
    assert await hook.post({"update_id": 1, "message": {"text": 5}}) == 200


async def test_200_comes_after_the_handling(hook: Hook, slow: Slow) -> None:
    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        posting = tasks.create_task(hook.post(message(1, AIGUL, "wait")))
        await until(lambda: slow.begun == ["wait"])
        assert not posting.done()
        slow.gate.set()
        assert await posting == 200
    assert slow.done == ["wait"]


async def test_a_duplicate_is_taken_and_not_handled_again(hook: Hook, slow: Slow) -> None:
    for _ in range(2):
        assert await hook.post(message(1, AIGUL, "hello")) == 200
    assert slow.done == ["hello"]


async def test_full_it_refuses_and_later_takes(slow: Slow) -> None:
    server = TestServer(build_web(slow.inbox, KEY), host="127.0.0.1")
    connector = aiohttp.TCPConnector(limit=0)
    async with server, aiohttp.ClientSession(connector=connector) as http:
        hook = Hook(http, str(server.make_url(PATH)))
        async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
            held = [
                tasks.create_task(hook.post(message(n, 1000 + n, f"wait {n}")))
                for n in range(1, AT_ONCE + 1)
            ]
            await until(lambda: len(slow.begun) == AT_ONCE)
            late = message(AT_ONCE + 1, 5000, "late")
            assert await hook.post(late) == 503
            assert "late" not in slow.begun
            slow.gate.set()
        assert {task.result() for task in held} == {200}
        assert await hook.post(late) == 200
    assert slow.done[-1] == "late"


async def test_health_needs_no_secret_and_other_paths_are_none(hook: Hook) -> None:
    base = hook.url.removesuffix(PATH)
    async with hook.http.get(base + "/health") as health:
        assert (health.status, await health.text()) == (200, "ok")
    for path in ("/", "/metrics", PATH):
        async with hook.http.get(base + path) as other:
            assert other.status in {404, 405}


@asynccontextmanager
async def served(world: World, settings: Settings) -> AsyncIterator[asyncio.Event]:
    """`run` with WEBHOOK_URL, without its process."""
    stop = asyncio.Event()
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        tasks.create_task(webhook.serve(world.app, settings, stop))
        await until(lambda: world.telegram.mailbox.webhook is not None)
        yield stop
        stop.set()


@pytest.fixture
def hooked(settings: Settings) -> Settings:
    listen = f"127.0.0.1:{free_port()}"
    return settings.model_copy(
        update={
            "webhook_url": f"http://{listen}{PATH}",
            "webhook_secret": SecretStr(KEY),
            "webhook_listen": listen,
        }
    )


async def test_serving_tells_telegram_where_and_with_which_secret(
    world: World, hooked: Settings
) -> None:
    async with served(world, hooked):
        (call,) = [one for one in world.telegram.calls if one.method == "setWebhook"]
    assert call.params["url"] == hooked.webhook_url
    assert call.params["secret_token"] == KEY
    kinds = {"message", "callback_query", "my_chat_member", "inline_query"}
    assert set(world.telegram.mailbox.allowed) == kinds
    assert "drop_pending_updates" not in call.params


async def test_a_person_is_answered_by_webhook(world: World, hooked: Settings) -> None:
    world.telegram.deliver = None
    async with TestServer(build_app(world.telegram), host="127.0.0.1"), served(world, hooked):
        visitor = Visitor(world.telegram, AIGUL)
        assert await visitor.starts()
        assert await visitor.taps_data("sl:en:1")
    assert seen_by(world.telegram, AIGUL) == ["sendMessage", "editMessageText"]


async def until_closed(host: str, port: int) -> None:
    """Until the server takes no connection any more."""
    async with asyncio.timeout(10):
        while True:
            try:
                _, writer = await asyncio.open_connection(host, port)
            except OSError:
                return
            writer.close()
            await writer.wait_closed()


async def test_shutdown_finishes_what_is_in_hand(
    world: World, slow: Slow, hooked: Settings
) -> None:
    """And leaves the webhook where it is: Telegram keeps what comes for the next start."""
    held = replace(world, app=replace(world.app, inbox=slow.inbox))
    async with (
        aiohttp.ClientSession() as http,
        asyncio.TaskGroup() as tasks,
        served(held, hooked) as stop,
    ):
        hook = Hook(http, str(hooked.webhook_url))
        posting = tasks.create_task(hook.post(message(1, AIGUL, "wait")))
        await until(lambda: slow.begun == ["wait"])
        stop.set()
        await until_closed(*hooked.listen)
        for _ in range(100):
            await asyncio.sleep(0)
        assert not posting.done()
        slow.gate.set()
        assert await posting == 200
    assert slow.done == ["wait"]
    assert world.telegram.mailbox.webhook is not None


async def test_shutdown_does_not_wait_for_ever(
    world: World, slow: Slow, hooked: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aiohttp waits twice; what is cut off stays unacknowledged, and Telegram brings it again."""
    assert 2 * webhook.DRAIN_SECONDS < TEN_SECONDS
    monkeypatch.setattr(webhook, "DRAIN_SECONDS", 0.01)
    held = replace(world, app=replace(world.app, inbox=slow.inbox))
    async with aiohttp.ClientSession() as http, asyncio.TaskGroup() as tasks:
        async with served(held, hooked) as stop:
            hook = Hook(http, str(hooked.webhook_url))
            posting = tasks.create_task(cut_off(hook, message(1, AIGUL, "wait")))
            await until(lambda: slow.begun == ["wait"])
            stop.set()
        assert await posting
    assert slow.done == []
    assert slow.inbox.receipts.open(1) is not None


async def cut_off(hook: Hook, update: Json) -> bool:
    try:
        await hook.post(update)
    except aiohttp.ClientError:
        return True
    return False


async def test_webhook_mode_without_its_settings_is_a_mistake(
    world: World, settings: Settings
) -> None:
    with pytest.raises(ValueError, match="webhook"):
        await webhook.serve(world.app, settings, asyncio.Event())
