"""What a person hears of and when he is left in peace, in words: in Settings and «My data»."""

from collections.abc import Iterator

from bot.content.content import Content
from bot.telegram.choices import city_name
from bot.texts import gettext as _
from bot.words import flagged, full_hour, listed
from core.people.person import HOME_COUNTRY, Person
from core.people.quiet import Quiet
from core.people.topics import MUTABLE, Topic


def topic(one: Topic) -> str:
    return {
        Topic.SAFETY: _("Safety"),
        Topic.CONSULAR: _("Consular days"),
        Topic.NEWS: _("News"),
        Topic.VACANCY: _("Vacancies"),
        Topic.REMINDERS: _("Reminders"),
    }[one]


def peace(person: Person) -> str:
    """The quiet hours in force for him."""
    return _("🌙 Quiet hours: {hours}").format(hours=_hours(person.quiet or Quiet()))


def chosen(person: Person) -> Iterator[str]:
    """A line on what is switched off, and one on the quiet hours."""
    off = [topic(one) for one in MUTABLE if one in person.muted]
    switched = _("🔕 Switched off: {topics}").format(topics=listed(off))
    yield switched if off else _("🔔 Alerts: all on")
    yield peace(person)


def place(person: Person, content: Content) -> str:
    """Whose clocks his hours are told by; Kazakhstan's where the place is not known."""
    if person.country is None or person.country not in content.countries:
        return flagged(HOME_COUNTRY)
    known = content.city(person.country, person.city)
    city = city_name(person.country, person.city, content) if known else None
    return f"{flagged(person.country)}, {city}" if city else flagged(person.country)


def _hours(quiet: Quiet) -> str:
    if quiet.since == quiet.until:
        return _("none, write at any hour")
    return _("from {since} to {until}").format(
        since=full_hour(quiet.since), until=full_hour(quiet.until)
    )
