"""A message that answers one of our broadcasts, by Telegram's «reply»."""

from aiogram import Bot
from aiogram.filters import Filter
from aiogram.types import Message

from bot.filters.intents import Intent
from bot.services.checks import Checks
from core.people.person import Person


class RepliesToBroadcast(Filter):
    """Gives `broadcast`. The database is asked only about a reply to a message of the bot."""

    async def __call__(
        self, message: Message, person: Person, intent: Intent, checks: Checks, bot: Bot
    ) -> bool | dict[str, object]:
        below = message.reply_to_message
        if intent.name or below is None or below.from_user is None or below.from_user.id != bot.id:
            return False
        broadcast = await checks.reply_of(person, below.message_id)
        return {"broadcast": broadcast} if broadcast else False
