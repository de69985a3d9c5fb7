"""Forms being filled in. The only writer of the table `forms`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.progress import FormKey, FormRow
from db.tables.forms import forms
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class FormsRepository:
    connection: AsyncConnection

    async def get(self, key: FormKey) -> FormRow | None:
        found = await self.connection.execute(select(forms.c.state, forms.c.data).where(_is(key)))
        row = found.first()
        return FormRow(row.state, row.data) if row else None

    async def open_keys(self) -> set[FormKey]:
        """Whose forms are open: everybody else needs no look-up."""
        found = await self.connection.execute(
            select(forms.c.chat_id, forms.c.person_id, forms.c.thread_id, forms.c.destiny)
        )
        return {FormKey(*row) for row in found}

    async def save(self, changes: Mapping[FormKey, FormRow | None], now: datetime) -> None:
        for key, row in changes.items():
            if row is None:
                await self.connection.execute(delete(forms).where(_is(key)))
                continue
            filled = {"state": row.state, "data": row.data, "saved_at": now}
            statement = insert_into(self.connection, forms).values(
                chat_id=key.chat_id,
                person_id=key.person_id,
                thread_id=key.thread_id,
                destiny=key.destiny,
                **filled,
            )
            await self.connection.execute(
                statement.on_conflict_do_update(
                    index_elements=list(forms.primary_key), set_=filled
                )
            )

    async def forget(self, person_id: int) -> None:
        await self.connection.execute(delete(forms).where(forms.c.person_id == person_id))


def _is(key: FormKey) -> ColumnElement[bool]:
    return and_(
        forms.c.chat_id == key.chat_id,
        forms.c.person_id == key.person_id,
        forms.c.thread_id == key.thread_id,
        forms.c.destiny == key.destiny,
    )
