"""A mission of Kazakhstan abroad, with what is known of it and how well."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from core.locale import Translated
from core.missions.hours import Hours
from core.missions.place import Point
from core.missions.trust import Trust

MIRRORS = ("github.com", "githubusercontent.com", "wikipedia.org")


class MissionKind(StrEnum):
    EMBASSY = "embassy"
    CONSULATE_GENERAL = "consulate-general"
    CONSULATE = "consulate"
    HONORARY_CONSULATE = "honorary-consulate"


class Purpose(StrEnum):
    """What a phone is for."""

    MAIN = "main"
    CONSULAR = "consular"
    EMERGENCY = "emergency"
    WHATSAPP = "whatsapp"


class Precision(StrEnum):
    """BUILDING leads to the door; CITY is good enough to compare distances, not to travel to."""

    BUILDING = "building"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from. `url` is None where the page's address is not known."""

    publisher: str
    date: str
    says: str
    url: str | None = None

    @property
    def host(self) -> str | None:
        """What a reader is shown as the source; None for a copy that is no ground."""
        host = (urlsplit(self.url or "").hostname or "").removeprefix("www.")
        return None if not host or host.endswith(MIRRORS) else host


@dataclass(frozen=True, slots=True)
class Phone:
    """`number` is E.164; `confirmed` is the day or month of the newest source, as it is dated."""

    number: str
    purpose: Purpose
    trust: Trust
    publisher: str
    source: str | None = None
    confirmed: str | None = None
    extension: str | None = None


@dataclass(frozen=True, slots=True)
class Email:
    address: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class Website:
    url: str
    trust: Trust


@dataclass(frozen=True, slots=True)
class OfficialPage:
    """The contacts page on gov.kz; `guessed` from the city's name when no source names it."""

    url: str
    guessed: bool


@dataclass(frozen=True, slots=True)
class Address:
    """`printed` is as the source has it, in its language; each is None where no source has it."""

    printed: str | None
    kk: str | None
    en: str | None
    trust: Trust


@dataclass(frozen=True, slots=True)
class OfficialName:
    kk: str | None
    ru: str | None
    en: str | None


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a consular district; `points` are its towns, for matching a place."""

    name: Translated
    points: tuple[Point, ...]
    trust: Trust


@dataclass(frozen=True, slots=True)
class District:
    """The consular district as a source gave it at a date.

    `outside` are towns known to be beyond it: a place nearer to one of them is not in it.
    """

    as_of: str
    regions: tuple[Region, ...]
    outside: tuple[Point, ...]
    publisher: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Mission:
    """`exists` grades the ground for saying that the mission works at all."""

    id: str
    country: str
    kind: MissionKind
    city: Translated
    title: Translated
    exists: Trust
    zone: ZoneInfo
    name: OfficialName
    address: Address | None = None
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    website: Website | None = None
    page: OfficialPage | None = None
    booking: Website | None = None
    point: Point | None = None
    precision: Precision | None = None
    hours: Hours | None = None
    hours_note: Translated | None = None
    district: District | None = None
    note: Translated | None = None
    sources: tuple[Source, ...] = ()

    @property
    def honorary(self) -> bool:
        """An honorary consulate issues no documents: never sent to as the nearest."""
        return self.kind is MissionKind.HONORARY_CONSULATE
