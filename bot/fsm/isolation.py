"""One update of a person at a time, in the order they came."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey


class PersonIsolation(BaseEventIsolation):
    """A lock for each person, kept only while somebody holds it; aiogram's own are never freed."""

    def __init__(self) -> None:
        self.locks: WeakValueDictionary[StorageKey, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        lock = self.locks.get(key)
        if lock is None:
            lock = self.locks[key] = asyncio.Lock()
        async with lock:
            yield

    async def close(self) -> None:
        """Locks die with their last holder."""
