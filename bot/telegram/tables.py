"""A long table as a file: written page by page, so that its length costs no memory."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from aiogram.types import FSInputFile

from bot.telegram.files import Chat
from bot.telegram.screen import Screen

Pages = AsyncIterator[str]
"""The text of a file, some lines at a time."""


async def send_table(chat: Chat, name: str, pages: Pages, shown: Screen) -> None:
    """Gathers the pages in a file that is gone afterwards, and sends it with the words."""
    with _somewhere(name) as path:
        async for page in pages:
            await asyncio.to_thread(_append, path, page)
        file = FSInputFile(path, name)
        await chat.answer_document(file, caption=shown.text, reply_markup=shown.keyboard)


@contextmanager
def _somewhere(name: str) -> Iterator[Path]:
    with TemporaryDirectory(prefix="saparlas-") as folder:
        yield Path(folder) / name


def _append(path: Path, page: str) -> None:
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(page)
