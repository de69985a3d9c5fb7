"""What a person can do, a package each. The most used come first, the last take the rest."""

from collections.abc import Callable

from aiogram import Router

from bot.features.apologies import handlers as apologies
from bot.features.ask import handlers as ask
from bot.features.audiences import handlers as audiences
from bot.features.broadcasts import handlers as broadcasts
from bot.features.checks import handlers as checks
from bot.features.composing import handlers as composing
from bot.features.deadlines import handlers as deadlines
from bot.features.emergency import handlers as emergency
from bot.features.groups import handlers as groups
from bot.features.handbook import handlers as handbook
from bot.features.inline import handlers as inline
from bot.features.launching import handlers as launching
from bot.features.library import handlers as library
from bot.features.missions import handlers as missions
from bot.features.mistakes import handlers as mistakes
from bot.features.presence import handlers as presence
from bot.features.privacy import handlers as privacy
from bot.features.relatives import handlers as relatives
from bot.features.replies import handlers as replies
from bot.features.roles import handlers as roles
from bot.features.settings import handlers as settings
from bot.features.start import handlers as start
from bot.features.stays import handlers as stays
from bot.features.teams import handlers as teams

FEATURES: tuple[Callable[[], Router], ...] = (
    library.router,
    start.router,
    emergency.router,
    checks.router,
    replies.router,
    composing.router,
    missions.router,
    stays.router,
    settings.router,
    deadlines.router,
    privacy.router,
    mistakes.router,
    handbook.router,
    relatives.router,
    teams.router,
    audiences.router,
    launching.router,
    broadcasts.router,
    roles.router,
    ask.router,
    groups.router,
    inline.router,
    presence.router,
    apologies.router,
)
