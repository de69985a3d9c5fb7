"""A bar of letters, and the durations and speeds beside it, in the language in force."""

from datetime import timedelta

from aiogram.types import CallbackQuery, Message
from babel.dates import format_timedelta
from babel.numbers import format_decimal, format_percent

from bot.texts import locale_in_force

WIDTH = 12
FULL, EMPTY = "▓", "░"

Spot = tuple[int, int]
"""A chat and a message in it."""


def bar(share: float) -> str:
    """«▓▓▓░░ 42 %». Full only when all of it is done."""
    share = min(max(share, 0.0), 1.0)
    filled = int(share * WIDTH)
    percent = format_percent(int(share * 100) / 100, locale=locale_in_force().value)
    return f"{FULL * filled}{EMPTY * (WIDTH - filled)} {percent}"


def lasting(duration: timedelta) -> str:
    """«5 minutes», «2 hours»: the largest unit that tells it, never less than a second."""
    least = max(duration, timedelta(seconds=1))
    return format_timedelta(least, threshold=1.5, locale=locale_in_force().value)


def later(duration: timedelta) -> str:
    """«in 5 minutes», as `lasting` has it."""
    least = max(duration, timedelta(seconds=1))
    locale = locale_in_force().value
    return format_timedelta(least, threshold=1.5, add_direction=True, locale=locale)


def speed(a_second: float) -> str:
    """«24.8»: one digit behind the point."""
    return str(format_decimal(a_second, format="#,##0.0", locale=locale_in_force().value))


def spot(query: CallbackQuery) -> Spot | None:
    """Where the tapped message stands; None where its words cannot be changed in place."""
    message = query.message
    if not isinstance(message, Message) or not message.text:
        return None
    return message.chat.id, message.message_id
