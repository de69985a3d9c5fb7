"""A message that shows a broadcast going may become another screen by any tap on it."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, TelegramObject

from bot.services.broadcasts import Broadcasts
from bot.typing import Handler


class LettingGoMiddleware(BaseMiddleware):
    """The worker leaves a tapped message alone, unless its handler shows the broadcast again."""

    def __init__(self, broadcasts: Broadcasts) -> None:
        self.broadcasts = broadcasts

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        if isinstance(event, CallbackQuery) and event.message and self.broadcasts.spots:
            spot = (event.message.chat.id, event.message.message_id)
            self.broadcasts.let_go(spot)
        return await handler(event, data)
