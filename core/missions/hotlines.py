"""Phone lines of a country a person in trouble may call."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.locale import Translated
from core.missions.trust import Trust


class HotlineKind(StrEnum):
    """What a line is for, in the order of a card: danger to life first."""

    EMERGENCY = "emergency"
    POLICE = "police"
    AMBULANCE = "ambulance"
    FIRE = "fire"
    CONSULAR = "consular"
    VIOLENCE = "violence"
    TRAFFICKING = "trafficking"
    LABOUR = "labour"
    MIGRATION = "migration"
    OTHER = "other"


FIRST_AID = (
    HotlineKind.EMERGENCY,
    HotlineKind.POLICE,
    HotlineKind.AMBULANCE,
    HotlineKind.FIRE,
)
"""Danger to life: these stand before everything else."""

CARD_ORDER = {kind: rank for rank, kind in enumerate(HotlineKind)}


@dataclass(frozen=True, slots=True)
class Hotline:
    """`number` as dialled in the country, None where the line exists but no number was found.

    `also` are further numbers of the same line; `e164` is the form for calling from abroad.
    """

    id: str
    country: str
    kind: HotlineKind
    order: int
    service: Translated
    what_for: Translated
    trust: Trust
    published: str
    number: str | None = None
    also: tuple[str, ...] = ()
    e164: str | None = None
    hours: Translated | None = None
    languages: Translated | None = None
    note: Translated | None = None
    source: str | None = None
    publisher: str | None = None


def for_card(hotlines: Iterable[Hotline]) -> tuple[Hotline, ...]:
    """The lines of an emergency card: with a number and a ground, danger to life first."""
    kept = [line for line in hotlines if line.number and line.trust is not Trust.LOW]
    return tuple(sorted(kept, key=lambda line: (CARD_ORDER[line.kind], line.order)))
