"""A broadcast from its first word to its report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from core.broadcasts.audience import Audience
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.topics import Topic

SECOND_OPERATOR_ABOVE = 1_000
SAME_WITHIN = timedelta(hours=24)
RECALL_WITHIN = timedelta(hours=48)


class State(StrEnum):
    """DRAFT: being written. WAITING: for a second operator. PLANNING: recipients are listed.

    DONE: nobody is left to send to; late joiners of an alert in force may still come.
    """

    DRAFT = "draft"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    PLANNING = "planning"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """CHECK: with the three buttons of a safety check."""

    MESSAGE = "message"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happens: this city first, then its country, then the rest."""

    country: str
    city: str | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`id`: its number, which people and operators see; 0 until kept.

    `fallbacks`: the language a missing version is replaced by; itself: who speaks it is left out,
    by choice. Who speaks a language that has neither is left out too. `due_at`: when it starts,
    if not at once. `zone`: the author's clocks. `edition`: how often its words were changed after
    sending. `in_force`: an alert nobody has closed; late joiners get it, unless it was stopped
    half-way. `fault`: why it paused by itself. `planned`: how many recipients were listed.
    """

    author_id: int
    created_at: datetime
    zone: str
    id: int = 0
    state: State = State.DRAFT
    kind: Kind = Kind.MESSAGE
    topic: Topic | None = None
    audience: Audience = field(default_factory=Audience)
    versions: Mapping[Locale, Version] = field(default_factory=lambda: MappingProxyType({}))
    fallbacks: Mapping[Locale, Locale] = field(default_factory=lambda: MappingProxyType({}))
    affected: Place | None = None
    drill: bool = False
    paid: bool = False
    confirmed_by: int | None = None
    due_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    edition: int = 0
    recalled_at: datetime | None = None
    in_force: bool = False
    fault: str | None = None
    planned: int = 0

    @property
    def editable(self) -> bool:
        """Whether its words and audience may still be changed."""
        return self.state in {State.DRAFT, State.SCHEDULED}

    @property
    def under_way(self) -> bool:
        return self.state in {State.PLANNING, State.RUNNING, State.PAUSED}

    @property
    def sent(self) -> bool:
        """Whether anybody may have got it."""
        return self.under_way or self.state is State.DONE or self.started_at is not None

    @property
    def welcomes(self) -> bool:
        """Whether who comes late gets it."""
        return self.in_force and self.state is not State.CANCELLED

    @property
    def closes(self) -> int | None:
        """The number of the alert that ends with this."""
        return self.audience.got if self.topic is Topic.SAFETY else None

    @property
    def weight(self) -> int:
        """How many messages it is at most for one recipient."""
        return max((len(one.message_ids) or 1 for one in self.versions.values()), default=1)

    def spoken_to(self, language: Locale) -> Locale | None:
        """The language of the version that a speaker of `language` gets; None: he gets none."""
        if language in self.versions:
            return language
        other = self.fallbacks.get(language)
        return other if other in self.versions else None

    def leaves_out(self, language: Locale) -> bool:
        """Whether somebody has decided that its speakers get nothing."""
        return self.spoken_to(language) is None and self.fallbacks.get(language) is language

    def needs_second(self, recipients: int) -> bool:
        return self.topic is Topic.SAFETY and recipients > SECOND_OPERATOR_ABOVE
