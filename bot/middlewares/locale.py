"""The person's language, in force for the whole update, apologies included."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject

from bot.texts import Texts
from bot.typing import Handler


class LocaleMiddleware(BaseMiddleware):
    """Stays in force after the handler, so that an apology comes in the same language."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        self.texts.switch(data["person"].language)
        return await handler(event, data)
