"""Articles and missions found as people type `@bot …` in any chat."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.types import InlineQuery

from bot.content.content import Content
from bot.features.inline import views
from bot.services.asking import Asking
from bot.telegram.links import Links
from bot.telegram.screen import offer
from core.people.person import Person


async def find(
    inline_query: InlineQuery,
    person: Person,
    content: Content,
    asking: Asking,
    links: Links,
    clock: Callable[[], datetime],
) -> None:
    typed = inline_query.query.strip()
    found = [one.id for one in asking.others(person, typed)]
    shown = found if typed else views.useful(content, person.country)
    results = views.results(shown, content, links, clock().date())
    await offer(inline_query, results, None if results else views.ask_in_private())


def router() -> Router:
    router = Router(name="inline")
    router.inline_query.register(find)
    return router
