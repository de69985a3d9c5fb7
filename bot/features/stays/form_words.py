"""Answers written or sent: words, a contact card, and what is neither."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.stays import form_views as views
from bot.features.stays.asking import (
    CHECK,
    OfAnotherRelease,
    at,
    outdated,
    present,
    put,
    show,
    take,
)
from bot.features.stays.callbacks import TakeWords
from bot.filters.intents import Asks
from bot.filters.questions import Finds, question_under
from bot.filters.updates import HasContact, HasText, HasWords
from bot.fsm import drafts
from bot.fsm.drafts import StayForm
from bot.services import answering
from bot.telegram.screen import reply
from core.people.person import HOME_COUNTRY, Person
from core.search.decision import Decision
from core.stays.draft import Draft, Step

KINDS = (TakeWords,)
DANGER_WORDS = 2
"""One word may be a name; danger is told in more."""


async def danger(message: Message, state: FSMContext) -> None:
    draft = await drafts.load(state)
    step = draft.step if isinstance(draft, Draft) else None
    await reply(message, views.danger(step))


async def take_words(
    query: CallbackQuery,
    callback_data: TakeWords,
    person: Person,
    state: FSMContext,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    """What sounded like danger is a name: a farm, a street."""
    draft = await at(query, person, state, content, callback_data.step)
    if draft is not None:
        answer = answering.answer(content, draft, question_under(query), clock())
        await take(query, answer, draft, person, state, content)


async def written(
    message: Message,
    person: Person,
    state: FSMContext,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    draft = await at(message, person, state, content, *Step, CHECK)
    if draft is None:
        return
    answer = answering.answer(content, draft, message.text or "", clock())
    if isinstance(answer, Draft) and answer.country == HOME_COUNTRY:
        await put(message, state, views.not_abroad())
    else:
        await take(message, answer, draft, person, state, content)


async def contact(
    message: Message,
    person: Person,
    state: FSMContext,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    draft, sent = await at(message, person, state, content, *Step, CHECK), message.contact
    if draft is None or sent is None:
        return
    words = _unfit(draft.step, own=sent.user_id == person.id)
    if words:
        await show(message, draft, person, state, content, words)
        return
    name = " ".join(filter(None, (sent.first_name, sent.last_name)))
    answer = answering.contact(content, draft, name, sent.phone_number, clock())
    await take(message, answer, draft, person, state, content)


async def no_words(message: Message, person: Person, state: FSMContext, content: Content) -> None:
    await present(message, person, state, content, views.only_words())


def routes(router: Router) -> None:
    answering_form = (StateFilter(StayForm.answering), Asks(""))
    finds = Finds(Decision.EMERGENCY, remember=False)
    router.message.register(danger, *answering_form, HasWords(DANGER_WORDS), finds)
    router.message.register(outdated, *answering_form, OfAnotherRelease())
    router.message.register(written, *answering_form, HasText())
    router.message.register(contact, *answering_form, HasContact())
    router.message.register(no_words, *answering_form)
    router.callback_query.register(take_words, TakeWords.filter())


def _unfit(step: Step | None, *, own: bool) -> str:
    """Why a contact card is no answer to this question; "" when it is one."""
    match step:
        case Step.PHONE:
            return "" if own else views.not_your_number()
        case Step.TRUSTED:
            return views.not_yourself() if own else ""
        case _:
            return views.only_words()
