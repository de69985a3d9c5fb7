"""The versions of a draft as their recipients get them, sent to the operator himself."""

from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.composing import views
from bot.features.composing.parcels import Parcels
from bot.telegram.parcel import Parcel, post
from bot.telegram.screen import Screen, follow
from bot.texts import Texts
from core.broadcasts.broadcast import Broadcast
from core.locale import Locale
from core.people.person import Person


async def show_all(
    query: CallbackQuery, draft: Broadcast, person: Person, content: Content, texts: Texts
) -> None:
    """Each below a line that names it, and then the way back."""
    for locale in draft.versions:
        await follow(query, Screen(views.heading(draft, locale)))
        await show(query, draft, locale, person, content, texts)
    await follow(query, views.below(draft, content))


async def show(
    query: CallbackQuery,
    draft: Broadcast,
    locale: Locale,
    person: Person,
    content: Content,
    texts: Texts,
) -> None:
    """One version, exactly as somebody where the operator is would get it."""
    parcel = Parcels(content, texts)(draft, locale, person.country, person.city)
    try:
        await _send(query, parcel)
    except TelegramBadRequest as refusal:  # the file was deleted from the chat since
        await follow(query, Screen(views.refused(refusal.message)))


async def _send(query: CallbackQuery, parcel: Parcel) -> None:
    if query.bot is not None:
        await post(query.bot, query.from_user.id, parcel)
