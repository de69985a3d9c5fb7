"""Buttons whose screen comes below their message: what stands above them must not be lost.

An alert that turned into the emergency card would take its own words, and the buttons of a safety
check, with it.
"""

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

SIGN = "+"
"""Before the data of a button that is one of these. For ever, as every prefix."""


def button_besides(text: str, data: CallbackData) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=text, callback_data=SIGN + data.pack())


def besides(wire: str) -> str | None:
    """What the button would carry as any other; None when it is any other."""
    return wire.removeprefix(SIGN) if wire.startswith(SIGN) else None
