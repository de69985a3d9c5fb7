"""Sealed columns as such, whatever is in them: do the keys fit, and sealing them anew."""

from dataclasses import dataclass

from sqlalchemy import Column, Table, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.sealing import PLAIN, Seal, Unreadable
from db.tables import metadata
from db.tables.base import Moment, Sealed

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """How many rows: sealed anew, sealed with the first key before, opened by no key.

    `last`: the key of the last row; None when there is no row behind it.
    """

    renewed: int
    fresh: int
    unreadable: int
    last: Key | None


@dataclass(frozen=True, slots=True)
class SealedRepository:
    connection: AsyncConnection
    seal: Seal | None

    async def fits(self, table: Table, looked_at: int) -> bool:
        """Whether keys open one of the newest rows and of the oldest; also when none is sealed.

        The oldest tell of a key taken away before everything was sealed anew.
        """
        column = sealed_column(table)
        when = next(one for one in table.c if isinstance(one.type, Moment) and not one.nullable)
        sealed = select(column).where(column.is_not(None), column.not_like(f"{PLAIN}%"))
        for order in (when.desc(), when.asc()):
            found = await self.connection.execute(sealed.order_by(order).limit(looked_at))
            tokens = found.scalars().all()
            if tokens and not any(self._renewed(token) for token in tokens):
                return False
        return True

    async def renew(self, table: Table, behind: Key | None, limit: int) -> Batch:
        """Seals a batch of rows with the first key, in the order of their primary keys."""
        key, column = list(table.primary_key), sealed_column(table)
        asked = select(*key, column).where(column.is_not(None)).order_by(*key).limit(limit)
        if behind is not None:
            asked = asked.where(tuple_(*key) > tuple_(*behind))
        rows = (await self.connection.execute(asked)).all()
        renewed = fresh = 0
        for *place, token in rows:
            new = self._renewed(token)
            fresh += new == token
            if new is not None and new != token:
                renewed += 1
                this = [one == value for one, value in zip(key, place, strict=True)]
                await self.connection.execute(update(table).where(*this).values({column: new}))
        last = tuple(rows[-1])[:-1] if len(rows) == limit else None
        return Batch(renewed, fresh, len(rows) - renewed - fresh, last)

    def _renewed(self, token: str) -> str | None:
        """None for what no key opens."""
        if self.seal is None:
            return None
        try:
            return self.seal.close(token) if token.startswith(PLAIN) else self.seal.renew(token)
        except Unreadable:
            return None


def sealed_tables() -> list[Table]:
    return [
        table
        for table in metadata.sorted_tables
        if any(isinstance(column.type, Sealed) for column in table.c)
    ]


def sealed_column(table: Table) -> Column[str]:
    """The one column of such a table that is sealed."""
    (column,) = [one for one in table.c if isinstance(one.type, Sealed)]
    return column
