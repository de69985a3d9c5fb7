"""Settings: language, country, city, and who runs the bot."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.settings import views
from bot.features.settings.callbacks import About, ChooseCity, EditCity, OpenSettings, TypeCity
from bot.filters.intents import Asks
from bot.filters.updates import Carries, HasText, Private
from bot.services.people import People
from bot.telegram.menu import SETTINGS
from bot.telegram.screen import send, turn_to
from core.people.person import Person


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
    changed = await people.live_at(person, message.text or "")
    await state.clear()
    await send(message, views.settings(changed, content))


async def about(query: CallbackQuery, run_by: str) -> None:
    await turn_to(query, views.about(run_by))


def router() -> Router:
    router = Router(name="settings")
    router.message.filter(Private())
    router.message.register(settings, Asks("settings", SETTINGS))
    router.message.register(city_typed, StateFilter(CityForm.typing), Asks(""), HasText())
    router.callback_query.filter(Carries(OpenSettings, EditCity, ChooseCity, TypeCity, About))
    router.callback_query.register(open_settings, OpenSettings.filter())
    router.callback_query.register(edit_city, EditCity.filter())
    router.callback_query.register(choose_city, ChooseCity.filter())
    router.callback_query.register(type_city, TypeCity.filter())
    router.callback_query.register(about, About.filter())
    return router
