"""What the screens of composing share."""

from aiogram.types import InlineKeyboardButton
from aiogram.utils.text_decorations import html_decoration

from bot.features.broadcasts.callbacks import OpenDraft
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.screen import button
from bot.texts import gettext as _
from bot.texts import ngettext
from core.broadcasts.message import Version


def back(number: int) -> list[InlineKeyboardButton]:
    return [button(_("⬅️ Back"), OpenDraft(number=number)), button(_("🏠 Home"), OpenHome())]


def made_of(version: Version) -> str:
    """«text, 2 buttons»."""
    if version.album:
        count = len(version.message_ids)
        return ngettext("album of {count} file", "album of {count} files", count).format(
            count=count
        )
    if version.copied:
        kind = _("file with a caption") if version.html else _("file without a caption")
    else:
        kind = _("text")
    count = len(version.buttons)
    buttons = ngettext("{count} button", "{count} buttons", count).format(count=count)
    return f"{kind}, {buttons}" if count else kind


def code(text: str) -> str:
    """As it is to be typed."""
    return html_decoration.code(html.escape(text))
