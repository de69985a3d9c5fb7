"""`run`: the bot against Telegram, by polling, or by webhook when one is set."""

import asyncio
import signal
from contextlib import suppress

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot import app as composition
from bot.content.content import Content
from bot.runners.polling import Polling
from bot.settings import Settings

CALL_SECONDS = 15.0


async def run(settings: Settings) -> None:
    """Until SIGTERM or SIGINT. Raises what makes a start impossible."""
    session = AiohttpSession(
        api=TelegramAPIServer.from_base(settings.telegram_api_url.rstrip("/")),
        timeout=CALL_SECONDS,
    )
    content = Content.load(settings.content_dir)
    async with composition.running(settings, session, content) as app:
        stop = stop_on_signals()
        if settings.webhook_url:
            from bot.runners import webhook  # noqa: PLC0415 - polling needs no web server

            await webhook.serve(app, settings, stop)
        else:
            kinds = app.dispatcher.resolve_used_update_types()
            await Polling(app.bot, app.inbox, kinds).run(stop)


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set, where the platform has them."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    return stop
