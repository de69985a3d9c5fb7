"""A question for a human, and words no other feature took."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.ask import views
from bot.features.ask.callbacks import AskHuman
from bot.filters.intents import Asks
from bot.filters.updates import Carries, HasText, Private
from bot.telegram.menu import ASK
from bot.telegram.screen import Screen, send, turn_to
from core.people.person import Person


async def ask(message: Message, person: Person, content: Content) -> None:
    await send(message, views.human(person, content))


async def ask_human(query: CallbackQuery, person: Person, content: Content) -> None:
    await turn_to(query, views.human(person, content))


async def words(message: Message, person: Person) -> None:
    await send(message, views.not_understood(person))


async def anything_else(message: Message) -> None:
    await send(message, Screen(views.only_words()))


def router() -> Router:
    """Stands last: it takes every message in a private chat."""
    router = Router(name="ask")
    router.message.filter(Private())
    router.message.register(ask, Asks("ask", ASK))
    router.message.register(words, HasText())
    router.message.register(anything_else)
    router.callback_query.filter(Carries(AskHuman))
    router.callback_query.register(ask_human, AskHuman.filter())
    return router
