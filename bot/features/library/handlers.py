"""Rules and agreements: the list of a country, an article, and whether it helped."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.library import views
from bot.features.library.callbacks import OpenArticle, OpenShelf, PickShelf, Vote
from bot.filters.intents import Asks, Intent, linked
from bot.filters.updates import Carries, Private
from bot.services.feedback import Feedback
from bot.telegram.menu import RULES, welcome
from bot.telegram.screen import hush, send, turn_to
from core.people.payload import Target
from core.people.person import Person


async def rules(message: Message, person: Person, content: Content, intent: Intent) -> None:
    asked = intent.argument.upper() if intent.argument else person.country
    await send(message, views.shelf(content, content.scope_of(asked)))


async def linked_country(message: Message, content: Content, intent: Intent) -> None:
    await send(message, welcome())
    await send(message, views.shelf(content, content.scope_of(intent.argument)))


async def linked_article(
    message: Message,
    content: Content,
    intent: Intent,
    reader: views.Reader,
    clock: Callable[[], datetime],
) -> None:
    await send(message, welcome())
    article = content.articles.get(intent.argument)
    if article is None:
        await send(message, views.shelf(content, content.scope_of(intent.argument[:2])))
    else:
        await send(message, reader.page(article, 1, clock().date()))


async def open_shelf(
    query: CallbackQuery, callback_data: OpenShelf, person: Person, content: Content
) -> None:
    scope = content.scope_of(callback_data.scope or person.country)
    await turn_to(query, views.shelf(content, scope))


async def pick_shelf(query: CallbackQuery, content: Content) -> None:
    await turn_to(query, views.shelves(content))


async def open_article(
    query: CallbackQuery,
    callback_data: OpenArticle,
    content: Content,
    reader: views.Reader,
    clock: Callable[[], datetime],
) -> None:
    article = content.articles.get(f"{callback_data.scope}/{callback_data.slug}")
    if article is None:
        scope = content.scope_of(callback_data.scope)
        await turn_to(query, views.shelf(content, scope), toast=views.gone())
        return
    await turn_to(query, reader.page(article, callback_data.page, clock().date()))


async def vote(
    query: CallbackQuery, callback_data: Vote, person: Person, content: Content, feedback: Feedback
) -> None:
    article = f"{callback_data.scope}/{callback_data.slug}"
    if article in content.articles:
        await feedback.vote(person, article, helped=callback_data.helped)
    await hush(query, views.thanks())


def router() -> Router:
    router = Router(name="library")
    articles, countries = linked(Target.ARTICLE), linked(Target.COUNTRY)
    shelves = ("agreement", "rules", RULES)
    router.message.filter(Asks(*shelves, articles, countries), Private())
    router.message.register(rules, Asks(*shelves))
    router.message.register(linked_article, Asks(articles))
    router.message.register(linked_country, Asks(countries))
    router.callback_query.filter(Carries(OpenShelf, PickShelf, OpenArticle, Vote))
    router.callback_query.register(open_article, OpenArticle.filter())
    router.callback_query.register(open_shelf, OpenShelf.filter())
    router.callback_query.register(pick_shelf, PickShelf.filter())
    router.callback_query.register(vote, Vote.filter())
    return router
