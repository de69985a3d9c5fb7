"""A fact row: one statement with its ground, from which articles are written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from core.knowledge.source import Tier


@dataclass(frozen=True, slots=True)
class Fact:
    """`tier` is None for a source of no standing: such a row carries no statement alone.

    `rechecked` is the day the source was found again and compared, `confirmed_by` its words.
    """

    id: str
    country: str
    topic: str
    fact: str
    source: str
    publisher: str
    published: str
    tier: Tier | None
    quote: str
    note: str = ""
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    rechecked: date | None = None
    confirmed_by: str = ""
