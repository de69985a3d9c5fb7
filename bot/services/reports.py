"""What became of a broadcast, recipient by recipient and minute by minute."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.services.oversight import Oversight
from core.broadcasts import csv
from core.broadcasts.delivery import Outcome
from core.people.person import Person
from core.roles.role import Right
from db.database import Database

AT_ONCE = 2_000
"""Recipients read in one transaction: a list of any length costs the memory of so many."""

Curve = list[tuple[datetime, Outcome, int]]


@dataclass(frozen=True, slots=True)
class Reports:
    db: Database
    clock: Callable[[], datetime]
    admins: frozenset[int]

    async def export(self, person: Person, number: int) -> AsyncIterator[str]:
        """The list of recipients as CSV, some lines at a time; taking it is remembered.

        Raises Refusal(not_allowed | broadcast_unknown) before the first line is read.
        """
        async with self.db.writing() as tx:
            duty = await Oversight.of(tx, person.id, self.admins, self.clock())
            await duty.open(tx, number, Right.EXPORT)
            await tx.audit.write(self.clock(), person.id, "export", str(number))
        return self._lines(number)

    async def curve(self, person: Person, number: int) -> Curve:
        """How many were settled in each minute, by what became of them."""
        async with self.db.reading() as tx:
            duty = await Oversight.of(tx, person.id, self.admins, self.clock())
            await duty.open(tx, number, Right.SEE_BROADCASTS)
            return await tx.delivered.curve(number)

    async def _lines(self, number: int) -> AsyncIterator[str]:
        yield csv.BOM + csv.line(csv.COLUMNS)
        after = 0
        while True:
            async with self.db.reading() as tx:
                some = await tx.delivered.page(number, after, AT_ONCE)
            if some:
                yield "".join(csv.recipient(number, one) for one in some)
            if len(some) < AT_ONCE:
                return
            after = some[-1].person_id
