"""Broadcasts changed or taken back after they were sent: whose message is still the old one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.broadcasts.broadcast import RECALL_WITHIN, Broadcast
from core.broadcasts.tally import Landed
from db.database import Database, Transaction

AT_ONCE = 50
"""Two seconds of work: an urgent recall waits no longer for what is under way."""
LONGEST_FAILURE = 40


@dataclass(frozen=True, slots=True)
class Revisions:
    """What was tried and not stored is tried again: to edit or delete twice harms nobody."""

    db: Database
    clock: Callable[[], datetime]

    async def open(self) -> list[Broadcast]:
        """Those that somebody may still have as they were."""
        async with self.db.reading() as tx:
            return await tx.broadcasts.to_revise()

    async def to_edit(self, broadcast: Broadcast, after: int) -> list[Landed]:
        async with self.db.reading() as tx:
            if not await _unchanged(tx, broadcast):
                return []
            return await tx.delivered.to_edit(broadcast.id, broadcast.edition, after, AT_ONCE)

    async def edited(self, broadcast: Broadcast, tried: Mapping[int, str | None]) -> None:
        """Who has the new words now, by person; a word says why Telegram would not."""
        async with self.db.writing() as tx:
            for person_id, why in tried.items():
                failed = why[:LONGEST_FAILURE] if why else None
                await tx.delivered.edited(broadcast.id, person_id, broadcast.edition, failed)

    async def to_recall(self, broadcast: Broadcast, after: int) -> list[Landed]:
        """Only what is young enough: Telegram deletes nothing older."""
        since = self.clock() - RECALL_WITHIN
        async with self.db.reading() as tx:
            if not await _unchanged(tx, broadcast):
                return []
            return await tx.delivered.to_recall(broadcast.id, since, after, AT_ONCE)

    async def recalled(self, broadcast: Broadcast, tried: Mapping[int, bool]) -> None:
        async with self.db.writing() as tx:
            for person_id, gone in tried.items():
                await tx.delivered.recalled(broadcast.id, person_id, ok=gone)

    async def ended(self, broadcast: Broadcast) -> None:
        """Everybody was tried, unless it was changed again meanwhile."""
        async with self.db.writing() as tx:
            await tx.broadcasts.revised(broadcast)


async def _unchanged(tx: Transaction, read: Broadcast) -> bool:
    """Whether nobody changed it again: then its next words go to everybody instead."""
    now = await tx.broadcasts.get(read.id)
    return now is not None and (now.edition, now.recalled_at) == (read.edition, read.recalled_at)
