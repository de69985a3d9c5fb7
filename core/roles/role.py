"""Who may do what, and for which countries. What is not allowed here is refused."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.refusal import Refusal


class Role(StrEnum):
    ADMIN = "admin"
    EDITOR = "editor"
    OPERATOR = "operator"
    OBSERVER = "observer"


class Right(StrEnum):
    """SEE_BROADCASTS: lists and reports. EXPORT: a file of recipients. ROLES: gives and takes."""

    SEE_BROADCASTS = "see_broadcasts"
    BROADCAST = "broadcast"
    EXPORT = "export"
    ROLES = "roles"


ALLOWED = {
    Role.ADMIN: frozenset(Right),
    Role.EDITOR: frozenset[Right](),
    Role.OPERATOR: frozenset({Right.SEE_BROADCASTS, Right.BROADCAST, Right.EXPORT}),
    Role.OBSERVER: frozenset({Right.SEE_BROADCASTS}),
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role somebody was given. `countries`: None for all. `until`: None for ever."""

    person_id: int
    role: Role
    countries: frozenset[str] | None
    given_by: int
    given_at: datetime
    until: datetime | None = None

    def able(self, right: Right, now: datetime) -> bool:
        """Whether it allows this at all, somewhere."""
        return right in ALLOWED[self.role] and (self.until is None or now < self.until)

    def holds(self, right: Right, now: datetime, countries: Collection[str] | None) -> bool:
        """Whether it allows this for all of these countries; `countries` None: for every one."""
        if not self.able(right, now):
            return False
        if self.countries is None:
            return True
        return countries is not None and bool(countries) and self.countries >= set(countries)


def require(
    grants: Collection[Grant], right: Right, now: datetime, countries: Collection[str] | None
) -> None:
    """Raises Refusal(not_allowed) unless one of the grants allows it."""
    if not any(grant.holds(right, now, countries) for grant in grants):
        raise Refusal("not_allowed")


def anywhere(grants: Collection[Grant], right: Right, now: datetime) -> frozenset[str] | None:
    """The countries somebody has a right for; None: all. Raises Refusal(not_allowed) for none."""
    able = [one for one in grants if one.able(right, now)]
    if not able:
        raise Refusal("not_allowed")
    found: set[str] = set()
    for one in able:
        if one.countries is None:
            return None
        found |= one.countries
    return frozenset(found)
