"""The form of a registration: its way from question to question, the check, the end.

Answers by button are in form_taps.py, those in words in form_words.py.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.stays import form_taps, form_words
from bot.features.stays import form_views as views
from bot.features.stays.asking import (
    CHECK,
    OfAnotherRelease,
    at,
    consent_for,
    finish,
    outdated,
    present,
    put,
    show,
    take,
)
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
from bot.filters.updates import Carries
from bot.fsm import drafts
from bot.services import answering
from bot.services.stays import Stays
from core.people.person import Person
from core.stays.answers import Problem
from core.stays.draft import Draft, Step

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
    query: CallbackQuery,
    person: Person,
    state: FSMContext,
    stays: Stays,
    content: Content,
    clock: Callable[[], datetime],
    run_by: str,
) -> None:
    """Registers; the same button pressed again shows what it has made."""
    begun, known = await drafts.load(state), await stays.current(person)
    if begun is None and known is not None:
        await put(query, state, card(known, stays.missions_for(known), content))
        return
    draft = await at(query, person, state, content, CHECK)
    if draft is None:
        return
    if not await stays.consented(person):
        await drafts.lay_by(state, draft)
        await put(query, state, consent_for(draft, run_by))
    elif _is_over(draft, content, clock()):
        again = draft.edit(Step.UNTIL)
        await take(query, Problem.END_IN_PAST, again, person, state, content)
    else:
        stay = await stays.register(person, draft)
        await finish(query, state, card(stay, stays.missions_for(stay), content))


async def cancel(
    query: CallbackQuery, person: Person, state: FSMContext, stays: Stays, content: Content
) -> None:
    draft = await drafts.load(state)
    if isinstance(draft, Draft):
        await stays.withdraw(person)  # nothing is kept, the consent neither
        await finish(query, state, views.cancelled(saved=draft.saved))
    else:
        await present(query, person, state, content)


def _is_over(draft: Draft, content: Content, now: datetime) -> bool:
    """Whether the day named as the end has come while the form lay by."""
    return draft.until is not None and draft.until <= answering.today(content, draft, now)


def routes(router: Router) -> None:
    """Adds the form to the router of registration, which lets its kinds of buttons pass."""
    router.callback_query.register(outdated, Carries(*KINDS), OfAnotherRelease())
    form_words.routes(router)
    form_taps.routes(router)
    router.callback_query.register(go_on, GoOn.filter())
    router.callback_query.register(skip, Skip.filter())
    router.callback_query.register(enough, Enough.filter())
    router.callback_query.register(step_back, StepBack.filter())
    router.callback_query.register(edit, EditStep.filter())
    router.callback_query.register(confirm, Confirm.filter())
    router.callback_query.register(cancel, CancelForm.filter())
