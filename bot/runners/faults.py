"""A start that cannot succeed says why in one line that names the setting or file."""

from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.content.faults import ContentFault
from bot.settings import Settings, SettingsFault
from db.database import Unavailable


def one_line(error: BaseException, settings: Settings) -> str | None:
    """None for what is a mistake of ours: that one deserves its trace."""
    lines = {_line(leaf, settings) for leaf in leaves(error)}
    return lines.pop() if len(lines) == 1 else None


def leaves(error: BaseException) -> list[BaseException]:
    """What really happened, out of the task groups it passed."""
    if isinstance(error, BaseExceptionGroup):
        return [leaf for one in error.exceptions for leaf in leaves(one)]
    return [error]


def _line(  # noqa: PLR0911 - a line for each fault
    error: BaseException, settings: Settings
) -> str | None:
    match error:
        case SettingsFault():
            return str(error)
        case ContentFault():
            return f"CONTENT_DIR: {error}"
        case TelegramUnauthorizedError() | TelegramNotFound():
            return "BOT_TOKEN: Telegram does not know this token"
        case TelegramNetworkError() | TelegramServerError():
            return f"TELEGRAM_API_URL: {settings.telegram_api_url} does not answer"
        case TelegramBadRequest(message=str(why)) if settings.webhook_url:
            return f"WEBHOOK_URL: Telegram refuses it ({why})"
        case Unavailable():
            return f"DATABASE_URL: the database does not open ({error})"
        case OSError(strerror=str(why)) if settings.webhook_url:
            return f"WEBHOOK_LISTEN: {settings.webhook_listen}: {why}"
        case _other:
            return None
