"""The report of a broadcast: its file, its picture, and once more to the uncertain."""

from collections.abc import Callable
from datetime import datetime

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.features.broadcasts import report_views, revise_views
from bot.features.broadcasts.callbacks import DrawReport, ExportReport, RetryUncertain
from bot.features.broadcasts.charts import chart
from bot.features.broadcasts.showing import show
from bot.services.broadcasts import Broadcasts
from bot.services.reports import Reports
from bot.telegram.files import show_uploading
from bot.telegram.pictures import send_picture
from bot.telegram.screen import follow, hush, turn_to
from bot.telegram.tables import send_table
from core.people.person import Person

Clock = Callable[[], datetime]
KINDS = (ExportReport, DrawReport, RetryUncertain)


async def export(
    query: CallbackQuery, callback_data: ExportReport, person: Person, reports: Reports, bot: Bot
) -> None:
    number = callback_data.number
    pages = await reports.export(person, number)
    await hush(query)
    if query.message is not None:
        await show_uploading(bot, query.message)
        name = f"saparlas-{number}.csv"
        await send_table(query.message, name, pages, report_views.table(number))


async def draw(
    query: CallbackQuery,
    callback_data: DrawReport,
    person: Person,
    broadcasts: Broadcasts,
    reports: Reports,
) -> None:
    status = await broadcasts.status(person, callback_data.number)
    curve = await reports.curve(person, callback_data.number)
    await hush(query)
    below = report_views.picture(status)
    if not await send_picture(query, chart(status, curve), below):
        await follow(query, report_views.figures(status, curve))


async def again(
    query: CallbackQuery,
    callback_data: RetryUncertain,
    person: Person,
    broadcasts: Broadcasts,
    clock: Clock,
) -> None:
    if callback_data.sure:
        status = await broadcasts.retry_uncertain(person, callback_data.number)
        await show(query, person, status, broadcasts, clock())
    else:
        status = await broadcasts.status(person, callback_data.number)
        await turn_to(query, revise_views.ask_retry(status))


def routes(router: Router) -> None:
    router.callback_query.register(export, ExportReport.filter())
    router.callback_query.register(draw, DrawReport.filter())
    router.callback_query.register(again, RetryUncertain.filter())
