"""Answers given with one press."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.stays import form_views as views
from bot.features.stays.asking import at, put, show, take
from bot.features.stays.callbacks import (
    AskPhone,
    ClearCompanions,
    PickCity,
    PickCountries,
    PickCountry,
    PickDay,
    PickPurpose,
)
from bot.features.stays.choices import AS_TYPED, known_city
from bot.fsm import drafts
from bot.services import answering
from bot.telegram.screen import follow, hush
from core.people.person import HOME_COUNTRY, Person
from core.stays.answers import day
from core.stays.draft import Step
from core.stays.offers import offered_day

KINDS = (PickCountries, PickCountry, PickCity, PickPurpose, PickDay, AskPhone, ClearCompanions)


async def pick_countries(
    query: CallbackQuery,
    callback_data: PickCountries,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    if await at(query, person, state, content, Step.COUNTRY) is not None:
        await put(query, state, views.countries(content, callback_data.page))


async def pick_country(
    query: CallbackQuery,
    callback_data: PickCountry,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    draft, country = await at(query, person, state, content, Step.COUNTRY), callback_data.country
    if draft is None:
        return
    if country == HOME_COUNTRY:
        await put(query, state, views.not_abroad())
    elif country not in content.countries:
        await put(query, state, views.country_missing())
    else:
        await show(query, draft.in_country(country), person, state, content)


async def pick_city(
    query: CallbackQuery,
    callback_data: PickCity,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    draft = await at(query, person, state, content, Step.CITY)
    if draft is None:
        return
    place, listed, city = callback_data.place, content.cities_of(draft.country), None
    if callback_data.country == draft.country:  # else an old button: he has gone back since
        if place == AS_TYPED:
            city = draft.typed or known_city(draft, person)
        elif 0 <= place < len(listed):
            city = listed[place].id
    await show(query, draft.in_city(city) if city else draft, person, state, content)


async def pick_purpose(
    query: CallbackQuery,
    callback_data: PickPurpose,
    person: Person,
    state: FSMContext,
    content: Content,
) -> None:
    draft = await at(query, person, state, content, Step.PURPOSE)
    if draft is not None:
        await show(query, draft.for_purpose(callback_data.purpose), person, state, content)


async def pick_day(
    query: CallbackQuery,
    callback_data: PickDay,
    person: Person,
    state: FSMContext,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    draft = await at(query, person, state, content, Step.SINCE, Step.UNTIL)
    if draft is None:
        return
    today = answering.today(content, draft, clock())
    chosen = offered_day(draft, callback_data.day, today)
    answer = day(draft, chosen, today) if chosen else draft
    await take(query, answer, draft, person, state, content)


async def ask_phone(
    query: CallbackQuery, person: Person, state: FSMContext, content: Content
) -> None:
    if await at(query, person, state, content, Step.PHONE) is not None:
        await drafts.put_menu_away(state)
        await hush(query)
        await follow(query, views.share_phone())


async def clear_companions(
    query: CallbackQuery, person: Person, state: FSMContext, content: Content
) -> None:
    draft = await at(query, person, state, content, Step.COMPANIONS)
    if draft is not None:
        await show(query, draft.alone(), person, state, content)


def routes(router: Router) -> None:
    router.callback_query.register(pick_countries, PickCountries.filter())
    router.callback_query.register(pick_country, PickCountry.filter())
    router.callback_query.register(pick_city, PickCity.filter())
    router.callback_query.register(pick_purpose, PickPurpose.filter())
    router.callback_query.register(pick_day, PickDay.filter())
    router.callback_query.register(ask_phone, AskPhone.filter())
    router.callback_query.register(clear_companions, ClearCompanions.filter())
