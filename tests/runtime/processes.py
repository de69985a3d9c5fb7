"""Real processes of the bot, and an HTTP client for the pretend Telegram beside them."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aiohttp import ClientConnectionError, ClientSession

from pretend.jsons import Json, obj

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
OURS = frozenset(
    {
        *("BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "ADMINS", "CONTENT_DIR"),
        *("WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_LISTEN", "LOG_LEVEL", "LOG_FORMAT"),
    }
)


def environ(**settings: str) -> dict[str, str]:
    """This process's environment with these settings only; an empty one wins over a .env file."""
    kept = {name: value for name, value in os.environ.items() if name not in OURS}
    return kept | dict.fromkeys(OURS, "") | settings


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Ended:
    code: int
    out: str
    err: str


async def start(*arguments: str, env: Mapping[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *arguments, cwd=ROOT, env=env,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def ended(process: asyncio.subprocess.Process) -> Ended:
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return Ended(process.returncode or 0, out.decode(), err.decode())


async def command(*arguments: str, **settings: str) -> Ended:
    """Runs `python -m bot …` to its end."""
    return await ended(await start(*arguments, env=environ(**settings)))


async def stop(process: asyncio.subprocess.Process) -> Ended:
    process.send_signal(signal.SIGTERM)
    return await ended(process)


@dataclass(frozen=True, slots=True)
class People:
    """The person's side of a pretend Telegram in another process."""

    base: str

    async def get(self, path: str) -> object:
        async with ClientSession(raise_for_status=True) as http, http.get(self.base + path) as got:
            return await got.json()

    async def post(self, path: str, body: Mapping[str, object]) -> Json:
        async with (
            ClientSession(raise_for_status=True) as http,
            http.post(self.base + path, json=body) as got,
        ):
            return obj(await got.json())

    async def ready(self) -> Json:
        async with asyncio.timeout(PATIENCE):
            while True:
                try:
                    return obj(await self.get("/ready"))
                except ClientConnectionError:
                    await asyncio.sleep(0.02)
