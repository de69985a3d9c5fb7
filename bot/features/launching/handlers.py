"""From a draft to sending: the count, the time, the confirmation, the second operator."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.broadcasts.callbacks import OpenReach
from bot.features.launching import second_views, views
from bot.features.launching.callbacks import (
    AskConfirm,
    AskTime,
    CallOff,
    ConfirmBroadcast,
    ConfirmSecond,
    SetPaid,
    SetTime,
    TakeBroadcastBack,
)
from bot.filters.intents import Asks
from bot.filters.updates import Carries, HasText, Private
from bot.services.broadcasts import Broadcasts
from bot.services.launching import Launched, Launching, Spot
from bot.services.people import People
from bot.telegram.screen import send, turn_to
from bot.telegram.telling import tell
from bot.texts import Texts
from core.broadcasts.moments import Slip
from core.people.person import Person

Clock = Callable[[], datetime]
NONE = 0


class Timing(StatesGroup):
    typing = State()


async def count(
    query: CallbackQuery,
    callback_data: OpenReach,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    counted = await launching.reach(person, callback_data.number)
    await turn_to(query, views.count(counted, person, content))


async def set_paid(
    query: CallbackQuery,
    callback_data: SetPaid,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    counted = await launching.set_paid(person, callback_data.number, paid=callback_data.paid)
    await turn_to(query, views.count(counted, person, content))


async def ask_time(
    query: CallbackQuery,
    callback_data: AskTime,
    person: Person,
    launching: Launching,
    state: FSMContext,
    clock: Clock,
) -> None:
    counted = await launching.reach(person, callback_data.number)
    await state.set_state(Timing.typing)
    await state.set_data({"number": counted.broadcast.id})
    await turn_to(query, views.ask_time(counted, clock()))


async def set_time(
    query: CallbackQuery,
    callback_data: SetTime,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    found = await launching.schedule_quick(person, callback_data.number, callback_data.when)
    if not isinstance(found, Slip):
        await turn_to(query, views.confirm(found, person, content))


async def typed(
    message: Message,
    person: Person,
    launching: Launching,
    state: FSMContext,
    content: Content,
    clock: Clock,
) -> None:
    number = (await state.get_data()).get("number", NONE)
    await state.clear()
    found = await launching.schedule_typed(person, number, message.text or "")
    if not isinstance(found, Slip):
        await send(message, views.confirm(found, person, content))
        return
    await state.set_state(Timing.typing)
    await state.set_data({"number": number})
    await send(message, views.slip(found, number, clock()))


async def ask_confirm(
    query: CallbackQuery,
    callback_data: AskConfirm,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    counted = await launching.reach(person, callback_data.number)
    await turn_to(query, views.confirm(counted, person, content))


async def confirm(
    query: CallbackQuery,
    callback_data: ConfirmBroadcast,
    person: Person,
    launching: Launching,
    broadcasts: Broadcasts,
    people: People,
    texts: Texts,
    content: Content,
    bot: Bot,
) -> None:
    done = await launching.confirm(
        person,
        callback_data.number,
        insist=callback_data.insist,
        stamp=callback_data.stamp,
        spot=_spot(query),
    )
    others = await people.languages(done.tell)
    told = await tell(bot, texts, others, lambda: second_views.asked(done.counted, content))
    await turn_to(query, views.launched(done, person, content, told))
    await _follow(query, done, broadcasts)


async def second(
    query: CallbackQuery,
    callback_data: ConfirmSecond,
    person: Person,
    launching: Launching,
    people: People,
    texts: Texts,
    content: Content,
    bot: Bot,
) -> None:
    done = await launching.second(person, callback_data.number, callback_data.stamp)
    await turn_to(query, views.launched(done, person, content))
    waiting = await people.languages(done.tell)
    await tell(bot, texts, waiting, lambda: second_views.seconded(done.counted))


async def take_back(
    query: CallbackQuery,
    callback_data: TakeBroadcastBack,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    counted = await launching.take_back(person, callback_data.number)
    await turn_to(query, views.count(counted, person, content), toast=views.draft_again())


async def call_off(
    query: CallbackQuery,
    callback_data: CallOff,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    counted = await launching.cancel_scheduled(person, callback_data.number)
    await turn_to(query, views.count(counted, person, content), toast=views.draft_again())


async def _follow(query: CallbackQuery, done: Launched, broadcasts: Broadcasts) -> None:
    """Known at once, or one that is over before the next look would never be shown."""
    spot = _spot(query)
    if spot is not None and done.counted.broadcast.sent:
        await broadcasts.keep_progress(done.counted.broadcast.id, (spot.chat_id, spot.message_id))


def _spot(query: CallbackQuery) -> Spot | None:
    """The message of the tap, where it can still be edited."""
    message = query.message
    return Spot(message.chat.id, message.message_id) if isinstance(message, Message) else None


def router() -> Router:
    router = Router(name="launching")
    router.message.filter(Private())
    router.message.register(typed, StateFilter(Timing.typing), Asks(""), HasText())
    router.callback_query.filter(
        Carries(
            *(OpenReach, SetPaid, AskTime, SetTime, AskConfirm),
            *(ConfirmBroadcast, ConfirmSecond, TakeBroadcastBack, CallOff),
        ),
        Private(),
    )
    router.callback_query.register(count, OpenReach.filter())
    router.callback_query.register(set_paid, SetPaid.filter())
    router.callback_query.register(ask_time, AskTime.filter())
    router.callback_query.register(set_time, SetTime.filter())
    router.callback_query.register(ask_confirm, AskConfirm.filter())
    router.callback_query.register(confirm, ConfirmBroadcast.filter())
    router.callback_query.register(second, ConfirmSecond.filter())
    router.callback_query.register(take_back, TakeBroadcastBack.filter())
    router.callback_query.register(call_off, CallOff.filter())
    return router
