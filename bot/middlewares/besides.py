"""A tap under a message that must stay as it is: the screen is sent below it."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, InaccessibleMessage, TelegramObject

from bot.telegram.besides import besides
from bot.typing import Handler


class BesidesMiddleware(BaseMiddleware):
    """Handlers see an ordinary tap, on a message that cannot be edited."""

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        if isinstance(event, CallbackQuery) and (wire := besides(event.data or "")) is not None:
            event = event.model_copy(update={"data": wire, "message": _untouchable(event)})
        return await handler(event, data)


def _untouchable(query: CallbackQuery) -> InaccessibleMessage | None:
    shown = query.message
    if shown is None:
        return None
    hidden = InaccessibleMessage(chat=shown.chat, message_id=shown.message_id, date=0)
    return hidden.as_(query.bot)
