"""Who is writing: found once per update, right behind the person's lock."""

from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, User

from bot.services.people import People
from bot.typing import Handler
from core.people.person import Person

NOBODY = 0


class PersonMiddleware(BaseMiddleware):
    """Gives `person`: known, a stranger, or nobody at all (a channel post). Stores nothing."""

    def __init__(self, people: People) -> None:
        self.people = people

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        data["person"] = await self._find(data.get("event_from_user"), data.get("event_chat"))
        return await handler(event, data)

    async def _find(self, user: User | None, chat: Chat | None) -> Person:
        if user is None or user.is_bot:
            return await self.people.recognise(chat.id if chat else NOBODY, None)
        person = await self.people.recognise(user.id, user.language_code)
        if person.blocked and chat is not None and chat.id == user.id:
            await self.people.welcome_back(person)
        return person
