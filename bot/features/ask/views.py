"""Answers to questions, and the people who answer where the bot cannot."""

from collections.abc import Sequence
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.ask.callbacks import AnswerHelped, AskHuman, NotMeant
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.library.callbacks import OpenArticle, OpenShelf
from bot.features.missions.callbacks import (
    AskPlace,
    MissionCountries,
    MissionsOf,
    OpenMission,
)
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.answers import packed
from bot.telegram.excerpts import automatic, excerpt, mission_excerpt, missions_excerpt
from bot.telegram.kept import kept
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import country_name, flag, flagged, phone
from core.missions.trust import reliable
from core.people.person import Person
from core.search.decision import ANYWHERE, Result

CHOICES_SHOWN = 3
MISSIONS_SHOWN = 4


def entrance(*, has_country: bool) -> Screen:
    """What may be asked, and who answers."""
    return _entrance(has_country=has_country)


def human(person: Person, content: Content) -> Screen:
    """The people who answer: the missions in the person's country, with numbers to rely on."""
    return _human(person.country, content)


def answer(found: str, content: Content, today: date) -> Screen:
    """One article or mission, as the search is sure of it."""
    return _answer(found, content, today)


def choices(results: Sequence[Result], content: Content) -> Screen:
    """Up to three, none of them sure."""
    return _choices(tuple(one.id for one in results[:CHOICES_SHOWN]), content)


def nothing(*, has_country: bool) -> Screen:
    return _nothing(has_country=has_country)


def not_understood(*, has_country: bool) -> Screen:
    """A command that does not exist."""
    return _not_understood(has_country=has_country)


def only_words() -> str:
    return _("I understand buttons, words and a location. Other things I cannot read.")


def thanks() -> str:
    return _("Thank you. This helps us to answer better.")


@kept
def _entrance(*, has_country: bool) -> Screen:
    lines = [
        html.bold(_("Write your question in your own words.")),
        _("In Kazakh, Russian or English, as you speak: mistakes do no harm.")
        + " "
        + _("You can write at any moment, without this button."),
        _("A program answers, not a human. It shows the source and the date of each answer."),
        _("Write no names, phones or document numbers: nothing of that is needed."),
    ]
    return screen("\n\n".join(lines), _shelves(has_country=has_country))


@kept
def _answer(found: str, content: Content, today: date) -> Screen:
    article = content.articles.get(found)
    if article is not None:
        opened = OpenArticle(scope=article.id.scope, slug=article.id.slug)
        return _answered(found, excerpt(article, today), button(_("📖 Read in full"), opened))
    mission = content.missions.get(found.partition(":")[2])
    if mission is not None:
        whole = button(_("🏛 The whole card"), OpenMission(mission=mission.id))
        return _answered(found, mission_excerpt(mission), whole)
    missions = content.missions_in(found.partition(":")[2].upper())
    words = missions_excerpt(missions) or html.bold(_title(found, content))
    return _answered(found, words, choice(found, content))


def _answered(found: str, words: str, whole: InlineKeyboardButton) -> Screen:
    rows: Rows = [
        [whole],
        [
            button(_("👍 Helped"), AnswerHelped(answer=packed(found))),
            button(_("🔄 Not what I meant"), NotMeant(answer=packed(found))),
        ],
        [button(_("💬 Ask a human"), AskHuman()), button(_("🏠 Home"), OpenHome())],
    ]
    return screen(automatic(words), rows)


@kept
def _choices(found: tuple[str, ...], content: Content) -> Screen:
    lines = [
        html.bold(_("Is it one of these?")),
        _("I am a program and not sure what you mean. Choose, or ask a human."),
    ]
    rows: Rows = [[choice(one, content)] for one in found]
    rows.append([button(_("🚫 None of these"), NotMeant())])
    rows.append([button(_("💬 Ask a human"), AskHuman()), button(_("🏠 Home"), OpenHome())])
    return screen("\n".join(lines), rows)


@kept
def _nothing(*, has_country: bool) -> Screen:
    lines = [
        html.bold(_("I have no answer to this.")),
        _("Say it in other words, choose what it is about, or ask a human."),
        _("Its words are kept without names and numbers, so that an answer can be written."),
    ]
    return screen("\n\n".join(lines), _shelves(has_country=has_country))


@kept
def _not_understood(*, has_country: bool) -> Screen:
    lines = [
        html.bold(_("I do not know this command.")),
        _("Write your question in plain words, choose what it is about, or ask a human."),
    ]
    return screen("\n".join(lines), _shelves(has_country=has_country))


@kept
def _human(country: str | None, content: Content) -> Screen:
    locale = locale_in_force()
    rows: Rows = []
    lines = [html.bold(_("A human answers at the consulate."))]
    missions = content.missions_in(country) if country else ()
    for mission in [one for one in missions if not one.honorary][:MISSIONS_SHOWN]:
        numbers = ", ".join(phone(one.number) for one in reliable(mission.phones))
        title = html.escape(mission.title.to(locale))
        lines.append(title + "\n" + (numbers or _("no confirmed number")))
        rows.append([button(f"🏛 {mission.title.to(locale)}", OpenMission(mission=mission.id))])
    if not missions:
        lines.append(_("Choose the country or send your place: I will show whom to call."))
    lines.append(_("Nobody reads this chat yet, so do not wait for an answer here."))
    return screen("\n\n".join(lines), [*rows, *_ways_on()])


def choice(found: str, content: Content) -> InlineKeyboardButton:
    """A result of the search as a button."""
    kind, _colon, value = found.partition(":")
    words, code = _title(found, content), "" if value == ANYWHERE else value.upper()
    if found in content.articles:
        article = content.articles[found].id
        return button(words, OpenArticle(scope=article.scope, slug=article.slug))
    if kind == "emergency":
        return button(words, OpenEmergency(country=code))
    if value in content.missions:
        return button(words, OpenMission(mission=value))
    return button(words, MissionsOf(country=code) if code else MissionCountries())


def _title(found: str, content: Content) -> str:
    locale = locale_in_force()
    kind, _colon, value = found.partition(":")
    if article := content.articles.get(found):
        return f"{flag(article.id.scope)} {article.title.to(locale)}"
    if mission := content.missions.get(value):
        return f"🏛 {mission.title.to(locale)}"
    if kind == "emergency":
        return _("🆘 Emergency") if value == ANYWHERE else f"🆘 {flagged(value.upper())}"
    if value == ANYWHERE:
        return _("🌍 Missions by country")
    return _("🏛 Missions: {country}").format(country=country_name(value.upper()))


def _shelves(*, has_country: bool) -> Rows:
    rows: Rows = [[button(_("📄 Rules of this country"), OpenShelf())]] if has_country else []
    rows.append([button(_("🇰🇿 Kazakhstan's side"), OpenShelf(scope="kz"))])
    rows.append([button(_("💬 Ask a human"), AskHuman())])
    return [*rows, *_ways_on()]


def _ways_on() -> Rows:
    return [
        [
            button(_("🌍 Missions by country"), MissionCountries()),
            button(_("📍 Nearest to me"), AskPlace()),
        ],
        [button(_("🆘 Emergency"), OpenEmergency()), button(_("🏠 Home"), OpenHome())],
    ]
