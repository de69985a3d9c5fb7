"""Words and keyboards of the first steps: language, country, home."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.content.content import HOME_SCOPE, Content
from bot.features.deadlines.callbacks import OpenDeadlines
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.library.callbacks import OpenArticle, OpenShelf
from bot.features.missions.callbacks import MissionsOf
from bot.features.settings.callbacks import OpenSettings
from bot.features.start.callbacks import (
    ChooseCountry,
    ChooseLanguage,
    MoreCountries,
)
from bot.telegram import html
from bot.telegram.introduction import COMMANDS
from bot.telegram.kept import kept
from bot.telegram.menu import keyboard
from bot.telegram.pickers import country_grid, country_rows
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import Texts, mark
from bot.texts import gettext as _
from bot.words import flagged
from core.locale import Locale
from core.missions.countries import in_order
from core.people.person import HOME_COUNTRY, Person

# The name of this language in itself.
LANGUAGE = mark("English")
CHOOSE = mark("Hello! I stand by citizens of Kazakhstan who work abroad. Choose a language.")


def language(texts: Texts, person: Person, *, first: bool) -> Screen:
    """One question in all three languages, the person's own first."""
    questions, names = texts.everywhere(CHOOSE), texts.everywhere(LANGUAGE)
    order = sorted(Locale, key=lambda locale: locale is not person.language)
    words = "\n\n".join(html.escape(questions[locale]) for locale in order)
    rows: Rows = [[_language(locale, names[locale], person, first=first)] for locale in order]
    rows.append([_emergency()] if first else [button(_("⬅️ Back"), OpenSettings())])
    return screen(words, rows)


@kept
def country(content: Content, *, first: bool) -> Screen:
    """Where the person is: the four with articles, any other, or still at home."""
    rows = country_grid(content.hosts(), lambda code: ChooseCountry(country=code, first=first))
    rows.append([button(_("🌍 Another country"), MoreCountries(first=first))])
    here = ChooseCountry(country=HOME_COUNTRY, first=first)
    rows.append([button(_("🇰🇿 Not abroad yet"), here)])
    rows.append([_emergency()] if first else [button(_("⬅️ Back"), OpenSettings())])
    question = _("Where are you now?")
    why = _("You will see the rules, the consulates and the numbers of this country.")
    return screen(f"{html.bold(question)}\n{why}", rows)


@kept
def more_countries(content: Content, number: int, *, first: bool) -> Screen:
    others = [
        one.code
        for one in in_order(content.countries.values())
        if not one.scope and one.code != HOME_COUNTRY
    ]
    rows = country_rows(
        others,
        number,
        lambda code: ChooseCountry(country=code, first=first),
        lambda page: MoreCountries(first=first, page=page),
    )
    missing = ChooseCountry(country="", first=first)
    rows.append([button(_("My country is not here"), missing)])
    return screen(html.bold(_("Which country are you in?")), rows)


def home(person: Person, content: Content) -> Screen:
    """The way to everything, for the person's country."""
    words = "\n".join([html.bold(_place(person, content)), _("What do you need?")])
    return Screen(words, _ways_on(content, person.country))


@kept
def _ways_on(content: Content, country: str | None) -> InlineKeyboardMarkup:
    scope = content.scope_of(country)
    rows: Rows = []
    agreement = content.articles.get(f"{scope}/agreements")
    if agreement:
        opened = OpenArticle(scope=scope, slug="agreements")
        rows.append([button(_("🤝 Agreement with this country"), opened)])
    if scope != HOME_SCOPE:
        rows.append([button(_("📄 Rules of this country"), OpenShelf(scope=scope))])
    rows.append([button(_("🇰🇿 Kazakhstan's side"), OpenShelf(scope=HOME_SCOPE))])
    rows.append([button(_("🏛 Nearest consulate"), MissionsOf()), _emergency()])
    rows.append([button(_("⏰ Deadlines"), OpenDeadlines())])
    rows.append([button(_("⚙️ Settings"), OpenSettings())])
    return InlineKeyboardMarkup(inline_keyboard=rows)


@kept
def assist() -> Screen:
    """/help: what the bot does, and its commands."""
    commands = [(name, html.escape(_(words))) for name, words in COMMANDS.items()]
    parts = [
        html.bold(_("Saparlas goes with you abroad.")),
        _("Rules, agreements, consulates and emergency numbers, with sources and dates."),
        "\n".join(f"/{name} · {words}" for name, words in commands),
        _("I am a program. My answers are automatic; a human answers at the consulate."),
    ]
    return Screen("\n\n".join(parts), keyboard())


def _place(person: Person, content: Content) -> str:
    if person.country is None:
        return _("🌍 Country not chosen")
    city = content.city(person.country, person.city)
    name = city.name.to(person.language) if city else person.city
    return flagged(person.country) + (f", {name}" if name else "")


def _language(locale: Locale, name: str, person: Person, *, first: bool) -> InlineKeyboardButton:
    ticked = f"✓ {name}" if locale is person.language else name
    return button(ticked, ChooseLanguage(language=locale.value, first=first))


def _emergency() -> InlineKeyboardButton:
    return button(_("🆘 Emergency"), OpenEmergency())
