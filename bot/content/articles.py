"""Articles from content/articles/<scope>/<slug>/{about.toml,questions.txt,kk.md,…}."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from bot.content.faults import ContentFault
from bot.content.table import Faults, Table, read_table, read_text, relative
from core.knowledge.addresses import is_web_address
from core.knowledge.article import Article, ArticleId, Group
from core.knowledge.blocks import Heading, Page
from core.knowledge.markup import MarkupFault, parse
from core.knowledge.pages import PageFault, pages
from core.knowledge.source import Source, Tier, dated
from core.locale import Locale

T = TypeVar("T", Group, Tier)

ABOUT = "about.toml"
QUESTIONS = "questions.txt"
LONGEST_ORDER = 10_000
LONGEST_REVIEW = 3_650
_KEYS = (
    *("scope", "slug", "group", "order", "checked_on", "review_every_days", "related"),
    *("missions", "not_confirmed", "title", "summary", "keywords", "source"),
)
_SOURCE_KEYS = ("url", "publisher", "published", "tier", "facts")


@dataclass(frozen=True, slots=True)
class Reading:
    """One folder as far as it could be read.

    `article` is None where about.toml could not be read at all; a field that could not be read is
    empty in it. A body that is missing, empty or badly marked is absent from `bodies`.
    """

    id: ArticleId
    article: Article | None
    bodies: Mapping[Locale, tuple[Page, ...]]

    @property
    def about(self) -> str:
        return f"articles/{self.id}/{ABOUT}"

    def body(self, locale: Locale) -> str:
        return f"articles/{self.id}/{locale}.md"


def load_articles(root: Path) -> dict[str, Article]:
    """All articles by id (`kr/agreements`). ContentFault: the first thing wrong."""
    faults: list[ContentFault] = []
    readings = read_articles(root, faults)
    if faults:
        raise faults[0]
    return {str(r.id): r.article for r in readings if r.article is not None}


def read_articles(root: Path, faults: list[ContentFault]) -> tuple[Reading, ...]:
    """Every folder, in the order of ids; what is wrong is added to `faults`."""
    readings: list[Reading] = []
    for folder in sorted((root / "articles").glob("*/*/")):
        name = f"{folder.parent.name}/{folder.name}"
        try:
            id_ = ArticleId.parse(name)
        except ValueError:
            faults.append(ContentFault(relative(folder, root), f"'{name}' is no article id"))
        else:
            readings.append(_reading(id_, folder, root, faults))
    return tuple(readings)


def _reading(id_: ArticleId, folder: Path, root: Path, faults: list[ContentFault]) -> Reading:
    about = Faults(relative(folder / ABOUT, root))
    table = read_table(folder / ABOUT, about)
    bodies: dict[Locale, tuple[Page, ...]] = {}
    said: list[ContentFault] = []
    for locale in Locale:
        here = Faults(relative(folder / f"{locale}.md", root))
        if body := _body(folder / f"{locale}.md", here):
            bodies[locale] = body
        said.extend(here.found)
    asked = Faults(relative(folder / QUESTIONS, root))
    questions = _questions(folder / QUESTIONS, asked)
    article = _article(id_, table, bodies, questions) if table else None
    faults += [*about.found, *asked.found, *said]
    return Reading(id_, article, bodies)


def _questions(path: Path, faults: Faults) -> dict[Locale, tuple[str, ...]]:
    """One question a line below `[kk]`, `[ru]` and `[en]`.

    An article without the file is found by its keywords and its text alone.
    """
    found: dict[Locale, dict[str, None]] = {locale: {} for locale in Locale}
    into: dict[str, None] | None = None
    text = read_text(path, faults) if path.exists() else None
    for number, raw in enumerate((text or "").splitlines(), 1):
        line = raw.strip()
        if line[:1] == "[" and line[-1:] == "]":
            into = found.get(cast("Locale", line[1:-1]))
            if into is None:
                faults.add(f"line {number}: '{line}' is not [kk], [ru] or [en]")
        elif line and into is None:
            faults.add(f"line {number}: a question before [kk], [ru] or [en]")
        elif line in (into or {}):
            faults.add(f"line {number}: '{line}' stands there twice")
        elif line and into is not None:
            into[line] = None
    return {locale: tuple(lines) for locale, lines in found.items()}


def _article(
    id_: ArticleId,
    table: Table,
    bodies: Mapping[Locale, tuple[Page, ...]],
    questions: Mapping[Locale, tuple[str, ...]],
) -> Article:
    table.only(*_KEYS)
    said = f"{table.text('scope')}/{table.text('slug')}"
    if said != str(id_):
        table.say(f"'scope' and 'slug' say '{said}', the folder says '{id_}'")
    keywords = table.table("keywords")
    return Article(
        id=id_,
        group=_one_of(table, "group", Group, Group.BEFORE),
        order=table.number("order", 0, LONGEST_ORDER),
        checked_on=table.day("checked_on"),
        review_every_days=table.number("review_every_days", 1, LONGEST_REVIEW),
        related=_related(table),
        missions=table.texts("missions"),
        not_confirmed=table.flag("not_confirmed"),
        title=table.translated("title"),
        summary=table.translated("summary"),
        keywords={locale: keywords.texts(locale) for locale in Locale},
        questions=questions,
        sources=tuple(map(_source, table.tables("source"))),
        bodies=bodies,
    )


def _source(table: Table) -> Source:
    table.only(*_SOURCE_KEYS)
    source = Source(
        url=table.text("url"),
        publisher=table.text("publisher"),
        published=table.text("published"),
        tier=_one_of(table, "tier", Tier, Tier.REFERENCE),
        facts=table.texts("facts"),
    )
    if source.url and not is_web_address(source.url):
        table.say(f"'url' is '{source.url}', no web address in ASCII")
    if source.published:
        try:
            dated(source.published)
        except ValueError:
            table.say(f"'published' is '{source.published}', neither a date nor 'unknown'")
    return source


def _related(table: Table) -> tuple[ArticleId, ...]:
    related: list[ArticleId] = []
    for text in table.texts("related"):
        try:
            related.append(ArticleId.parse(text))
        except ValueError:
            table.say(f"'related' names '{text}', which is no article id")
    return tuple(related)


def _one_of(table: Table, key: str, kind: type[T], default: T) -> T:
    text = table.text(key)
    for value in kind:
        if value == text:
            return value
    if text:
        table.say(f"'{key}' is '{text}', not one of {', '.join(kind)}")
    return default


def _body(path: Path, faults: Faults) -> tuple[Page, ...]:
    text = read_text(path, faults)
    if text is None:
        return ()
    try:
        blocks = parse(text)
        body = pages(blocks)
    except (MarkupFault, PageFault) as error:
        faults.add(str(error))
        return ()
    if not blocks:
        faults.add("empty")
    elif isinstance(blocks[0], Heading):
        faults.add("begins with a heading, not with the answer")
    return body
