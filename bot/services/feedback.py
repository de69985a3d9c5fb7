"""What people tell about the content."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from core.people.person import Person
from db.database import Database, Unavailable


@dataclass(frozen=True, slots=True)
class Feedback:
    db: Database
    clock: Callable[[], datetime]

    async def vote(self, person: Person, article: str, *, helped: bool) -> None:
        async with self.db.writing() as tx:
            await tx.feedback.vote(person.id, article, helped=helped, now=self.clock())

    async def report_number(self, person: Person, mission: str, number: str) -> int:
        """Notes that a number does not answer. Returns how many people have said so."""
        async with self.db.writing() as tx:
            await tx.feedback.report_number(person.id, mission, number, self.clock())
            return (await tx.feedback.reports_of(mission))[number]

    async def reports_of(self, mission: str) -> Mapping[str, int]:
        """Reports by number; none with the database gone, when a contact must still be shown."""
        try:
            async with self.db.reading() as tx:
                return await tx.feedback.reports_of(mission)
        except Unavailable:
            return {}

    async def arrived(self, source: str) -> None:
        """Counts somebody who came by a poster's link, once however often the update comes."""
        async with self.db.writing() as tx:
            if not tx.repeated:
                await tx.feedback.arrived(source, self.clock().date())
