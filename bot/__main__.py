"""The command line. Each command imports only what it needs: aiogram alone costs two seconds."""

import argparse
import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

FAULT = 2
INTERRUPTED = 130
LAST_PORT = 65_535
CONTENT = Path("content")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="saparlas", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    run = commands.add_parser("run", help="answer people: polling, or webhook with WEBHOOK_URL")
    run.set_defaults(run=_run)

    tried = commands.add_parser("try", help="chat in the browser, no token needed")
    tried.add_argument("--port", type=_port, default=8081)
    tried.set_defaults(run=_try)

    check = commands.add_parser("check-content", help="every file of the content, every fault")
    check.set_defaults(run=_check_content)

    migrate = commands.add_parser("migrate", help="bring the database to this release")
    migrate.set_defaults(run=_migrate)

    keygen = commands.add_parser("keygen", help="a new key for ENCRYPTION_KEYS")
    keygen.set_defaults(run=_keygen)

    telegram = commands.add_parser("telegram", help="the pretend Telegram alone, for any bot")
    telegram.add_argument("--port", type=_port, default=8081)
    telegram.add_argument("--token", type=_token, help="the bot's token; another one gets 401")
    telegram.set_defaults(run=_telegram)
    return parser


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number <= LAST_PORT:
        raise ValueError(text)
    return number


def _token(text: str) -> str:
    if not text.partition(":")[0].isascii() or not text.partition(":")[0].isdigit():
        raise ValueError(text)
    return text


_port.__name__, _token.__name__ = "port", "bot token (123456:ABC…)"  # argparse shows these


def _environ() -> Mapping[str, str]:
    from bot.settings import environment

    return environment(os.environ)


def _fault(words: object) -> int:
    print(words, file=sys.stderr)
    return FAULT


def _run(_options: argparse.Namespace) -> int:
    from bot.settings import Settings, SettingsFault

    try:
        settings = Settings.read(_environ())
    except SettingsFault as fault:
        return _fault(fault)
    from bot import logs
    from bot.runners.faults import one_line
    from bot.runners.live import run

    logs.configure(settings.log_level, settings.log_format)
    try:
        asyncio.run(run(settings))
    except BaseException as error:
        line = one_line(error, settings)
        if line is None:
            raise
        return _fault(line)
    return 0


def _try(options: argparse.Namespace) -> int:
    from bot import logs
    from bot.content.faults import ContentFault
    from bot.runners.tryout import try_out

    logs.configure("WARNING", "text")
    try:
        asyncio.run(try_out(options.port, CONTENT))
    except ContentFault as fault:
        return _fault(fault)
    except OSError as error:
        return _fault(f"--port {options.port}: {error.strerror}")
    return 0


def _telegram(options: argparse.Namespace) -> int:
    from bot.runners.tryout import telegram_alone

    try:
        asyncio.run(telegram_alone(options.port, options.token))
    except OSError as error:
        return _fault(f"--port {options.port}: {error.strerror}")
    return 0


def _check_content(_options: argparse.Namespace) -> int:
    from bot.content.check import check

    folder = Path(_environ().get("CONTENT_DIR") or CONTENT)
    report = check(folder, datetime.now(UTC).date())
    print(report)
    return 1 if report.faults else 0


def _migrate(_options: argparse.Namespace) -> int:
    from bot.settings import DEFAULT_DATABASE
    from db.migrate import migrate
    from db.migrations import HEAD

    url = _environ().get("DATABASE_URL") or DEFAULT_DATABASE
    before = asyncio.run(migrate(url))
    print(f"{before or 'empty'} -> {HEAD}" if before != HEAD else f"already at {HEAD}")
    return 0


def _keygen(_options: argparse.Namespace) -> int:
    from cryptography.fernet import Fernet

    print(Fernet.generate_key().decode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
