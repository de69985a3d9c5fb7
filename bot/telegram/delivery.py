"""A message nobody has just asked for: sent once, and what Telegram made of it."""

from datetime import timedelta
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.telegram.screen import NO_PREVIEW, Screen
from bot.telegram.session import not_taken

log = getLogger(__name__)

TOKEN_REFUSED = (TelegramUnauthorizedError, TelegramNotFound)
"""Nothing is sent for anybody until the token is put right."""


async def deliver(bot: Bot, person_id: int, shown: Screen) -> timedelta | None:
    """None: it is settled, sent or not. Else Telegram surely took nothing: how long it wants.

    What may have been delivered counts as settled: nothing is said twice.
    """
    try:
        await bot.send_message(
            person_id,
            shown.text,
            reply_markup=shown.keyboard,
            link_preview_options=NO_PREVIEW,
        )
    except TelegramRetryAfter as limit:
        return timedelta(seconds=limit.retry_after)
    except TelegramForbiddenError:
        log.info("a notice was not taken: the person has left")
    except AiogramError as error:
        if not_taken(error) or isinstance(error, TOKEN_REFUSED):
            log.warning("a notice waits: %s", type(error).__name__)
            return timedelta(0)
        if isinstance(error, TelegramBadRequest):
            log.error("a notice was refused: %s", type(error).__name__)
        else:
            log.warning("a notice may have been lost: %s", type(error).__name__)
    return None
