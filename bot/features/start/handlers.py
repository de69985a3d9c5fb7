"""The first steps: /start, language, country, home, /help."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.start import views
from bot.features.start.callbacks import (
    ChooseCountry,
    ChooseLanguage,
    EditCountry,
    EditLanguage,
    MoreCountries,
    OpenHome,
)
from bot.filters.intents import Asks, Intent, linked
from bot.filters.updates import Carries, Private
from bot.services.feedback import Feedback
from bot.services.people import People
from bot.telegram.menu import BACK, welcome
from bot.telegram.screen import follow, send, turn_to
from bot.texts import Texts
from core.locale import Locale
from core.people.payload import Target
from core.people.person import HOME_COUNTRY, Person


async def start(message: Message, person: Person, content: Content, texts: Texts) -> None:
    if person.known:
        await send(message, welcome())
        await send(message, views.home(person, content))
    else:
        await send(message, views.language(texts, person, first=True))


async def arrive(
    message: Message,
    person: Person,
    intent: Intent,
    feedback: Feedback,
    content: Content,
    texts: Texts,
) -> None:
    """Somebody came by a poster's link: counted, then as any start."""
    await feedback.arrived(intent.argument)
    await start(message, person, content, texts)


async def menu(message: Message) -> None:
    await send(message, welcome())


async def assist(message: Message) -> None:
    await send(message, views.assist())


async def home(query: CallbackQuery, person: Person, content: Content) -> None:
    await turn_to(query, views.home(person, content))


async def edit_language(query: CallbackQuery, person: Person, texts: Texts) -> None:
    await turn_to(query, views.language(texts, person, first=False))


async def edit_country(query: CallbackQuery, content: Content) -> None:
    await turn_to(query, views.country(content, first=False))


async def choose_language(
    query: CallbackQuery,
    callback_data: ChooseLanguage,
    person: Person,
    people: People,
    content: Content,
    texts: Texts,
) -> None:
    chosen = await people.speak(person, Locale.best(callback_data.language))
    texts.switch(chosen.language)
    if callback_data.first:
        await turn_to(query, views.country(content, first=True))
    else:
        await turn_to(query, views.home(chosen, content))
        await follow(query, welcome())


async def choose_country(
    query: CallbackQuery,
    callback_data: ChooseCountry,
    person: Person,
    people: People,
    content: Content,
) -> None:
    listed = callback_data.country in (*content.countries, HOME_COUNTRY)
    chosen = await people.live_in(person, callback_data.country if listed else None)
    await turn_to(query, views.home(chosen, content))
    if callback_data.first:
        await follow(query, welcome())


async def more_countries(
    query: CallbackQuery, callback_data: MoreCountries, content: Content
) -> None:
    shown = views.more_countries(content, callback_data.page, first=callback_data.first)
    await turn_to(query, shown)


def router() -> Router:
    router = Router(name="start")
    source = linked(Target.SOURCE)
    router.message.filter(Asks("start", source, "help", "menu", BACK), Private())
    router.message.register(start, Asks("start"))
    router.message.register(arrive, Asks(source))
    router.message.register(assist, Asks("help"))
    router.message.register(menu, Asks("menu", BACK))
    router.callback_query.filter(
        Carries(
            *(OpenHome, ChooseLanguage, ChooseCountry),
            *(MoreCountries, EditLanguage, EditCountry),
        )
    )
    router.callback_query.register(home, OpenHome.filter())
    router.callback_query.register(choose_language, ChooseLanguage.filter())
    router.callback_query.register(choose_country, ChooseCountry.filter())
    router.callback_query.register(more_countries, MoreCountries.filter())
    router.callback_query.register(edit_language, EditLanguage.filter())
    router.callback_query.register(edit_country, EditCountry.filter())
    return router
