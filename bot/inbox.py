"""Where every update comes in, whoever brought it: handled once, and never a stray exception."""

from collections.abc import Mapping
from dataclasses import dataclass
from logging import getLogger

from aiogram import Bot, Dispatcher
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Update
from pydantic import ValidationError

from bot.services.receipts import Receipts
from db.database import Unavailable
from db.progress import Progress, handling

log = getLogger(__name__)

KINDS = frozenset(Update.model_fields) - {"update_id"}


@dataclass(frozen=True, slots=True)
class Inbox:
    bot: Bot
    dispatcher: Dispatcher
    receipts: Receipts

    async def handle(self, raw: Mapping[str, object]) -> None:
        """Handles one update to its end; when it returns, the update may be acknowledged.

        A copy of one that was answered is dropped. One that cannot be read, or fails in a way
        nobody foresaw, is logged and counts as handled: it would fail again.
        """
        update_id = raw.get("update_id")
        if not isinstance(update_id, int):
            log.error("something without an update id is dropped")
            return
        if KINDS.isdisjoint(raw):
            log.info("update %s is of a kind unknown to this release", update_id)
            return
        progress = self.receipts.open(update_id)
        if progress is None:
            return
        with handling(progress):
            await self._feed(raw, progress)
        self.receipts.close(progress)

    async def _feed(self, raw: Mapping[str, object], progress: Progress) -> None:
        try:
            update = Update.model_validate(raw, context={"bot": self.bot})
        except ValidationError as error:
            fields = {".".join(map(str, fault["loc"])) for fault in error.errors()}
            log.error("an update cannot be read: %s", ", ".join(sorted(fields)))
            return
        try:
            await self.dispatcher.feed_update(self.bot, update)
            await self.receipts.after_handling(progress)
        except Unavailable as error:
            log.error("a form's step is lost: the database is gone (%s)", error)
        except TelegramAPIError as error:
            log.warning("Telegram refused: %s", type(error).__name__)
        except Exception:
            log.exception("an update failed where nobody foresaw it")
