"""The command line as an operator meets it: exit codes, and faults in one line."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import ClientResponseError
from aiohttp.test_utils import TestServer
from cryptography.fernet import Fernet

from db.migrations import HEAD
from pretend.server import build_app
from pretend.telegram import TOKEN, PretendTelegram
from tests.content.tree import KK, Tree
from tests.runtime.processes import (
    ROOT,
    People,
    command,
    environ,
    free_port,
    start,
    stop,
)

SECRET_TOKEN = "987654:AAE-nobody-may-see-this-token-anywhere"


@pytest.fixture
async def telegram() -> AsyncIterator[TestServer]:
    server = TestServer(build_app(PretendTelegram()), host="127.0.0.1")
    async with server:
        yield server


def sqlite(folder: Path) -> str:
    return f"sqlite+aiosqlite:///{folder}/cli.sqlite3"


@pytest.mark.parametrize(
    ("settings", "name"),
    [
        ({}, "BOT_TOKEN"),
        ({"BOT_TOKEN": "AAE-not-a-token-at-all"}, "BOT_TOKEN"),
        ({"BOT_TOKEN": SECRET_TOKEN, "DATABASE_URL": "mysql://x:hidden@y/z"}, "DATABASE_URL"),
        ({"BOT_TOKEN": SECRET_TOKEN, "WEBHOOK_URL": "https://bot.example/x"}, "WEBHOOK_SECRET"),
        ({"BOT_TOKEN": SECRET_TOKEN, "LOG_LEVEL": "LOUD"}, "LOG_LEVEL"),
        ({"BOT_TOKEN": SECRET_TOKEN, "CONTENT_DIR": "no/such/folder"}, "CONTENT_DIR: "),
        (
            {
                "BOT_TOKEN": SECRET_TOKEN,
                "DATABASE_URL": "sqlite+aiosqlite:////dev/null/nowhere/a.sqlite3",
            },
            "DATABASE_URL",
        ),
        (
            {
                "BOT_TOKEN": SECRET_TOKEN,
                "DATABASE_URL": "sqlite+aiosqlite:///{tmp}/a.sqlite3",
                "TELEGRAM_API_URL": "http://127.0.0.1:{free}",
            },
            "TELEGRAM_API_URL",
        ),
    ],
)
async def test_a_start_that_cannot_succeed_says_why_in_one_line(
    tmp_path: Path, settings: dict[str, str], name: str
) -> None:
    port = str(free_port())
    filled = {
        key: value.replace("{tmp}", str(tmp_path)).replace("{free}", port)
        for key, value in settings.items()
    }
    ended = await command("run", **({"DATABASE_URL": sqlite(tmp_path)} | filled))
    told = _last_line(ended.err)
    assert ended.code == 2, ended.err
    assert "Traceback" not in ended.err
    assert name in told
    for value in (settings.get("BOT_TOKEN"), "hidden"):
        assert value is None or value not in ended.err + ended.out


def _last_line(err: str) -> str:
    """The fault; before it stand at most log lines of a start under way."""
    lines = err.strip().splitlines()
    assert [line for line in lines[:-1] if " update=" not in line] == []
    return lines[-1]


async def test_a_token_telegram_does_not_know(tmp_path: Path, telegram: TestServer) -> None:
    ended = await command(
        "run", BOT_TOKEN=SECRET_TOKEN, DATABASE_URL=sqlite(tmp_path),
        TELEGRAM_API_URL=f"http://127.0.0.1:{telegram.port}",
    )  # fmt: skip
    assert ended.code == 2
    assert _last_line(ended.err).startswith("BOT_TOKEN: ")
    assert SECRET_TOKEN not in ended.err


async def test_a_webhook_port_that_is_taken(tmp_path: Path, telegram: TestServer) -> None:
    ended = await command(
        "run", BOT_TOKEN=TOKEN, DATABASE_URL=sqlite(tmp_path),
        TELEGRAM_API_URL=f"http://127.0.0.1:{telegram.port}",
        WEBHOOK_URL="https://bot.example/telegram", WEBHOOK_SECRET="s3cret-of-the-hook",
        WEBHOOK_LISTEN=f"127.0.0.1:{telegram.port}",
    )  # fmt: skip
    assert ended.code == 2, ended.err
    assert _last_line(ended.err).startswith("WEBHOOK_LISTEN: ")
    assert "s3cret-of-the-hook" not in ended.err


async def test_run_stops_on_sigterm(tmp_path: Path, telegram: TestServer) -> None:
    env = environ(
        BOT_TOKEN=TOKEN, DATABASE_URL=sqlite(tmp_path),
        TELEGRAM_API_URL=f"http://127.0.0.1:{telegram.port}",
    )  # fmt: skip
    process = await start("run", env=env)
    people = People(f"http://127.0.0.1:{telegram.port}")
    answered = await people.post("/people/5/messages", {"text": "/help"})
    for _ in range(3):
        if answered["messages"]:
            break
        answered = await people.post("/people/5/messages", {"text": "/help"})
    ended = await stop(process)
    assert answered["messages"]
    assert ended.code == 0
    assert "Traceback" not in ended.err


async def test_migrate_twice(tmp_path: Path) -> None:
    first = await command("migrate", DATABASE_URL=sqlite(tmp_path))
    again = await command("migrate", DATABASE_URL=sqlite(tmp_path))
    assert (first.code, first.out) == (0, f"empty -> {HEAD}\n")
    assert (again.code, again.out) == (0, f"already at {HEAD}\n")


def _garbage(folder: Path) -> str:
    (folder / "garbage.sqlite3").write_bytes(b"this is no database" * 100)
    return f"sqlite+aiosqlite:///{folder}/garbage.sqlite3"


@pytest.mark.parametrize(
    "url",
    [
        lambda _: "not a url",
        lambda _: "nosuch+driver://x:hidden@y/z",
        lambda _: "postgresql+nosuch://x:hidden@y/z",
        lambda folder: f"sqlite+aiosqlite:////dev/null{folder}/a.sqlite3",
        _garbage,
    ],
)
async def test_migrate_with_a_database_that_does_not_open(
    tmp_path: Path, url: Callable[[Path], str]
) -> None:
    ended = await command("migrate", DATABASE_URL=url(tmp_path))
    assert ended.code == 2, ended.err
    assert ended.err.startswith("DATABASE_URL: ")
    assert ended.err.count("\n") == 1
    assert "hidden" not in ended.err


async def test_keygen_gives_a_new_fernet_key_each_time() -> None:
    one, other = await command("keygen"), await command("keygen")
    assert one.code == other.code == 0
    assert one.out != other.out
    key = Fernet(one.out.strip())
    assert key.decrypt(key.encrypt(b"x")) == b"x"


async def test_check_content_of_the_repository() -> None:
    ended = await command("check-content")
    assert ended.code == 0, ended.out


async def test_check_content_names_file_and_fault(tmp_path: Path) -> None:
    tree = Tree(tmp_path)
    assert (await command("check-content", CONTENT_DIR=str(tmp_path))).code == 0
    tree.remove(KK)
    ended = await command("check-content", CONTENT_DIR=str(tmp_path))
    assert ended.code == 1
    faults = [line for line in ended.out.splitlines() if KK in line]
    assert faults
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("name", ["try", "telegram"])
async def test_a_busy_port_is_told_in_one_line(name: str) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        ended = await command(name, "--port", str(port))
    assert ended.code == 2, ended.err
    assert ended.err.startswith(f"--port {port}: ")
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [(), ("fly",), ("try", "--port", "many"), ("try", "--port", "99999"),
     ("telegram", "--token", "no-number"), ("search",), ("search", "--country", "kr"),
     ("search", "--lang", "de", "visa"), ("search", "visa", "--batch", "-")],
)  # fmt: skip
async def test_wrong_words_on_the_command_line(arguments: tuple[str, ...]) -> None:
    ended = await command(*arguments)
    assert ended.code == 2
    assert "usage: saparlas" in ended.err
    assert "Traceback" not in ended.err


async def test_try_serves_a_bot_without_a_token() -> None:
    port = free_port()
    process = await start("try", "--port", str(port), env=environ())
    people = People(f"http://127.0.0.1:{port}")
    ready = await people.ready()
    answered = await people.post("/people/1001/messages", {"text": "/start"})
    ended = await stop(process)
    assert ready["ok"] is True
    assert answered["messages"]
    assert ended.code == 0, ended.err
    assert f"http://127.0.0.1:{port}/" in ended.out


async def test_telegram_refuses_another_token() -> None:
    port, token = free_port(), "42:AAE-the-token-of-this-telegram"
    process = await start("telegram", "--port", str(port), "--token", token, env=environ())
    people = People(f"http://127.0.0.1:{port}")
    await people.ready()
    me = await people.get(f"/bot{token}/getMe")
    with pytest.raises(ClientResponseError, match="401"):
        await people.get("/bot42:another-token/getMe")
    ended = await stop(process)
    assert isinstance(me, dict)
    assert me["ok"] is True
    assert ended.code == 0


async def test_a_broken_dotenv_is_told_by_every_command_that_reads_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("this line has no equals sign\n")
    for name in ("run", "migrate", "check-content"):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", name, cwd=tmp_path,
            env=environ() | {"PYTHONPATH": str(ROOT)}, stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        _, err = await process.communicate()
        assert process.returncode == 2, err
        assert err.decode() == ".env: line 1 is not NAME=value\n"
