"""Short notices to the people who run the bot. They are copies: the database holds the truth."""

from collections.abc import Iterable
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

log = getLogger(__name__)


async def notify(bot: Bot, admins: Iterable[int], text: str) -> None:
    """Tells every admin. One who cannot be reached does not keep the others from hearing it."""
    for admin in sorted(admins):
        try:
            await bot.send_message(admin, text)
        except TelegramAPIError as error:
            log.warning("an admin was not told: %s", type(error).__name__)
