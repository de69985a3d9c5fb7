"""What became of a broadcast: its numbers, and its recipients one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from core.broadcasts.delivery import Outcome, Reason
from core.locale import Locale

_LEFT = (Outcome.WAITING, Outcome.DELAYED, Outcome.SENDING)


@dataclass(frozen=True, slots=True)
class Tally:
    """`by`: recipients by what became of them, and why.

    `repeated`: got it perhaps twice. `edited`: have the newest words of a changed broadcast;
    `edit_failed`: Telegram would not change theirs. `recalled`, `recall_failed`: likewise.
    """

    by: Mapping[tuple[Outcome, Reason | None], int] = field(
        default_factory=lambda: MappingProxyType({})
    )
    repeated: int = 0
    edited: int = 0
    edit_failed: int = 0
    recalled: int = 0
    recall_failed: int = 0

    def of(self, *outcomes: Outcome) -> int:
        return sum(count for (outcome, _), count in self.by.items() if outcome in outcomes)

    @property
    def sent(self) -> int:
        """Delivered for certain."""
        return self.of(Outcome.SENT)

    @property
    def uncertain(self) -> int:
        """Perhaps delivered."""
        return self.of(Outcome.UNCERTAIN)

    @property
    def failed(self) -> int:
        return self.of(Outcome.FAILED)

    @property
    def cancelled(self) -> int:
        return self.of(Outcome.CANCELLED)

    @property
    def delayed(self) -> int:
        """Wait for the end of their quiet hours."""
        return self.of(Outcome.DELAYED)

    @property
    def left(self) -> int:
        """Still to be sent to, or just being sent to."""
        return self.of(*_LEFT)

    @property
    def total(self) -> int:
        return sum(self.by.values())

    def reasons(self) -> dict[Reason, int]:
        """Why those failed who failed."""
        return {
            reason: count
            for (outcome, reason), count in self.by.items()
            if outcome is Outcome.FAILED and reason is not None
        }


@dataclass(frozen=True, slots=True)
class Recipient:
    """A line of the report. Names nobody.

    `edited`, `recalled`: True: done; False: Telegram would not; None: not tried.
    """

    person_id: int
    language: Locale
    country: str | None
    city: str | None
    outcome: Outcome
    reason: Reason | None
    detail: str | None
    attempts: int
    repeated: bool
    settled_at: datetime | None
    edited: bool | None
    recalled: bool | None


@dataclass(frozen=True, slots=True)
class Landed:
    """What lies in a recipient's chat. `language`: of the version he got."""

    person_id: int
    language: Locale
    message_ids: tuple[int, ...]
    country: str | None
    city: str | None
    settled_at: datetime | None
