"""How far a broadcast is, how fast it goes and when it will be done."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType

from core.broadcasts.broadcast import RECALL_WITHIN, Broadcast, State
from core.broadcasts.delivery import Reason
from core.broadcasts.message import Version
from core.broadcasts.tally import Tally
from core.locale import Locale

LATELY = timedelta(seconds=15)
"""The stretch the present speed is taken from."""


@dataclass(slots=True)
class Pace:
    """How fast a count grows, from what was seen of it lately."""

    seen: deque[tuple[datetime, int]] = field(default_factory=deque)

    def note(self, now: datetime, count: int) -> float:
        """Remembers the count; gives its growth a second. One look alone gives 0."""
        if self.seen and (count < self.seen[-1][1] or now < self.seen[-1][0]):
            self.seen.clear()
        self.seen.append((now, count))
        while len(self.seen) > 2 and self.seen[1][0] <= now - LATELY:  # noqa: PLR2004 - a stretch
            self.seen.popleft()
        since, before = self.seen[0]
        seconds = (now - since).total_seconds()
        return (count - before) / seconds if seconds > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Status:
    """A broadcast as those on duty see it.

    `pace`: deliveries settled a second, lately. `left_out`: who was not listed, and why.
    `next_due`: when the first of those who wait for something may be written to.
    `revising`: some still wait for new words, or for the message to be deleted.
    `acts`, `exports`: whether the one who looks may steer it, and take the list of recipients.
    `seconded`: two operators have confirmed it. `refusal`: what Telegram says against it.
    `newest`: when the last one got it, where that may be long behind its end.
    """

    broadcast: Broadcast
    tally: Tally
    pace: float = 0.0
    left_out: Mapping[Reason, int] = field(default_factory=lambda: MappingProxyType({}))
    next_due: datetime | None = None
    revising: bool = False
    acts: bool = False
    exports: bool = False
    seconded: bool = False
    refusal: str | None = None
    newest: datetime | None = None

    @property
    def failures(self) -> dict[Reason, int]:
        """Why some failed for good, the most frequent reason first."""
        found = {why: count for why, count in self.tally.reasons().items() if count}
        return dict(sorted(found.items(), key=lambda one: -one[1]))

    @property
    def reached(self) -> int:
        """Who has it, for certain or perhaps."""
        return self.tally.sent + self.tally.uncertain

    @property
    def settled(self) -> int:
        return self.tally.total - self.tally.left

    @property
    def erased(self) -> int:
        """Listed once, and deleted since by the people themselves."""
        return max(0, self.broadcast.planned - self.tally.total)

    @property
    def at_once(self) -> int:
        """Left, without those whose quiet hours must end first."""
        return self.tally.left - self.tally.delayed

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.settled / self.tally.total if self.tally.total else 0.0

    @property
    def remaining(self) -> timedelta | None:
        """How long it still takes at this pace; None while nobody can say."""
        if self.broadcast.state is not State.RUNNING or self.pace <= 0:
            return None
        return timedelta(seconds=self.at_once / self.pace)

    @property
    def lasted(self) -> timedelta | None:
        """From its start to its end."""
        begun, ended = self.broadcast.started_at, self.broadcast.finished_at
        return ended - begun if begun is not None and ended is not None else None

    @property
    def average(self) -> float | None:
        """Messages a second over the whole of it; None where it took no time."""
        lasted = self.lasted
        return self.settled / lasted.total_seconds() if lasted else None

    @property
    def still_there(self) -> int:
        """Of a recalled one: in how many chats it perhaps stays, for nobody could try to delete.

        Telegram deletes nothing older than two days, and what was lost on its way has no number.
        """
        return max(0, self.reached - self.tally.recalled - self.tally.recall_failed)

    @property
    def editable(self) -> tuple[Locale, ...]:
        """The languages whose words may still be changed for everybody who got them."""
        if not self.broadcast.sent or self.broadcast.recalled_at is not None:
            return ()
        return tuple(one for one, said in self.broadcast.versions.items() if rewritable(said))

    def recallable(self, now: datetime) -> bool:
        """Whether Telegram may still delete any of its messages."""
        begun = self.broadcast.started_at
        if begun is None or self.broadcast.recalled_at is not None or not self.reached:
            return False
        last = self.newest or self.broadcast.finished_at or now
        return now - last < RECALL_WITHIN


def rewritable(version: Version) -> bool:
    """An album keeps the captions it was sent with."""
    return not version.album
