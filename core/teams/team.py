"""A brigade: people who came together by one link."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Team:
    """`code`: a secret between those who were sent the link. `leader`: his first name."""

    code: str
    leader_id: int
    country: str
    city: str | None
    created_at: datetime
    leader: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Member:
    """`name`: the first name, as Telegram gave it when he joined."""

    person_id: int
    name: str = field(repr=False)
    joined_at: datetime
