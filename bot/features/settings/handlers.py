"""Settings: language, country, city, alerts and quiet hours, and who runs the bot."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.settings import alert_views, views
from bot.features.settings.callbacks import (
    About,
    ChooseCity,
    EditCity,
    HearTopic,
    OpenAlerts,
    OpenQuiet,
    OpenSettings,
    PickQuiet,
    SetQuiet,
    TypeCity,
    UsualQuiet,
)
from bot.filters.intents import Asks
from bot.filters.updates import Carries, HasText, Private
from bot.services.people import People
from bot.telegram.menu import SETTINGS
from bot.telegram.screen import send, turn_to
from core.people.person import Person
from core.people.quiet import Quiet

Clock = Callable[[], datetime]


class CityForm(StatesGroup):
    typing = State()


async def settings(message: Message, person: Person, content: Content) -> None:
    await send(message, views.settings(person, content))


async def open_settings(query: CallbackQuery, person: Person, content: Content) -> None:
    await turn_to(query, views.settings(person, content))


async def edit_city(query: CallbackQuery, person: Person, content: Content) -> None:
    await turn_to(query, views.city(person, content))


async def choose_city(
    query: CallbackQuery,
    callback_data: ChooseCity,
    person: Person,
    people: People,
    content: Content,
) -> None:
    if callback_data.country != (person.country or ""):  # an old button: he has moved since
        await turn_to(query, views.city(person, content))
        return
    place, listed = callback_data.place, content.cities_of(person.country)
    city = listed[place].id if 0 <= place < len(listed) else None
    changed = await people.live_at(person, city)
    await turn_to(query, views.settings(changed, content), toast=views.saved())


async def type_city(query: CallbackQuery, state: FSMContext) -> None:
    await state.set_state(CityForm.typing)
    await turn_to(query, views.type_city())


async def city_typed(
    message: Message, person: Person, people: People, content: Content, state: FSMContext
) -> None:
    city = content.place(person.country, message.text or "")
    changed = await people.live_at(person, city)
    await state.clear()
    await send(message, views.settings(changed, content))


async def alerts(query: CallbackQuery, person: Person) -> None:
    await turn_to(query, alert_views.alerts(person))


async def hear(
    query: CallbackQuery, callback_data: HearTopic, person: Person, people: People
) -> None:
    changed = await people.hear(person, callback_data.topic, wanted=callback_data.wanted)
    await turn_to(query, alert_views.alerts(changed), toast=views.saved())


async def quiet(query: CallbackQuery, person: Person, content: Content, clock: Clock) -> None:
    await turn_to(query, alert_views.quiet(person, content, clock()))


async def pick_quiet(query: CallbackQuery, callback_data: PickQuiet) -> None:
    since = callback_data.since
    shown = alert_views.until(since) if since in alert_views.HOURS else alert_views.since()
    await turn_to(query, shown)


async def set_quiet(
    query: CallbackQuery,
    callback_data: SetQuiet,
    person: Person,
    people: People,
    content: Content,
    clock: Clock,
) -> None:
    wanted = (callback_data.since, callback_data.until)
    if any(hour not in alert_views.HOURS for hour in wanted):
        await turn_to(query, alert_views.since())
        return
    changed = await people.rest(person, Quiet(*wanted))
    await turn_to(query, alert_views.quiet(changed, content, clock()), toast=views.saved())


async def usual_quiet(
    query: CallbackQuery, person: Person, people: People, content: Content, clock: Clock
) -> None:
    changed = await people.rest(person, None)
    await turn_to(query, alert_views.quiet(changed, content, clock()), toast=views.saved())


async def about(query: CallbackQuery, run_by: str) -> None:
    await turn_to(query, views.about(run_by))


def router() -> Router:
    router = Router(name="settings")
    router.message.filter(Private())
    router.message.register(settings, Asks("settings", SETTINGS))
    router.message.register(city_typed, StateFilter(CityForm.typing), Asks(""), HasText())
    router.callback_query.filter(
        Carries(
            *(OpenSettings, EditCity, ChooseCity, TypeCity, About),
            *(OpenAlerts, HearTopic, OpenQuiet, PickQuiet, SetQuiet, UsualQuiet),
        )
    )
    router.callback_query.register(open_settings, OpenSettings.filter())
    router.callback_query.register(edit_city, EditCity.filter())
    router.callback_query.register(choose_city, ChooseCity.filter())
    router.callback_query.register(type_city, TypeCity.filter())
    router.callback_query.register(alerts, OpenAlerts.filter())
    router.callback_query.register(hear, HearTopic.filter())
    router.callback_query.register(quiet, OpenQuiet.filter())
    router.callback_query.register(pick_quiet, PickQuiet.filter())
    router.callback_query.register(set_quiet, SetQuiet.filter())
    router.callback_query.register(usual_quiet, UsualQuiet.filter())
    router.callback_query.register(about, About.filter())
    return router
