"""Words and keyboards of the settings and of «my data»."""

from bot.content.content import Content
from bot.features.library.callbacks import OpenArticle
from bot.features.mistakes.callbacks import ReportMistake
from bot.features.settings.callbacks import (
    About,
    AskForget,
    ChooseCity,
    EditCity,
    Forget,
    MyData,
    OpenSettings,
    TypeCity,
)
from bot.features.start.callbacks import EditCountry, EditLanguage, OpenHome
from bot.services.people import Stored
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import flagged, long_date
from core.people.person import Person

NO_CITY = -1
COLUMNS = 2


def settings(person: Person, content: Content) -> Screen:
    lines = [html.bold(_("Settings")), *_choices(person, content)]
    rows: Rows = [
        [button(_("🗣 Language"), EditLanguage()), button(_("🌍 Country"), EditCountry())],
        [button(_("🏙 City"), EditCity()), button(_("🔐 My data"), MyData())],
        [button(_("ℹ️ About"), About()), button(_("🏠 Home"), OpenHome())],
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


def data(stored: Stored, content: Content) -> Screen:
    """Everything kept about the person, field by field."""
    person = stored.person
    if not (person.known or stored.votes or stored.number_reports):
        lines = [html.bold(_("My data")), _("Nothing is kept about you.")]
        return screen("\n".join(lines), [[button(_("⬅️ Back"), OpenSettings())]])
    lines = [
        html.bold(_("My data")),
        _("Telegram number: {number}").format(number=person.id),
        *(_choices(person, content) if person.known else ()),
        *_moments(stored),
        _("Articles you rated: {count}").format(count=stored.votes),
        _("Numbers you reported: {count}").format(count=stored.number_reports),
        "",
        _("Nothing else: no name, no phone, no document, no place, no messages."),
        _("A report of a mistake is kept without its author, and stays."),
    ]
    rows: Rows = [
        [button(_("🗑 Delete everything"), AskForget())],
        [button(_("⬅️ Back"), OpenSettings())],
    ]
    return screen("\n".join(lines), rows)


def ask_forget() -> Screen:
    rows: Rows = [
        [button(_("🗑 Yes, delete everything"), Forget())],
        [button(_("⬅️ Back"), MyData())],
    ]
    return screen(html.bold(_("Delete all that is kept about you? It cannot be undone.")), rows)


def forgotten() -> Screen:
    rows: Rows = [[button(_("🏠 Home"), OpenHome())]]
    return screen(_("Deleted. You can go on reading: nothing about you is needed for it."), rows)


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


def _moments(stored: Stored) -> list[str]:
    lines = []
    if stored.person.since:
        since = long_date(stored.person.since.date())
        lines.append(_("Known since: {date}").format(date=since))
    if stored.seen_at:
        lines.append(_("Last seen: {date}").format(date=long_date(stored.seen_at.date())))
    return lines


def _choices(person: Person, content: Content) -> list[str]:
    country = flagged(person.country) if person.country else _("not chosen")
    known = content.city(person.country, person.city)
    city_name = known.name.to(person.language) if known else person.city or _("not chosen")
    return [
        _("Language: {language}").format(language=_("English")),
        _("Country: {country}").format(country=country),
        _("City: {city}").format(city=html.escape(city_name)),
    ]
