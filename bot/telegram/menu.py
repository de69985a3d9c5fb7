"""The keyboard that stays below a private chat: six buttons."""

from aiogram.types import KeyboardButton, ReplyKeyboardMarkup

from bot.telegram.kept import kept
from bot.telegram.screen import Screen
from bot.texts import gettext as _
from bot.texts import mark

RULES = mark("📄 Rules & agreements")
CONSULATES = mark("🏛 Consulates")
REGISTRATION = mark("📝 Registration")
ASK = mark("💬 Ask")
EMERGENCY = mark("🆘 Emergency")
SETTINGS = mark("⚙️ Settings")
BACK = mark("⬅️ Back to the menu")

MENU = ((RULES, CONSULATES), (REGISTRATION, ASK), (EMERGENCY, SETTINGS))
EVERY_BUTTON = (*MENU[0], *MENU[1], *MENU[2], BACK)


@kept
def keyboard() -> ReplyKeyboardMarkup:
    rows = [[KeyboardButton(text=_(label)) for label in row] for row in MENU]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, is_persistent=True)


@kept
def welcome() -> Screen:
    """Sets the keyboard, and makes the promise that goes with it."""
    words = _(
        "The menu is below. Reading asks nothing about you: no name, no document, no registration."
    )
    return Screen(words, keyboard())
