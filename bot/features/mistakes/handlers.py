"""A reader reports a mistake; the admins are told at once and find it in /mistakes."""

from aiogram import Bot, Router
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.content.content import Content
from bot.features.mistakes import views
from bot.features.mistakes.callbacks import ReportMistake
from bot.filters.intents import Asks
from bot.filters.updates import Carries, HasText, Private
from bot.services.editing import Editing
from bot.services.people import People
from bot.telegram.notices import notify
from bot.telegram.screen import send, turn_to
from bot.texts import Texts
from core.people.person import Person


class MistakeForm(StatesGroup):
    writing = State()


async def ask(
    query: CallbackQuery, callback_data: ReportMistake, content: Content, state: FSMContext
) -> None:
    article = content.articles.get(f"{callback_data.scope}/{callback_data.slug}")
    await state.set_state(MistakeForm.writing)
    await state.set_data({"article": str(article.id) if article else None})
    await turn_to(query, views.ask(article))


async def report(
    message: Message,
    person: Person,
    content: Content,
    editing: Editing,
    people: People,
    texts: Texts,
    state: FSMContext,
    bot: Bot,
) -> None:
    name = (await state.get_data()).get("article")
    article = content.articles.get(name or "")
    mistake = await editing.report(
        person, str(article.id) if article else None, message.text or ""
    )
    await state.clear()
    await send(message, views.thanks(article))
    admins = await people.languages(editing.admins)
    await notify(bot, texts, admins, lambda: views.notice(mistake))


async def reports(message: Message, person: Person, editing: Editing, content: Content) -> None:
    found, count = await editing.reported(person)
    await send(message, views.reports(found, count, content))


def router() -> Router:
    router = Router(name="mistakes")
    router.message.filter(Private())
    router.message.register(reports, Asks("mistakes"))
    router.message.register(report, StateFilter(MistakeForm.writing), Asks(""), HasText())
    router.callback_query.filter(Carries(ReportMistake))
    router.callback_query.register(ask, ReportMistake.filter())
    return router
