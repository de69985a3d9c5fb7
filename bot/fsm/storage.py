"""Form state in our own database, so that a half-filled form survives a restart."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from db.database import Database
from db.progress import FormKey, FormRow, current
from db.retention import RETENTION

EMPTY = FormRow(None, "{}")


class SqlStorage(BaseStorage):
    """Asks the database only about people known to be in a form.

    While an update is handled its steps wait in the update's progress: they are stored in one
    transaction with the receipt, before the answer leaves. See db/progress.py.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self.open: dict[FormKey, datetime] = {}

    async def load(self) -> None:
        """Learns whose forms are open. Call once, before the first update."""
        async with self.database.reading() as tx:
            self.open = await tx.forms.open_keys()

    def forget(self, person_id: int) -> None:
        """The person's rows are gone; so is the memory of them."""
        self.open = {key: at for key, at in self.open.items() if key.person_id != person_id}

    async def drop_old(self) -> None:
        """Drops the forms nobody took a step in for long, and the memory of them.

        A step in hand has renewed its form in the memory before: it is kept.
        """
        last = self.database.clock() - RETENTION["forms"].lasting
        async with self.database.writing() as tx:
            await tx.forms.drop_before(last)
        self.open = {key: at for key, at in self.open.items() if at >= last}

    async def get_state(self, key: StorageKey) -> str | None:
        row = await self._row(_form(key))
        return row.state

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        row = await self._row(_form(key))
        await self._save(_form(key), FormRow(name, row.data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        row = await self._row(_form(key))
        answers: dict[str, Any] = json.loads(row.data)
        return answers

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        row = await self._row(_form(key))
        await self._save(_form(key), FormRow(row.state, json.dumps(data, ensure_ascii=False)))

    async def close(self) -> None:
        """The database belongs to the app, which closes it."""

    async def _row(self, key: FormKey) -> FormRow:
        progress = current()
        if progress and key in progress.forms:
            return progress.forms[key] or EMPTY
        if key not in self.open:
            return EMPTY
        async with self.database.reading() as tx:
            return await tx.forms.get(key) or EMPTY

    async def _save(self, key: FormKey, row: FormRow) -> None:
        kept = None if row == EMPTY else row
        if kept is None:
            known = key in self.open
            self.open.pop(key, None)
        else:
            known = True
            self.open[key] = self.database.clock()
        progress = current()
        if progress:
            if known or key in progress.forms:
                progress.forms[key] = kept
            return
        async with self.database.writing() as tx:
            await tx.forms.save({key: kept}, self.database.clock())


def _form(key: StorageKey) -> FormKey:
    return FormKey(key.chat_id, key.user_id, key.thread_id or 0, key.destiny)
