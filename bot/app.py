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
from bot.notices import words_of
from bot.services.asking import Asking
from bot.services.deadlines import Deadlines
from bot.services.editing import Editing
from bot.services.feedback import Feedback
from bot.services.handbooks import Handbooks
from bot.services.notices import Notices
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.receipts import Receipts
from bot.services.relatives import Relatives
from bot.services.search import search_of
from bot.services.stays import Stays
from bot.services.teams import Teams
from bot.settings import Settings, SettingsFault
from bot.telegram.links import Links
from bot.telegram.menu import EVERY_BUTTON
from bot.telegram.session import NoticeBlocked, Patience, ReceiptFirst
from bot.texts import Texts
from bot.workers import upkeep
from bot.workers.reminders import GRACE, Reminders
from db.database import Database
from db.keys import closed_table
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
    reminders: Reminders


def now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def running(
    settings: Settings, session: BaseSession, content: Content, clock: Clock = now
) -> AsyncIterator[App]:
    """Migrates, builds, starts the workers; on leaving stops them and closes what was opened."""
    await migrate(settings.database_url)
    database = Database.at(settings.database_url, clock, settings.keys)
    token = settings.bot_token.get_secret_value()
    bot = Bot(token, session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    try:
        await check_keys(database)
        app = await build(
            database, bot, content, clock, admins=settings.admins, run_by=settings.run_by
        )
        gc.freeze()  # a full collection over aiogram's classes stops the loop for 73 ms
        gc.enable()  # the command line stops it while it imports
        async with asyncio.TaskGroup() as workers:
            stop = asyncio.Event()
            people, asking = app.services["people"], app.services["asking"]
            stays, forms = app.services["stays"], app.services["forms"]
            workers.create_task(upkeep.keep(people, app.receipts, asking, stays, forms, stop))
            introducing = workers.create_task(upkeep.introduce(bot, app.services["texts"], stop))
            reminding = workers.create_task(app.reminders.keep(stop))
            try:
                yield app
            finally:
                stop.set()
                introducing.cancel()  # Telegram may have told it to wait for a minute
                await asyncio.wait((reminding,), timeout=GRACE)
                reminding.cancel()  # as above
    finally:
        gc.unfreeze()
        await bot.session.close()
        await database.close()


async def check_keys(database: Database) -> None:
    """Raises SettingsFault when what is stored was sealed with keys that are not set."""
    table = await closed_table(database)
    if table is not None:
        raise SettingsFault(f"ENCRYPTION_KEYS: do not open what is stored in {table}")


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
    people = People(database, clock)
    services = Services(
        people=people,
        feedback=Feedback(database, clock),
        editing=Editing(database, clock, admins),
        asking=Asking(search_of(content), database, clock, admins),
        handbooks=Handbooks(content, texts, database, clock, f"@{me.username}"),
        stays=Stays(database, clock, content, people),
        relatives=Relatives(database, clock, content, people),
        deadlines=Deadlines(database, clock, content, people),
        privacy=Privacy(database, clock, people),
        teams=Teams(database, clock, people),
        run_by=run_by,
        content=content,
        reader=Reader(content, links),
        texts=texts,
        links=links,
        forms=forms,
        clock=clock,
    )
    watch(bot, services["people"], receipts)
    dispatcher = build_dispatcher(services, me)
    inbox = Inbox(bot, dispatcher, receipts)
    reminders = build_reminders(bot, services, database)
    return App(bot, dispatcher, inbox, services, database, receipts, reminders)


def watch(bot: Bot, people: People, receipts: Receipts) -> None:
    """What every outgoing call passes."""
    for middleware in (
        NoticeBlocked(people),
        Patience(),
        ReceiptFirst(receipts),  # behind the waiting: the answer goes out at once
    ):
        bot.session.middleware(middleware)


def build_reminders(bot: Bot, services: Services, database: Database) -> Reminders:
    clock, deadlines = services["clock"], services["deadlines"]
    return Reminders(
        bot=bot,
        stays=services["stays"],
        deadlines=deadlines,
        notices=Notices(database, clock),
        texts=services["texts"],
        render=words_of(deadlines, clock),
        clock=clock,
    )


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
