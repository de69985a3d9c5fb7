"""The command line. Each command imports only what it needs: aiogram alone costs two seconds."""

import argparse
import asyncio
import gc
import socket
import sys
from collections.abc import Callable, Coroutine, Sequence
from io import TextIOWrapper

from bot import content_commands, data_commands
from bot.console import CONTENT, environ, fault

INTERRUPTED = 130
LAST_PORT = 65_535
HOST = "127.0.0.1"


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

    content_commands.add_to(commands)

    data_commands.add_to(commands)

    telegram = commands.add_parser("telegram", help="the pretend Telegram alone, for any bot")
    telegram.add_argument("--port", type=_port, default=8081)
    telegram.add_argument("--token", type=_token, help="the bot's token; another one gets 401")
    telegram.set_defaults(run=_telegram)
    return parser


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= LAST_PORT:
        raise argparse.ArgumentTypeError("is not a port number")
    return int(text)


def _token(text: str) -> str:
    number, colon, _ = text.partition(":")
    if not (colon and number.isascii() and number.isdecimal()):
        raise argparse.ArgumentTypeError("is not a bot token: one looks like 123456:ABC…")
    return text


def _run(_options: argparse.Namespace) -> int:
    from bot.settings import Settings, SettingsFault

    try:
        settings = Settings.read(environ())
    except SettingsFault as error:
        return fault(error)
    gc.disable()  # no garbage in what imports make: a look costs 0.4 s; app.running ends it
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
        return fault(line)
    return 0


def _try(options: argparse.Namespace) -> int:
    def serving(door: socket.socket) -> Coroutine[object, object, None]:
        print(f"Open http://{HOST}:{options.port}/ and press «Start».", flush=True)
        from bot import logs
        from bot.runners.tryout import try_out

        logs.configure("WARNING", "text")
        return try_out(door, CONTENT)

    return _served(serving, options.port)


def _telegram(options: argparse.Namespace) -> int:
    def serving(door: socket.socket) -> Coroutine[object, object, None]:
        from bot.runners.tryout import telegram_alone

        return telegram_alone(door, options.token)

    return _served(serving, options.port)


def _served(serving: Callable[[socket.socket], Coroutine[object, object, None]], port: int) -> int:
    """The port opens first: an early browser waits, and a taken port is told at once."""
    try:
        door = socket.create_server((HOST, port))
    except (OSError, OverflowError) as error:
        return fault(f"--port {port}: {getattr(error, 'strerror', None) or error}")
    gc.disable()  # see _run
    from bot.content.faults import ContentFault

    with door:
        try:
            asyncio.run(serving(door))
        except ContentFault as error:
            return fault(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
