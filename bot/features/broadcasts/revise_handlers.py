"""After sending: another text for everybody who got it, a recall, and the end of an alert."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.features.broadcasts import revise_views
from bot.features.broadcasts.callbacks import (
    CloseAlert,
    EditBroadcast,
    EditVersion,
    RecallBroadcast,
    WriteClosing,
)
from bot.features.broadcasts.showing import show, show_below
from bot.filters.intents import Asks
from bot.filters.updates import HasText
from bot.services.broadcasts import Broadcasts
from bot.services.revising import Revising, slip_of
from bot.telegram.screen import send, turn_to
from core.broadcasts.slips import Problem, Slip
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal

Clock = Callable[[], datetime]
KINDS = (EditBroadcast, EditVersion, RecallBroadcast, CloseAlert, WriteClosing)


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
    clock: Clock,
) -> None:
    data = await state.get_data()
    number = int(data.get("number") or 0)
    language = _language(data.get("language") or "")
    slip = await revising.edit(person, number, language, message.html_text)
    if slip is not None:
        await send(message, revise_views.slip(slip, number))
        return
    await state.clear()
    status = await broadcasts.status(person, number)
    await show_below(message, person, status, broadcasts, clock())


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
    await revising.close_alert(person, number, {})
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
    broadcasts: Broadcasts,
    state: FSMContext,
    clock: Clock,
) -> None:
    """One language after another; the last one sends it."""
    data = await state.get_data()
    number, words = int(data.get("number") or 0), [*(data.get("words") or [])]
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
    closing = await revising.close_alert(person, number, said)
    await state.clear()
    status = await broadcasts.status(person, closing.id if closing else number)
    await show_below(message, person, status, broadcasts, clock())


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
    router.callback_query.register(recall, RecallBroadcast.filter())
    router.callback_query.register(close, CloseAlert.filter())
    router.callback_query.register(write_closing, WriteClosing.filter())
