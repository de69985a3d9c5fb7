"""Reads each message once for what it asks."""

from collections.abc import Mapping
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

from bot.filters.intents import read_intent
from bot.typing import Handler


class IntentMiddleware(BaseMiddleware):
    """Gives `intent` to every message. `buttons` maps a label in any language to its msgid."""

    def __init__(self, buttons: Mapping[str, str], username: str) -> None:
        self.buttons = buttons
        self.username = username

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        text = event.text if isinstance(event, Message) else None
        data["intent"] = read_intent(text, self.buttons, self.username)
        return await handler(event, data)
