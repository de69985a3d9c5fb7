"""Real processes of the bot, and an HTTP client for the pretend Telegram beside them."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import IO

from aiohttp import ClientConnectionError, ClientSession

from pretend.jsons import Json, obj

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
OURS = frozenset(
    {
        *("BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "ADMINS", "CONTENT_DIR"),
        *("ENCRYPTION_KEYS", "BROADCAST_RATE", "PAID_BROADCAST"),
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


class Bots:
    """One bot at a time, each a process of its own: started by the command line, or forked from a
    process that has imported it already.
    """

    def __init__(self, env: dict[str, str], log: IO[bytes]) -> None:
        self.env = env
        self.log = log
        self.nursery: asyncio.subprocess.Process
        self.born: asyncio.subprocess.Process | None = None
        self.running = 0
        self.killed_at: list[float] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Bots"]:
        self.nursery = await self._process("tests.runtime.nursery")
        try:
            yield self
        finally:
            await self.kill()
            assert self.nursery.stdin
            self.nursery.stdin.close()
            await self.nursery.wait()

    async def start(self) -> None:
        self.born = await self._process("bot", "run")
        self.running = self.born.pid

    async def fork(self) -> None:
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(b"\n")
        self.running = int(await self.nursery.stdout.readline())

    async def kill(self) -> None:
        if self.running:
            self.killed_at.append(monotonic())
            os.kill(self.running, signal.SIGKILL)
            self.running = 0
        if self.born:
            await self.born.wait()
            self.born = None

    async def _process(self, *arguments: str) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", *arguments, cwd=ROOT, env=self.env, stderr=self.log,
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
