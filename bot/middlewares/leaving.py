"""Who leaves a half-filled form by another button does not fill it with his next words."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, TelegramObject

from bot.typing import Handler


class LeavingMiddleware(BaseMiddleware):
    """Ends the form on any tap, command or button of the menu. Stands behind `intent`."""

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        if data.get("raw_state") and (isinstance(event, CallbackQuery) or data["intent"].name):
            state: FSMContext = data["state"]
            await state.clear()
            data["raw_state"] = None
        return await handler(event, data)
