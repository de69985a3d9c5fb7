"""Results to share in any chat. No pictures: they would have to be loaded."""

from collections.abc import Iterable, Iterator
from datetime import date

from aiogram.types import (
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InlineQueryResultUnion,
    InputTextMessageContent,
)

from bot.content.content import Content
from bot.telegram.excerpts import excerpt, mission_excerpt
from bot.telegram.kept import kept
from bot.telegram.links import Links
from bot.telegram.screen import NO_PREVIEW, link
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flag, flagged
from core.missions.mission import Mission

USEFUL = 8
MISSIONS_SHOWN = 5
PAYLOAD = "g-inline"


def useful(content: Content, country: str | None) -> list[str]:
    """Before anything is typed: the missions of the person's country and its first articles."""
    found = [f"mission:{country.lower()}"] if country and content.missions_in(country) else []
    found += [str(one.id) for one in content.shelf(content.scope_of(country))]
    return found[:USEFUL]


def results(
    found: Iterable[str], content: Content, links: Links, today: date
) -> list[InlineQueryResultUnion]:
    """Each article and mission once, in the order they were found."""
    shown: dict[str, InlineQueryResultArticle] = {}
    for one in found:
        if one in content.articles:
            shown[one] = _article(one, content, links, today)
        else:
            for mission in _missions(one, content):
                shown.setdefault(mission.id, _mission(mission, links))
    return [*shown.values()]


def ask_in_private() -> InlineQueryResultsButton:
    words = _("Nothing found. Ask me in private")
    return InlineQueryResultsButton(text=words, start_parameter=PAYLOAD)


@kept
def _article(id_: str, content: Content, links: Links, today: date) -> InlineQueryResultArticle:
    article, locale = content.articles[id_], locale_in_force()
    scope = article.id.scope
    title = article.title.to(locale)
    return _result(
        id_,
        f"{flag(scope)} {title}",
        article.summary.to(locale),
        excerpt(article, today),
        links.article(id_),
    )


@kept
def _mission(mission: Mission, links: Links) -> InlineQueryResultArticle:
    return _result(
        mission.id,
        f"🏛 {mission.title.to(locale_in_force())}",
        flagged(mission.country),
        mission_excerpt(mission),
        links.mission(mission.id),
    )


def _missions(found: str, content: Content) -> Iterator[Mission]:
    """Of `mission:<id>` and `mission:<country>`; an emergency card is nothing to share."""
    kind, _colon, value = found.partition(":")
    if kind == "mission" and value in content.missions:
        yield content.missions[value]
    elif kind == "mission":
        yield from content.missions_in(value.upper())[:MISSIONS_SHOWN]


def _result(
    id_: str, title: str, description: str, words: str, url: str
) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=id_,
        title=title,
        description=description,
        input_message_content=InputTextMessageContent(
            message_text=words, link_preview_options=NO_PREVIEW
        ),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[link(_("📖 Read in full"), url)]]),
    )
