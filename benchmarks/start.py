"""Cold start and memory of `python -m bot run` against a bare aiogram + SQLAlchemy process.

A process counts as started when it first asks a local Telegram for updates. Both find a migrated
SQLite file; the bare one also opens it.
"""

import asyncio
import os
import sys
import tempfile
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

from aiohttp import web

from benchmarks.measuring import BOT, TOKEN, figure
from db.migrate import migrate

ROOT = Path(__file__).parent.parent
RUNS = 7
PATIENCE = 60.0
OURS = ("-m", "bot", "run")
BARE = ("-m", "benchmarks._bare_process")
CHECK = ("-m", "bot", "check-content")
LIST_MODULES = (
    "import sys; from bot.__main__ import main; main(['check-content']);"
    "print(any(name.partition('.')[0] == 'aiogram' for name in sys.modules), file=sys.stderr)"
)


@dataclass(frozen=True, slots=True)
class Start:
    seconds: float
    megabytes: float


@dataclass(slots=True)
class LocalTelegram:
    """Answers what a starting bot asks, and tells when it is asked for updates."""

    asked: asyncio.Event = field(default_factory=asyncio.Event)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: web.Request) -> web.Response:
        match request.match_info["method"]:
            case "getUpdates":
                self.asked.set()
                await self.over.wait()
                result: object = []
            case "getMe":
                result = BOT
            case "getMyCommands":
                result = []
            case "getMyDescription":
                result = {"description": ""}
            case "getMyShortDescription":
                result = {"short_description": ""}
            case _:
                result = True
        return web.json_response({"ok": True, "result": result})


def _memory(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("Linux tells VmRSS")


async def _start(
    command: tuple[str, ...], telegram: LocalTelegram, environ: dict[str, str]
) -> Start:
    telegram.asked.clear()
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, env=environ, stdout=DEVNULL, stderr=DEVNULL
    )
    try:
        async with asyncio.timeout(PATIENCE):
            await telegram.asked.wait()
        return Start(perf_counter() - started, _memory(process.pid))
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _check_content() -> float:
    started = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *CHECK, cwd=ROOT, stdout=DEVNULL, stderr=DEVNULL
    )
    await process.wait()
    return perf_counter() - started


async def _imports_aiogram() -> bool:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", LIST_MODULES, cwd=ROOT, stdout=DEVNULL, stderr=PIPE
    )
    _out, told = await process.communicate()
    return told.decode().split()[-1] == "True"


async def _measure(url: str, folder: str) -> tuple[list[Start], list[Start]]:
    database = f"sqlite+aiosqlite:///{folder}/start.sqlite3"
    await migrate(database)
    known = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    environ = known | {
        "BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": database,
        "LOG_LEVEL": "ERROR",
    }
    telegram = LocalTelegram()
    application = web.Application()
    application.router.add_route("*", "/bot{token}/{method}", telegram.answer)
    runner = web.AppRunner(application, shutdown_timeout=0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", int(url.rpartition(":")[2]))
        await site.start()
        await _start(OURS, telegram, environ)  # both compile their modules once
        await _start(BARE, telegram, environ)
        pairs = [
            (await _start(OURS, telegram, environ), await _start(BARE, telegram, environ))
            for _run in range(RUNS)
        ]
    finally:
        telegram.over.set()
        await runner.cleanup()
    return [ours for ours, _bare in pairs], [bare for _ours, bare in pairs]


def _free_port() -> int:
    import socket  # noqa: PLC0415 - nothing else needs it

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        ours, bare = await _measure(f"http://127.0.0.1:{_free_port()}", folder)
    pairs = list(zip(ours, bare, strict=True))
    for name, starts in (("ours", ours), ("bare", bare)):
        seconds = median(start.seconds for start in starts)
        print(f"# {name}: {seconds:.2f} s, {median(s.megabytes for s in starts):.0f} MB")
    figure("start.cold_ratio", median(a.seconds / b.seconds for a, b in pairs), "<=", 1.25)
    figure("start.memory_ratio", median(a.megabytes / b.megabytes for a, b in pairs), "<=", 1.35)
    checks = [await _check_content() for _run in range(5)]
    figure("start.check_content_seconds", median(checks), "<=", 2)
    figure("start.check_content_imports_aiogram", await _imports_aiogram(), "==", 0)


if __name__ == "__main__":
    asyncio.run(main())
