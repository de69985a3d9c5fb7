"""«123456789 operator KR RU until 2027-01-31»: a role as an admin types it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from core.roles.role import Role

GIVEN = (Role.EDITOR, Role.OPERATOR, Role.OBSERVER)
"""What can be given: admins are those the settings name."""
ALL = "all"
UNTIL = "until"
LAST_ID = 2**52
"""Telegram's own promise: ids have at most 52 significant bits."""
FARTHEST = timedelta(days=5 * 366)
ONE_DAY = timedelta(days=1)


class Slip(StrEnum):
    """Why an order cannot be carried out."""

    PERSON = "person"
    ROLE = "role"
    ADMIN = "admin"
    COUNTRIES = "countries"
    COUNTRY = "country"
    UNTIL = "until"


@dataclass(frozen=True, slots=True)
class Order:
    """`countries`: None for all. `last_day`: None for ever."""

    person_id: int
    role: Role
    countries: frozenset[str] | None
    last_day: date | None = None

    @property
    def until(self) -> datetime | None:
        """The end of the last day."""
        if self.last_day is None:
            return None
        return datetime.combine(self.last_day + ONE_DAY, time(), UTC)


def last_day(until: datetime) -> date:
    """The last whole day a role is held that ends then."""
    return (until - timedelta(microseconds=1)).astimezone(UTC).date()


def read_order(words: str, known: Collection[str], today: date) -> Order | Slip:
    """An order as typed; `known`: the countries there are, as upper-case ISO codes."""
    person, role, *rest = [*words.lower().replace(",", " ").split(), "", ""]
    if not re.fullmatch(r"[1-9][0-9]{0,15}", person) or int(person) >= LAST_ID:
        return Slip.PERSON
    if role not in GIVEN:
        return Slip.ADMIN if role == Role.ADMIN else Slip.ROLE
    rest = [one for one in rest if one]
    place = rest.index(UNTIL) if UNTIL in rest else len(rest)
    countries = _countries(rest[:place], known)
    if isinstance(countries, Slip):
        return countries
    day = _day(rest[place + 1 :], today) if place < len(rest) else None
    if isinstance(day, Slip):
        return day
    return Order(int(person), Role(role), countries, day)


def _countries(words: Collection[str], known: Collection[str]) -> frozenset[str] | Slip | None:
    codes = frozenset(one.upper() for one in words)
    if not codes:
        return Slip.COUNTRIES
    if codes == {ALL.upper()}:
        return None
    return codes if codes <= set(known) else Slip.COUNTRY


def _day(words: Collection[str], today: date) -> date | Slip:
    (typed,) = words if len(words) == 1 else ("",)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return Slip.UNTIL
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return Slip.UNTIL
    return day if today <= day <= today + FARTHEST else Slip.UNTIL
