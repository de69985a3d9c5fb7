"""Small asynchronous filters. aiogram would send a synchronous one through a thread each time."""

from aiogram.enums import ChatType
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message


class Private(Filter):
    """A chat of one person with the bot; of a tap, the chat its button stands in."""

    async def __call__(self, event: Message | CallbackQuery | ChatMemberUpdated) -> bool:
        if isinstance(event, CallbackQuery):
            return event.message is not None and event.message.chat.type == ChatType.PRIVATE
        return event.chat.type == ChatType.PRIVATE


class Carries(Filter):
    """A callback of one of these kinds: one look-up, so that a router is passed quickly."""

    def __init__(self, *kinds: type[CallbackData]) -> None:
        self.prefixes = frozenset(kind.__prefix__ for kind in kinds)

    async def __call__(self, query: CallbackQuery) -> bool:
        return (query.data or "").partition(":")[0] in self.prefixes


class HasLocation(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.location is not None


class HasText(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.text is not None


class HasContact(Filter):
    async def __call__(self, message: Message) -> bool:
        return message.contact is not None


class HasWords(Filter):
    """A text of at least so many words."""

    def __init__(self, least: int) -> None:
        self.least = least

    async def __call__(self, message: Message) -> bool:
        return len((message.text or "").split()) >= self.least
