"""One HTTP server with the Bot API, the person's side and the try-out page."""

import asyncio
from collections.abc import AsyncIterator
from importlib.resources import files
from typing import Final

from aiohttp import web

from pretend.bot_door import BotDoor
from pretend.people_door import PeopleDoor
from pretend.telegram import PretendTelegram
from pretend.webhook import Postman

LARGEST_UPLOAD: Final = 60 << 20
KINDS: Final = {
    "html": "text/html",
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "png": "image/png",
}
POLICY: Final = (
    "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
    " object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
)


def build_app(telegram: PretendTelegram) -> web.Application:
    """Build the server; the webhook is served for as long as it runs."""
    app = web.Application(client_max_size=LARGEST_UPLOAD)
    people = PeopleDoor(telegram)
    app.add_routes(BotDoor(telegram).routes())
    app.add_routes(people.routes())
    app.add_routes([web.get("/", _page), web.get("/page/{file}", _page)])

    async def post_updates(_app: web.Application) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            posting = group.create_task(Postman(telegram).run())
            yield
            posting.cancel()

    async def close(_app: web.Application) -> None:
        telegram.mailbox.close()
        people.events.close()

    app.cleanup_ctx.append(post_updates)
    app.on_shutdown.append(close)
    return app


async def _page(request: web.Request) -> web.Response:
    """Serve one file of the page; a name with a path in it is none."""
    name = request.match_info.get("file", "index.html")
    kind = KINDS.get(name.rpartition(".")[2])
    place = files("pretend") / "page" / name
    if kind is None or "/" in name or "\\" in name or ".." in name or not place.is_file():
        raise web.HTTPNotFound
    headers = {
        "Cache-Control": "no-cache",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
    }
    charset = None if kind == "image/png" else "utf-8"
    return web.Response(
        body=place.read_bytes(), content_type=kind, charset=charset, headers=headers
    )
