"""What a person answers to a safety check."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Answer(StrEnum):
    """LEFT: he is no longer there."""

    SAFE = "safe"
    HELP = "help"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Answered:
    """One person's answer to one check; he may change it, and then this is the last one."""

    broadcast_id: int
    person_id: int
    answer: Answer
    answered_at: datetime
