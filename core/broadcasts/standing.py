"""Who has answered a safety check, counted by country and city."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.broadcasts.check import Answer

Row = tuple[str | None, str | None, Answer | None, int]
"""Country, city, answer and how many; the answer is None for those who are silent."""
Place = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Count:
    safe: int = 0
    help: int = 0
    left: int = 0
    silent: int = 0

    @property
    def total(self) -> int:
        return self.safe + self.help + self.left + self.silent

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.safe + other.safe,
            self.help + other.help,
            self.left + other.left,
            self.silent + other.silent,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """Those who need help stand first, then the most silent."""

    places: Mapping[Place, Count] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Standing":
        found: dict[Place, Count] = defaultdict(Count)
        for country, city, answer, number in rows:
            found[country, city] += _count(answer, number)
        return cls(MappingProxyType(dict(found)))

    @property
    def total(self) -> Count:
        return sum(self.places.values(), Count())

    def countries(self) -> list[tuple[str | None, Count]]:
        found: dict[str | None, Count] = defaultdict(Count)
        for (country, _city), count in self.places.items():
            found[country] += count
        return sorted(found.items(), key=lambda one: (*_urgency(one[1]), one[0] or ""))

    def cities(self, country: str | None) -> list[tuple[str | None, Count]]:
        """Those of one country; None for whoever has named no city."""
        found = [(city, count) for (at, city), count in self.places.items() if at == country]
        return sorted(found, key=lambda one: (*_urgency(one[1]), one[0] or ""))

    def silent(self) -> list[tuple[Place, int]]:
        """The places where somebody is silent, the most silent one first."""
        found = [(place, count.silent) for place, count in self.places.items() if count.silent]
        return sorted(found, key=lambda one: (-one[1], one[0][0] or "", one[0][1] or ""))


def _count(answer: Answer | None, number: int) -> Count:
    match answer:
        case Answer.SAFE:
            return Count(safe=number)
        case Answer.HELP:
            return Count(help=number)
        case Answer.LEFT:
            return Count(left=number)
        case None:
            return Count(silent=number)


def _urgency(count: Count) -> tuple[int, int, int]:
    return -count.help, -count.silent, -count.total
