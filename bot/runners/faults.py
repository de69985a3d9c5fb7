"""A start that cannot succeed says why in one line that names the setting or file."""

from aiogram.exceptions import TelegramNetworkError, TelegramNotFound, TelegramUnauthorizedError

from bot.content.faults import ContentFault
from bot.settings import Settings
from db.database import Unavailable


def one_line(error: BaseException, settings: Settings) -> str | None:
    """None for what is a mistake of ours: that one deserves its trace."""
    while isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        error = error.exceptions[0]
    match error:
        case ContentFault():
            return str(error)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return "BOT_TOKEN: Telegram does not know this token"
        case TelegramNetworkError():
            return f"TELEGRAM_API_URL: {settings.telegram_api_url} does not answer"
        case Unavailable():
            return f"DATABASE_URL: the database does not open ({error})"
        case OSError(strerror=str(why)) if settings.webhook_url:
            return f"WEBHOOK_LISTEN: {settings.webhook_listen}: {why}"
        case _other:
            return None
