"""Countries a person may be in, and the cities to choose from there."""

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from core.locale import Translated
from core.missions.place import Point

FLAG_OFFSET = 0x1F1E6 - ord("A")


@dataclass(frozen=True, slots=True)
class City:
    """`id` is unique in its country and stays for ever."""

    id: str
    name: Translated
    point: Point
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Country:
    """`scope` names its articles where there are any; its name comes from CLDR, not from here."""

    code: str
    order: int
    dial_code: str
    zone: ZoneInfo
    scope: str | None = None
    cities: tuple[City, ...] = ()

    @property
    def flag(self) -> str:
        return "".join(chr(ord(letter) + FLAG_OFFSET) for letter in self.code)


def in_order(countries: Iterable[Country]) -> tuple[Country, ...]:
    """As they are offered: the countries with articles first."""
    return tuple(sorted(countries, key=lambda country: (country.order, country.code)))
