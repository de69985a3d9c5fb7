"""My data: see it, take it away, delete it. Only in a private chat."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.privacy import views
from bot.features.privacy.callbacks import AskForget, ExportData, Forget, MyData
from bot.filters.updates import Carries, Private
from bot.fsm.storage import SqlStorage
from bot.services.privacy import Privacy
from bot.telegram.files import send_new, show_uploading
from bot.telegram.screen import hush, turn_to
from core.people.person import Person


async def my_data(
    query: CallbackQuery, person: Person, privacy: Privacy, content: Content
) -> None:
    await turn_to(query, views.data(await privacy.stored(person), content))


async def export(query: CallbackQuery, person: Person, privacy: Privacy, bot: Bot) -> None:
    await hush(query)
    if query.message is not None:
        await show_uploading(bot, query.message)
        data = await privacy.export(person)
        await send_new(query.message, views.FILE_NAME, data, views.exported())


async def ask_forget(query: CallbackQuery, person: Person, privacy: Privacy) -> None:
    await turn_to(query, views.ask_forget(await privacy.stored(person)))


async def forget(
    query: CallbackQuery, person: Person, privacy: Privacy, forms: SqlStorage
) -> None:
    await privacy.forget(person)
    forms.forget(person.id)
    await turn_to(query, views.forgotten())


def router() -> Router:
    router = Router(name="privacy")
    router.callback_query.filter(Carries(MyData, ExportData, AskForget, Forget), Private())
    router.callback_query.register(my_data, MyData.filter())
    router.callback_query.register(export, ExportData.filter())
    router.callback_query.register(ask_forget, AskForget.filter())
    router.callback_query.register(forget, Forget.filter())
    return router
