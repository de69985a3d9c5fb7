"""A broadcast as one recipient gets it: in the preview, in the test, and when it is sent."""

from dataclasses import dataclass

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.content.content import Content
from bot.features.checks.callbacks import AnswerCheck
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.library.callbacks import OpenArticle
from bot.features.missions.callbacks import MissionsOf
from bot.features.stays.callbacks import OpenStay
from bot.telegram import html
from bot.telegram.besides import button_besides
from bot.telegram.choices import city_name
from bot.telegram.parcel import Parcel
from bot.telegram.screen import Rows, button, link
from bot.texts import Texts, locale_in_force, mark
from bot.texts import gettext as _
from bot.words import country_name
from core.broadcasts.broadcast import Broadcast, Kind
from core.broadcasts.check import Answer
from core.broadcasts.message import Action, Link
from core.broadcasts.variables import filled
from core.knowledge.article import ArticleId
from core.locale import Locale
from core.missions.mission import Mission
from core.missions.nearest import nearest

TEST = mark("TEST")
MAYBE_THERE = 10
"""Missions looked through for the first one of the country itself."""


@dataclass(frozen=True, slots=True)
class Parcels:
    """Makes a parcel of a broadcast's version in `language` for somebody in a place."""

    content: Content
    texts: Texts

    def __call__(
        self, broadcast: Broadcast, language: Locale, country: str | None, city: str | None
    ) -> Parcel:
        """Raises KeyError for a language the broadcast does not speak."""
        version = broadcast.versions[language]
        if version.album:
            return Parcel("", None, version.chat_id, version.message_ids)
        with self.texts.speaking(language):
            said = filled(version.html, lambda name: _value(name, country, city, self.content))
            rows = [*_answers(broadcast), *([_button(one)] for one in version.buttons)]
        if broadcast.drill:
            said = self._as_test(said)
        keyboard = InlineKeyboardMarkup(inline_keyboard=rows) if rows else None
        return Parcel(said, keyboard, version.chat_id, version.message_ids)

    def _as_test(self, said: str) -> str:
        """Between two lines nobody can overlook, whatever he reads."""
        words = html.bold("🧪 " + " · ".join(self.texts.everywhere(TEST).values()))
        return f"{words}\n\n{said}\n\n{words}" if said else words


def _value(name: str, country: str | None, city: str | None, content: Content) -> str:
    """What stands for a placeholder; words of a kind where the place is not known."""
    here = country_name(country) if country else _("the country you are in")
    match name:
        case "city":
            words = city_name(country, city, content) or here
        case "mission":
            found = mission_of(country, city, content)
            words = found.title.to(locale_in_force()) if found else _("a mission of Kazakhstan")
        case _country:
            words = here
    return html.escape(words)


def mission_of(country: str | None, city: str | None, content: Content) -> Mission | None:
    """Whom somebody there turns to: the only one, else the responsible or nearest of the country.

    None where that depends on a city we do not know.
    """
    known = [one for one in content.missions_in(country or "") if not one.honorary]
    listed = content.city(country, city)
    if len(known) < 2 or listed is None:  # noqa: PLR2004 - there is something to choose
        return known[0] if len(known) == 1 else None
    near = nearest(content.missions.values(), listed.point, MAYBE_THERE, country)
    return next((one.mission for one in near if one.mission.country == country), None)


def _answers(broadcast: Broadcast) -> Rows:
    if broadcast.kind is not Kind.CHECK:
        return []
    number = broadcast.id
    return [
        [button(_("✅ I am safe"), AnswerCheck(number=number, answer=Answer.SAFE.value))],
        [button(_("🆘 I need help"), AnswerCheck(number=number, answer=Answer.HELP.value))],
        [button(_("✈️ I have already left"), AnswerCheck(number=number, answer=Answer.LEFT.value))],
    ]


def _button(one: Link) -> InlineKeyboardButton:
    match one.action:
        case None:
            return link(one.label, one.target)
        case Action.EMERGENCY:
            return button_besides(one.label, OpenEmergency())
        case Action.CONSULATES:
            return button_besides(one.label, MissionsOf())
        case Action.REGISTRATION:
            return button_besides(one.label, OpenStay())
        case Action.ARTICLE:
            article = ArticleId.parse(one.target)
            wire = OpenArticle(scope=article.scope, slug=article.slug)
            return button_besides(one.label, wire)
