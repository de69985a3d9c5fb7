"""Words for a group: short, with a link into a private chat. Nothing personal is said or asked."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.telegram import html
from bot.telegram.excerpts import (
    automatic,
    excerpt,
    mission_excerpt,
    missions_excerpt,
    useful_missions,
)
from bot.telegram.links import Links
from bot.telegram.screen import Rows, Screen, link, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flag, flagged
from core.missions.hotlines import FIRST_AID, for_card
from core.search.decision import ANYWHERE, Decision, Found, Result

CHOICES_SHOWN = 3
PAYLOAD = "g-group"


def invite(links: Links) -> Screen:
    words = _("I answer in a private chat: there nobody else sees what you ask.")
    return screen(words, [[_write_to_me(links)]])


def answer(found: Found, content: Content, links: Links, today: date) -> Screen:
    """To /ask and to words that name the bot."""
    match found.decision:
        case Decision.EMERGENCY:
            return _emergency(found.results[0].id.partition(":")[2], content, links)
        case Decision.ANSWER:
            return _answer(found.results[0].id, content, links, today)
        case Decision.CHOICES:
            return _choices(found.results, content, links)
        case Decision.NOTHING:
            return nothing(links)


def agreement(country: str | None, content: Content, links: Links, today: date) -> Screen:
    """What is agreed with a country, in short; nothing of a country without rules here."""
    id_ = f"{content.scope_of(country)}/agreements"
    if not country or id_ not in content.articles:
        return invite(links)
    return _article(id_, content, links, today)


def consulates(country: str | None, content: Content, links: Links) -> Screen:
    missions = content.missions_in(country) if country else ()
    if not missions:
        return invite(links)
    rows: Rows = [
        [link(f"🏛 {one.title.to(locale_in_force())}", links.mission(one.id))]
        for one in useful_missions(missions)
    ]
    return screen(missions_excerpt(missions), rows)


def nothing(links: Links) -> Screen:
    words = _("I have no answer to this. In a private chat I show whom to ask.")
    return screen(words, [[_write_to_me(links)]])


def _answer(found: str, content: Content, links: Links, today: date) -> Screen:
    if found in content.articles:
        return _article(found, content, links, today)
    value = found.partition(":")[2]
    mission = content.missions.get(value)
    if mission is None:
        return consulates(value.upper(), content, links)
    url = links.mission(mission.id)
    return screen(automatic(mission_excerpt(mission)), [[link(_("🏛 The whole card"), url)]])


def _article(id_: str, content: Content, links: Links, today: date) -> Screen:
    words = automatic(excerpt(content.articles[id_], today))
    return screen(words, [[link(_("📖 Read in full"), links.article(id_))]])


def _choices(results: Sequence[Result], content: Content, links: Links) -> Screen:
    locale = locale_in_force()
    rows: Rows = []
    for one in results:
        if article := content.articles.get(one.id):
            words = f"{flag(article.id.scope)} {article.title.to(locale)}"
            rows.append([link(words, links.article(one.id))])
        elif mission := content.missions.get(one.id.partition(":")[2]):
            rows.append([link(f"🏛 {mission.title.to(locale)}", links.mission(mission.id))])
    if not rows:  # lists of countries and emergency cards have no link
        return nothing(links)
    return screen(_("Is it one of these?"), [*rows[:CHOICES_SHOWN], [_write_to_me(links)]])


def _emergency(country: str, content: Content, links: Links) -> Screen:
    """The numbers of the police and the ambulance, of one country or of each with rules here."""
    codes = content.hosts() if country == ANYWHERE else (country.upper(),)
    lines = [html.bold(_("🆘 In danger call first:"))]
    for code in codes:
        numbers = [
            line.number
            for line in for_card(content.hotlines.get(code, ()))
            if line.number and line.kind in FIRST_AID
        ]
        if numbers:
            lines.append(f"{html.escape(flagged(code))}: {html.bold(', '.join(numbers))}")
    lines.append(_("I am a program and no emergency service. In danger call first."))
    return screen("\n".join(lines), [[_write_to_me(links)]])


def _write_to_me(links: Links) -> InlineKeyboardButton:
    return link(_("💬 Write to me"), links.start(PAYLOAD))
