"""The loops that speak first: reminders, broadcasts, alerts. Built once, told to stop together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiogram import Bot

from bot.context import Services
from bot.features.broadcasts import views as broadcast_views
from bot.features.checks import operator_views, views
from bot.features.composing.parcels import Parcels
from bot.notices import words_of
from bot.services.deliveries import Deliveries
from bot.services.notices import Notices
from bot.services.receipts import Receipts
from bot.services.revisions import Revisions
from bot.telegram.pacer import Pacer
from bot.workers import upkeep
from bot.workers.alerts import Alerts
from bot.workers.broadcasts import Sending
from bot.workers.progress import Progress
from bot.workers.reminders import GRACE, Reminders
from db.database import Database


@dataclass(frozen=True, slots=True)
class Crew:
    reminders: Reminders
    sending: Sending
    alerts: Alerts
    progress: Progress

    @asynccontextmanager
    async def at_work(
        self, bot: Bot, services: Services, receipts: Receipts
    ) -> AsyncIterator[None]:
        """Until the block ends; then what is on its way has a moment to arrive."""
        async with asyncio.TaskGroup() as loops:
            stop = asyncio.Event()
            people, asking = services["people"], services["asking"]
            stays, forms, broadcasts = services["stays"], services["forms"], services["broadcasts"]
            keeping = upkeep.keep(people, receipts, asking, stays, forms, broadcasts, stop)
            loops.create_task(keeping)
            introducing = loops.create_task(upkeep.introduce(bot, services["texts"], stop))
            speaking = [
                loops.create_task(loop.keep(stop))
                for loop in (self.reminders, self.sending, self.alerts, self.progress)
            ]
            try:
                yield
            finally:
                stop.set()
                introducing.cancel()  # Telegram may have told it to wait for a minute
                await asyncio.wait(speaking, timeout=GRACE)
                for task in speaking:
                    task.cancel()  # as above


def build_crew(bot: Bot, services: Services, database: Database, pacer: Pacer) -> Crew:
    clock, content, texts = services["clock"], services["content"], services["texts"]
    checks, deadlines = services["checks"], services["deadlines"]
    reminders = Reminders(
        bot=bot,
        stays=services["stays"],
        deadlines=deadlines,
        notices=Notices(database, clock),
        texts=texts,
        render=words_of(deadlines, clock),
        clock=clock,
    )
    sending = Sending(
        bot=bot,
        deliveries=Deliveries(database, clock, content, alone=database.alone.take),
        revisions=Revisions(database, clock),
        render=Parcels(content, texts),
        pacer=pacer,
        clock=clock,
    )
    alerts = Alerts(
        bot=bot,
        checks=checks,
        duty=services["duty"],
        texts=texts,
        need_help=lambda calls: operator_views.need_help(calls, content),
        calm=lambda call: operator_views.calm(call, content),
        told=views.told,
        clock=clock,
    )
    progress = Progress(
        bot=bot,
        broadcasts=services["broadcasts"],
        people=services["people"],
        texts=texts,
        render=lambda status, now: broadcast_views.broadcast(status, now, content),
        clock=clock,
        seconds=services["launching"].seconds,
    )
    return Crew(reminders, sending, alerts, progress)
