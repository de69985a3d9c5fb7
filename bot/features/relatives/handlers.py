"""A relative registers somebody, who agrees or has it deleted. His «yes» is handled by `stays`."""

from collections.abc import Awaitable, Callable
from functools import partial

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
    TakeName,
)
from bot.filters.intents import Asks, Intent, linked
from bot.filters.questions import Finds, question_under
from bot.filters.updates import Carries, HasText, HasWords, Private
from bot.services.relatives import Relatives
from bot.services.stays import Stays
from bot.telegram.links import Links
from bot.telegram.menu import welcome
from bot.telegram.screen import Screen, reply, send, turn_to
from core.people.names import Misnamed, read_name
from core.people.payload import Target
from core.people.person import HOME_COUNTRY, Person
from core.search.decision import Decision
from core.stays.stay import Stay

DANGER_WORDS = 3
"""Two may be a name, such as «my brother»; danger is told in more."""


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
    if await _naming(callback_data.country, relatives, content, state):
        await turn_to(query, views.ask_name(callback_data.country))
    else:
        await announce(query, relatives, content)


async def name_typed(
    message: Message, person: Person, relatives: Relatives, links: Links, state: FSMContext
) -> None:
    announcing = partial(relatives.announce, person)
    await send(message, await _answered(message.text or "", announcing, links, state))


async def danger(message: Message, state: FSMContext) -> None:
    await reply(message, views.danger(await _country(state)))


async def take_name(
    query: CallbackQuery,
    callback_data: TakeName,
    person: Person,
    relatives: Relatives,
    links: Links,
    content: Content,
    state: FSMContext,
) -> None:
    """What sounded like danger is how he is called. Any tap has ended the form: it goes on."""
    if await _naming(callback_data.country, relatives, content, state):
        announcing = partial(relatives.announce, person, once=True)  # two quick taps are one
        await turn_to(query, await _answered(question_under(query), announcing, links, state))
    else:
        await announce(query, relatives, content)


async def take_back(
    query: CallbackQuery,
    callback_data: TakeBack,
    person: Person,
    relatives: Relatives,
    links: Links,
) -> None:
    gone = await relatives.take_back(person, callback_data.number)
    toast = views.taken_back() if gone else views.not_waiting()
    await turn_to(query, await _overview(person, relatives, links), toast=toast)


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
    declined = await relatives.decline(callback_data.number)
    await turn_to(query, views.declined() if declined else views.gone())


async def _naming(country: str, relatives: Relatives, content: Content, state: FSMContext) -> bool:
    """Waits for a name; not for a country where nobody is announced."""
    if country not in content.countries or country == HOME_COUNTRY or not relatives.possible:
        return False
    await state.set_state(RelativeForm.naming)
    await state.set_data({"country": country})
    return True


async def _country(state: FSMContext) -> str:
    return str((await state.get_data()).get("country", ""))


async def _answered(
    text: str, announcing: Callable[[str, str], Awaitable[Stay]], links: Links, state: FSMContext
) -> Screen:
    """Announces whom the text names, or asks once more."""
    country, name = await _country(state), read_name(text)
    if isinstance(name, Misnamed):
        return views.misnamed(name, country)
    pending = await announcing(name, country)
    await state.clear()
    return views.announced(pending, links)


async def _overview(person: Person, relatives: Relatives, links: Links) -> Screen:
    if not relatives.possible:
        return views.closed_here()
    return views.overview(await relatives.announced(person), links)


def router() -> Router:
    router = Router(name="relatives")
    router.message.filter(Private())
    router.message.register(entrance, Asks("relative", "relatives"))
    router.message.register(linked_relative, Asks(linked(Target.RELATIVE)))
    naming = (StateFilter(RelativeForm.naming), Asks(""), HasText())
    finds = Finds(Decision.EMERGENCY, remember=False)
    router.message.register(danger, *naming, HasWords(DANGER_WORDS), finds)
    router.message.register(name_typed, *naming)
    router.callback_query.filter(
        Carries(
            *(OpenRelatives, AnnounceRelative, RelativeCountry, RelativeCountries),
            *(TakeName, TakeBack, DeclineRelative),
        ),
        Private(),
    )
    router.callback_query.register(open_relatives, OpenRelatives.filter())
    router.callback_query.register(announce, AnnounceRelative.filter())
    router.callback_query.register(choose_country, RelativeCountry.filter())
    router.callback_query.register(more_countries, RelativeCountries.filter())
    router.callback_query.register(take_name, TakeName.filter())
    router.callback_query.register(take_back, TakeBack.filter())
    router.callback_query.register(decline, DeclineRelative.filter())
    return router
