"""Short notices to the people who run the bot. They are copies: the database holds the truth."""

from collections.abc import Callable, Mapping
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from bot.texts import Texts
from core.locale import Locale

log = getLogger(__name__)


async def notify(
    bot: Bot, texts: Texts, admins: Mapping[int, Locale], words: Callable[[], str]
) -> None:
    """Tells every admin in the language he speaks.

    One who cannot be reached does not keep the others from hearing it.
    """
    for admin, language in sorted(admins.items()):
        with texts.speaking(language):
            text = words()
        try:
            await bot.send_message(admin, text)
        except TelegramAPIError as error:
            log.warning("an admin was not told: %s", type(error).__name__)
