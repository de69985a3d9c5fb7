"""Names, dates and numbers in the language in force, from CLDR's data. Never hand-made."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import phonenumbers
from babel import Locale as Cldr
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    format_timedelta,
    get_day_names,
)
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.texts import LOCALES, locale_in_force
from bot.texts import gettext as _
from core.knowledge.source import dated
from core.locale import Locale

TERRITORIES = LOCALES / "territories.toml"
FLAG_BASE = 0x1F1E6 - ord("A")


def flag(country: str) -> str:
    """The country's flag, made of its two letters."""
    return "".join(chr(FLAG_BASE + ord(letter)) for letter in country.upper())


def country_name(country: str) -> str:
    return _territories(locale_in_force().value).get(country.upper(), country)


def country_names(country: str) -> dict[Locale, str]:
    """The country's name in every language."""
    return {locale: _territories(locale.value).get(country, country) for locale in Locale}


def flagged(country: str) -> str:
    return f"{flag(country)} {country_name(country)}"


def long_date(day: date) -> str:
    return _long_date(day, locale_in_force().value)


def published(text: str) -> str:
    """A source's date as far as it is known: a day, a month, a year, or that it is not given."""
    known = dated(text)
    if known is None:
        return _("date not given")
    if known.month is None:
        return str(known.year)
    if known.day is None:
        first = date(known.year, known.month, 1)
        return str(format_skeleton("yMMMM", first, locale=locale_in_force().value))
    return long_date(date(known.year, known.month, known.day))


def clock_time(moment: datetime) -> str:
    return format_time(moment, "HH:mm", locale=locale_in_force().value)


def full_hour(hour: int) -> str:
    return format_time(time(hour), "HH:mm", locale=locale_in_force().value)


def from_today(days: int) -> str:
    """«today», «in 5 days», «3 days ago»."""
    if abs(days) > 1:
        return format_timedelta(
            timedelta(days=days),
            granularity="day",
            threshold=float("inf"),
            add_direction=True,
            locale=locale_in_force().value,
        )
    return (_("today"), _("tomorrow"), _("yesterday"))[days]


def day_and_time(moment: datetime) -> str:
    return format_datetime(moment, "EEEE, HH:mm", locale=locale_in_force().value)


def weekdays(days: tuple[int, ...]) -> str:
    """«Mon-Fri» or «Mon, Wed» for days numbered from Monday 0."""
    names = get_day_names("abbreviated", locale=locale_in_force().value)
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):  # noqa: PLR2004 - a stretch
        return f"{names[days[0]]}-{names[days[-1]]}"
    return ", ".join(names[day] for day in days)


def listed(words: Iterable[str]) -> str:
    """«30, 14 and 7»."""
    return format_list(list(words), locale=locale_in_force().value)


def decimal(number: float) -> str:
    return format_decimal(number, format="#,##0", locale=locale_in_force().value)


@lru_cache(maxsize=1_000)
def phone(number: str) -> str:
    """E.164 in the form people dial from anywhere: +82 10-6572-9311."""
    parsed = phonenumbers.parse(number)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


@lru_cache(maxsize=3)
def _territories(locale: str) -> dict[str, str]:
    ours = tomllib.loads(TERRITORIES.read_text(encoding="utf-8"))
    return {**Cldr.parse(locale).territories, **ours.get(locale, {})}


@lru_cache(maxsize=1_000)
def _long_date(day: date, locale: str) -> str:
    return format_date(day, "long", locale=locale)
