"""Words for a group. Nothing personal is said or asked there."""

from bot.telegram.links import Links
from bot.telegram.screen import Screen, link, screen
from bot.texts import gettext as _


def invite(links: Links) -> Screen:
    words = _("I answer in a private chat: there nobody else sees what you ask.")
    return screen(words, [[link(_("💬 Write to me"), links.start("g-group"))]])
