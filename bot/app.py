"""The composition root: everything is built here, once, and handed down."""

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
from bot.crew import Crew, build_crew
from bot.features import FEATURES
from bot.features.library.views import Reader
from bot.fsm.isolation import PersonIsolation
from bot.fsm.storage import SqlStorage
from bot.inbox import Inbox
from bot.middlewares.besides import BesidesMiddleware
from bot.middlewares.intent import IntentMiddleware
from bot.middlewares.leaving import LeavingMiddleware
from bot.middlewares.letting_go import LettingGoMiddleware
from bot.middlewares.locale import LocaleMiddleware
from bot.middlewares.person import PersonMiddleware
from bot.middlewares.throttle import ThrottleMiddleware
from bot.services.asking import Asking
from bot.services.broadcasts import Broadcasts
from bot.services.checks import Checks
from bot.services.deadlines import Deadlines
from bot.services.drafts import Drafts
from bot.services.editing import Editing
from bot.services.feedback import Feedback
from bot.services.handbooks import Handbooks
from bot.services.launching import Launching
from bot.services.people import People
from bot.services.privacy import Privacy
from bot.services.receipts import Receipts
from bot.services.relatives import Relatives
from bot.services.reports import Reports
from bot.services.revising import Revising
from bot.services.roles import Roles
from bot.services.search import search_of
from bot.services.stays import Stays
from bot.services.teams import Teams
from bot.settings import Settings, SettingsFault
from bot.telegram.duty import Duty
from bot.telegram.links import Links
from bot.telegram.menu import EVERY_BUTTON
from bot.telegram.pacer import Pacer
from bot.telegram.session import Counted, NoticeBlocked, Patience, ReceiptFirst
from bot.texts import Texts
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
    crew: Crew


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
        app = await build(database, bot, content, clock, settings)
        gc.freeze()  # a full collection over aiogram's classes stops the loop for 73 ms
        gc.enable()  # the command line stops it while it imports
        async with app.crew.at_work(bot, app.services, app.receipts):
            yield app
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
    database: Database, bot: Bot, content: Content, clock: Clock, settings: Settings
) -> App:
    """The app over a migrated database; asks Telegram who the bot is."""
    receipts, forms = Receipts(database, clock), SqlStorage(database)
    await receipts.load()
    await forms.load()
    me = await bot.me()
    services = _services(database, bot, content, clock, settings, forms, me.username or "")
    await services["people"].settle(content.place)
    pacer = Pacer(settings.broadcast_rate)
    watch(bot, services["people"], receipts, pacer)
    dispatcher = build_dispatcher(services, me)
    inbox, crew = Inbox(bot, dispatcher, receipts), build_crew(bot, services, database, pacer)
    return App(bot, dispatcher, inbox, services, database, receipts, crew)


def _services(
    database: Database,
    bot: Bot,
    content: Content,
    clock: Clock,
    settings: Settings,
    forms: SqlStorage,
    username: str,
) -> Services:
    links, texts, admins = Links(username), Texts.load(), settings.admins
    rate, paid = settings.broadcast_rate, settings.paid_broadcast
    people = People(database, clock)
    return Services(
        people=people,
        feedback=Feedback(database, clock),
        editing=Editing(database, clock, admins),
        asking=Asking(search_of(content), database, clock, admins),
        handbooks=Handbooks(content, texts, database, clock, f"@{username}"),
        stays=Stays(database, clock, content, people),
        relatives=Relatives(database, clock, content, people),
        deadlines=Deadlines(database, clock, content, people),
        privacy=Privacy(database, clock, people),
        teams=Teams(database, clock, people),
        roles=Roles(database, clock, admins),
        drafts=Drafts(database, clock, content, admins),
        launching=Launching(database, clock, content, admins, rate, paid),
        broadcasts=Broadcasts(database, clock, content, admins),
        revising=Revising(database, clock, admins),
        reports=Reports(database, clock, admins),
        checks=Checks(database, clock, content, admins),
        duty=Duty(bot, people, texts, admins),
        run_by=settings.run_by,
        content=content,
        reader=Reader(content, links),
        texts=texts,
        links=links,
        forms=forms,
        clock=clock,
    )


def watch(bot: Bot, people: People, receipts: Receipts, pacer: Pacer) -> None:
    """What every outgoing call passes."""
    for middleware in (
        NoticeBlocked(people),
        Patience(),
        Counted(pacer),  # behind the waiting: what goes out now
        ReceiptFirst(receipts),  # behind the waiting: the answer goes out at once
    ):
        bot.session.middleware(middleware)


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
    dispatcher.callback_query.outer_middleware(BesidesMiddleware())
    for observer in (dispatcher.message, dispatcher.callback_query):
        observer.outer_middleware(LeavingMiddleware())
    dispatcher.callback_query.outer_middleware(LettingGoMiddleware(services["broadcasts"]))
    dispatcher.include_routers(*(feature() for feature in FEATURES))
    return dispatcher
