"""«Keep offline»: the handbook of a country as a file that is read without a network."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message

from bot.features.handbook import views
from bot.features.handbook.callbacks import KeepOffline
from bot.filters.intents import Asks, Intent
from bot.filters.updates import Carries, Private
from bot.services.handbooks import Handbooks
from bot.telegram.files import Chat, send_again, send_new, show_uploading
from bot.telegram.screen import hush
from core.people.person import Person


async def offline(
    message: Message, person: Person, intent: Intent, handbooks: Handbooks, bot: Bot
) -> None:
    scope = handbooks.scope_of(intent.argument or person.country)
    await _give(message, scope, person, handbooks, bot)


async def keep_offline(
    query: CallbackQuery,
    callback_data: KeepOffline,
    person: Person,
    handbooks: Handbooks,
    bot: Bot,
) -> None:
    await hush(query)
    if query.message is not None:
        scope = handbooks.scope_of(callback_data.scope or person.country)
        await _give(query.message, scope, person, handbooks, bot)


async def _give(chat: Chat, scope: str, person: Person, handbooks: Handbooks, bot: Bot) -> None:
    await show_uploading(bot, chat)
    document = await handbooks.document(scope, person.language)
    shown = views.caption(document, scope, handbooks.others(scope))
    known = await handbooks.file_id(document)
    if known and await send_again(chat, known, shown):
        return
    if known:
        await handbooks.drop(document)
    file_id = await send_new(chat, document.file_name, document.data, shown)
    if file_id:
        await handbooks.keep(document, file_id)


def router() -> Router:
    router = Router(name="handbook")
    router.message.filter(Asks("offline"), Private())
    router.message.register(offline)
    router.callback_query.filter(Carries(KeepOffline))
    router.callback_query.register(keep_offline, KeepOffline.filter())
    return router
