"""What somebody typed and has still to confirm: a tap ends the question, and keeps the answer."""

from collections.abc import Mapping
from dataclasses import replace

from aiogram.fsm.context import FSMContext

DESTINY = "laid-by"


async def lay_by(state: FSMContext, words: Mapping[str, str]) -> None:
    """The question is over; what was laid by before is forgotten."""
    await _beside(state).set_data(dict(words))
    await state.clear()


async def laid_by(state: FSMContext) -> dict[str, str]:
    """Empty when there is nothing."""
    return {key: str(value) for key, value in (await _beside(state).get_data()).items()}


async def let_go(state: FSMContext) -> None:
    await _beside(state).clear()


def _beside(state: FSMContext) -> FSMContext:
    return FSMContext(state.storage, replace(state.key, destiny=DESTINY))
