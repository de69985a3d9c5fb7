"""What Telegram's answer to a message of a broadcast means for its recipient."""

from datetime import datetime

from aiogram.exceptions import (
    AiogramError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)

from bot.telegram.delivery import TOKEN_REFUSED
from bot.telegram.session import not_taken
from core.broadcasts import pacing
from core.broadcasts.delivery import Delivery, Outcome, Reason, Settled

LONGEST_DETAIL = 120
NOBODY_THERE = ("chat not found", "user not found", "peer_id_invalid", "chat_id_invalid")
SOURCE_GONE = ("message to copy not found", "no messages to copy", "message can't be copied")
UNPAID = ("balance_too_low", "not enough stars", "stars balance")


def settled(delivery: Delivery, error: AiogramError, at: datetime) -> Settled:
    """What became of a delivery whose call ended with this error."""
    detail = said(error)
    if isinstance(error, TelegramRetryAfter) or fault(error) is not None:
        return pacing.untouched(delivery, at)
    if not_taken(error):
        network = isinstance(error, TelegramNetworkError)
        reason = Reason.NETWORK if network else Reason.SERVER
        return pacing.not_taken(delivery, reason, at, detail)
    delivery = pacing.tried(delivery)
    if isinstance(error, TelegramForbiddenError):
        return Settled(delivery, Outcome.FAILED, at, reason=_left(detail), detail=detail)
    if _refused(error):
        reason = Reason.NO_CHAT if _names(error, NOBODY_THERE) else Reason.REFUSED
        return Settled(delivery, Outcome.FAILED, at, reason=reason, detail=detail)
    return Settled(delivery, Outcome.UNCERTAIN, at, detail=detail)


def fault(error: AiogramError) -> str | None:
    """Why the whole broadcast pauses: it would go on the same way with everybody."""
    if isinstance(error, TOKEN_REFUSED):
        return "token"
    if isinstance(error, TelegramBadRequest):
        if _names(error, SOURCE_GONE):
            return "source_gone"
        if _names(error, UNPAID):
            return "stars"
    return None


def said(error: AiogramError) -> str:
    """Telegram's own words, as long as they may be kept."""
    words = error.message if isinstance(error, TelegramAPIError) else type(error).__name__
    kept = words.encode(errors="ignore").decode().replace("\0", "")  # what databases refuse
    return kept[:LONGEST_DETAIL]


def _refused(error: AiogramError) -> bool:
    """Whether Telegram answered, and with a refusal: it surely sent nothing."""
    if isinstance(error, TelegramEntityTooLarge):
        return True
    return isinstance(error, TelegramAPIError) and not isinstance(error, TelegramNetworkError)


def _left(words: str) -> Reason:
    if "deactivated" in words:
        return Reason.DEACTIVATED
    return Reason.NO_CHAT if "initiate conversation" in words else Reason.BLOCKED


def _names(error: AiogramError, words: tuple[str, ...]) -> bool:
    said_low = said(error).lower()
    return any(one in said_low for one in words)
