"""Who got a broadcast gets its new words, or it is taken back from him."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from logging import getLogger
from math import inf

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from bot.services.revisions import Revisions
from bot.telegram.pacer import Pacer, in_broadcast
from bot.telegram.parcel import change, take_back
from bot.telegram.verdicts import said
from bot.workers.postmen import TROUBLES, Rendering
from core.broadcasts.broadcast import RECALL_WITHIN, Broadcast
from core.broadcasts.pacing import respite
from core.broadcasts.tally import Landed
from core.people.topics import Topic
from db.database import Unavailable

log = getLogger(__name__)

NOT_MODIFIED = "message is not modified"
WORDLESS = "no words"
ALBUM = "an album cannot be edited"
ASIDE = 10
"""Beside an alert that goes out, so many turns are its own for one of a revision."""
GIVES_UP = RECALL_WITHIN.total_seconds()
"""For so long it is tried to edit a message that Telegram neither changes nor refuses to."""


def _never() -> bool:
    return False


@dataclass(slots=True)
class _Way:
    """How far one broadcast has come in this round."""

    after: int = 0
    any_done: bool = False
    over: bool = False


@dataclass(slots=True)
class Revising:
    """To edit or delete twice harms nobody: what is not known to be done is done again.

    `urgent`: whether an alert is going out. `since`: whom Telegram has not answered, from when on.
    """

    bot: Bot
    revisions: Revisions
    render: Rendering
    pacer: Pacer
    stop: asyncio.Event
    urgent: Callable[[], bool] = _never
    since: dict[tuple[int, int], float] = field(default_factory=dict)
    wordless: set[int] = field(default_factory=set)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_at: float = -inf
    troubles: int = 0
    rests: int = 0
    rest_until: float = -inf

    async def round(self) -> None:
        """Everybody who can be reached now; after each page the most urgent one is looked for."""
        ways: dict[tuple[int, int, datetime | None], _Way] = {}
        while self._goes_on():
            for one in sorted(await self.revisions.open(), key=_rank):
                way = ways.setdefault((one.id, one.edition, one.recalled_at), _Way())
                if not way.over:
                    break
            else:
                return
            try:
                await self._page(one, way)
            except Unavailable:
                raise
            except Exception:
                log.exception("broadcast %d is not changed everywhere", one.id)
                way.over = True

    async def _page(self, one: Broadcast, way: _Way) -> None:
        """The next of them. Behind the last it begins anew, unless nothing was done meanwhile."""
        listed = self.revisions.to_recall if one.recalled_at else self.revisions.to_edit
        landed = await listed(one, way.after)
        if landed:
            way.after = landed[-1].person_id
            way.any_done |= await self._store(one, await self._all(one, landed))
            return
        if not way.after:
            await self.revisions.ended(one)
            self.since = {key: at for key, at in self.since.items() if key[0] != one.id}
        way.after, way.any_done, way.over = 0, False, not way.any_done

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
            except (TelegramRetryAfter, _NotNow):
                return
            except (TelegramBadRequest, TelegramForbiddenError) as refusal:
                tried[each.person_id] = _failure(refusal)
            except AiogramError as error:
                self._trouble()
                first = self.since.setdefault(key, self.pacer.clock())
                if not one.recalled_at and self.pacer.clock() - first > GIVES_UP:
                    tried[each.person_id] = said(error)
                return
        self.troubles = self.rests = 0
        self.since.pop(key, None)

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
        """One of us at most is in the pacer's line: what is to be sent has the other turns."""
        async with self.turn:
            while self.urgent() and (left := self.next_at - self.pacer.clock()) > 0:
                await self.pacer.sleep(left)
            if not self._goes_on() or not await self.pacer.slot():
                raise _NotNow
            self.next_at = self.pacer.clock() + ASIDE / self.pacer.rate

    def _goes_on(self) -> bool:
        resting = self.pacer.clock() < self.rest_until
        return not (resting or self.pacer.held or self.stop.is_set())

    def _trouble(self) -> None:
        """Nobody is given up for it. We rest; a message that is sent need not rest with us."""
        self.troubles += 1
        if self.troubles >= TROUBLES and self._goes_on():
            self.rests += 1
            self.rest_until = self.pacer.clock() + respite(self.rests)

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


def _rank(one: Broadcast) -> tuple[bool, bool, int]:
    """What is wrong goes before what is to be said better, an alert before news."""
    return one.recalled_at is None, one.topic is not Topic.SAFETY, one.id


def _failure(refusal: TelegramBadRequest | TelegramForbiddenError) -> str | None:
    words = said(refusal)
    return None if NOT_MODIFIED in words else words
