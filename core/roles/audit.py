"""What somebody on duty did: a line of the record."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Audited:
    """`about`: the number of a broadcast, or the person a role was given to."""

    id: int
    at: datetime
    actor_id: int
    action: str
    about: str
    detail: str = ""
