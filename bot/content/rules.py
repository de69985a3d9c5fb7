"""What an article must be beyond being readable. Each rule yields (file, fault)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from bot.content.articles import Reading
from bot.content.table import NO_DAY
from core.knowledge.article import Article, ArticleId
from core.knowledge.blocks import said_on
from core.knowledge.facts import Fact
from core.knowledge.numbers import numbers
from core.knowledge.source import Dated, Source
from core.locale import Locale, Translated

TITLE_LETTERS = 60
SUMMARY_LETTERS = 140
FEWEST_KEYWORDS = 12

Found = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What an article may name. None: that part could not be read, so nothing is said of it."""

    today: date
    plan: AbstractSet[ArticleId] | None
    articles: AbstractSet[ArticleId]
    missions: AbstractSet[str] | None
    facts: Mapping[str, Fact]


Rule = Callable[[Reading, Article, Known], Found]


def numbers_agree(reading: Reading) -> Found:
    """A number that stands in one language must stand in all that could be read."""
    said = {locale: numbers(said_on(pages)) for locale, pages in reading.bodies.items()}
    for locale, fault in _one_sided(said):
        yield reading.body(locale), fault


def is_planned(reading: Reading, known: Known) -> Found:
    if known.plan is not None and reading.id not in known.plan:
        yield f"articles/{reading.id}", "not in plan.toml"


def is_sized(reading: Reading, article: Article, _: Known) -> Found:
    for locale in Locale:
        for name, text, most in (
            ("title", article.title.to(locale), TITLE_LETTERS),
            ("summary", article.summary.to(locale), SUMMARY_LETTERS),
        ):
            if len(text) > most:
                yield reading.about, f"{name}: '{locale}' has {len(text)} letters, over {most}"
        words = {word.casefold() for word in article.keywords[locale]}
        if len(words) < FEWEST_KEYWORDS:
            yield (
                reading.about,
                f"keywords: '{locale}' has {len(words)} different ones, under {FEWEST_KEYWORDS}",
            )


def lines_agree(reading: Reading, article: Article, _: Known) -> Found:
    """Title and summary tell the same numbers in every language."""
    for name, text in (("title", article.title), ("summary", article.summary)):
        for locale, fault in _one_sided(_numbers(text)):
            yield reading.about, f"{name}: '{locale}': {fault}"


def is_dated(reading: Reading, article: Article, known: Known) -> Found:
    if article.checked_on > known.today:
        yield reading.about, f"'checked_on' {article.checked_on} lies in the future"
    for place, source in enumerate(article.sources, 1):
        if _is_future(source, known.today):
            yield reading.about, f"source {place}: 'published' {source.published} is in the future"


def names_what_exists(reading: Reading, article: Article, known: Known) -> Found:
    for other in article.related:
        if other == reading.id:
            yield reading.about, "'related' names the article itself"
        elif other not in known.articles:
            yield reading.about, f"'related' names '{other}', which does not exist"
    for mission in article.missions:
        if known.missions is not None and mission not in known.missions:
            yield reading.about, f"'missions' names '{mission}', which does not exist"


def stands_on_facts(reading: Reading, article: Article, known: Known) -> Found:
    if not article.sources:
        yield reading.about, "no [[source]]"
    cited: set[str] = set()
    for place, source in enumerate(article.sources, 1):
        if not source.facts:
            yield reading.about, f"source {place}: names no fact"
        for fact in source.facts:
            if fact not in known.facts:
                yield reading.about, f"source {place}: fact '{fact}' does not exist"
            if fact in cited:
                yield reading.about, f"source {place}: fact '{fact}' is cited before"
            cited.add(fact)


def is_confirmed(reading: Reading, article: Article, _: Known) -> Found:
    confirmed = any(source.tier.confirms for source in article.sources)
    if not confirmed and not article.not_confirmed:
        yield reading.about, "no source of law, official or news quoting one: not_confirmed = true"


def claims_no_more(reading: Reading, article: Article, known: Known) -> Found:
    """A source is as strong as its weakest row; rows of tier other only join stronger ones."""
    for place, source in enumerate(article.sources, 1):
        rows = [known.facts[id_] for id_ in source.facts if id_ in known.facts]
        if rows and all(row.tier is None for row in rows):
            yield reading.about, f"source {place}: stands on rows of tier other alone"
        for row in rows:
            if row.tier is not None and row.tier.rank > source.tier.rank:
                said = f"tier '{source.tier}', but its row '{row.id}' is '{row.tier}'"
                yield reading.about, f"source {place}: {said}"


def numbers_have_ground(reading: Reading, article: Article, known: Known) -> Found:
    """A number may not stand in rows of tier other alone."""
    rows = [known.facts[id_] for id_ in cited(article) if id_ in known.facts]
    weak = _numbers_of(row for row in rows if row.tier is None)
    if not weak:
        return
    weak -= _numbers_of(row for row in rows if row.tier is not None)
    for locale, pages in reading.bodies.items():
        if loose := sorted(numbers(said_on(pages)) & weak):
            yield reading.body(locale), f"in rows of tier other alone: {', '.join(loose)}"


RULES: tuple[Rule, ...] = (
    is_sized,
    lines_agree,
    is_dated,
    names_what_exists,
    stands_on_facts,
    is_confirmed,
    claims_no_more,
    numbers_have_ground,
)


def cited(article: Article) -> tuple[str, ...]:
    """Ids of all fact rows an article rests on."""
    return tuple(fact for source in article.sources for fact in source.facts)


def words_of(row: Fact) -> str:
    """Everything a row says of which a text may take numbers."""
    return "\n".join((row.fact, row.quote, row.note, row.published, *row.names.values()))


def has_day(article: Article) -> bool:
    return article.checked_on != NO_DAY


def _numbers_of(rows: Iterable[Fact]) -> frozenset[str]:
    return numbers("\n".join(map(words_of, rows)))


def _numbers(text: Translated) -> dict[Locale, frozenset[str]]:
    return {locale: numbers(text.to(locale)) for locale in Locale if text.to(locale)}


def _one_sided(said: Mapping[Locale, frozenset[str]]) -> Iterator[tuple[Locale, str]]:
    for locale, here in said.items():
        for number in sorted(here, key=lambda n: (len(n), n)):
            if absent := [other for other, there in said.items() if number not in there]:
                yield locale, f"the number {number} is not in {', '.join(absent)}"


def _is_future(source: Source, today: date) -> bool:
    try:
        day = source.dated
    except ValueError:
        return False
    if day is None:
        return False
    latest = Dated(today.year, day.month and today.month, day.day and today.day)
    return _order(day) > _order(latest)


def _order(day: Dated) -> tuple[int, int, int]:
    return day.year, day.month or 0, day.day or 0
