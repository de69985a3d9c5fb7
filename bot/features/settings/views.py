"""Words and keyboards of the settings."""

from bot.content.content import Content
from bot.features.deadlines.callbacks import OpenDeadlines
from bot.features.library.callbacks import OpenArticle
from bot.features.mistakes.callbacks import ReportMistake
from bot.features.privacy.callbacks import MyData
from bot.features.settings.callbacks import (
    About,
    ChooseCity,
    EditCity,
    OpenAlerts,
    OpenQuiet,
    OpenSettings,
    TypeCity,
)
from bot.features.start.callbacks import EditCountry, EditLanguage, OpenHome
from bot.telegram import html
from bot.telegram.alerts import chosen
from bot.telegram.choices import choices
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from core.people.person import Person

NO_CITY = -1
COLUMNS = 2


def settings(person: Person, content: Content) -> Screen:
    lines = [html.bold(_("Settings")), *choices(person, content)]
    if person.known:
        lines += chosen(person)
    rows: Rows = [
        [button(_("🗣 Language"), EditLanguage()), button(_("🌍 Country"), EditCountry())],
        [button(_("🏙 City"), EditCity()), button(_("🔐 My data"), MyData())],
        [button(_("🔔 Alerts"), OpenAlerts()), button(_("🌙 Quiet hours"), OpenQuiet())],
        [button(_("⏰ Deadlines"), OpenDeadlines()), button(_("ℹ️ About"), About())],
        [button(_("🏠 Home"), OpenHome())],
    ]
    return screen("\n".join(lines), rows)


def city(person: Person, content: Content) -> Screen:
    """The known cities of the person's country, or a city in his own words."""
    country = content.countries.get(person.country or "")
    cities = country.cities if country else ()
    buttons = [
        button(one.name.to(person.language), ChooseCity(country=person.country or "", place=place))
        for place, one in enumerate(cities)
    ]
    rows: Rows = [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]
    rows.append([button(_("✏️ Another city"), TypeCity())])
    if person.city:
        forgotten = ChooseCity(country=person.country or "", place=NO_CITY)
        rows.append([button(_("Do not keep my city"), forgotten)])
    rows.append([button(_("⬅️ Back"), OpenSettings())])
    question = html.bold(_("Which city are you in?"))
    why = _("It is used to find the nearest consulate.")
    return screen(f"{question}\n{why}", rows)


def type_city() -> Screen:
    rows: Rows = [[button(_("⬅️ Back"), OpenSettings())]]
    return screen(_("Write the name of the city."), rows)


def about(run_by: str) -> Screen:
    parts = [
        html.bold(_("About Saparlas")),
        _(
            "It gathers what Kazakhstan and the host countries publish for people who work "
            "abroad. Each text names its sources and the day it was checked."
        ),
        _(
            "The texts were prepared with the help of AI from these sources. "
            "They are no official documents."
        ),
        _("Reading asks nothing about you. What you choose is kept until you delete it."),
        _("Run by: {name}").format(name=html.escape(run_by))
        if run_by
        else _("Who runs this copy is not stated."),
    ]
    rows: Rows = [
        [button(_("✏️ Report a mistake"), ReportMistake())],
        [button(_("🔐 What is kept"), OpenArticle(scope="kz", slug="your-data"))],
        [button(_("⬅️ Back"), OpenSettings())],
    ]
    return screen("\n\n".join(parts), rows)


def saved() -> str:
    return _("Saved.")
