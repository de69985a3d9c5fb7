"""After sending: another text for everybody who got it, a recall, and the end of an alert."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.features.broadcasts import revise_views
from bot.features.broadcasts.callbacks import (
    ChangeText,
    CloseAlert,
    EditBroadcast,
    EditVersion,
    RecallBroadcast,
    WriteClosing,
)
from bot.features.broadcasts.showing import show
from bot.filters.intents import Asks
from bot.filters.updates import HasText
from bot.fsm.laid_by import laid_by, lay_by, let_go
from bot.fsm.refused import ended_by_refusal
from bot.services.broadcasts import Broadcasts
from bot.services.people import People
from bot.services.revising import Revising, slip_of
from bot.telegram.screen import send, turn_to
from bot.telegram.telling import tell
from bot.texts import Texts
from core.broadcasts.launch import stamp_of
from core.broadcasts.slips import Problem, Slip
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal

Clock = Callable[[], datetime]
KINDS = (EditBroadcast, EditVersion, ChangeText, RecallBroadcast, CloseAlert, WriteClosing)


class Revision(StatesGroup):
    editing = State()
    closing = State()


async def edit(
    query: CallbackQuery, callback_data: EditBroadcast, person: Person, broadcasts: Broadcasts
) -> None:
    status = await broadcasts.status(person, callback_data.number)
    await turn_to(query, revise_views.choose_language(status))


async def edit_version(
    query: CallbackQuery,
    callback_data: EditVersion,
    person: Person,
    broadcasts: Broadcasts,
    state: FSMContext,
) -> None:
    status = await broadcasts.status(person, callback_data.number)
    language = _language(callback_data.language)
    if language not in status.editable:
        raise Refusal("broadcast_moved_on")
    await state.set_state(Revision.editing)
    await state.set_data({"number": callback_data.number, "language": language.value})
    await turn_to(query, revise_views.ask_text(status.broadcast, language))


async def written(
    message: Message,
    person: Person,
    revising: Revising,
    broadcasts: Broadcasts,
    state: FSMContext,
) -> None:
    data, html = await state.get_data(), message.html_text
    number = int(data.get("number") or 0)
    async with ended_by_refusal(state):
        language = _language(data.get("language") or "")
        slip = await revising.slip_in(person, number, language, html)
    if slip is not None:
        await send(message, revise_views.slip(slip, number))
        return
    typed = {"number": str(number), "language": language.value, "html": html}
    await lay_by(state, typed)
    status = await broadcasts.status(person, number)
    await send(message, revise_views.ask_change(status, language, html, stamp_of(html)))


async def change(
    query: CallbackQuery,
    callback_data: ChangeText,
    person: Person,
    revising: Revising,
    broadcasts: Broadcasts,
    people: People,
    texts: Texts,
    state: FSMContext,
    bot: Bot,
    clock: Clock,
) -> None:
    number, typed = callback_data.number, await laid_by(state)
    html, language = typed.get("html", ""), _language(typed.get("language", ""))
    if typed.get("number") != str(number) or stamp_of(html) != callback_data.stamp:
        raise Refusal("broadcast_moved_on")
    done = await revising.edit(person, number, language, html)
    await let_go(state)
    status = await broadcasts.status(person, number)
    await show(query, person, status, broadcasts, clock(), revise_views.changed())
    others = await people.languages(done.tell)
    await tell(
        bot, texts, others, lambda: revise_views.changed_by_another(done.broadcast, language)
    )


async def recall(
    query: CallbackQuery,
    callback_data: RecallBroadcast,
    person: Person,
    revising: Revising,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    number = callback_data.number
    if callback_data.sure:
        await revising.recall(person, number)
        status = await broadcasts.status(person, number)
        toast = revise_views.recalling()
        await show(query, person, status, broadcasts, clock(), toast)
        return
    count = await revising.recallable(person, number)
    status = await broadcasts.status(person, number)
    await turn_to(query, revise_views.ask_recall(status, count))


async def close(
    query: CallbackQuery,
    callback_data: CloseAlert,
    person: Person,
    revising: Revising,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    number = callback_data.number
    if not callback_data.sure:
        await turn_to(query, revise_views.ask_close(await broadcasts.get(person, number)))
        return
    await revising.close_alert(person, number)
    status = await broadcasts.status(person, number)
    await show(query, person, status, broadcasts, clock(), revise_views.closed())


async def write_closing(
    query: CallbackQuery,
    callback_data: WriteClosing,
    person: Person,
    revising: Revising,
    state: FSMContext,
) -> None:
    number = callback_data.number
    languages = await revising.closing_languages(person, number)
    await state.set_state(Revision.closing)
    names = [one.value for one in languages]
    await state.set_data({"number": number, "languages": names, "words": []})
    await turn_to(query, revise_views.ask_closing(number, languages[0], 1, len(languages)))


async def closing_written(
    message: Message,
    person: Person,
    revising: Revising,
    state: FSMContext,
) -> None:
    """One language after another; behind the last one it is asked whether it goes."""
    data = await state.get_data()
    number, words = int(data.get("number") or 0), [*(data.get("words") or [])]
    async with ended_by_refusal(state):
        languages = [_language(one) for one in data.get("languages") or []]
    slip = slip_of(message.html_text)
    if slip is not None:
        await send(message, revise_views.slip(slip, number))
        return
    words.append(message.html_text)
    if len(words) < len(languages):
        await state.update_data(words=words)
        following = languages[len(words)]
        shown = revise_views.ask_closing(number, following, len(words) + 1, len(languages))
        await send(message, shown)
        return
    said = dict(zip(languages, words, strict=False))
    async with ended_by_refusal(state):
        closing = await revising.draft_closing(person, number, said)
    await state.clear()
    await send(message, revise_views.ask_send_closing(closing, number))


async def no_text(message: Message, state: FSMContext) -> None:
    number = int((await state.get_data()).get("number") or 0)
    await send(message, revise_views.slip(Slip(Problem.KIND), number))


def _language(value: str) -> Locale:
    try:
        return Locale(value)
    except ValueError:
        raise Refusal("broadcast_moved_on") from None


def routes(router: Router) -> None:
    router.message.register(written, StateFilter(Revision.editing), Asks(""), HasText())
    router.message.register(closing_written, StateFilter(Revision.closing), Asks(""), HasText())
    router.message.register(no_text, StateFilter(Revision.editing, Revision.closing), Asks(""))
    router.callback_query.register(edit, EditBroadcast.filter())
    router.callback_query.register(edit_version, EditVersion.filter())
    router.callback_query.register(change, ChangeText.filter())
    router.callback_query.register(recall, RecallBroadcast.filter())
    router.callback_query.register(close, CloseAlert.filter())
    router.callback_query.register(write_closing, WriteClosing.filter())
