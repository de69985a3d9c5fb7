"""The articles of one shelf, as sections of the page and as its table of contents."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, groupby

from bot.handbook.markup import anchor, block, bullets, details, element, escape, inside, words
from bot.names import group_title, tier_name
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import long_date, published
from core.knowledge.article import Article, Group
from core.knowledge.blocks import Paragraph
from core.knowledge.freshness import is_stale
from core.knowledge.source import Source

TOP = "contents"
"""The id of the table of contents."""


def contents(articles: Sequence[Article]) -> str:
    """The titles by group, each a tap from its article; its own heading is an h3."""
    locale = locale_in_force()
    return "".join(
        words("h4", group_title(group))
        + bullets(inside(one.title.to(locale), _id(one)) for one in inner)
        for group, inner in _grouped(articles)
    )


def sections(articles: Sequence[Article], today: date) -> str:
    return "".join(
        words("h3", group_title(group)) + "".join(_article(one, today) for one in inner)
        for group, inner in _grouped(articles)
    )


def _grouped(articles: Sequence[Article]) -> Iterator[tuple[Group, list[Article]]]:
    """As they stand on the shelf, which is in the order of groups."""
    return ((group, list(inner)) for group, inner in groupby(articles, lambda one: one.group))


def _id(article: Article) -> str:
    return f"{article.id.scope}-{article.id.slug}"


def _article(article: Article, today: date) -> str:
    checked = _("✅ Checked on {date}.").format(date=long_date(article.checked_on))
    parts = [
        words("h4", article.title.to(locale_in_force())),
        *_warnings(article, today),
        *_body(article),
        _sources(article.sources),
        words("p", checked, class_="small"),
        up(),
    ]
    return element("article", "".join(parts), id=_id(article))


def up() -> str:
    """The way back to the table of contents."""
    label = _("↑ To the contents")
    return element("p", inside(label, TOP), class_="up")


def _warnings(article: Article, today: date) -> Iterator[str]:
    if is_stale(article, today):
        overdue = _("⚠️ This text may be out of date: its check is overdue.")
        yield words("p", overdue, class_="warning")
    if article.not_confirmed:
        groundless = _("⚠️ Not officially confirmed: no official source was found.")
        yield words("p", groundless, class_="warning")


def _body(article: Article) -> Iterator[str]:
    blocks = chain.from_iterable(article.bodies[locale_in_force()])
    for place, one in enumerate(blocks):
        html = block(one, "h5")
        is_answer = not place and isinstance(one, Paragraph)
        yield element("div", html, class_="answer") if is_answer else html


def _sources(sources: Sequence[Source]) -> str:
    weighty = sorted(sources, key=lambda source: source.tier.rank)
    items = (
        f"{anchor(source.name, source.url)} · {escape(published(source.published))}"
        f" · {escape(tier_name(source.tier))}"
        for source in weighty
    )
    return details(_("Sources"), bullets(items), class_="small")
