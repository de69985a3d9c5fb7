"""A question whose answer is refused for good is no longer open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiogram.fsm.context import FSMContext

from core.refusal import Refusal


@asynccontextmanager
async def ended_by_refusal(state: FSMContext) -> AsyncIterator[None]:
    """The next words of the person are no answer any more."""
    try:
        yield
    except Refusal:
        await state.clear()
        raise
