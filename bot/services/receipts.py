"""Each update is handled once, also across a crash. The reasons are told in db/progress.py."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from datetime import datetime

from cachetools import LRUCache

from db.database import Database
from db.progress import Progress, Stage, Undo, current
from db.retention import RETENTION

REMEMBERED = 100_000


def _memory() -> MutableMapping[int, Stage]:
    return LRUCache(maxsize=REMEMBERED)


@dataclass(frozen=True, slots=True)
class Receipts:
    db: Database
    clock: Callable[[], datetime]
    known: MutableMapping[int, Stage] = field(default_factory=_memory)

    async def load(self) -> None:
        """Learns what was stored before this start. Call once, before the first update."""
        async with self.db.reading() as tx:
            self.known.update(await tx.receipts.recent())

    def open(self, update_id: int) -> Progress | None:
        """The update's progress, or None when it must not be handled again."""
        stage = self.known.get(update_id, Stage.FRESH)
        if stage is Stage.ANSWERING:
            return None
        return Progress(update_id, stage, replayed=stage is Stage.STORED)

    def close(self, progress: Progress) -> None:
        """The update was handled: another copy of it is dropped."""
        self.known[progress.update_id] = Stage.ANSWERING

    async def before_answer(self) -> None:
        """Call before anything a person can see leaves: stores the form steps with the receipt."""
        progress = current()
        if progress is None:
            return
        progress.undo = None  # an earlier answer may have been seen
        if progress.stage is Stage.STORED or progress.forms:
            await self._store(progress)

    async def not_taken(self) -> None:
        """Call when Telegram surely took nothing: should we die while waiting, it is answered."""
        progress = current()
        if progress is None or progress.undo is None:
            return
        undo = progress.undo
        async with self.db.writing() as tx:
            await tx.forms.save(undo.stored, self.clock())
            if undo.stage is Stage.FRESH:
                await tx.receipts.forget(progress.update_id)
            else:
                await tx.receipts.unanswered(progress.update_id)
        progress.stage, progress.undo = undo.stage, None
        progress.forms = undo.steps | progress.forms

    async def after_handling(self, progress: Progress) -> None:
        """Stores form steps of an update that was not answered, or changed after its answer."""
        if progress.forms:
            await self._store(progress)

    async def drop_old(self) -> None:
        async with self.db.writing() as tx:
            await tx.receipts.drop_before(self.clock() - RETENTION["receipts"].lasting)

    async def _store(self, progress: Progress) -> None:
        before = progress.stage
        async with self.db.writing() as tx:
            stored = {key: await tx.forms.get(key) for key in progress.forms}
            await tx.forms.save(progress.forms, self.clock())
            await tx.receipts.answering(progress.update_id, self.clock())
        if before is not Stage.ANSWERING:
            progress.undo = Undo(before, stored, dict(progress.forms))
        progress.stage = Stage.ANSWERING
        progress.forms.clear()
