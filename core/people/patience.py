"""How much one person may ask at once: a bucket that fills by itself."""

from dataclasses import dataclass
from enum import Enum, auto


class Verdict(Enum):
    PASS = auto()
    WARN = auto()
    DROP = auto()


@dataclass(slots=True)
class Bucket:
    """Holds at most `size` drops and gains `rate` of them a second; each request takes one.

    The first request that finds it empty is warned, the rest are dropped until one passes again.
    """

    size: float
    rate: float
    level: float
    at: float
    warned: bool = False

    def take(self, now: float) -> Verdict:
        self.level = min(self.size, self.level + (now - self.at) * self.rate)
        self.at = now
        if self.level >= 1:
            self.level -= 1
            self.warned = self.warned and self.level < self.size / 2
            return Verdict.PASS
        if self.warned:
            return Verdict.DROP
        self.warned = True
        return Verdict.WARN
