"""What is shown before a registration is there: the consent, a form begun, a «no»."""

from aiogram.types import InlineKeyboardButton

from bot.features.library.callbacks import OpenArticle
from bot.features.relatives.callbacks import AgreeRelative, DeclineRelative, OpenRelatives
from bot.features.start.callbacks import OpenHome
from bot.features.stays.callbacks import (
    Agree,
    DropDraft,
    EraseStay,
    GoOn,
    OpenStay,
    Refuse,
    StartForm,
)
from bot.telegram import html
from bot.telegram.consent import not_the_register, stay_words
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from core.stays.stay import Stay

LEGAL = OpenArticle(scope="kz", slug="consular-registration")
"""What to do for the register that is kept by law."""


def closed_here() -> Screen:
    """This copy has no key to encrypt with, so it keeps nothing personal."""
    lines = [
        html.bold(_("Registration is not open in this copy of the bot.")),
        _("It has no key to encrypt personal data with, so it asks for none."),
        not_the_register() + " " + _("How to get on that one is told here:"),
    ]
    rows: Rows = [[button(_("🏛 The consular register"), LEGAL)], _home()]
    return screen("\n\n".join(lines), rows)


def consent(run_by: str) -> Screen:
    """All there is to know before the first question."""
    parts = [
        html.bold(_("Register your stay?")),
        _("It is voluntary. Refusing costs nothing: everything else works without it."),
        not_the_register(),
        stay_words(run_by),
    ]
    relative = button(_("👪 Register a relative"), OpenRelatives())
    return screen("\n\n".join(parts), [_yes_or_no(), [relative], _home()])


def consent_changed(run_by: str) -> Screen:
    """Asked anew of somebody who is registered, or halfway there."""
    parts = [
        html.bold(_("The words you agreed to have changed.")),
        _("Please read them again. Without your consent nothing of a registration is kept."),
        not_the_register(),
        stay_words(run_by),
    ]
    return screen("\n\n".join(parts), [_yes_or_no(), _home()])


def refused() -> Screen:
    """He said no, and loses nothing by it."""
    lines = [
        html.bold(_("All right. Nothing is registered.")),
        _("Rules, consulates, answers and emergency numbers work as before."),
        _("If you change your mind, press «Registration» in the menu."),
    ]
    relative = button(_("👪 Register a relative"), OpenRelatives())
    return screen("\n".join(lines), [[relative], _home()])


def refused_while_registered(stay: Stay) -> Screen:
    """He does not agree to the new words: what was kept under the old ones can go."""
    lines = [
        html.bold(_("Delete the registration?")),
        _("You do not agree to the new words, so it should not be kept any longer."),
    ]
    rows: Rows = [
        [button(_("🗑 Yes, delete it"), EraseStay(number=stay.number, sure=True))],
        [button(_("⬅️ Read the words again"), OpenStay())],
        _home(),
    ]
    return screen("\n".join(lines), rows)


def half_filled() -> Screen:
    lines = [
        html.bold(_("You have a half-filled form.")),
        _("Your answers are still here. Go on, start anew, or delete them."),
    ]
    rows: Rows = [
        [button(_("▶️ Go on with the form"), GoOn())],
        [button(_("🔄 Start anew"), StartForm()), button(_("🗑 Delete it"), DropDraft())],
        _home(),
    ]
    return screen("\n".join(lines), rows)


def dropped() -> Screen:
    rows: Rows = [[button(_("📝 Registration"), OpenStay())], _home()]
    return screen(_("Deleted. Nothing of the form is kept."), rows)


def consent_invited(stay: Stay, run_by: str) -> Screen:
    """To one a relative has announced: other words than those he has just agreed to."""
    parts = [
        html.bold(_("The words have changed. Please read them again.")),
        not_the_register(),
        stay_words(run_by),
    ]
    rows: Rows = [
        [button(_("✅ I agree and go on"), AgreeRelative(number=stay.number))],
        [button(_("🗑 No, delete it"), DeclineRelative(number=stay.number))],
        _home(),
    ]
    return screen("\n\n".join(parts), rows)


def invitation_gone() -> Screen:
    """For a «yes» to what is not there, or never was."""
    lines = [
        html.bold(_("This invitation is not here any more.")),
        _("You can register your stay without it."),
    ]
    rows: Rows = [[button(_("📝 Registration"), OpenStay())], _home()]
    return screen("\n".join(lines), rows)


def not_the_owner() -> Screen:
    """The same words for a number of somebody else's and for none at all."""
    return screen(_("This card opens only for its owner."), [_home()])


def _yes_or_no() -> list[InlineKeyboardButton]:
    return [button(_("✅ I agree"), Agree()), button(_("No, thank you"), Refuse())]


def _home() -> list[InlineKeyboardButton]:
    return [button(_("🏠 Home"), OpenHome())]
