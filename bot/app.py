"""The composition root: everything is built here, once, and handed down."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.base import BaseSession
from aiogram.enums import ParseMode
from aiogram.types import User

from bot.content.content import Content
from bot.context import Services
from bot.features import FEATURES
from bot.features.library.views import Reader
from bot.fsm.isolation import PersonIsolation
from bot.fsm.storage import SqlStorage
from bot.inbox import Inbox
from bot.middlewares.intent import IntentMiddleware
from bot.middlewares.leaving import LeavingMiddleware
from bot.middlewares.locale import LocaleMiddleware
from bot.middlewares.person import PersonMiddleware
from bot.middlewares.throttle import ThrottleMiddleware
from bot.services.asking import Asking
from bot.services.editing import Editing
from bot.services.feedback import Feedback
from bot.services.handbooks import Handbooks
from bot.services.people import People
from bot.services.receipts import Receipts
from bot.services.search import search_of
from bot.settings import Settings
from bot.telegram.links import Links
from bot.telegram.menu import EVERY_BUTTON
from bot.telegram.session import NoticeBlocked, Patience, ReceiptFirst
from bot.texts import Texts
from bot.workers import upkeep
from db.database import Database
from db.migrate import migrate

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class App:
    """A bot ready to be handed updates. Runners bring them to `inbox`."""

    bot: Bot
    dispatcher: Dispatcher
    inbox: Inbox
    services: Services
    database: Database
    receipts: Receipts


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def running(
    settings: Settings, session: BaseSession, content: Content, clock: Clock = now
) -> AsyncIterator[App]:
    """Migrates, builds, starts the workers; on leaving stops them and closes what was opened."""
    await migrate(settings.database_url)
    database = Database.at(settings.database_url, clock)
    token = settings.bot_token.get_secret_value()
    bot = Bot(token, session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    try:
        app = await build(
            database, bot, content, clock, admins=settings.admins, run_by=settings.run_by
        )
        gc.freeze()  # a full collection over aiogram's classes stops the loop for 73 ms
        gc.enable()  # the command line stops it while it imports
        async with asyncio.TaskGroup() as workers:
            stop = asyncio.Event()
            people, asking = app.services["people"], app.services["asking"]
            workers.create_task(upkeep.keep(people, app.receipts, asking, stop))
            introducing = workers.create_task(upkeep.introduce(bot, app.services["texts"], stop))
            try:
                yield app
            finally:
                stop.set()
                introducing.cancel()  # Telegram may have told it to wait for a minute
    finally:
        gc.unfreeze()
        await bot.session.close()
        await database.close()


async def build(
    database: Database,
    bot: Bot,
    content: Content,
    clock: Clock,
    *,
    admins: frozenset[int] = frozenset(),
    run_by: str = "",
) -> App:
    """The app over a migrated database; asks Telegram who the bot is."""
    receipts, forms = Receipts(database, clock), SqlStorage(database)
    await receipts.load()
    await forms.load()
    me = await bot.me()
    links, texts = Links(me.username or ""), Texts.load()
    services = Services(
        people=People(database, clock),
        feedback=Feedback(database, clock),
        editing=Editing(database, clock, admins),
        asking=Asking(search_of(content), database, clock, admins),
        handbooks=Handbooks(content, texts, database, clock, f"@{me.username}"),
        run_by=run_by,
        content=content,
        reader=Reader(content, links),
        texts=texts,
        links=links,
        forms=forms,
        clock=clock,
    )
    for middleware in (
        NoticeBlocked(services["people"]),
        Patience(),
        ReceiptFirst(receipts),  # behind the waiting: the answer goes out at once
    ):
        bot.session.middleware(middleware)
    dispatcher = build_dispatcher(services, me)
    return App(bot, dispatcher, Inbox(bot, dispatcher, receipts), services, database, receipts)


def build_dispatcher(services: Services, me: User) -> Dispatcher:
    dispatcher = Dispatcher(
        storage=services["forms"], events_isolation=PersonIsolation(), **services
    )
    for middleware in (
        PersonMiddleware(services["people"]),
        LocaleMiddleware(services["texts"]),
        ThrottleMiddleware(),
    ):
        dispatcher.update.outer_middleware(middleware)
    labels = {
        label: msgid
        for msgid in EVERY_BUTTON
        for label in services["texts"].everywhere(msgid).values()
    }
    dispatcher.message.outer_middleware(IntentMiddleware(labels, me.username or ""))
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(LeavingMiddleware())
    dispatcher.include_routers(*(feature() for feature in FEATURES))
    return dispatcher
