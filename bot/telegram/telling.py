"""Telling other operators, each in his language; who cannot be reached keeps nobody waiting."""

from collections.abc import Callable, Mapping
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.telegram.screen import NO_PREVIEW, Screen
from bot.texts import Texts
from core.locale import Locale

log = getLogger(__name__)


async def tell(
    bot: Bot, texts: Texts, operators: Mapping[int, Locale], words: Callable[[], Screen]
) -> int:
    """How many have it."""
    told = 0
    for operator, language in sorted(operators.items()):
        with texts.speaking(language):
            shown = words()
        try:
            await bot.send_message(
                operator,
                shown.text,
                reply_markup=shown.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except AiogramError as error:
            log.warning("an operator was not told: %s", type(error).__name__)
        else:
            told += 1
    return told
