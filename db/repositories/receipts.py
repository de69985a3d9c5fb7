"""Receipts of updates. Written inside the transaction that stores an update's effect."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.progress import Stage
from db.tables.receipts import receipts
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class ReceiptsRepository:
    connection: AsyncConnection

    async def stored(self, update_id: int, now: datetime) -> None:
        statement = insert_into(self.connection, receipts).values(
            update_id=update_id, answering=False, stored_at=now
        )
        await self.connection.execute(statement.on_conflict_do_nothing())

    async def answering(self, update_id: int, now: datetime) -> None:
        statement = insert_into(self.connection, receipts).values(
            update_id=update_id, answering=True, stored_at=now
        )
        await self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=[receipts.c.update_id], set_={"answering": True}
            )
        )

    async def unanswered(self, update_id: int) -> None:
        this = receipts.c.update_id == update_id
        await self.connection.execute(update(receipts).where(this).values(answering=False))

    async def forget(self, update_id: int) -> None:
        await self.connection.execute(delete(receipts).where(receipts.c.update_id == update_id))

    async def recent(self) -> dict[int, Stage]:
        """Every receipt still kept: what start-up must know to repeat nothing."""
        found = await self.connection.execute(select(receipts.c.update_id, receipts.c.answering))
        return {row.update_id: Stage.ANSWERING if row.answering else Stage.STORED for row in found}

    async def drop_before(self, moment: datetime) -> None:
        await self.connection.execute(delete(receipts).where(receipts.c.stored_at < moment))
