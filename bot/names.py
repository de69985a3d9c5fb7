"""What parts of the content are called, on a screen of Telegram and in the handbook alike."""

from bot.content.content import HOME_SCOPE
from bot.texts import gettext as _
from bot.words import flagged
from core.knowledge.article import Group
from core.knowledge.source import Tier


def shelf_name(scope: str) -> str:
    if scope == HOME_SCOPE:
        return _("🇰🇿 Kazakhstan's side")
    return flagged(scope)


def group_title(group: Group) -> str:
    match group:
        case Group.BEFORE:
            return _("🧭 Before leaving")
        case Group.ARRIVING:
            return _("🛬 Arriving and staying")
        case Group.WORKING:
            return _("🛠 Working")
        case Group.TROUBLE:
            return _("⚠️ In trouble")
        case Group.HOME:
            return _("🏠 Going home")


def tier_name(tier: Tier) -> str:
    match tier:
        case Tier.LAW:
            return _("law")
        case Tier.OFFICIAL:
            return _("official")
        case Tier.NEWS_QUOTING_OFFICIAL:
            return _("news quoting officials")
        case Tier.REFERENCE:
            return _("reference, not official")
