"""Brigades: a leader's link, those who follow it, and the way out of them."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message, User

from bot.content.content import Content
from bot.features.teams import views
from bot.features.teams.callbacks import (
    CloseTeam,
    FoundTeam,
    JoinTeam,
    LeaveTeam,
    OpenTeam,
    TeamMembers,
    TeamQr,
)
from bot.filters.intents import Asks, Intent, linked
from bot.filters.updates import Carries, Private
from bot.services.teams import Teams
from bot.telegram.links import Links
from bot.telegram.menu import welcome
from bot.telegram.qr import send_qr
from bot.telegram.screen import hush, send, turn_to
from core.people.payload import Target
from core.people.person import Person


async def brigade(
    message: Message, person: Person, teams: Teams, content: Content, links: Links
) -> None:
    found = await teams.of(person)
    await send(message, views.mine(found, _name(message.from_user), content, links))


async def arrive(
    message: Message, person: Person, intent: Intent, teams: Teams, content: Content, links: Links
) -> None:
    """Somebody follows a leader's link; nothing is stored by it."""
    found = await teams.invitation(person, intent.argument)
    await send(message, welcome())
    await send(message, views.opened(found, _name(message.from_user), content, links))


async def open_brigade(
    query: CallbackQuery, person: Person, teams: Teams, content: Content, links: Links
) -> None:
    found = await teams.of(person)
    await turn_to(query, views.mine(found, _name(query.from_user), content, links))


async def make(
    query: CallbackQuery, person: Person, teams: Teams, content: Content, links: Links
) -> None:
    found = await teams.found(person, _name(query.from_user))
    await turn_to(query, views.mine(found, _name(query.from_user), content, links))


async def join(
    query: CallbackQuery,
    callback_data: JoinTeam,
    person: Person,
    teams: Teams,
    content: Content,
    links: Links,
) -> None:
    name = _name(query.from_user)
    found = await teams.join(person, callback_data.code, name)
    await turn_to(query, views.joined(found, name, content, links))


async def leave(
    query: CallbackQuery,
    callback_data: LeaveTeam,
    person: Person,
    teams: Teams,
    content: Content,
    links: Links,
) -> None:
    found = await teams.leave(person, callback_data.code)
    shown = views.mine(found, _name(query.from_user), content, links)
    await turn_to(query, shown, toast=views.left())


async def who_joined(
    query: CallbackQuery,
    callback_data: TeamMembers,
    person: Person,
    teams: Teams,
    content: Content,
) -> None:
    led = await teams.led_by(person)
    found = await teams.members(person)
    await turn_to(query, views.members(led, found, content, callback_data.page))


async def show_qr(query: CallbackQuery, person: Person, teams: Teams, links: Links) -> None:
    led = await teams.led_by(person)
    await hush(query, None if led else views.nothing_led())
    if led:
        await send_qr(query, links.team(led.code), views.qr())


async def close(
    query: CallbackQuery, callback_data: CloseTeam, person: Person, teams: Teams
) -> None:
    if callback_data.sure:
        await teams.close(person)
        await turn_to(query, views.closed())
    else:
        await turn_to(query, views.ask_close())


def _name(user: User | None) -> str:
    return user.first_name if user else ""


def router() -> Router:
    router = Router(name="teams")
    invited = linked(Target.TEAM)
    router.message.filter(Asks("team", "brigade", invited), Private())
    router.message.register(brigade, Asks("team", "brigade"))
    router.message.register(arrive, Asks(invited))
    router.callback_query.filter(
        Carries(
            *(OpenTeam, FoundTeam, JoinTeam),
            *(LeaveTeam, CloseTeam, TeamMembers, TeamQr),
        ),
        Private(),
    )
    router.callback_query.register(open_brigade, OpenTeam.filter())
    router.callback_query.register(make, FoundTeam.filter())
    router.callback_query.register(join, JoinTeam.filter())
    router.callback_query.register(leave, LeaveTeam.filter())
    router.callback_query.register(who_joined, TeamMembers.filter())
    router.callback_query.register(show_qr, TeamQr.filter())
    router.callback_query.register(close, CloseTeam.filter())
    return router
