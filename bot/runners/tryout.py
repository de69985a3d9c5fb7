"""`try`: the whole bot against a pretend Telegram in this process, with a chat page."""

import tomllib
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory

from aiohttp import web
from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot import app as composition
from bot.content.content import Content
from bot.runners.live import stop_on_signals
from bot.settings import Settings
from pretend.server import build_app
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram

DEMO = Path(__file__).with_name("demo.toml")


async def try_out(door: socket, content_dir: Path) -> None:
    """Serves until interrupted. Everything it stores goes with it."""
    telegram = PretendTelegram()
    people = tomllib.loads(DEMO.read_text(encoding="utf-8"))["person"]
    for one in people:
        telegram.person(one["id"], first_name=one["name"], language_code=one["language"])
    content = Content.load(content_dir)
    with TemporaryDirectory(prefix="saparlas-") as folder:
        settings = Settings(
            bot_token=SecretStr(telegram.token),
            database_url=f"sqlite+aiosqlite:///{folder}/try.sqlite3",
            encryption_keys=(SecretStr(Fernet.generate_key().decode()),),
            admins=frozenset(one["id"] for one in people if one.get("operator")),
        )
        session = PretendSession(telegram)
        async with composition.running(settings, session, content) as app:
            telegram.deliver = app.inbox.handle
            await serve(telegram, door)


async def telegram_alone(door: socket, token: str | None) -> None:
    """`telegram`: the pretend Telegram for any bot, by HTTP."""
    telegram = PretendTelegram(token=token) if token else PretendTelegram()
    base = "http://{}:{}".format(*door.getsockname())
    await serve(telegram, door, f"Bot API at {base}/bot{telegram.token}/ · chat page at {base}/")


async def serve(telegram: PretendTelegram, door: socket, words: str = "") -> None:
    stop = stop_on_signals()
    runner = web.AppRunner(build_app(telegram), shutdown_timeout=1, access_log=None)
    await runner.setup()
    try:
        await web.SockSite(runner, door).start()
        if words:
            print(words, flush=True)  # noqa: T201 - the one line the person waits for
        await stop.wait()
    finally:
        await runner.cleanup()
