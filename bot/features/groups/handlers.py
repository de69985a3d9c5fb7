"""In a group the bot answers shortly when it is asked, and sends people to a private chat."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import Message

from bot.content.content import Content
from bot.features.groups import views
from bot.filters.intents import Asks, Intent
from bot.filters.questions import Addressed
from bot.services.asking import Asking
from bot.telegram.links import Links
from bot.telegram.screen import reply, send
from core.people.person import Person


async def answer(
    message: Message,
    person: Person,
    question: str,
    asking: Asking,
    content: Content,
    links: Links,
    clock: Callable[[], datetime],
) -> None:
    found = asking.find(person.living_in(None), question)  # where he is, is not for the group
    await reply(message, views.answer(found, content, links, clock().date()))


async def agreement(
    message: Message,
    content: Content,
    intent: Intent,
    links: Links,
    clock: Callable[[], datetime],
) -> None:
    shown = views.agreement(intent.argument.upper() or None, content, links, clock().date())
    await reply(message, shown)


async def consulate(message: Message, content: Content, intent: Intent, links: Links) -> None:
    await reply(message, views.consulates(intent.argument.upper() or None, content, links))


async def invite(message: Message, links: Links) -> None:
    await send(message, views.invite(links))


def router() -> Router:
    """Stands behind the features, which answer in private chats only."""
    router = Router(name="groups")
    router.message.register(answer, Addressed())
    router.message.register(agreement, Asks("agreement", "rules"))
    router.message.register(consulate, Asks("consulate"))
    others = ("registration", "register", "relatives", "team", "deadlines", "offline", "settings")
    router.message.register(invite, Asks("start", "help", "ask", "sos", *others))
    return router
