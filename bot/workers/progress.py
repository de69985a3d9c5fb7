"""The message that shows an operator how his broadcast goes: changed while there is news."""

from asyncio import Event
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from logging import getLogger
from time import monotonic

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import InlineKeyboardMarkup

from bot.services.broadcasts import Broadcasts, Followed, Spot
from bot.services.people import People
from bot.telegram.screen import NO_PREVIEW, Screen
from bot.telegram.telling import tell
from bot.texts import Texts
from bot.workers.upkeep import pause
from core.broadcasts.broadcast import State
from core.broadcasts.progress import Status
from db.database import Unavailable

log = getLogger(__name__)

EVERY = 3.0
"""Seconds between two changes of one message, at the least."""
RESTING = 20
"""Counting takes at most one part in so many of the time: sending has the rest."""
NOWHERE = (0, 0)
"""Kept for whoever cannot be written to: it is not tried again."""
NOT_MODIFIED = "message is not modified"

Rendering = Callable[[Status, datetime], Screen]


@dataclass(slots=True)
class Progress:
    """`seconds`: who may confirm a broadcast as the second one.

    `shown`: what each message says, as far as this process has written it.
    """

    bot: Bot
    broadcasts: Broadcasts
    people: People
    texts: Texts
    render: Rendering
    clock: Callable[[], datetime]
    seconds: Callable[[int], Awaitable[Sequence[int]]] | None = None
    timer: Callable[[], float] = monotonic
    shown: dict[Spot, Screen] = field(default_factory=dict)
    begun: bool = False

    async def keep(self, stop: Event) -> None:
        """A look every so often, until told to stop."""
        wait = EVERY
        while not await pause(stop, wait):
            since = self.timer()
            await self.tick()
            wait = max(EVERY, (self.timer() - since) * RESTING)

    async def tick(self) -> None:
        """Brings every message up to date. Nothing stops it: the next look may succeed."""
        try:
            for one in await self.broadcasts.unshown():
                await self._begin(one)
                await self._ask(one)
            found = await self.broadcasts.followed(lately=not self.begun)
            self.begun = True
            for one in found:
                await self._show(one)
        except Unavailable as error:
            log.error("progress is not shown: the database is gone (%s)", error)
        except Exception:
            log.exception("progress is not shown")

    async def _ask(self, one: Followed) -> None:
        """What has outgrown its only operator: everybody who may be the second hears of it."""
        broadcast = one.status.broadcast
        if broadcast.state is not State.WAITING or self.seconds is None:
            return
        if self.broadcasts.spots.get(broadcast.id) is None:  # the author is told first
            return
        status = replace(one.status, acts=True)
        others = await self.people.languages(await self.seconds(broadcast.id))
        await tell(self.bot, self.texts, others, lambda: self.render(status, self.clock()))

    async def _begin(self, one: Followed) -> None:
        """A new message, so that the author hears of it; the one before says the same."""
        (author, _none), number = one.spot, one.status.broadcast.id
        screen = await self._made(one)
        try:
            sent = await self.bot.send_message(
                author,
                screen.text,
                reply_markup=screen.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except AiogramError as error:
            log.warning("an operator was not told: %s", type(error).__name__)
            if isinstance(error, TelegramBadRequest | TelegramForbiddenError):  # for good
                await self.broadcasts.keep_progress(number, NOWHERE)
            return
        before, spot = self.broadcasts.spots.get(number), (author, sent.message_id)
        await self.broadcasts.keep_progress(number, spot)
        self.shown[spot] = screen
        if before is not None and before[0] == author:
            await self._edit(before, screen)
            self.shown.pop(before, None)

    async def _made(self, one: Followed) -> Screen:
        """In the language of whoever reads it."""
        reader = one.spot[0]
        languages = await self.people.languages([reader])
        with self.texts.speaking(languages[reader]):
            return self.render(one.status, self.clock())

    async def _show(self, one: Followed) -> None:
        screen = await self._made(one)
        number = one.status.broadcast.id
        if self.broadcasts.spots.get(number) != one.spot:  # tapped away while this was made
            self.shown.pop(one.spot, None)
            return
        there = self.shown.get(one.spot) == screen or await self._edit(one.spot, screen)
        going = one.status.broadcast.under_way or one.status.revising
        if there is None or (there and not going):
            self.shown.pop(one.spot, None)
            await self.broadcasts.stop_showing(number, one.spot)

    async def _edit(self, spot: Spot, screen: Screen) -> bool | None:
        """Whether it says so now; None when the message cannot be changed any more."""
        chat, message = spot
        markup = screen.keyboard if isinstance(screen.keyboard, InlineKeyboardMarkup) else None
        try:
            await self.bot.edit_message_text(
                screen.text,
                chat_id=chat,
                message_id=message,
                reply_markup=markup,
                link_preview_options=NO_PREVIEW,
            )
        except (TelegramBadRequest, TelegramForbiddenError) as refusal:
            if NOT_MODIFIED not in refusal.message:
                log.info("progress is shown no more: %s", type(refusal).__name__)
                return None
        except AiogramError as error:
            log.warning("progress is not shown now: %s", type(error).__name__)
            return False
        self.shown[spot] = screen
        return True
