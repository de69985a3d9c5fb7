"""Words and keyboard under a handbook that was sent."""

from collections.abc import Sequence

from bot.features.handbook.callbacks import KeepOffline
from bot.features.library.callbacks import OpenShelf
from bot.features.start.callbacks import OpenHome
from bot.names import shelf_name
from bot.services.handbooks import Document
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import decimal, long_date

KILOBYTE = 1000
COLUMNS = 2


def caption(document: Document, scope: str, others: Sequence[str]) -> Screen:
    """What the file is and how fresh; the other countries' handbooks are a tap away."""
    title = _("Handbook: {country}").format(country=shelf_name(scope))
    lines = [
        html.bold(title),
        _("As in the bot on this day: {date}").format(date=long_date(document.made_on)),
        _("Size: {size} KB").format(size=decimal(-(-len(document.data) // KILOBYTE))),
        _("Open the file in a browser. No internet is needed to read it."),
    ]
    buttons = [button(f"📥 {shelf_name(one)}", KeepOffline(scope=one)) for one in others]
    rows: Rows = [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]
    rows.append([button(_("⬅️ Back"), OpenShelf(scope=scope)), button(_("🏠 Home"), OpenHome())])
    return screen("\n".join(lines), rows)
