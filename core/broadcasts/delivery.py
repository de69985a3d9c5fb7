"""One recipient of one broadcast, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.locale import Locale


class Outcome(StrEnum):
    """DELAYED: his quiet hours. SENDING: claimed by a process. UNCERTAIN: perhaps delivered."""

    WAITING = "waiting"
    DELAYED = "delayed"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a delivery failed, for good. Also why somebody is not among the recipients at all."""

    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    NO_CHAT = "no_chat"
    REFUSED = "refused"
    SERVER = "server"
    NETWORK = "network"
    MUTED = "muted"
    LANGUAGE = "language"


AWAY = frozenset({Reason.BLOCKED, Reason.DEACTIVATED, Reason.NO_CHAT})
"""Reasons that are over when he comes back."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A recipient claimed for sending. `repeated`: an earlier attempt may have reached him.

    `country`, `city`: where he was when he was listed.
    """

    broadcast_id: int
    person_id: int
    language: Locale
    country: str | None
    city: str | None
    attempts: int = 0
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a claimed delivery.

    `message_ids`: what Telegram calls it. WAITING with `due_at`: to be tried again then.
    `detail`: Telegram's own word for a refusal, at most 120 letters.
    """

    delivery: Delivery
    outcome: Outcome
    at: datetime
    message_ids: tuple[int, ...] = ()
    reason: Reason | None = None
    detail: str | None = None
    due_at: datetime | None = None

    @property
    def kept(self) -> Outcome:
        """As it is told for good: who may have got it before has not simply failed."""
        before = self.outcome is Outcome.FAILED and self.delivery.repeated
        return Outcome.UNCERTAIN if before else self.outcome
