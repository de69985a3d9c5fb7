"""Our own webhook endpoint: it answers 200 only after the update was handled."""

import asyncio
import hmac
import json
from dataclasses import dataclass, field

from aiohttp import web

from bot.app import App
from bot.inbox import Inbox
from bot.settings import Settings

PATH = "/telegram"
BODY_LIMIT = 1 << 20  # an update is text and ids, files travel apart
AT_ONCE = 100
CONNECTIONS = 32
DRAIN_SECONDS = 3.5  # aiohttp waits so long twice before it cancels what is in hand
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header


@dataclass(frozen=True, slots=True)
class Endpoint:
    """More updates at once than it can hold are refused with 503: Telegram brings them again."""

    inbox: Inbox
    secret: bytes
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self.secret):
            return web.Response(status=401)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return web.Response(status=400)
        if self.places.locked():
            return web.Response(status=503, headers={"Retry-After": "1"})
        async with self.places:
            await self.inbox.handle(update)
        return web.Response()


async def alive(_request: web.Request) -> web.Response:
    return web.Response(text="ok")


def build_web(inbox: Inbox, secret: str) -> web.Application:
    application = web.Application(client_max_size=BODY_LIMIT)
    application.router.add_post(PATH, Endpoint(inbox, secret.encode()).receive)
    application.router.add_get("/health", alive)
    return application


async def serve(app: App, settings: Settings, stop: asyncio.Event) -> None:
    """Registers the webhook and serves it until told to stop; updates in hand are finished."""
    secret = settings.webhook_secret
    if settings.webhook_url is None or secret is None:
        raise ValueError("webhook mode without its settings")
    host, port = settings.listen
    site = build_web(app.inbox, secret.get_secret_value())
    runner = web.AppRunner(site, shutdown_timeout=DRAIN_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        await app.bot.set_webhook(
            settings.webhook_url,
            secret_token=secret.get_secret_value(),
            max_connections=CONNECTIONS,
            allowed_updates=app.dispatcher.resolve_used_update_types(),
        )
        await stop.wait()
    finally:
        await runner.cleanup()
