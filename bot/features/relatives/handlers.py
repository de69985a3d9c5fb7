"""A relative registers somebody, who agrees or has it deleted. His «yes» is handled by `stays`."""

from aiogram import Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.relatives import views
from bot.features.relatives.callbacks import (
    AnnounceRelative,
    DeclineRelative,
    OpenRelatives,
    RelativeCountries,
    RelativeCountry,
    TakeBack,
)
from bot.filters.intents import Asks, Intent, linked
from bot.filters.updates import Carries, HasText, Private
from bot.services.relatives import Relatives
from bot.services.stays import Stays
from bot.telegram.links import Links
from bot.telegram.menu import welcome
from bot.telegram.screen import Screen, send, turn_to
from core.people.names import Misnamed, read_name
from core.people.payload import Target
from core.people.person import HOME_COUNTRY, Person


class RelativeForm(StatesGroup):
    naming = State()


async def entrance(message: Message, person: Person, relatives: Relatives, links: Links) -> None:
    await send(message, await _overview(person, relatives, links))


async def open_relatives(
    query: CallbackQuery, person: Person, relatives: Relatives, links: Links
) -> None:
    await turn_to(query, await _overview(person, relatives, links))


async def announce(query: CallbackQuery, relatives: Relatives, content: Content) -> None:
    await turn_to(query, views.country(content) if relatives.possible else views.closed_here())


async def more_countries(
    query: CallbackQuery, callback_data: RelativeCountries, content: Content
) -> None:
    await turn_to(query, views.countries(content, callback_data.page))


async def choose_country(
    query: CallbackQuery,
    callback_data: RelativeCountry,
    relatives: Relatives,
    content: Content,
    state: FSMContext,
) -> None:
    code = callback_data.country
    if code not in content.countries or code == HOME_COUNTRY or not relatives.possible:
        await announce(query, relatives, content)
        return
    await state.set_state(RelativeForm.naming)
    await state.set_data({"country": code})
    await turn_to(query, views.ask_name(code))


async def name_typed(
    message: Message, person: Person, relatives: Relatives, links: Links, state: FSMContext
) -> None:
    country = str((await state.get_data()).get("country", ""))
    name = read_name(message.text or "")
    if isinstance(name, Misnamed):
        await send(message, views.misnamed(name, country))
        return
    pending = await relatives.announce(person, name, country)
    await state.clear()
    await send(message, views.announced(pending, links))


async def take_back(
    query: CallbackQuery,
    callback_data: TakeBack,
    person: Person,
    relatives: Relatives,
    links: Links,
) -> None:
    await relatives.take_back(person, callback_data.number)
    await turn_to(query, await _overview(person, relatives, links), toast=views.taken_back())


async def linked_relative(
    message: Message,
    intent: Intent,
    person: Person,
    relatives: Relatives,
    stays: Stays,
    links: Links,
    run_by: str,
) -> None:
    await send(message, welcome())
    found = await relatives.invitation(intent.argument)
    own = await stays.current(person)
    if found is None:
        await send(message, views.gone())
    elif found.registered_by == person.id:
        await send(message, views.send_on(found, links))
    elif own is not None and own.open:
        await send(message, views.has_own(found))
    else:
        await send(message, views.invitation(found, run_by))


async def decline(
    query: CallbackQuery, callback_data: DeclineRelative, relatives: Relatives
) -> None:
    if await relatives.invitation(callback_data.number) is None:
        await turn_to(query, views.gone())
        return
    await relatives.decline(callback_data.number)
    await turn_to(query, views.declined())


async def _overview(person: Person, relatives: Relatives, links: Links) -> Screen:
    if not relatives.possible:
        return views.closed_here()
    return views.overview(await relatives.announced(person), links)


def router() -> Router:
    router = Router(name="relatives")
    router.message.filter(Private())
    router.message.register(entrance, Asks("relative", "relatives"))
    router.message.register(linked_relative, Asks(linked(Target.RELATIVE)))
    router.message.register(name_typed, StateFilter(RelativeForm.naming), Asks(""), HasText())
    router.callback_query.filter(
        Carries(
            *(OpenRelatives, AnnounceRelative, RelativeCountry, RelativeCountries),
            *(TakeBack, DeclineRelative),
        )
    )
    router.callback_query.register(open_relatives, OpenRelatives.filter())
    router.callback_query.register(announce, AnnounceRelative.filter())
    router.callback_query.register(choose_country, RelativeCountry.filter())
    router.callback_query.register(more_countries, RelativeCountries.filter())
    router.callback_query.register(take_back, TakeBack.filter())
    router.callback_query.register(decline, DeclineRelative.filter())
    return router
