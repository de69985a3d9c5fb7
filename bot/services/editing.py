"""What readers say is wrong. Anybody may report; only admins may read the reports."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from core.knowledge.mistake import Mistake, clean_report
from core.people.person import Person
from core.refusal import Refusal
from db.database import Database
from db.progress import current

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Editing:
    db: Database
    clock: Callable[[], datetime]
    admins: frozenset[int]

    async def report(self, person: Person, article: str | None, words: str) -> Mistake:
        """Keeps the report, not its author. Raises Refusal(report_empty | report_too_long)."""
        mistake = Mistake(article, clean_report(words), person.language, self.clock())
        progress = current()
        async with self.db.writing() as tx:
            await tx.editing.report(mistake, progress.update_id if progress else None)
        return mistake

    async def reported(self, person: Person) -> tuple[list[Mistake], int]:
        """The newest reports and how many there are. Raises Refusal(admins_only)."""
        if person.id not in self.admins:
            raise Refusal("admins_only")
        async with self.db.reading() as tx:
            return await tx.editing.newest(SHOWN), await tx.editing.reported()
