"""Help first, when words in a form sound like danger."""

from aiogram.filters.callback_data import CallbackData

from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _


def danger(emergency: CallbackData, answer: CallbackData | None, further: CallbackData) -> Screen:
    """The form waits. The words may be a name all the same: `answer` takes them."""
    words = html.bold(_("Are you in danger? Then the form can wait."))
    more = _("I have not taken these words as an answer.")
    taking: Rows = [[button(_("✏️ It is my answer"), answer)]] if answer else []
    rows: Rows = [
        [button(_("🆘 Emergency"), emergency)],
        *taking,
        [button(_("▶️ Go on with the form"), further)],
    ]
    return screen(f"{words}\n{more}", rows)
