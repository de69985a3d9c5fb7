"""The search over the content of a release: built once, asked often. No Telegram, no database."""

import ctypes
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache

from bot.content.content import Content
from bot.content.lexicon import CALM, Lexicon
from bot.words import country_names
from core.knowledge.article import Article
from core.knowledge.blocks import said_on
from core.locale import Locale, Translated
from core.missions.mission import Mission
from core.missions.nearest import nearest
from core.people.person import HOME_COUNTRY
from core.search.folding import Folding
from core.search.index import Index
from core.search.places import Cases, Gazetteer, Place
from core.search.reading import Reader
from core.search.search import Directory, Ranker, Search
from core.search.topics import Kind, Topic

NO_CITY = "City not stated"
"""How the missions' file names the city of a mission whose city no source gives."""


@lru_cache(maxsize=2)
def search_of(content: Content) -> Search:
    """The search over this content; made at the first call."""
    search = build_search(content)
    _give_back()
    return search


def _give_back() -> None:
    """Hands freed memory back to the system, where the C library can: building leaves 20 MB."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


def build_search(
    content: Content, ranker: Ranker | None = None, about: Iterable[Topic] | None = None
) -> Search:
    """A search with the content's own ranker and topics, or with others to be measured."""
    lexicon = content.lexicon
    folding = Folding(lexicon.alphabet)
    notions = ((word, notion) for notion, words in lexicon.synonyms.items() for word in words)
    endings = {kind: folding.folded(found) for kind, found in lexicon.place_endings.items()}
    gazetteer = Gazetteer(folding, _names(content), Cases(**endings))
    reader = Reader(folding, notions, gazetteer)
    ranking = ranker or Ranker(
        lexicon.weights,
        lexicon.thresholds,
        frozenset(lexicon.contact_notions),
    )
    return Search(Index(tuple(about or topics(content)), reader), _directory(content), ranking)


def topics(content: Content) -> Iterator[Topic]:
    """Articles, missions, kinds of emergencies and what looks like one, what is outside."""
    lexicon = content.lexicon
    for id_, article in content.articles.items():
        yield Topic(
            id_,
            Kind.ARTICLE,
            _scope(article),
            tuple(_in_all(article.title, article.summary)),
            tuple(_examples(article)),
            tuple(said_on(body) for body in article.bodies.values()),
        )
    yield Topic("missions", Kind.MISSION, "", (), lexicon.missions)
    for kind, lines in lexicon.emergencies.items():
        yield Topic(kind, Kind.CALM if kind == CALM else Kind.EMERGENCY, "", (), lines)
    for kind, lines in lexicon.outside.items():
        yield Topic(f"outside-{kind}", Kind.OUTSIDE, "", (), lines)


def _scope(article: Article) -> str:
    scope = article.id.scope.upper()
    return "" if scope == HOME_COUNTRY else scope


def _in_all(*texts: Translated) -> Iterator[str]:
    return (text.to(locale) for text in texts for locale in Locale)


def _examples(article: Article) -> Iterable[str]:
    """Each line once: the same word may stand for two languages."""
    lines = (
        line
        for locale in Locale
        for line in (*article.keywords[locale], *article.questions[locale])
    )
    return dict.fromkeys(lines)


def _names(content: Content) -> Iterator[tuple[str, Place]]:
    lexicon = content.lexicon
    for country in content.countries.values():
        for name in country_names(country.code).values():
            yield name, Place(country.code)
        for city in country.cities:
            yield from _city(lexicon, country.code, city.name)
    for mission in content.missions.values():
        if mission.city.en != NO_CITY:
            yield from _city(lexicon, mission.country, mission.city)
    for code, words in lexicon.countries.items():
        for word in words:
            yield word, Place(code)
    for code, words in lexicon.hints.items():
        for word in words:
            yield word, Place(code, is_name=False)


def _city(lexicon: Lexicon, country: str, name: Translated) -> Iterator[tuple[str, Place]]:
    """A city by its names; one of two words is also written without the hyphen."""
    for spelt in {*_in_all(name), *lexicon.cities.get(name.en, ())}:
        yield spelt, Place(country, name.en)
        if "-" in spelt:
            yield spelt.replace("-", " "), Place(country, name.en)


def _directory(content: Content) -> Directory:
    by_country: dict[str, list[str]] = {}
    by_city: dict[tuple[str, str], list[str]] = {}
    for mission in _useful_first(content.missions.values()):
        by_country.setdefault(mission.country, []).append(mission.id)
        by_city.setdefault((mission.country, mission.city.en), []).append(mission.id)
    for country in content.countries.values():
        for city in country.cities:
            if (country.code, city.name.en) not in by_city:
                near = nearest(content.missions.values(), city.point, 1, country.code)
                by_city[country.code, city.name.en] = [
                    one.mission.id for one in near if one.responsible
                ]
    return Directory(
        {code: tuple(ids) for code, ids in by_country.items()},
        {place: tuple(ids) for place, ids in by_city.items()},
        frozenset(content.hosts()),
        HOME_COUNTRY,
    )


def _useful_first(missions: Iterable[Mission]) -> list[Mission]:
    """Honorary consulates issue no documents: they stand last."""
    return sorted(missions, key=lambda mission: mission.honorary)
