"""What an article rests on, as its reader sees it."""

import re
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "unknown"

_DATED = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")


class Tier(StrEnum):
    """How much a source weighs, the strongest first."""

    LAW = "law"
    OFFICIAL = "official"
    NEWS_QUOTING_OFFICIAL = "news-quoting-official"
    REFERENCE = "reference"

    @property
    def rank(self) -> int:
        """0 for the strongest; sort sources by it."""
        return list(Tier).index(self)

    @property
    def confirms(self) -> bool:
        """True where the source alone may carry a statement."""
        return self is not Tier.REFERENCE


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of publication as far as it is known: some tell only the month or the year."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A page, law or news item with the ids of the fact rows taken from it.

    `published` is kept as the row has it: `2014-10-09`, `2024-04`, `2021`, or `unknown`, which may
    be followed by words: `unknown (about 2024)`.
    """

    url: str
    publisher: str
    published: str
    tier: Tier
    facts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The publisher as a reader sees it; what the row adds in English is for editors."""
        return self.publisher.split(" (")[0].split(" quoting ")[0]

    @property
    def dated(self) -> Dated | None:
        """None: the source does not tell when it was published."""
        return dated(self.published)


def dated(published: str) -> Dated | None:
    """The date in `published`, None for `unknown…`. ValueError: it is neither."""
    if published == UNKNOWN or published.startswith(UNKNOWN + " "):
        return None
    found = _DATED.fullmatch(published)
    if found is None:
        raise ValueError(published)
    year, month, day = found.groups()
    return Dated(int(year), int(month) if month else None, int(day) if day else None)
