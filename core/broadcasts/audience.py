"""Who a broadcast is for: a value with one exact meaning, in SQL and in words alike."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.locale import Locale

ACTIVE_WITHIN = (7, 30, 90, 365)
"""Days an operator may choose from."""


class Register(StrEnum):
    """ANY: also who has not registered. OPEN: who has a registered stay in force."""

    ANY = "any"
    OPEN = "open"


class Team(StrEnum):
    """ANY: whether or not he is in a brigade. LEADER: has founded one. MEMBER: has joined one."""

    ANY = "any"
    LEADER = "leader"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Profile:
    """What of a person an audience asks about.

    `got`: the broadcasts that reached him, for certain or perhaps.
    """

    language: Locale
    seen_at: datetime
    country: str | None = None
    city: str | None = None
    registered: bool = False
    leads: bool = False
    member: bool = False
    got: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Each condition narrows; an empty one asks nothing.

    `countries`: ISO codes where a person says he is. `cities`: ids of one country's list, or
    cities as typed; they ask nothing without a country. `mission`: the id of a mission: who is in
    a city it is responsible for, or anywhere in its country when that has no other mission;
    `cities` then holds those cities. `active_days`: seen within so many days.
    `got`: only those a broadcast reached; `without_got`: not those.
    `without_countries`, `without_cities`: taken out again.
    """

    countries: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    mission: str | None = None
    languages: frozenset[Locale] = frozenset()
    register: Register = Register.ANY
    team: Team = Team.ANY
    active_days: int | None = None
    got: int | None = None
    without_countries: frozenset[str] = frozenset()
    without_cities: frozenset[str] = frozenset()
    without_got: int | None = None

    def includes(self, one: Profile, now: datetime) -> bool:
        """The meaning itself; the database asks the same in its own language."""
        return (
            _asked(self.countries, one.country)
            and _asked(self.cities, one.city)
            and _asked(self.languages, one.language)
            and (self.register is Register.ANY or one.registered)
            and (self.team is not Team.LEADER or one.leads)
            and (self.team is not Team.MEMBER or one.member)
            and self._active(one.seen_at, now)
            and (self.got is None or self.got in one.got)
            and one.country not in self.without_countries
            and one.city not in self.without_cities
            and (self.without_got is None or self.without_got not in one.got)
        )

    def within(self, countries: Collection[str]) -> bool:
        """Whether it can reach nobody outside these countries."""
        return bool(self.countries) and self.countries <= frozenset(countries)

    def since(self, now: datetime) -> datetime | None:
        """The moment since which one must have been seen."""
        return None if self.active_days is None else now - timedelta(days=self.active_days)

    def _active(self, seen_at: datetime, now: datetime) -> bool:
        since = self.since(now)
        return since is None or seen_at >= since


def _asked(wanted: Collection[object], has: object) -> bool:
    return not wanted or has in wanted
