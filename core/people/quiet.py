"""Hours in which a person is not written to, by the clocks of the place he is in."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from core.people.hours import SLEEPING, WAKING, at_hour, local


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one full hour to another, 0-23; from 22 to 7 is a night. Equal ones: never quiet."""

    since: int = SLEEPING.hour
    until: int = WAKING.hour

    def covers(self, hour: int) -> bool:
        if self.since <= self.until:
            return self.since <= hour < self.until
        return hour >= self.since or hour < self.until

    def awake(self, moment: datetime, zone: str) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into."""
        here = local(moment, zone)
        if not self.covers(here.hour):
            return moment
        day = here.date() + timedelta(days=here.hour >= self.until)
        return at_hour(day, time(self.until), zone)
