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
KEY = "draft"


class StayForm(StatesGroup):
    """What is typed now answers the draft's question."""

    answering = State()


class Outdated:
    """A draft of another release: it cannot be read any more."""


OUTDATED: Final = Outdated()


async def load(state: FSMContext) -> Draft | Outdated | None:
    """The person's draft; None when there is none."""
    saved = (await _of_draft(state).get_data()).get(KEY)
    if saved is None:
        return None
    return from_json(saved) or OUTDATED


async def keep(state: FSMContext, draft: Draft) -> None:
    """Stores the draft, and has the next words of the person answer it."""
    await _of_draft(state).set_data({KEY: to_json(draft)})
    await state.set_state(StayForm.answering)


async def drop(state: FSMContext) -> None:
    await _of_draft(state).clear()
    await state.clear()


def _of_draft(state: FSMContext) -> FSMContext:
    return FSMContext(state.storage, replace(state.key, destiny=DESTINY))
