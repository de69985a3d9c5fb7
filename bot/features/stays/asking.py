"""Where a person stands in the form, and how it is shown to him."""

from dataclasses import replace

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.stays import form_views as views
from bot.features.stays.questions import slip
from bot.fsm import drafts
from bot.services.answering import cities_near
from bot.telegram.screen import Screen, follow, send, turn_to
from core.people.person import Person
from core.stays.answers import Problem
from core.stays.draft import Draft, Step

Asked = Message | CallbackQuery

CHECK = None
"""The step of a draft in which all is answered."""
SHARING = "stay-phone"
"""Where it is noted that the key of one's number stands in the place of the menu."""


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
        return
    if draft is not None:
        await drafts.drop(state)
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
    sharing = _sharing(state)
    away = await sharing.get_state() is not None
    if away:
        await sharing.clear()
    if isinstance(asked, Message):
        if away:
            await send(asked, views.menu_again())
        await send(asked, shown)
        return
    await turn_to(asked, shown)
    if away:
        await follow(asked, views.menu_again())


async def put_menu_away(state: FSMContext) -> None:
    await _sharing(state).set_state(SHARING)


def _sharing(state: FSMContext) -> FSMContext:
    return FSMContext(state.storage, replace(state.key, destiny=SHARING))
