"""Roles: who is on duty for which countries. For admins only."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.roles import views
from bot.features.roles.callbacks import OpenRoles, TakeRole
from bot.filters.intents import Asks, Intent
from bot.filters.updates import Carries, Private
from bot.services.people import People
from bot.services.roles import Roles
from bot.telegram.notices import notify
from bot.telegram.screen import send, turn_to
from bot.texts import Texts
from core.people.person import Person
from core.roles.order import Slip


async def command(
    message: Message,
    person: Person,
    intent: Intent,
    roles: Roles,
    people: People,
    content: Content,
    texts: Texts,
    bot: Bot,
) -> None:
    """The list; with an argument a role is given, and whoever got it is told if he can be."""
    if not intent.argument:
        await send(message, views.roles(await roles.listed(person), 1))
        return
    found = await roles.order(person, intent.argument, content.countries)
    if isinstance(found, Slip):
        await send(message, views.slip(found))
        return
    await send(message, views.given(found))
    if found.person_id != person.id:
        told = await people.languages([found.person_id])
        await notify(bot, texts, told, lambda: views.told(found))


async def open_roles(
    query: CallbackQuery, callback_data: OpenRoles, person: Person, roles: Roles
) -> None:
    await turn_to(query, views.roles(await roles.listed(person), callback_data.page))


async def take(
    query: CallbackQuery, callback_data: TakeRole, person: Person, roles: Roles
) -> None:
    who, role = callback_data.person, callback_data.role
    if not callback_data.sure:
        await roles.listed(person)  # the question too is for admins only
        await turn_to(query, views.ask_take(who, role))
        return
    taken = await roles.take(person, who, role)
    toast = views.taken() if taken else views.nothing_taken()
    await turn_to(query, views.roles(await roles.listed(person), 1), toast=toast)


def router() -> Router:
    router = Router(name="roles")
    router.message.filter(Asks("roles"), Private())
    router.message.register(command)
    router.callback_query.filter(Carries(OpenRoles, TakeRole), Private())
    router.callback_query.register(open_roles, OpenRoles.filter())
    router.callback_query.register(take, TakeRole.filter())
    return router
