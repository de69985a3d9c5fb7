"""An audience in words: exactly whom it names, as one list that an operator can read aloud."""

from collections.abc import Collection, Iterator

from babel import Locale as Cldr

from bot.content.content import Content
from bot.telegram import html
from bot.texts import gettext as _
from bot.texts import locale_in_force, ngettext
from bot.words import country_name, listed
from core.broadcasts.audience import Audience, Register, Team
from core.locale import Locale


def audience_words(audience: Audience, content: Content) -> str:
    """As HTML, in the language in force; names that somebody typed are escaped."""
    return html.escape("; ".join(_clauses(audience, content)))


def language_name(language: Locale) -> str:
    """«Kazakh» in the language in force."""
    return str(Cldr.parse(locale_in_force().value).languages[language.value])


def place_name(country: str, city: str | None, content: Content) -> str:
    """«Korea, Ansan»."""
    known = content.city(country, city)
    named = known.name.to(locale_in_force()) if known else city
    return f"{country_name(country)}, {named}" if named else country_name(country)


def _clauses(audience: Audience, content: Content) -> Iterator[str]:
    if audience.countries:
        yield _("People in {countries}").format(countries=_countries(audience.countries))
    else:
        yield _("Everybody the bot knows")
    yield from _places(audience, content)
    yield from _traits(audience)
    yield from _excluded(audience, content)


def _places(audience: Audience, content: Content) -> Iterator[str]:
    mission = content.missions.get(audience.mission or "")
    cities = _cities(audience.cities, audience.countries, content)
    if mission is not None and cities:
        words = _("in the cities of {mission}: {cities}")
        yield words.format(mission=mission.title.to(locale_in_force()), cities=cities)
    elif mission is not None:
        words = _("the whole country is served by {mission}")
        yield words.format(mission=mission.title.to(locale_in_force()))
    elif cities:
        yield _("in the cities: {cities}").format(cities=cities)


def _traits(audience: Audience) -> Iterator[str]:
    if audience.languages:
        languages = [language_name(one) for one in Locale if one in audience.languages]
        yield _("who read the bot in: {languages}").format(languages=listed(languages))
    if audience.register is Register.OPEN:
        yield _("with a registration in force")
    match audience.team:
        case Team.LEADER:
            yield _("leaders of brigades")
        case Team.MEMBER:
            yield _("members of brigades")
        case Team.ANY:
            pass
    days = audience.active_days
    if days is not None:
        words = ngettext("seen in the last {days} day", "seen in the last {days} days", days)
        yield words.format(days=days)
    if audience.got is not None:
        yield _("who got No. {number}").format(number=audience.got)


def _excluded(audience: Audience, content: Content) -> Iterator[str]:
    if audience.without_countries:
        countries = _countries(audience.without_countries)
        yield _("without the countries: {countries}").format(countries=countries)
    if audience.without_cities:
        cities = _cities(audience.without_cities, audience.countries, content)
        yield _("without the cities: {cities}").format(cities=cities)
    if audience.without_got is not None:
        yield _("not those who got No. {number}").format(number=audience.without_got)


def _countries(codes: Collection[str]) -> str:
    return listed(sorted(country_name(code) for code in codes))


def _cities(names: Collection[str], countries: Collection[str], content: Content) -> str:
    """By their names in the language in force where they are listed, else as they were typed."""
    found = (
        next((one for code in countries if (one := content.city(code, name))), None)
        for name in sorted(names)
    )
    told = (
        one.name.to(locale_in_force()) if one else name
        for one, name in zip(found, sorted(names), strict=True)
    )
    return listed(sorted(told))
