"""Whether the keys fit what is stored; sealing all of it anew with the first of them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from db.database import Database
from db.repositories.sealed import Key, sealed_tables

LOOKED_AT = 5
BATCH = 500


@dataclass(frozen=True, slots=True)
class Rotated:
    """Rows of a table: sealed anew, sealed with the first key before, opened by no key."""

    table: str
    renewed: int = 0
    fresh: int = 0
    unreadable: int = 0


async def closed_table(database: Database) -> str | None:
    """A table whose newest sealed rows, or oldest, no key opens; None when all is well."""
    async with database.reading() as tx:
        for table in sealed_tables():
            if not await tx.sealed.fits(table, LOOKED_AT):
                return table.name
    return None


async def rotate(database: Database, batch: int = BATCH) -> AsyncIterator[Rotated]:
    """Seals every row with the first key, table by table, each batch for itself.

    Killed in between, it is simply run again: what is done already stays as it is.
    """
    for table in sealed_tables():
        renewed = fresh = unreadable = 0
        last: Key | None = ()
        while last is not None:
            async with database.writing() as tx:
                done = await tx.sealed.renew(table, last or None, batch)
            renewed, fresh = renewed + done.renewed, fresh + done.fresh
            unreadable, last = unreadable + done.unreadable, done.last
        yield Rotated(table.name, renewed, fresh, unreadable)
