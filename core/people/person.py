"""A person as the bot knows him: what he chose, nothing he did not give."""

from dataclasses import dataclass, replace
from datetime import datetime

from core.locale import Locale
from core.people.quiet import Quiet
from core.people.topics import MUTABLE, Topic
from core.refusal import Refusal

HOME_COUNTRY = "KZ"
CITY_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Person:
    """`since` is None for a stranger: nothing is stored about him, and reading needs nothing.

    `muted`: what he does not want to hear of; `quiet`: his own quiet hours, None: as everybody's.
    """

    id: int
    language: Locale
    country: str | None = None
    city: str | None = None
    since: datetime | None = None
    blocked: bool = False
    muted: frozenset[Topic] = frozenset()
    quiet: Quiet | None = None

    @property
    def known(self) -> bool:
        return self.since is not None

    def speaking(self, language: Locale) -> "Person":
        return replace(self, language=language)

    def living_in(self, country: str | None) -> "Person":
        """Moving to another country forgets the city of the last one."""
        city = self.city if country == self.country else None
        return replace(self, country=country, city=city)

    def hearing(self, topic: Topic, *, wanted: bool) -> "Person":
        """Safety cannot be switched off."""
        if topic not in MUTABLE:
            raise Refusal("safety_stays")
        muted = self.muted - {topic} if wanted else self.muted | {topic}
        return replace(self, muted=muted)

    def resting(self, quiet: Quiet | None) -> "Person":
        return replace(self, quiet=quiet)

    def living_at(self, city: str | None) -> "Person":
        return replace(self, city=city)


def one_line(text: str) -> str:
    """What was typed without breaks, doubled spaces and letters nobody can see."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split())


def clean_city(text: str) -> str:
    """A city as typed, made fit to keep: one line, all printable. Refuses what is no name."""
    city = one_line(text)
    if not any(letter.isalpha() for letter in city):
        raise Refusal("city_empty")
    if len(city) > CITY_LENGTH:
        raise Refusal("city_too_long")
    return city
