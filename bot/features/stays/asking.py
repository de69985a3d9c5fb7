"""Where a person stands in the form, and how it is shown to him."""

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.stays import form_views as views
from bot.features.stays.entrance_views import consent, consent_changed
from bot.features.stays.questions import slip
from bot.fsm import drafts
from bot.services.answering import cities_near
from bot.services.stays import Stays
from bot.telegram.screen import Screen, follow, send, turn_to
from core.people.consent import STAY_CONSENT
from core.people.person import Person
from core.stays.answers import Problem
from core.stays.draft import Draft, Step

Asked = Message | CallbackQuery

CHECK = None
"""The step of a draft in which all is answered."""


async def show(
    asked: Asked,
    draft: Draft,
    person: Person,
    state: FSMContext,
    content: Content,
    words: str = "",
) -> None:
    """Keeps the draft and asks its present question; `words` are said above it."""
    await drafts.keep(state, draft)
    near = cities_near(content, draft)
    if draft.step is Step.CITY and near:
        shown = views.cities_like(draft, near, content)
    else:
        shown = views.question(draft, person, content)
    await put(asked, state, views.with_words(words, shown) if words else shown)


async def take(
    asked: Asked,
    answer: Draft | Problem,
    draft: Draft,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    """On with the answer; after a slip the same question of `draft` once more."""
    if isinstance(answer, Problem):
        await show(asked, draft, person, state, content, slip(answer))
    else:
        await show(asked, answer, person, state, content)


async def present(
    asked: Asked, person: Person, state: FSMContext, content: Content, words: str = ""
) -> None:
    """The question the person has come to; the way to a new form where there is none."""
    draft = await drafts.load(state)
    if isinstance(draft, Draft):
        await show(asked, draft, person, state, content, words)
    else:
        await put(asked, state, views.start_again())


async def at(
    asked: Asked, person: Person, state: FSMContext, content: Content, *steps: Step | None
) -> Draft | None:
    """The draft, if its question is one of these; else he is shown where he is."""
    draft = await drafts.load(state)
    if isinstance(draft, Draft) and draft.step in steps:
        await drafts.keep(state, draft)  # a tap has ended the state: words are an answer again
        return draft
    await present(asked, person, state, content)
    return None


async def put(asked: Asked, state: FSMContext, shown: Screen) -> None:
    """Below a message, in the place of a tapped one; the menu comes back where it was away."""
    await _put(asked, shown, away=await drafts.menu_comes_back(state))


async def finish(asked: Asked, state: FSMContext, shown: Screen) -> None:
    """The form is over: nothing of it is kept, and the menu is where it was."""
    away = await drafts.menu_comes_back(state)
    await drafts.drop(state)
    await _put(asked, shown, away=away)


def consent_for(draft: Draft, run_by: str) -> Screen:
    """Asked before the form goes on: of one who agreed to other words, or took his «yes» back."""
    other_words = draft.saved or draft.consent != STAY_CONSENT
    return consent_changed(run_by) if other_words else consent(run_by)


class OfAnotherRelease(Filter):
    """His form was begun with a release whose drafts cannot be read any more."""

    async def __call__(self, _asked: Asked, state: FSMContext) -> bool:
        return isinstance(await drafts.load(state), drafts.Outdated)


async def outdated(asked: Asked, person: Person, state: FSMContext, stays: Stays) -> None:
    """With the form goes the consent it was begun under."""
    await stays.withdraw(person)
    await finish(asked, state, views.start_again())


async def _put(asked: Asked, shown: Screen, *, away: bool) -> None:
    if isinstance(asked, Message):
        if away:
            await send(asked, views.menu_again())
        await send(asked, shown)
        return
    await turn_to(asked, shown)
    if away:
        await follow(asked, views.menu_again())
