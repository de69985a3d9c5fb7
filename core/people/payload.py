"""What a start link asks for: c-ru, a-ru-unpaid-wages, m-kr-seoul-embassy, g-almaty-airport.

Also t-, s- and r- with the code or number of a brigade, of a registration, of one for a relative.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.stays.stay import NUMBER_LENGTH, NUMBER_LETTERS

CODE_LENGTHS = (8, 12)
"""How long the code of a brigade may be."""
_LETTERS = f"[{NUMBER_LETTERS.lower()}]"
_SHAPE = re.compile(
    r"(?P<kind>[acgm])-(?P<rest>[a-z0-9][a-z0-9_-]{0,61})"
    rf"|(?P<secret>[rs])-(?P<number>{_LETTERS}{{{NUMBER_LENGTH}}})"
    rf"|(?P<join>t)-(?P<code>{_LETTERS}{{{CODE_LENGTHS[0]},{CODE_LENGTHS[1]}}})",
    re.ASCII,
)


class Target(StrEnum):
    ARTICLE = "a"
    COUNTRY = "c"
    SOURCE = "g"
    MISSION = "m"
    RELATIVE = "r"
    STAY = "s"
    TEAM = "t"


@dataclass(frozen=True, slots=True)
class Payload:
    """`value` is an article id, a country code in capitals, a poster's name or a mission id.

    Of a brigade, a registration or a relative's one it is the code or number, in capitals.
    """

    target: Target
    value: str


def read_payload(text: str) -> Payload | None:
    """None for what is no link of ours; whether its target exists is for the caller to see."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    target, rest = Target(text[0]), text[2:]
    match target:
        case Target.ARTICLE:
            scope, dash, slug = rest.partition("-")
            return Payload(target, f"{scope}/{slug}") if dash and slug else None
        case Target.COUNTRY | Target.RELATIVE | Target.STAY | Target.TEAM:
            return Payload(target, rest.upper())
        case Target.SOURCE | Target.MISSION:
            return Payload(target, rest)
