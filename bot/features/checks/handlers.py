"""A safety check: people answer it with one tap, those who run the bot see who has not."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.content.content import Content
from bot.features.checks import operator_views, views
from bot.features.checks.callbacks import AnswerCheck, ExportSilent, OpenSilent, OpenTally
from bot.features.checks.marking import tick
from bot.features.checks.silent_table import silent_table
from bot.filters.updates import Carries, Private
from bot.services.checks import Call, Checks
from bot.telegram.duty import Duty
from bot.telegram.files import send_new, show_uploading
from bot.telegram.screen import follow, hush, turn_to
from core.broadcasts.check import Answer
from core.people.person import Person


async def answer(
    query: CallbackQuery,
    callback_data: AnswerCheck,
    person: Person,
    checks: Checks,
    content: Content,
    duty: Duty,
) -> None:
    call = await checks.answer(person, callback_data.number, callback_data.answer)
    await hush(query, views.noted(call))
    await tick(query, call)
    if call.answer is Answer.HELP:
        await follow(query, views.help_card(call, content))
    if call.alarming:
        await _alarm(query, call, checks, content, duty)
    elif call.calming:
        await _calm(call, checks, content, duty)


async def _alarm(
    query: CallbackQuery, call: Call, checks: Checks, content: Content, duty: Duty
) -> None:
    """Whom it does not reach is tried again by bot/workers/alerts.py."""
    if await duty.tell(call.person.id, lambda: operator_views.need_help([call], content)):
        at = await checks.told(call)
        await follow(query, views.told(call, at))
    else:
        await follow(query, views.not_told(call, anybody=bool(duty.admins)))


async def _calm(call: Call, checks: Checks, content: Content, duty: Duty) -> None:
    """As above."""
    if await duty.tell(call.person.id, lambda: operator_views.calm(call, content)):
        await checks.told(call)


async def open_tally(
    query: CallbackQuery,
    callback_data: OpenTally,
    person: Person,
    checks: Checks,
    content: Content,
    clock: Callable[[], datetime],
) -> None:
    check, standing = await checks.standing(person, callback_data.number)
    await turn_to(query, operator_views.tally(check, standing, content, clock()))


async def open_silent(
    query: CallbackQuery,
    callback_data: OpenSilent,
    person: Person,
    checks: Checks,
    content: Content,
) -> None:
    check, standing = await checks.standing(person, callback_data.number)
    await turn_to(query, operator_views.silent(check, standing, content))


async def export_silent(
    query: CallbackQuery, callback_data: ExportSilent, person: Person, checks: Checks, bot: Bot
) -> None:
    number = callback_data.number
    found = await checks.export_silent(person, number)
    await hush(query)
    if query.message is not None:
        await show_uploading(bot, query.message)
        shown = operator_views.silent_file(number, len(found))
        await send_new(query.message, f"silent-{number}.csv", silent_table(found), shown)


def router() -> Router:
    router = Router(name="checks")
    router.callback_query.filter(
        Carries(AnswerCheck, OpenTally, OpenSilent, ExportSilent), Private()
    )
    router.callback_query.register(answer, AnswerCheck.filter())
    router.callback_query.register(open_tally, OpenTally.filter())
    router.callback_query.register(open_silent, OpenSilent.filter())
    router.callback_query.register(export_silent, ExportSilent.filter())
    return router
