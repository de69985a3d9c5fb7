"""The buttons of the card, and of the questions the bot asks about it by itself."""

import re
from collections.abc import Callable
from datetime import datetime

from aiogram import Router
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.stays import views
from bot.features.stays.asking import finish, put, show
from bot.features.stays.callbacks import (
    ChangeStay,
    EraseStay,
    Moved,
    Prolong,
    ShowQr,
    StillHere,
    WentHome,
)
from bot.features.stays.entrance_views import consent_changed
from bot.features.stays.questions import slip
from bot.fsm import drafts
from bot.services.stays import Stays
from bot.telegram.links import Links
from bot.telegram.qr import send_qr
from bot.telegram.screen import hush, turn_to
from bot.words import long_date
from core.people.days import months_after
from core.people.hours import local
from core.people.person import Person
from core.stays.answers import LONGEST_STAY, Problem
from core.stays.draft import Draft, Step
from core.stays.lifecycle import ends_soon
from core.stays.stay import Ending, Stay

KINDS = (StillHere, Moved, WentHome, Prolong, ShowQr, ChangeStay, EraseStay)
LONGER = (3, 6, 12)
"""By how many months a stay is prolonged with one press."""


async def still_here(
    query: CallbackQuery,
    callback_data: StillHere,
    person: Person,
    stays: Stays,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    if await _open(person, stays, callback_data.number) is None:
        await turn_to(query, views.over())
        return
    stay = await stays.still_here(person, callback_data.number)
    if ends_soon(stay, clock()):
        await turn_to(query, views.still_there(stay))
    else:
        shown = views.card(stay, stays.missions_for(stay), content)
        await turn_to(query, shown, toast=views.noted())


async def moved(
    query: CallbackQuery,
    callback_data: Moved,
    person: Person,
    stays: Stays,
    state: FSMContext,
    content: Content,
    run_by: str,
) -> None:
    """Ends the stay and begins the next form; pressed again, it shows the form begun.

    The form waits where the words of the consent have changed since.
    """
    stay = await stays.current(person)
    if stay is None or stay.number != callback_data.number or not _may_move(stay):
        await turn_to(query, views.over())
        return
    begun = None if stay.open else await drafts.load(state)
    if stay.open:
        stay = await stays.leave(person, stay.number, Ending.MOVED)
    draft = begun if isinstance(begun, Draft) and not begun.saved else stays.draft_after(stay)
    if await stays.consented(person):
        await show(query, draft, person, state, content)
    else:
        await drafts.lay_by(state, draft)
        await put(query, state, consent_changed(run_by))


async def went_home(
    query: CallbackQuery, callback_data: WentHome, person: Person, stays: Stays, state: FSMContext
) -> None:
    stay = await _open(person, stays, callback_data.number)
    if stay is None:
        await turn_to(query, views.over())
        return
    left = await stays.leave(person, stay.number, Ending.HOME)
    await finish(query, state, views.at_home(left))


async def prolong(
    query: CallbackQuery,
    callback_data: Prolong,
    person: Person,
    stays: Stays,
    state: FSMContext,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    stay = await _open(person, stays, callback_data.number)
    if stay is None:
        await turn_to(query, views.over())
    elif callback_data.months not in LONGER:
        if callback_data.months or stay.details is None:
            await turn_to(query, views.longer(stay))
        else:
            await show(query, stays.draft_of(stay).edit(Step.UNTIL), person, state, content)
    elif not _shows_end(query, stay):
        shown = views.card(stay, stays.missions_for(stay), content)
        await turn_to(query, shown, toast=views.now_until(stay))
    elif _too_far(stay, callback_data.months, clock()):
        await turn_to(query, views.longer(stay), toast=slip(Problem.END_TOO_FAR))
    else:
        longer = await stays.prolong(person, stay.number, callback_data.months)
        await _drop_changes(state)
        shown = views.card(longer, stays.missions_for(longer), content)
        await turn_to(query, shown, toast=views.noted())


async def change(
    query: CallbackQuery, person: Person, stays: Stays, state: FSMContext, content: Content
) -> None:
    stay = await stays.current(person)
    if stay is None or not stay.open:
        await turn_to(query, views.over())
    elif stay.details is None:  # to save the form would lose what does not open now
        shown = views.card(stay, stays.missions_for(stay), content)
        await turn_to(query, shown, toast=views.unreadable())
    else:
        await show(query, stays.draft_of(stay), person, state, content)


async def show_qr(
    query: CallbackQuery, callback_data: ShowQr, person: Person, stays: Stays, links: Links
) -> None:
    stay = await stays.own(person, callback_data.number)
    if stay is None:
        await turn_to(query, views.over())
        return
    await hush(query)
    await send_qr(query, links.start(f"s-{stay.number.lower()}"), views.qr_words())


async def erase(
    query: CallbackQuery,
    callback_data: EraseStay,
    person: Person,
    stays: Stays,
    state: FSMContext,
) -> None:
    """Of a number that is not his the answer hangs on what he has himself, not on whose it is."""
    stay = await stays.own(person, callback_data.number)
    if stay is not None and not callback_data.sure:
        await turn_to(query, views.ask_erase(stay))
    elif stay is not None:
        await stays.erase(person, stay.number)
        await finish(query, state, views.erased())
    elif callback_data.sure and await stays.current(person) is None:  # erased a moment ago
        await stays.withdraw(person)
        await finish(query, state, views.erased())
    else:
        await turn_to(query, views.over())


async def _open(person: Person, stays: Stays, number: str) -> Stay | None:
    """The person's registration with this number, while it is in force."""
    stay = await stays.own(person, number)
    return stay if stay is not None and stay.open else None


def _too_far(stay: Stay, months: int, now: datetime) -> bool:
    """Nobody says where he will be after that, also by pressing the button again and again."""
    today = local(now, stay.zone).date()
    return months_after(max(stay.until, today), months) > months_after(today, LONGEST_STAY)


def _shows_end(query: CallbackQuery, stay: Stay) -> bool:
    """Whether he saw the end in force when he pressed: else the press before has moved it."""
    shown = query.message.text if isinstance(query.message, Message) else None
    end = r"\s+".join(map(re.escape, long_date(stay.until).split()))
    return re.search(rf"(?<!\d){end}(?!\d)", shown or "") is not None


async def _drop_changes(state: FSMContext) -> None:
    """A form with changes to the registration holds its old end."""
    draft = await drafts.load(state)
    if isinstance(draft, Draft) and draft.saved:
        await drafts.drop(state)


def _may_move(stay: Stay) -> bool:
    return stay.open or stay.ending is Ending.MOVED


def routes(router: Router) -> None:
    router.callback_query.register(still_here, StillHere.filter())
    router.callback_query.register(moved, Moved.filter())
    router.callback_query.register(went_home, WentHome.filter())
    router.callback_query.register(prolong, Prolong.filter())
    router.callback_query.register(change, ChangeStay.filter())
    router.callback_query.register(show_qr, ShowQr.filter())
    router.callback_query.register(erase, EraseStay.filter())
