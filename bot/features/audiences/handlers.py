"""Who a broadcast is for, chosen by buttons."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.audiences import views
from bot.features.audiences.callbacks import Choose, OpenPart
from bot.features.audiences.options import page_of
from bot.features.broadcasts.callbacks import OpenAudience
from bot.filters.updates import Carries, Private
from bot.services.launching import Launching
from bot.telegram.screen import turn_to
from core.broadcasts.choosing import Choice
from core.people.person import Person


async def show(
    query: CallbackQuery,
    callback_data: OpenAudience,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    desk = await launching.desk(person, callback_data.number)
    await turn_to(query, views.audience(desk, content))


async def open_part(
    query: CallbackQuery,
    callback_data: OpenPart,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    desk = await launching.desk(person, callback_data.number)
    await turn_to(query, views.part(desk, callback_data.part, content, callback_data.page))


async def choose(
    query: CallbackQuery,
    callback_data: Choose,
    person: Person,
    launching: Launching,
    content: Content,
) -> None:
    part, value = callback_data.part, callback_data.value
    choice = Choice(part, value, callback_data.on)
    desk = await launching.choose(person, callback_data.number, choice)
    await turn_to(query, views.part(desk, part, content, page_of(desk, part, value)))


def router() -> Router:
    router = Router(name="audiences")
    router.callback_query.filter(Carries(OpenAudience, OpenPart, Choose), Private())
    router.callback_query.register(show, OpenAudience.filter())
    router.callback_query.register(open_part, OpenPart.filter())
    router.callback_query.register(choose, Choose.filter())
    return router
