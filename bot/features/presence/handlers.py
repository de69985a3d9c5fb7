"""Somebody blocks the bot, or comes back."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.types import ChatMemberUpdated

from bot.filters.updates import Private
from bot.services.people import People

GONE = (ChatMemberStatus.KICKED, ChatMemberStatus.LEFT)


async def presence(event: ChatMemberUpdated, people: People) -> None:
    blocked = event.new_chat_member.status in GONE
    await people.notice_blocked(event.from_user.id, blocked=blocked)


def router() -> Router:
    router = Router(name="presence")
    router.my_chat_member.filter(Private())
    router.my_chat_member.register(presence)
    return router
