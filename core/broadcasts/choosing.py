"""How an audience is put together by single choices; what no longer fits goes with them."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from core.broadcasts.audience import ACTIVE_WITHIN, Audience, Register, Team
from core.broadcasts.broadcast import Place
from core.locale import Locale
from core.refusal import Refusal

One = TypeVar("One")


class Part(StrEnum):
    """What a choice is about; short, for it stands in buttons."""

    COUNTRY = "c"
    CITY = "y"
    MISSION = "m"
    LANGUAGE = "l"
    REGISTER = "r"
    TEAM = "t"
    ACTIVE = "d"
    WITHOUT_COUNTRY = "xc"
    WITHOUT_CITY = "xy"
    WITHOUT_GOT = "xg"
    AFFECTED = "a"
    AFFECTED_CITY = "ay"


@dataclass(frozen=True, slots=True)
class Choice:
    """`value`: a code, an id or a number. `on`: whether it is wanted from now on."""

    part: Part
    value: str
    on: bool = True


def narrowed(audience: Audience, choice: Choice) -> Audience:
    """The audience with the choice in it. Raises Refusal(choice_unknown) for what means nothing.

    MISSION and the affected place are not chosen here: see `served` and `placed`.
    """
    try:
        return _narrowed(audience, choice)
    except ValueError:
        raise Refusal("choice_unknown") from None


def served(audience: Audience, mission: str, country: str, cities: frozenset[str]) -> Audience:
    """Those a mission is responsible for: in these cities, or in all of its country."""
    countries = frozenset({country})
    return replace(_in_countries(audience, countries), mission=mission, cities=cities)


def placed(affected: Place | None, choice: Choice) -> Place | None:
    """The affected place with the choice in it; a city is one of the country chosen before."""
    if choice.part is Part.AFFECTED:
        return Place(choice.value) if choice.on else None
    if affected is None:
        raise Refusal("choice_unknown")
    return replace(affected, city=choice.value if choice.on else None)


def the_country(audience: Audience) -> str | None:
    """The only country of the audience, whose cities and missions may be chosen."""
    return next(iter(audience.countries)) if len(audience.countries) == 1 else None


def _narrowed(audience: Audience, choice: Choice) -> Audience:
    value, on = choice.value, choice.on
    match choice.part:
        case Part.COUNTRY:
            return _in_countries(audience, _with(audience.countries, value, on=on))
        case Part.CITY:
            cities = frozenset() if audience.mission else audience.cities
            return replace(audience, mission=None, cities=_with(cities, value, on=on))
        case Part.MISSION if not on:
            return replace(audience, mission=None, cities=frozenset())
        case Part.WITHOUT_COUNTRY | Part.WITHOUT_CITY | Part.WITHOUT_GOT:
            return _excluding(audience, choice)
        case _trait:
            return _whose(audience, choice)


def _whose(audience: Audience, choice: Choice) -> Audience:
    value, on = choice.value, choice.on
    match choice.part:
        case Part.LANGUAGE:
            languages = _with(audience.languages, Locale(value), on=on)
            return replace(audience, languages=_or_all(languages))
        case Part.REGISTER:
            return replace(audience, register=Register(value) if on else Register.ANY)
        case Part.TEAM:
            return replace(audience, team=Team(value) if on else Team.ANY)
        case Part.ACTIVE:
            return replace(audience, active_days=_days(value) if on else None)
        case _other:
            raise Refusal("choice_unknown")


def _excluding(audience: Audience, choice: Choice) -> Audience:
    value, on = choice.value, choice.on
    match choice.part:
        case Part.WITHOUT_COUNTRY:
            countries = _with(audience.without_countries, value, on=on)
            return replace(audience, without_countries=countries)
        case Part.WITHOUT_CITY:
            cities = _with(audience.without_cities, value, on=on)
            return replace(audience, without_cities=cities)
        case _got:
            return replace(audience, without_got=int(value) if on else None)


def _in_countries(audience: Audience, countries: frozenset[str]) -> Audience:
    """Other countries: what was said of cities and of taking countries out means nothing now."""
    if countries == audience.countries:
        return audience
    return replace(
        audience,
        countries=countries,
        cities=frozenset(),
        mission=None,
        without_countries=frozenset(),
        without_cities=frozenset(),
    )


def _with(present: frozenset[One], one: One, *, on: bool) -> frozenset[One]:
    return frozenset(present | {one} if on else present - {one})


def _or_all(languages: frozenset[Locale]) -> frozenset[Locale]:
    """All of them ask for nothing."""
    return frozenset() if languages == frozenset(Locale) else languages


def _days(value: str) -> int:
    days = int(value)
    if days not in ACTIVE_WITHIN:
        raise ValueError(value)
    return days
