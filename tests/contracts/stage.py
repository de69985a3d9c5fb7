"""What views need, and the people and countries they are shown to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.content.content import Content
from bot.features.library.views import Reader
from bot.telegram.links import Links
from bot.telegram.screen import Screen
from bot.texts import Texts
from core.locale import Locale
from core.missions.mission import Mission
from core.people.person import Person

MONDAY = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
YEARS_LATER = MONDAY + timedelta(days=1500)
NASTY_CITY = '<b>Құлсары</b> & "Ко" </a>'

Shown = tuple[str, Screen | str]
Scene = Callable[["Stage"], Iterable[Shown]]


@dataclass(frozen=True, slots=True)
class Stage:
    """What views need, in the language in force."""

    content: Content
    texts: Texts
    locale: Locale

    @property
    def reader(self) -> Reader:
        return Reader(self.content, Links("saparlas_bot"))

    def person(self, country: str | None = None, city: str | None = None) -> Person:
        return Person(1001, self.locale, country, city, since=MONDAY)

    @property
    def people(self) -> Iterator[tuple[str, Person]]:
        """A stranger, one in each country, cities listed and typed, and states without sense."""
        yield "stranger", Person(1001, self.locale)
        for code, country in {**self.content.countries, "KZ": None}.items():
            yield code, self.person(code)
            for city in country.cities if country else ():
                yield f"{code}-{city.id}", self.person(code, city.id)
        yield "typed-city", self.person("KR", NASTY_CITY)
        yield "city-alone", self.person(None, "Ансан")
        yield "unknown-country", self.person("QQ", "Somewhere")


def per_person(view: Callable[[Person, Content], Screen]) -> Scene:
    return lambda on: ((name, view(person, on.content)) for name, person in on.people)


def per_country(view: Callable[[Content, str], Screen]) -> Scene:
    return lambda on: (
        (code, view(on.content, code)) for code in (*on.content.countries, "KZ", "QQ")
    )


def per_page(view: Callable[[Content, int], Screen]) -> Scene:
    return lambda on: ((str(n), view(on.content, n)) for n in (-1, 0, *range(1, 25), 10_000))


def per_mission(view: Callable[[Mission], Screen | str]) -> Scene:
    return lambda on: ((one.id, view(one)) for one in on.content.missions.values())


def once(view: Callable[[], Screen | str]) -> Scene:
    return lambda _on: [("", view())]
