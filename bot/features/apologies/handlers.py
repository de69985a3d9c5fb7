"""Whatever a handler could not do ends here: told to the person, logged with the update's id."""

from logging import getLogger

from aiogram import Router
from aiogram.exceptions import TelegramForbiddenError, TelegramNetworkError
from aiogram.types import CallbackQuery, ErrorEvent

from bot.features.apologies import views
from bot.telegram.screen import hush, tell
from core.refusal import Refusal
from db.database import Unavailable

log = getLogger(__name__)


async def failed(event: ErrorEvent) -> None:
    match event.exception:
        case Refusal(code=code):
            await tell(event.update, views.refusal(code))
        case TelegramForbiddenError():
            log.info("the person cannot be reached: blocked or gone")
        case TelegramNetworkError() as error:
            log.warning("an answer may not have arrived: %s", type(error).__name__)
            await tell(event.update, views.bad_line())
        case Unavailable() as error:
            log.error("nothing could be saved: the database is gone (%s)", error)
            await tell(event.update, views.no_memory())
        case error:
            log.error("an update failed", exc_info=error)
            await tell(event.update, views.apology())


async def old_button(query: CallbackQuery) -> None:
    await hush(query, views.old_button(), alert=True)


def router() -> Router:
    """Stands last: a button nobody knows any more is told so."""
    router = Router(name="apologies")
    router.errors.register(failed)
    router.callback_query.register(old_button)
    return router
