"""Forms being filled in. The only writer of the table `forms`.

Answers are sealed when there is a key; those stored before there was one are read as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.progress import FormKey, FormRow
from db.sealing import Seal, opened
from db.tables.forms import forms
from db.upsert import insert_into


@dataclass(frozen=True, slots=True)
class FormsRepository:
    """A form whose answers no key opens is none."""

    connection: AsyncConnection
    seal: Seal | None = None

    async def get(self, key: FormKey) -> FormRow | None:
        found = await self.connection.execute(select(forms.c.state, forms.c.data).where(_is(key)))
        row = found.first()
        data = opened(self.seal, row.data, forms.name) if row else None
        return FormRow(row.state, data) if row and data is not None else None

    async def open_keys(self) -> dict[FormKey, datetime]:
        """Whose forms are open, and since when they wait: everybody else needs no look-up."""
        found = await self.connection.execute(
            select(
                forms.c.chat_id,
                forms.c.person_id,
                forms.c.thread_id,
                forms.c.destiny,
                forms.c.saved_at,
            )
        )
        return {FormKey(*key): saved_at for *key, saved_at in found}

    async def save(self, changes: Mapping[FormKey, FormRow | None], now: datetime) -> None:
        for key, row in changes.items():
            if row is None:
                await self.connection.execute(delete(forms).where(_is(key)))
                continue
            data = self.seal.close(row.data) if self.seal else row.data
            filled = {"state": row.state, "data": data, "saved_at": now}
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

    async def drop_before(self, moment: datetime) -> None:
        """Drops the forms nobody took a step in since this moment."""
        await self.connection.execute(delete(forms).where(forms.c.saved_at < moment))


def _is(key: FormKey) -> ColumnElement[bool]:
    return and_(
        forms.c.chat_id == key.chat_id,
        forms.c.person_id == key.person_id,
        forms.c.thread_id == key.thread_id,
        forms.c.destiny == key.destiny,
    )
