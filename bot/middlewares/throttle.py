"""One person cannot keep the bot from the others."""

from collections.abc import Callable, MutableMapping
from time import monotonic
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update
from cachetools import LRUCache

from bot.texts import gettext as _
from bot.typing import Handler
from core.people.patience import Bucket, Verdict

MESSAGES = (12.0, 2.0)  # a burst, and how many a second after it
TAPS = (40.0, 10.0)
REMEMBERED = 20_000


class ThrottleMiddleware(BaseMiddleware):
    """A burst gets one polite word; what comes behind it is dropped, so nothing queues up."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.buckets: MutableMapping[tuple[int, bool], Bucket] = LRUCache(REMEMBERED)

    async def __call__(
        self, handler: Handler, event: TelegramObject, data: dict[str, Any]
    ) -> object:
        if not isinstance(event, Update) or not (
            event.message or event.callback_query or event.inline_query
        ):
            return await handler(event, data)
        match self._bucket(data["person"].id, event).take(self.clock()):
            case Verdict.PASS:
                return await handler(event, data)
            case Verdict.WARN:
                await _ask_for_patience(event)
                return None
            case Verdict.DROP:
                return None

    def _bucket(self, person_id: int, event: Update) -> Bucket:
        quick = event.message is None  # taps, and letters typed after the bot's name
        key = (person_id, quick)
        bucket = self.buckets.get(key)
        if bucket is None:
            size, rate = TAPS if quick else MESSAGES
            bucket = self.buckets[key] = Bucket(size, rate, level=size, at=self.clock())
        return bucket


async def _ask_for_patience(update: Update) -> None:
    words = _("One moment, please: I answer one thing at a time.")
    if update.callback_query:
        await update.callback_query.answer(words)
    elif update.message and update.message.chat.type == "private":
        await update.message.answer(words)
