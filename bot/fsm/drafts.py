"""The half-filled registration of a person, kept beside whatever other form he is in.

It lies in the storage of the forms, stored in one transaction with the receipt of its update, but
under a destiny of its own: leaving the question does not lose the answers.
"""

from dataclasses import replace
from typing import Final

from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup

from core.stays.draft import Draft
from core.stays.saved import from_json, to_json

DESTINY = "stay"
SHARING = "stay-phone"
"""Where it is noted that the key of one's number stands in the place of the menu."""
KEY = "draft"


class StayForm(StatesGroup):
    """What is typed now answers the draft's question."""

    answering = State()


class Outdated:
    """A draft of another release: it cannot be read any more."""


OUTDATED: Final = Outdated()


async def load(state: FSMContext) -> Draft | Outdated | None:
    """The person's draft; None when there is none."""
    saved = (await _under(DESTINY, state).get_data()).get(KEY)
    if saved is None:
        return None
    return from_json(saved) or OUTDATED


async def keep(state: FSMContext, draft: Draft) -> None:
    """Stores the draft, and has the next words of the person answer it."""
    await _under(DESTINY, state).set_data({KEY: to_json(draft)})
    await state.set_state(StayForm.answering)


async def lay_by(state: FSMContext, draft: Draft) -> None:
    """Stores the draft; what is typed now is no answer to it."""
    await _under(DESTINY, state).set_data({KEY: to_json(draft)})
    await state.clear()


async def drop(state: FSMContext) -> None:
    for destiny in (DESTINY, SHARING):
        await _under(destiny, state).clear()
    await state.clear()


async def put_menu_away(state: FSMContext) -> None:
    await _under(SHARING, state).set_state(SHARING)


async def menu_comes_back(state: FSMContext) -> bool:
    """Whether the menu was away; from now on it is not."""
    sharing = _under(SHARING, state)
    away = await sharing.get_state() is not None
    if away:
        await sharing.clear()
    return away


def _under(destiny: str, state: FSMContext) -> FSMContext:
    return FSMContext(state.storage, replace(state.key, destiny=destiny))
