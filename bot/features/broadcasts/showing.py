"""Puts a broadcast's screen into a chat, where it goes on changing while there is news."""

from datetime import datetime

from aiogram.types import CallbackQuery

from bot.features.broadcasts import views
from bot.services.broadcasts import Broadcasts
from bot.telegram.progress_bar import spot
from bot.telegram.screen import turn_to
from core.broadcasts.progress import Status
from core.people.person import Person


async def show(
    query: CallbackQuery,
    person: Person,
    status: Status,
    broadcasts: Broadcasts,
    now: datetime,
    toast: str | None = None,
) -> None:
    """In the place of the tapped message."""
    where = spot(query)
    if where is not None:
        await broadcasts.show_in(person, status, where)
    await turn_to(query, views.broadcast(status, now, broadcasts.content), toast)
