"""All content of a release, loaded once at start-up and never changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.articles import load_articles
from bot.content.calendar import load_calendar
from bot.content.countries import load_countries
from bot.content.deadlines import Guide, load_deadlines
from bot.content.hotlines import load_hotlines
from bot.content.lexicon import Lexicon, load_lexicon
from bot.content.missions import load_missions
from core.deadlines.deadline import Kind
from core.knowledge.article import Article, Group
from core.knowledge.related import both_ways
from core.missions.countries import City, Country, in_order
from core.missions.hotlines import Hotline
from core.missions.mission import Mission
from core.people.date_words import DateWords
from core.people.person import HOME_COUNTRY, one_line

HOME_SCOPE = HOME_COUNTRY.lower()
_GROUPS = {group: place for place, group in enumerate(Group)}


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """Articles by `scope/slug`, missions by id, the rest by upper-case country code.

    `related`: the neighbours of each article, both ways. Equal to itself only, so that screens
    made of it can be kept.
    """

    articles: Mapping[str, Article]
    missions: Mapping[str, Mission]
    hotlines: Mapping[str, tuple[Hotline, ...]]
    countries: Mapping[str, Country]
    lexicon: Lexicon
    deadlines: Mapping[Kind, Guide]
    calendar: DateWords
    related: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "related", both_ways(self.articles))

    @classmethod
    def load(cls, root: Path) -> "Content":
        """Raises ContentFault, which names the file and the fault."""
        return cls(
            articles=load_articles(root),
            missions=load_missions(root),
            hotlines=load_hotlines(root),
            countries=load_countries(root),
            lexicon=load_lexicon(root),
            deadlines=load_deadlines(root),
            calendar=load_calendar(root),
        )

    def shelf(self, scope: str) -> tuple[Article, ...]:
        """The articles of one scope in the order of a migrant's life."""
        found = [article for article in self.articles.values() if article.id.scope == scope]
        return tuple(sorted(found, key=lambda a: (_GROUPS[a.group], a.order, a.id.slug)))

    def scope_of(self, country: str | None) -> str:
        """The shelf of a country: its own, or Kazakhstan's side where it has none."""
        scope = (country or HOME_COUNTRY).lower()
        return scope if any(a.id.scope == scope for a in self.articles.values()) else HOME_SCOPE

    def article_on(self, kind: Kind, country: str | None) -> Article | None:
        """What a reminder of this kind brings to somebody in the country."""
        scope = (country or HOME_COUNTRY).lower()
        return self.articles.get(self.deadlines[kind].article(scope) or "")

    def kinds_in(self, country: str | None) -> tuple[Kind, ...]:
        """What somebody there may want to be reminded of; who has not left yet, of everything."""
        scope = (country or HOME_COUNTRY).lower()
        guides = self.deadlines.items()
        return tuple(kind for kind, one in guides if scope == HOME_SCOPE or one.offered(scope))

    def hosts(self) -> tuple[str, ...]:
        """The countries whose rules are told here, as they are offered; not Kazakhstan."""
        ordered = in_order(self.countries.values())
        return tuple(one.code for one in ordered if one.scope and one.code != HOME_COUNTRY)

    def missions_in(self, country: str) -> tuple[Mission, ...]:
        return tuple(m for m in self.missions.values() if m.country == country)

    def cities_of(self, country: str | None) -> tuple[City, ...]:
        known = self.countries.get(country or "")
        return known.cities if known else ()

    def zone(self, country: str | None, city: str | None) -> str:
        """The IANA name of the clocks there; Kazakhstan's where the place is not known."""
        listed, known = self.city(country, city), self.countries.get(country or "")
        return str((listed or known or self.countries[HOME_COUNTRY]).zone.key)

    def city(self, country: str | None, name: str | None) -> City | None:
        """The listed city a person chose or typed, in whatever language he typed it."""
        wanted = one_line(name or "").casefold()
        for city in self.cities_of(country):
            names = (city.id, city.name.kk, city.name.ru, city.name.en)
            if wanted in (one.casefold() for one in names):
                return city
        return None

    def place(self, country: str | None, typed: str) -> str:
        """What is kept of a city: the id of a listed one, else the words as they were typed."""
        known = self.city(country, typed)
        return known.id if known else typed
