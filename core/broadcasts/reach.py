"""Who a broadcast may reach: people as an audience finds them, and rows to be written."""

from dataclasses import dataclass
from datetime import datetime

from core.locale import Locale
from core.people.quiet import Quiet
from core.people.topics import Topic


@dataclass(frozen=True, slots=True)
class Group:
    """So many people of an audience who are alike in all that a count asks about.

    `muted`: they switched off the topic that was asked about.
    """

    language: Locale
    country: str | None
    city: str | None
    quiet: Quiet
    blocked: bool
    muted: bool
    count: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """One person of an audience, before it is decided whether he becomes a recipient."""

    person_id: int
    language: Locale
    country: str | None
    city: str | None
    seen_at: datetime
    blocked: bool
    muted: frozenset[Topic]
    quiet: Quiet


@dataclass(frozen=True, slots=True)
class Planned:
    """A recipient to be written down. `due_at`: the end of his quiet hours; None: at once.

    `language`: of the version he gets. `turn`: of core/broadcasts/order.py. `country`, `city`:
    where he is now, which his words speak of for good, wherever he goes.
    """

    broadcast_id: int
    person_id: int
    language: Locale
    turn: int
    due_at: datetime | None = None
    country: str | None = None
    city: str | None = None
