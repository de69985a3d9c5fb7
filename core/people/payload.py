"""What a start link asks for: c-ru, a-ru-unpaid-wages, m-kr-seoul-embassy, g-almaty-airport."""

import re
from dataclasses import dataclass
from enum import StrEnum

_SHAPE = re.compile(r"(?P<kind>[acgm])-(?P<rest>[a-z0-9][a-z0-9_-]{0,61})", re.ASCII)


class Target(StrEnum):
    ARTICLE = "a"
    COUNTRY = "c"
    SOURCE = "g"
    MISSION = "m"


@dataclass(frozen=True, slots=True)
class Payload:
    """`value` is an article id, a country code in capitals, a poster's name or a mission id."""

    target: Target
    value: str


def read_payload(text: str) -> Payload | None:
    """None for what is no link of ours; whether its target exists is for the caller to see."""
    found = _SHAPE.fullmatch(text)
    if found is None:
        return None
    target, rest = Target(found["kind"]), found["rest"]
    match target:
        case Target.ARTICLE:
            scope, dash, slug = rest.partition("-")
            return Payload(target, f"{scope}/{slug}") if dash and slug else None
        case Target.COUNTRY:
            return Payload(target, rest.upper())
        case Target.SOURCE | Target.MISSION:
            return Payload(target, rest)
