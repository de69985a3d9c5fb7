"""Who got a broadcast gets its new words, or it is taken back from him."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from bot.services.revisions import Revisions
from bot.telegram.delivery import TOKEN_REFUSED
from bot.telegram.pacer import Pacer, in_broadcast
from bot.telegram.parcel import change, take_back
from bot.telegram.verdicts import said
from bot.workers.postmen import Rendering
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.pacing import ATTEMPTS
from core.broadcasts.tally import Landed
from db.database import Unavailable

log = getLogger(__name__)

NOT_MODIFIED = "message is not modified"
WORDLESS = "no words"
ALBUM = "an album cannot be edited"


@dataclass(slots=True)
class Revising:
    """To edit or delete twice harms nobody: what is not known to be done is done again."""

    bot: Bot
    revisions: Revisions
    render: Rendering
    pacer: Pacer
    stop: asyncio.Event
    tries: Counter[tuple[int, int]] = field(default_factory=Counter)
    wordless: set[int] = field(default_factory=set)

    async def round(self) -> None:
        """Everybody who can be reached now, of every broadcast."""
        for one in await self.revisions.open():
            try:
                while not self.stop.is_set() and await self._pass(one):
                    pass
            except Unavailable:
                raise
            except Exception:
                log.exception("broadcast %d is not changed everywhere", one.id)

    async def _pass(self, one: Broadcast) -> bool:
        """From the first to the last of them; whether it came any further."""
        after, any_done, first = 0, False, True
        while not self.stop.is_set():
            landed = await (
                self.revisions.to_recall(one, after)
                if one.recalled_at
                else self.revisions.to_edit(one, after)
            )
            if not landed:
                break
            first, after = False, landed[-1].person_id
            any_done |= await self._store(one, await self._all(one, landed))
            if self.pacer.held:
                return False
        if first:
            await self.revisions.ended(one)
        return any_done

    async def _all(self, one: Broadcast, landed: list[Landed]) -> dict[int, str | None]:
        """By person: why Telegram would not, or None: done. Who is to be tried again is not in."""
        tried: dict[int, str | None] = {}
        async with asyncio.TaskGroup() as group:
            for each in landed:
                group.create_task(self._one(one, each, tried))
        return tried

    async def _one(self, one: Broadcast, each: Landed, tried: dict[int, str | None]) -> None:
        work = self._take_back if one.recalled_at else self._change
        key = (one.id, each.person_id)
        with in_broadcast():
            try:
                tried[each.person_id] = await work(one, each)
            except (TelegramRetryAfter, *TOKEN_REFUSED, _NotNow):
                return
            except (TelegramBadRequest, TelegramForbiddenError) as refusal:
                tried[each.person_id] = _failure(refusal)
            except AiogramError as error:
                self.tries[key] += 1
                if self.tries[key] >= ATTEMPTS:
                    tried[each.person_id] = said(error)
        if each.person_id in tried:
            self.tries.pop(key, None)

    async def _change(self, one: Broadcast, each: Landed) -> str | None:
        try:
            parcel = self.render(one, each.language, each.country, each.city)
        except Exception:
            if one.id not in self.wordless:
                log.exception("broadcast %d has no words", one.id)
            self.wordless.add(one.id)
            return WORDLESS
        if parcel.album:
            return ALBUM
        await self._slot()
        await change(self.bot, each.person_id, each.message_ids[0], parcel)
        return None

    async def _take_back(self, _one: Broadcast, each: Landed) -> str | None:
        await self._slot()
        await take_back(self.bot, each.person_id, each.message_ids)
        return None

    async def _slot(self) -> None:
        if self.stop.is_set() or not await self.pacer.slot():
            raise _NotNow

    async def _store(self, one: Broadcast, tried: dict[int, str | None]) -> bool:
        if not tried:
            return False
        if one.recalled_at:
            gone = {person_id: why is None for person_id, why in tried.items()}
            await self.revisions.recalled(one, gone)
        else:
            await self.revisions.edited(one, tried)
        return True


class _NotNow(Exception):  # noqa: N818 - a state of the world
    """Its turn has not come: the bot stops, or Telegram wants a pause."""


def _failure(refusal: TelegramBadRequest | TelegramForbiddenError) -> str | None:
    words = said(refusal)
    return None if NOT_MODIFIED in words else words
