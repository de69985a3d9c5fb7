"""What a person chose, told in lines: in Settings and in «My data» alike."""

from bot.content.content import Content
from bot.telegram import html
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flagged
from core.people.person import Person


def choices(person: Person, content: Content) -> list[str]:
    country = flagged(person.country) if person.country else _("not chosen")
    city = city_name(person.country, person.city, content) or _("not chosen")
    return [
        _("Language: {language}").format(language=_("English")),
        _("Country: {country}").format(country=country),
        _("City: {city}").format(city=html.escape(city)),
    ]


def city_name(country: str | None, city: str | None, content: Content) -> str | None:
    """A city of the list by its name in the language in force, any other as it was typed."""
    known = content.city(country, city)
    return known.name.to(locale_in_force()) if known else city
