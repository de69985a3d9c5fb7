"""How long each table keeps its rows. What drops them takes the time from here.

The sentences are those of docs/security.md; a contract test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from core.stays.lifecycle import ERASE_AFTER


@dataclass(frozen=True, slots=True)
class Kept:
    """`after`: how long a row lives behind what `until` names; None: no clock drops it."""

    until: str
    after: timedelta | None = None

    @property
    def lasting(self) -> timedelta:
        """`after`, of a table that has one."""
        if self.after is None:
            raise ValueError("no clock drops these rows")
        return self.after


_HIS = "the person deletes it"
_HALF_A_YEAR = timedelta(days=183)
_A_YEAR = timedelta(days=365)
RETENTION: Mapping[str, Kept] = MappingProxyType(
    {
        "people": Kept(_HIS),
        "votes": Kept(_HIS),
        "number_reports": Kept(_HIS),
        "forms": Kept(
            "the form is done or left, the person deletes his data, "
            "or 14 days after the last step, dropped once an hour",
            timedelta(days=14),
        ),
        "receipts": Kept("48 hours, dropped once an hour", timedelta(hours=48)),
        "arrivals": Kept("kept"),
        "mistakes": Kept("whoever runs the bot deletes the row"),
        "unanswered": Kept("half a year after the last day", _HALF_A_YEAR),
        "answer_votes": Kept("half a year after the last day", _HALF_A_YEAR),
        "kept_files": Kept("the file changes"),
        "stays": Kept(
            "the person deletes it, or 30 days after it ended: then person, city and all that is "
            "sealed are erased, days become months, and the rest stays for ever. "
            "Announced and not agreed to: 30 days",
            ERASE_AFTER,
        ),
        "consents": Kept(
            "the registration is deleted or erased, 14 days after it was given if nothing came of "
            "it, the person leaves the brigade or deletes his data",
            timedelta(days=14),
        ),
        "teams": Kept("the leader closes the brigade or deletes his data"),
        "team_members": Kept("the person leaves or deletes his data, or the brigade is closed"),
        "deadlines": Kept(
            "the person removes it or deletes his data, or 30 days after the day",
            timedelta(days=30),
        ),
        "notices": Kept(
            "it is sent or the person deletes his data; unsent 14 days after its moment",
            timedelta(days=14),
        ),
        "broadcasts": Kept("kept"),
        "deliveries": Kept(
            "the person deletes his data, or 365 days after the broadcast ended; "
            "an alert in force has not ended",
            _A_YEAR,
        ),
        "check_answers": Kept(
            "the person deletes his data, or 365 days after the check ended", _A_YEAR
        ),
        "grants": Kept("it is taken back, its time is over, or the person deletes his data"),
        "audit": Kept("kept"),
    }
)
