"""In a group the bot answers a command shortly and sends people to a private chat."""

from aiogram import Router
from aiogram.types import Message

from bot.features.groups import views
from bot.filters.intents import Asks
from bot.telegram.links import Links
from bot.telegram.screen import send


async def invite(message: Message, links: Links) -> None:
    await send(message, views.invite(links))


def router() -> Router:
    """Stands behind the features, which answer in private chats only."""
    router = Router(name="groups")
    reading = ("agreement", "rules", "consulate", "registration", "offline")
    router.message.register(invite, Asks("start", "help", "ask", "sos", "settings", *reading))
    return router
