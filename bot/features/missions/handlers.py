"""Consulates: the nearest, a country's list, a card with pin and contact, dead numbers."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.filters import or_f
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.missions import views
from bot.features.missions.callbacks import (
    AskPlace,
    MissionCountries,
    MissionsOf,
    OpenMission,
    PickDeadNumber,
    ReportNumber,
    SaveContact,
    ShowPlace,
)
from bot.features.missions.card import card
from bot.filters.intents import Asks, Intent, linked
from bot.filters.missions import ForMission
from bot.filters.updates import Carries, HasLocation, Private
from bot.services.feedback import Feedback
from bot.telegram.menu import CONSULATES, keyboard, welcome
from bot.telegram.screen import Screen, follow, hush, send, turn_to
from core.missions.mission import Mission
from core.missions.nearest import nearest
from core.missions.place import Point
from core.missions.trust import reliable
from core.people.payload import Target
from core.people.person import Person


async def consulates(message: Message, person: Person, content: Content, intent: Intent) -> None:
    asked = intent.argument.upper()
    if asked in content.countries:
        await send(message, views.of_country(content, asked))
    else:
        await send(message, views.entrance(content, person.country))


async def located(message: Message, content: Content) -> None:
    place = message.location
    if place is None:
        return
    point = Point(place.latitude, place.longitude)
    await send(message, Screen(views.place_used(), keyboard()))
    await send(message, views.nearest(nearest(content.missions.values(), point)))


async def linked_mission(
    message: Message,
    content: Content,
    intent: Intent,
    feedback: Feedback,
    clock: Callable[[], datetime],
) -> None:
    await send(message, welcome())
    mission = content.missions.get(intent.argument)
    if mission is None:
        await send(message, views.entrance(content, None))
    else:
        await send(message, card(mission, await feedback.reports_of(mission.id), clock()))


async def missions_of(
    query: CallbackQuery, callback_data: MissionsOf, person: Person, content: Content
) -> None:
    country = callback_data.country or person.country
    city = content.city(country, person.city)
    if not callback_data.country and city:
        await turn_to(query, views.nearest(nearest(content.missions.values(), city.point)))
    elif country and country in content.countries:
        await turn_to(query, views.of_country(content, country))
    else:
        await turn_to(query, views.entrance(content, None))


async def countries(
    query: CallbackQuery, callback_data: MissionCountries, content: Content
) -> None:
    await turn_to(query, views.countries(content, callback_data.page))


async def ask_place(query: CallbackQuery) -> None:
    await hush(query)
    await follow(query, views.ask_place())


async def open_mission(
    query: CallbackQuery, mission: Mission, feedback: Feedback, clock: Callable[[], datetime]
) -> None:
    await turn_to(query, card(mission, await feedback.reports_of(mission.id), clock()))


async def show_place(query: CallbackQuery, mission: Mission) -> None:
    await hush(query)
    if query.message and mission.point:
        title, address = views.venue(mission)
        await query.message.answer_venue(
            mission.point.latitude, mission.point.longitude, title, address
        )


async def save_contact(query: CallbackQuery, mission: Mission) -> None:
    await hush(query)
    numbers = reliable(mission.phones)
    if query.message and numbers:
        await query.message.answer_contact(numbers[0].number, views.contact_name(mission))


async def pick_dead_number(query: CallbackQuery, mission: Mission) -> None:
    await turn_to(query, views.dead_numbers(mission))


async def report_number(
    query: CallbackQuery,
    callback_data: ReportNumber,
    mission: Mission,
    person: Person,
    feedback: Feedback,
    clock: Callable[[], datetime],
) -> None:
    number = "+" + callback_data.number
    if number not in {one.number for one in mission.phones}:
        await turn_to(query, views.dead_numbers(mission))
        return
    count = await feedback.report_number(person, mission.id, number)
    shown = card(mission, await feedback.reports_of(mission.id), clock())
    await turn_to(query, shown, toast=views.reported(count))


async def gone(query: CallbackQuery, person: Person, content: Content) -> None:
    await turn_to(query, views.entrance(content, person.country), toast=views.gone())


def router() -> Router:
    router = Router(name="missions")
    mission, words = linked(Target.MISSION), ("consulate", "consulates", CONSULATES)
    router.message.filter(or_f(Asks(*words, mission), HasLocation()), Private())
    router.message.register(consulates, Asks(*words))
    router.message.register(linked_mission, Asks(mission))
    router.message.register(located, HasLocation())
    here = (OpenMission, ShowPlace, SaveContact, PickDeadNumber, ReportNumber)
    router.callback_query.filter(Carries(*here, MissionsOf, MissionCountries, AskPlace))
    router.callback_query.register(open_mission, ForMission(OpenMission))
    router.callback_query.register(missions_of, MissionsOf.filter())
    router.callback_query.register(countries, MissionCountries.filter())
    router.callback_query.register(ask_place, AskPlace.filter())
    router.callback_query.register(show_place, ForMission(ShowPlace))
    router.callback_query.register(save_contact, ForMission(SaveContact))
    router.callback_query.register(pick_dead_number, ForMission(PickDeadNumber))
    router.callback_query.register(report_number, ForMission(ReportNumber))
    router.callback_query.register(gone, Carries(*here))
    return router
