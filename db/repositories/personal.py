"""All that is kept of one person, in whatever table; new tables are found by their columns."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Table, and_, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.sealing import Seal, opened
from db.tables import metadata, stays
from db.tables.base import Sealed

Rows = list[dict[str, object]]


def person_columns(table: Table) -> list[ColumnElement[int]]:
    """The columns of a table that hold a person's Telegram id."""
    return [column for column in table.c if column.info.get("person")]


@dataclass(frozen=True, slots=True)
class PersonalRepository:
    connection: AsyncConnection
    seal: Seal | None

    async def rows_of(self, person_id: int) -> dict[str, Rows]:
        """Every row with the person's id, by table, in the open; what no key opens is None."""
        found: dict[str, Rows] = {}
        for table in metadata.sorted_tables:
            if person_columns(table):
                rows = await self.connection.execute(select(table).where(_names(table, person_id)))
                found[table.name] = [self._opened(table, dict(row)) for row in rows.mappings()]
        return found

    async def forget(self, person_id: int) -> None:
        """Erases every row with the person's id; who joined his brigade leaves it with that.

        A stay he announced is its own person's once that one agreed: it only forgets him.
        """
        for table in reversed(metadata.sorted_tables):
            if person_columns(table):
                await self.connection.execute(delete(table).where(_names(table, person_id)))
        await self.connection.execute(
            update(stays).where(stays.c.registered_by == person_id).values(registered_by=None)
        )

    def _opened(self, table: Table, row: dict[str, object]) -> dict[str, object]:
        for column in table.c:
            token = row[column.name]
            if isinstance(column.type, Sealed) and isinstance(token, str):
                row[column.name] = opened(self.seal, token, table.name)
        return row


def _names(table: Table, person_id: int) -> ColumnElement[bool]:
    """The rows that are the person's; what he announced is his until another agreed to it."""
    if table is stays:
        announced = and_(stays.c.registered_by == person_id, stays.c.person_id.is_(None))
        return or_(stays.c.person_id == person_id, announced)
    return or_(*(column == person_id for column in person_columns(table)))
