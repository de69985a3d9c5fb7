"""Emergency numbers for anybody, at once. Nothing here touches the database."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from bot.content.content import HOME_SCOPE, Content
from bot.features.emergency import views
from bot.features.emergency.callbacks import EmergencyCountries, OpenEmergency
from bot.filters.intents import Asks, Intent
from bot.filters.questions import Finds
from bot.filters.updates import Carries, Private
from bot.telegram.menu import EMERGENCY
from bot.telegram.screen import Screen, reply, send, turn_to
from core.people.person import Person
from core.search.decision import Decision, Found


async def emergency(message: Message, person: Person, content: Content, intent: Intent) -> None:
    await send(message, _card(content, intent.argument.upper() or person.country))


async def alarmed(message: Message, found: Found, content: Content) -> None:
    """Words of danger: the numbers first, and behind them what else the words may be about.

    What answers a message of ours is handed on: those on duty must hear of it too.
    """
    card, *others = found.results
    country = card.id.partition(":")[2].upper()
    await reply(message, _card(content, country))
    scopes = {country.lower(), HOME_SCOPE}  # another country's rules would mislead
    known = (content.articles[one.id] for one in others if one.id in content.articles)
    articles = [article for article in known if article.id.scope in scopes]
    if articles:
        await send(message, views.besides(articles))
    if message.reply_to_message is not None:
        raise SkipHandler


async def open_card(
    query: CallbackQuery, callback_data: OpenEmergency, person: Person, content: Content
) -> None:
    await turn_to(query, _card(content, callback_data.country or person.country))


async def countries(
    query: CallbackQuery, callback_data: EmergencyCountries, content: Content
) -> None:
    await turn_to(query, views.countries(content, callback_data.page))


def _card(content: Content, country: str | None) -> Screen:
    if country is None or country not in content.countries:
        return views.everywhere(content)
    return views.card(content, country)


def router() -> Router:
    router = Router(name="emergency")
    router.message.filter(Private())
    router.message.register(emergency, Asks("sos", "emergency", EMERGENCY))
    router.message.register(alarmed, StateFilter(None), Finds(Decision.EMERGENCY))
    router.callback_query.filter(Carries(OpenEmergency, EmergencyCountries))
    router.callback_query.register(open_card, OpenEmergency.filter())
    router.callback_query.register(countries, EmergencyCountries.filter())
    return router
