"""Words that no other feature took are a question: an answer, choices, or honestly nothing."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.ask import operators, views
from bot.features.ask.callbacks import AnswerHelped, AskHuman, NotMeant
from bot.filters.intents import Asks
from bot.filters.questions import ASK_COMMAND, Finds, question_under
from bot.filters.updates import Carries, HasText, Private
from bot.services.asking import Asking
from bot.telegram.answers import exists, wired
from bot.telegram.menu import ASK
from bot.telegram.screen import Screen, hush, reply, send, turn_to
from core.people.person import Person
from core.search.decision import Decision, Found


async def entrance(message: Message, person: Person) -> None:
    await send(message, views.entrance(has_country=bool(person.country)))


async def answer(
    message: Message, found: Found, content: Content, clock: Callable[[], datetime]
) -> None:
    await reply(message, views.answer(found.results[0].id, content, clock().date()))


async def choose(message: Message, found: Found, content: Content) -> None:
    await reply(message, views.choices(found.results, content))


async def nothing(message: Message, person: Person, question: str, asking: Asking) -> None:
    await asking.unanswered(person, question)
    await reply(message, views.nothing(has_country=bool(person.country)))


async def not_understood(message: Message, person: Person) -> None:
    await send(message, views.not_understood(has_country=bool(person.country)))


async def anything_else(message: Message) -> None:
    await send(message, Screen(views.only_words()))


async def not_meant(
    query: CallbackQuery,
    callback_data: NotMeant,
    person: Person,
    content: Content,
    asking: Asking,
) -> None:
    question, turned_away = question_under(query), wired(callback_data.answer)
    if turned_away:
        if exists(turned_away, content):
            await asking.missed(person, question, turned_away)
        others = [one for one in asking.others(person, question) if one.id != turned_away]
        if others:
            await turn_to(query, views.choices(others, content))
            return
    if question:
        await asking.unanswered(person, question)
    await turn_to(query, views.nothing(has_country=bool(person.country)))


async def helped(
    query: CallbackQuery,
    callback_data: AnswerHelped,
    person: Person,
    content: Content,
    asking: Asking,
) -> None:
    answered = wired(callback_data.answer)
    if exists(answered, content):
        await asking.helped(person, question_under(query), answered)
    await hush(query, views.thanks())


async def ask_human(query: CallbackQuery, person: Person, content: Content) -> None:
    await turn_to(query, views.human(person, content))


async def questions(message: Message, person: Person, asking: Asking) -> None:
    await send(message, operators.questions(await asking.heard(person)))


def router() -> Router:
    """Stands last: it takes every message in a private chat."""
    router = Router(name="ask")
    router.message.filter(Private())
    router.message.register(questions, Asks("questions"))
    router.message.register(answer, Finds(Decision.ANSWER))
    # Danger comes here only from within a form of a release that knew it: the card is a button.
    router.message.register(choose, Finds(Decision.CHOICES, Decision.EMERGENCY))
    router.message.register(nothing, Finds(Decision.NOTHING))
    router.message.register(entrance, Asks(ASK_COMMAND, ASK))
    router.message.register(not_understood, HasText())
    router.message.register(anything_else)
    router.callback_query.filter(Carries(AskHuman, NotMeant, AnswerHelped))
    router.callback_query.register(ask_human, AskHuman.filter())
    router.callback_query.register(not_meant, NotMeant.filter())
    router.callback_query.register(helped, AnswerHelped.filter())
    return router
