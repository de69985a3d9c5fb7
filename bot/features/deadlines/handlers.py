"""Deadlines: days and hours the person sets himself, and his answers to a reminder."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.features.deadlines import views
from bot.features.deadlines.callbacks import (
    AddDeadline,
    AminaHour,
    DeadlineDone,
    DeadlineTomorrow,
    EditDeadline,
    OpenDeadlines,
    RemoveDeadline,
)
from bot.filters.intents import Asks
from bot.filters.updates import Carries, HasText, Private
from bot.services.deadlines import Deadlines
from bot.telegram.screen import send, turn_to
from core.deadlines.deadline import Deadline, Kind, Problem
from core.people.person import Person
from core.people.topics import Topic

Clock = Callable[[], datetime]


class DeadlineForm(StatesGroup):
    typing = State()


async def show(message: Message, person: Person, deadlines: Deadlines, clock: Clock) -> None:
    await send(message, views.deadlines(await deadlines.of(person), clock(), muted=_muted(person)))


async def open_all(
    query: CallbackQuery, person: Person, deadlines: Deadlines, clock: Clock
) -> None:
    await turn_to(
        query, views.deadlines(await deadlines.of(person), clock(), muted=_muted(person))
    )


async def back(
    query: CallbackQuery, person: Person, deadlines: Deadlines, clock: Clock, toast: str
) -> None:
    """To what there is: the tap was about something that is not there any more, or done."""
    await turn_to(
        query,
        views.deadlines(await deadlines.of(person), clock(), muted=_muted(person)),
        toast=toast,
    )


async def add(
    query: CallbackQuery,
    callback_data: AddDeadline,
    person: Person,
    deadlines: Deadlines,
    state: FSMContext,
    clock: Clock,
) -> None:
    kept, kind = await deadlines.of(person), Kind.named(callback_data.kind)
    if kind is None:
        await turn_to(query, views.kinds(deadlines.offered(person), kept))
        return
    present = next((one for one in kept if one.kind is kind), None)
    await ask(query, kind, present, state, clock())


async def edit(
    query: CallbackQuery,
    callback_data: EditDeadline,
    person: Person,
    deadlines: Deadlines,
    state: FSMContext,
    clock: Clock,
) -> None:
    present = await deadlines.own(person, callback_data.id)
    if present is None:
        await back(query, person, deadlines, clock, views.missed(Problem.GONE))
        return
    await ask(query, present.kind, present, state, clock())


async def ask(
    query: CallbackQuery, kind: Kind, present: Deadline | None, state: FSMContext, now: datetime
) -> None:
    if not kind.daily:
        await state.set_state(DeadlineForm.typing)
        await state.set_data({"kind": kind.value})
    await turn_to(query, views.ask(kind, present, now))


async def typed(
    message: Message, person: Person, deadlines: Deadlines, state: FSMContext, clock: Clock
) -> None:
    kind = Kind.named((await state.get_data()).get("kind"))
    if kind is None:  # what was kept with the question could not be read
        await state.clear()
        await show(message, person, deadlines, clock)
        return
    found = await deadlines.typed(person, kind, message.text or "")
    if isinstance(found, Problem):
        await send(message, views.slip(found, clock()))
        return
    await state.clear()
    await send(message, views.kept(found, clock(), muted=_muted(person)))


async def choose_hour(
    query: CallbackQuery,
    callback_data: AminaHour,
    person: Person,
    deadlines: Deadlines,
    clock: Clock,
) -> None:
    found = await deadlines.set(person, Kind.AMINA, hour=callback_data.hour)
    await turn_to(query, views.kept(found, clock(), muted=_muted(person)))


async def remove(
    query: CallbackQuery,
    callback_data: RemoveDeadline,
    person: Person,
    deadlines: Deadlines,
    clock: Clock,
) -> None:
    if callback_data.sure:  # tapped twice, it is removed all the same
        await deadlines.remove(person, callback_data.id)
        await back(query, person, deadlines, clock, views.removed())
        return
    found = await deadlines.own(person, callback_data.id)
    if found is None:
        await back(query, person, deadlines, clock, views.missed(Problem.GONE))
        return
    await turn_to(query, views.ask_remove(found, clock()))


async def done(
    query: CallbackQuery,
    callback_data: DeadlineDone,
    person: Person,
    deadlines: Deadlines,
    clock: Clock,
) -> None:
    found = await deadlines.done(person, callback_data.id)
    if found is None:  # tapped twice, it is done all the same
        await back(query, person, deadlines, clock, views.settled())
        return
    await turn_to(query, views.done(found))


async def tomorrow(
    query: CallbackQuery,
    callback_data: DeadlineTomorrow,
    person: Person,
    deadlines: Deadlines,
    clock: Clock,
) -> None:
    found = await deadlines.tomorrow(person, callback_data.id)
    if isinstance(found, Problem):
        await back(query, person, deadlines, clock, views.missed(found))
        return
    await turn_to(query, views.postponed(found, deadlines.article(found, person), clock()))


def _muted(person: Person) -> bool:
    return Topic.REMINDERS in person.muted


def router() -> Router:
    router = Router(name="deadlines")
    router.message.filter(Private())
    router.message.register(show, Asks("deadlines"))
    router.message.register(typed, StateFilter(DeadlineForm.typing), Asks(""), HasText())
    router.callback_query.filter(
        Carries(
            *(OpenDeadlines, AddDeadline, EditDeadline, RemoveDeadline),
            *(DeadlineDone, DeadlineTomorrow, AminaHour),
        ),
        Private(),
    )
    router.callback_query.register(open_all, OpenDeadlines.filter())
    router.callback_query.register(add, AddDeadline.filter())
    router.callback_query.register(edit, EditDeadline.filter())
    router.callback_query.register(remove, RemoveDeadline.filter())
    router.callback_query.register(done, DeadlineDone.filter())
    router.callback_query.register(tomorrow, DeadlineTomorrow.filter())
    router.callback_query.register(choose_hour, AminaHour.filter())
    return router
