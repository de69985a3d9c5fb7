"""The form of a registration: its way from question to question, the check, the end.

Answers by button are in form_taps.py, those in words in form_words.py.
"""

from dataclasses import replace

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.stays import form_taps, form_words
from bot.features.stays import form_views as views
from bot.features.stays.asking import CHECK, at, present, put, show
from bot.features.stays.callbacks import (
    CancelForm,
    Confirm,
    EditStep,
    Enough,
    GoOn,
    Skip,
    StepBack,
)
from bot.features.stays.views import card
from bot.fsm import drafts
from bot.services.stays import Stays
from core.people.person import Person
from core.stays.draft import Draft

__all__ = ["KINDS", "routes", "show"]

KINDS = (
    *(*form_taps.KINDS, *form_words.KINDS),
    *(GoOn, Skip, Enough, StepBack, EditStep, Confirm, CancelForm),
)
"""The kinds of buttons `routes` answers."""


async def go_on(query: CallbackQuery, person: Person, state: FSMContext, content: Content) -> None:
    await present(query, person, state, content)


async def skip(
    query: CallbackQuery, callback_data: Skip, person: Person, state: FSMContext, content: Content
) -> None:
    draft = await at(query, person, state, content, callback_data.step)
    if draft is not None:
        await show(query, draft.skipping(), person, state, content)


async def enough(
    query: CallbackQuery,
    callback_data: Enough,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    draft = await at(query, person, state, content, callback_data.step)
    if draft is not None:
        await show(query, draft.going_on(), person, state, content)


async def step_back(
    query: CallbackQuery,
    callback_data: StepBack,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    draft = await at(query, person, state, content, callback_data.step)
    if draft is not None:
        before = replace(draft, typed=None) if draft.typed else draft.back()
        await show(query, before, person, state, content)


async def edit(
    query: CallbackQuery,
    callback_data: EditStep,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    draft = await at(query, person, state, content, CHECK)
    if draft is not None:
        await show(query, draft.edit(callback_data.step), person, state, content)


async def confirm(
    query: CallbackQuery, person: Person, state: FSMContext, stays: Stays, content: Content
) -> None:
    """Registers; the same button pressed again shows what it has made."""
    begun, known = await drafts.load(state), await stays.current(person)
    if begun is None and known is not None:
        await put(query, state, card(known, stays.missions_for(known), content))
        return
    draft = await at(query, person, state, content, CHECK)
    if draft is not None:
        stay = await stays.register(person, draft)
        await drafts.drop(state)
        await put(query, state, card(stay, stays.missions_for(stay), content))


async def cancel(
    query: CallbackQuery, person: Person, state: FSMContext, stays: Stays, content: Content
) -> None:
    draft = await drafts.load(state)
    if isinstance(draft, Draft):
        await stays.withdraw(person)  # nothing is kept, the consent neither
        await drafts.drop(state)
        await put(query, state, views.cancelled(saved=draft.saved))
    else:
        await present(query, person, state, content)


def routes(router: Router) -> None:
    """Adds the form to the router of registration, which lets its kinds of buttons pass."""
    form_words.routes(router)
    form_taps.routes(router)
    router.callback_query.register(go_on, GoOn.filter())
    router.callback_query.register(skip, Skip.filter())
    router.callback_query.register(enough, Enough.filter())
    router.callback_query.register(step_back, StepBack.filter())
    router.callback_query.register(edit, EditStep.filter())
    router.callback_query.register(confirm, Confirm.filter())
    router.callback_query.register(cancel, CancelForm.filter())
