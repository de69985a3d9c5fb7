"""What a person answers to a broadcast in his own way goes to those who run the bot."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.types import Message

from bot.content.content import Content
from bot.features.replies import views
from bot.filters.broadcast_replies import RepliesToBroadcast
from bot.filters.updates import Private
from bot.telegram.duty import Duty
from bot.telegram.screen import reply
from core.broadcasts.broadcast import Broadcast
from core.people.person import Person


async def pass_on(
    message: Message,
    broadcast: Broadcast,
    person: Person,
    content: Content,
    duty: Duty,
    clock: Callable[[], datetime],
) -> None:
    now = clock()
    reached = await duty.tell(
        person.id, lambda: views.heading(broadcast, person, content, now), enclosed=message
    )
    await reply(message, views.receipt(broadcast) if reached else views.not_passed_on())


def router() -> Router:
    """Stands behind emergency, which answers words of danger with numbers and hands them on."""
    router = Router(name="replies")
    router.message.filter(Private())
    router.message.register(pass_on, StateFilter(None), RepliesToBroadcast())
    return router
