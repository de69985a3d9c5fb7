"""Everything a handler may ask for by name; a contract test holds each handler to it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from aiogram import Bot
from aiogram.fsm.context import FSMContext

from bot.content.content import Content
from bot.features.library.views import Reader
from bot.filters.intents import Intent
from bot.fsm.storage import SqlStorage
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
from bot.services.relatives import Relatives
from bot.services.reports import Reports
from bot.services.revising import Revising
from bot.services.roles import Roles
from bot.services.stays import Stays
from bot.services.teams import Teams
from bot.telegram.duty import Duty
from bot.telegram.links import Links
from bot.texts import Texts
from core.broadcasts.broadcast import Broadcast
from core.people.person import Person
from core.search.decision import Found


class Services(TypedDict):
    """Built once in bot/app.py and spread into the dispatcher."""

    people: People
    feedback: Feedback
    editing: Editing
    asking: Asking
    handbooks: Handbooks
    stays: Stays
    relatives: Relatives
    deadlines: Deadlines
    privacy: Privacy
    teams: Teams
    roles: Roles
    drafts: Drafts
    launching: Launching
    broadcasts: Broadcasts
    revising: Revising
    reports: Reports
    checks: Checks
    duty: Duty
    run_by: str
    content: Content
    reader: Reader
    texts: Texts
    links: Links
    forms: SqlStorage
    clock: Callable[[], datetime]


class Context(Services):
    """What middlewares and filters add to one update."""

    bot: Bot
    state: FSMContext
    person: Person
    intent: Intent
    question: str
    found: Found
    broadcast: Broadcast
