"""The handbook as a file: made once a day, and sent again by Telegram's own id."""

import asyncio
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import date, datetime
from logging import getLogger

from bot.content.content import Content
from bot.handbook.page import make, scopes
from bot.texts import Texts
from core.locale import Locale
from db.database import Database, Unavailable

log = getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Document:
    """`name` is the same every day; `digest` changes with anything but the date of making."""

    name: str
    digest: str
    data: bytes
    made_on: date

    @property
    def file_name(self) -> str:
        return f"{self.name}-{self.made_on.isoformat()}.html"


@dataclass(frozen=True, slots=True)
class Handbooks:
    content: Content
    texts: Texts
    db: Database
    clock: Callable[[], datetime]
    bot: str
    """Where a newer one is to be had: the bot's name as written in Telegram."""
    made: MutableMapping[tuple[str, Locale], Document] = field(default_factory=dict)

    def scope_of(self, country: str | None) -> str:
        """The handbook of a country or scope: Kazakhstan's side where it has none of its own."""
        return self.content.scope_of(country)

    def others(self, scope: str) -> tuple[str, ...]:
        return tuple(one for one in scopes(self.content) if one != scope)

    async def document(self, scope: str, locale: Locale) -> Document:
        """A text falls due overnight, so yesterday's is made anew; all is kept in memory."""
        known, today = self.made.get((scope, locale)), self.clock().date()
        if known is not None and known.made_on == today:
            return known
        # in a thread: it may take longer than others should wait for their answers
        document = await asyncio.to_thread(self._make, scope, locale, today)
        self.made[scope, locale] = document
        return document

    async def file_id(self, document: Document) -> str | None:
        """Telegram's id of the same text sent before; None with the database gone as well."""
        try:
            async with self.db.reading() as tx:
                return await tx.editing.file_id(document.name, document.digest)
        except Unavailable:
            return None

    async def keep(self, document: Document, file_id: str) -> None:
        """Remembers what Telegram calls the file. Without it the next one is sent anew."""
        try:
            async with self.db.writing() as tx:
                await tx.editing.keep_file(document.name, document.digest, file_id)
        except Unavailable:
            log.warning("the id of a sent handbook is not kept: the database is gone")

    async def drop(self, document: Document) -> None:
        """Telegram no longer knows the id."""
        try:
            async with self.db.writing() as tx:
                await tx.editing.drop_file(document.name)
        except Unavailable:
            log.warning("a refused file id is still kept: the database is gone")

    def _make(self, scope: str, locale: Locale, today: date) -> Document:
        with self.texts.speaking(locale):
            page = make(self.content, scope, today, self.bot)
        name = f"saparlas-{scope}-{locale.value}"
        return Document(name, page.digest, page.html.encode(), today)
