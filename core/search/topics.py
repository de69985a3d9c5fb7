"""What a question may be about."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """CALM looks like an emergency and is none; OUTSIDE is what nothing here answers."""

    ARTICLE = "article"
    MISSION = "mission"
    EMERGENCY = "emergency"
    CALM = "calm"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Topic:
    """`scope`: the country whose rules it tells, in upper case; "" where it holds anywhere.

    `headings` are its title and summary, `examples` what people type when they mean it.
    """

    id: str
    kind: Kind
    scope: str
    headings: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
