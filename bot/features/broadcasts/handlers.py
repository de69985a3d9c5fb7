"""Broadcasts on the desk: the list, and one of them. See report_handlers and revise_handlers."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.features.broadcasts import report_handlers, revise_handlers, views
from bot.features.broadcasts.callbacks import (
    CancelBroadcast,
    OpenBroadcast,
    OpenBroadcasts,
    PauseBroadcast,
    ResumeBroadcast,
)
from bot.features.broadcasts.showing import show
from bot.filters.intents import Asks
from bot.filters.updates import Carries, Private
from bot.services.broadcasts import Broadcasts
from bot.telegram.screen import send, turn_to
from core.broadcasts.broadcast import State
from core.people.person import Person

Clock = Callable[[], datetime]


async def every(message: Message, person: Person, broadcasts: Broadcasts) -> None:
    await send(message, views.listing(await broadcasts.listed(person, 1)))


async def open_all(
    query: CallbackQuery, callback_data: OpenBroadcasts, person: Person, broadcasts: Broadcasts
) -> None:
    await turn_to(query, views.listing(await broadcasts.listed(person, callback_data.page)))


async def open_one(
    query: CallbackQuery,
    callback_data: OpenBroadcast,
    person: Person,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    status = await broadcasts.status(person, callback_data.number)
    await show(query, person, status, broadcasts, clock())


async def pause(
    query: CallbackQuery,
    callback_data: PauseBroadcast,
    person: Person,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    status = await broadcasts.pause(person, callback_data.number)
    held = status.broadcast.state is State.PAUSED
    toast = views.paused() if held else views.not_now()
    await show(query, person, status, broadcasts, clock(), toast)


async def resume(
    query: CallbackQuery,
    callback_data: ResumeBroadcast,
    person: Person,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    status = await broadcasts.resume(person, callback_data.number)
    goes = status.broadcast.state in {State.PLANNING, State.RUNNING}
    toast = views.resumed() if goes else views.not_now()
    await show(query, person, status, broadcasts, clock(), toast)


async def cancel(
    query: CallbackQuery,
    callback_data: CancelBroadcast,
    person: Person,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    if not callback_data.sure:
        status = await broadcasts.status(person, callback_data.number)
        await turn_to(query, views.ask_cancel(status))
        return
    status = await broadcasts.cancel(person, callback_data.number)
    gone = status.broadcast.state is State.CANCELLED
    toast = views.cancelled() if gone else views.not_now()
    await show(query, person, status, broadcasts, clock(), toast)


def router() -> Router:
    router = Router(name="broadcasts")
    router.message.filter(Private())
    router.message.register(every, Asks("broadcasts"))
    mine = (OpenBroadcasts, OpenBroadcast, PauseBroadcast, ResumeBroadcast, CancelBroadcast)
    router.callback_query.filter(
        Carries(*mine, *report_handlers.KINDS, *revise_handlers.KINDS), Private()
    )
    router.callback_query.register(open_all, OpenBroadcasts.filter())
    router.callback_query.register(open_one, OpenBroadcast.filter())
    router.callback_query.register(pause, PauseBroadcast.filter())
    router.callback_query.register(resume, ResumeBroadcast.filter())
    router.callback_query.register(cancel, CancelBroadcast.filter())
    report_handlers.routes(router)
    revise_handlers.routes(router)
    return router
