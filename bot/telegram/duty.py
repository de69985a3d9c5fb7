"""The people on duty are told at once what cannot wait, and never faster than Telegram allows."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from logging import getLogger
from time import monotonic

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import Message
from cachetools import LRUCache

from bot.services.people import People
from bot.telegram.screen import NO_PREVIEW, Screen
from bot.texts import Texts
from core.locale import Locale
from core.people.patience import Bucket, Verdict
from db.database import Unavailable

log = getLogger(__name__)

EVERYBODY = (8.0, 1 / 3)  # a burst, and how many a second after it
"""Telegram takes about one message a second in a chat, and makes the whole bot wait for more."""
ONE = (3.0, 1 / 60)
REMEMBERED = 10_000


def _bucket(holds: tuple[float, float]) -> Bucket:
    size, rate = holds
    return Bucket(size, rate, level=size, at=0.0)


@dataclass(frozen=True, slots=True)
class Duty:
    """Those who run the bot. What they were not told in time is for the caller to keep."""

    bot: Bot
    people: People
    texts: Texts
    admins: frozenset[int]
    clock: Callable[[], float] = monotonic
    all: Bucket = field(default_factory=lambda: _bucket(EVERYBODY))
    each: MutableMapping[int, Bucket] = field(default_factory=lambda: LRUCache(REMEMBERED))

    async def tell(
        self, about: int, words: Callable[[], Screen], enclosed: Message | None = None
    ) -> int:
        """How many have it, each in his language; none when they were told too much just now.

        `about`: the person who makes it necessary; nobody can keep the others from being heard.
        `enclosed`: his own message, copied below the words without its author.
        """
        own = self.each.setdefault(about, _bucket(ONE))
        if any(one.take(self.clock()) is not Verdict.PASS for one in (own, self.all)):
            log.warning("those on duty are not told at once: too much of it")
            return 0
        return await self.tell_now(words, enclosed)

    async def tell_now(self, words: Callable[[], Screen], enclosed: Message | None = None) -> int:
        """As `tell`, for a caller who keeps his distance between two of them by himself."""
        languages = await self._languages()
        return sum([await self._told(one, languages[one], words, enclosed) for one in languages])

    async def _languages(self) -> dict[int, Locale]:
        admins = sorted(self.admins)
        try:
            return await self.people.languages(admins)
        except Unavailable as error:
            log.error("those on duty are told in Kazakh: the database is gone (%s)", error)
            return dict.fromkeys(admins, Locale.KK)

    async def _told(
        self, admin: int, language: Locale, words: Callable[[], Screen], enclosed: Message | None
    ) -> bool:
        with self.texts.speaking(language):
            shown = words()
        try:
            await self.bot.send_message(
                admin, shown.text, reply_markup=shown.keyboard, link_preview_options=NO_PREVIEW
            )
            if enclosed is not None:
                await self.bot.copy_message(admin, enclosed.chat.id, enclosed.message_id)
        except AiogramError as error:
            log.warning("one on duty was not told: %s", type(error).__name__)
            return False
        return True
