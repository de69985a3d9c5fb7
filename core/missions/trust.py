"""How far a contact may be relied on, and what follows for showing it."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar


class Trust(StrEnum):
    """The grade of a contact's ground, best first.

    HIGH: an official page or notice, or news quoting it, of 2024 or later.
    MEDIUM: two independent sources agree, or one official source of 2018-2023.
    LOW: one unofficial source, or an official one that is older.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Showing(StrEnum):
    """How a contact is put before a person."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not-confirmed"
    UNCONFIRMED = "unconfirmed"


class Trusted(Protocol):
    """A contact that carries its grade: a phone, an e-mail address, a site, a hot line."""

    @property
    def trust(self) -> Trust: ...


Contact = TypeVar("Contact", bound=Trusted)


def showing(trust: Trust) -> Showing:
    """CONFIRMED as it is; NOT_CONFIRMED with a warning; UNCONFIRMED only in a part of its own."""
    match trust:
        case Trust.HIGH:
            return Showing.CONFIRMED
        case Trust.MEDIUM:
            return Showing.NOT_CONFIRMED
        case Trust.LOW:
            return Showing.UNCONFIRMED


def reliable(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Those that may be shown as contacts to rely on, best grade first, else in their order."""
    kept = [contact for contact in contacts if contact.trust is not Trust.LOW]
    return tuple(sorted(kept, key=lambda contact: contact.trust is not Trust.HIGH))


def unconfirmed(contacts: Iterable[Contact]) -> tuple[Contact, ...]:
    """Those that may stand only under «unconfirmed», and never on an emergency card."""
    return tuple(contact for contact in contacts if contact.trust is Trust.LOW)
