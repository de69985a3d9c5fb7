"""Words and keyboards of the library."""

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.content.content import HOME_SCOPE, Content
from bot.features.ask.callbacks import AskHuman
from bot.features.handbook.callbacks import KEEP_OFFLINE, KeepOffline
from bot.features.library.callbacks import OpenArticle, OpenShelf, PickShelf, Vote
from bot.features.missions.callbacks import MissionsOf
from bot.features.mistakes.callbacks import ReportMistake
from bot.features.start.callbacks import OpenHome
from bot.names import group_title, shelf_name, tier_name
from bot.telegram import html
from bot.telegram.excerpts import warnings
from bot.telegram.kept import kept
from bot.telegram.links import Links
from bot.telegram.screen import Rows, Screen, button, link, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import flag, long_date, published
from core.knowledge.article import Article, Group
from core.knowledge.source import Source
from core.locale import Locale

RELATED_SHOWN = 6


@kept
def shelves(content: Content) -> Screen:
    """Whose rules: every country that has articles."""
    scopes = [*(code.lower() for code in content.hosts()), HOME_SCOPE]
    rows: Rows = [
        [button(shelf_name(scope), OpenShelf(scope=scope))]
        for scope in scopes
        if content.shelf(scope)
    ]
    rows.append([button(_("🏠 Home"), OpenHome())])
    return screen(html.bold(_("Whose rules do you need?")), rows)


@kept
def shelf(content: Content, scope: str) -> Screen:
    """The list of one country, in the order of a migrant's life."""
    articles = content.shelf(scope)
    locale = locale_in_force()
    found = {article.group for article in articles}
    groups = [group_title(group) for group in Group if group in found]
    parts = [html.bold(shelf_name(scope)), "\n".join(groups)]
    rows: Rows = [[_open(article, locale, _icon(article.group))] for article in articles]
    rows.append([button(_(KEEP_OFFLINE), KeepOffline(scope=scope))])
    if scope != HOME_SCOPE:
        rows.append([button(shelf_name(HOME_SCOPE), OpenShelf(scope=HOME_SCOPE))])
    rows.append([button(_("🌍 Other countries"), PickShelf()), button(_("🏠 Home"), OpenHome())])
    return screen("\n\n".join(parts), rows)


@dataclass(frozen=True, slots=True)
class Reader:
    """Screens of articles, each made once for a language and a day."""

    content: Content
    links: Links
    made: MutableMapping[tuple[str, Locale, date], tuple[Screen, ...]] = field(
        default_factory=dict
    )

    def page(self, article: Article, number: int, today: date) -> Screen:
        """A page that does not exist is answered with the nearest one that does."""
        key = (str(article.id), locale_in_force(), today)
        screens = self.made.get(key)
        if screens is None:
            if len(self.made) > len(self.content.articles) * len(Locale):
                self.made.clear()  # yesterday's pages
            screens = self.made[key] = self._make(article, today)
        return screens[min(max(number, 1), len(screens)) - 1]

    def _make(self, article: Article, today: date) -> tuple[Screen, ...]:
        leaves, ways_on = _leaves(article, today), self._ways_on(article)
        return tuple(
            screen(
                _framed(article, today, leaf, number, len(leaves)),
                [*_turning(article, number, len(leaves)), *ways_on],
            )
            for number, leaf in enumerate(leaves, 1)
        )

    def _ways_on(self, article: Article) -> Rows:
        locale = locale_in_force()
        beside = self.content.related[str(article.id)][:RELATED_SHOWN]
        known = [self.content.articles[one] for one in beside]
        rows: Rows = [[_open(other, locale, flag(other.id.scope))] for other in known]
        rows.append(
            [
                button(_("🏛 Consulate"), MissionsOf(country=_country(article))),
                button(_("💬 Ask a human"), AskHuman()),
            ]
        )
        here = {"scope": article.id.scope, "slug": article.id.slug}
        rows.append([button(_("✏️ Report a mistake"), ReportMistake(**here))])
        rows.append(
            [
                button(_("👍 Helped"), Vote(**here, helped=True)),
                button(_("👎 Did not help"), Vote(**here, helped=False)),
            ]
        )
        share = self.links.share(self.links.article(str(article.id)), article.title.to(locale))
        rows.append(
            [
                button(_("⬅️ Back"), OpenShelf(scope=article.id.scope)),
                link(_("↗️ Share"), share),
                button(_("🏠 Home"), OpenHome()),
            ]
        )
        return rows


def thanks() -> str:
    return _("Thank you. This helps us to write better.")


def gone() -> str:
    return _("This article is not here any more. Here is the list.")


def _open(article: Article, locale: Locale, icon: str) -> InlineKeyboardButton:
    opened = OpenArticle(scope=article.id.scope, slug=article.id.slug)
    return button(f"{icon} {article.title.to(locale)}", opened)


def _icon(group: Group) -> str:
    """The picture its title begins with: buttons have no headings."""
    return group_title(group).split()[0]


def _leaves(article: Article, today: date) -> list[str]:
    """The pages, with the sources below the last one, or behind it where they do not fit there."""
    *before, last = map(html.page, article.bodies[locale_in_force()])
    sources = _sources(article.sources)
    together = f"{last}\n\n{sources}"
    fits = html.length(_framed(article, today, together, 1, len(before) + 1)) <= html.LONGEST
    return [*before, together] if fits else [*before, last, sources]


def _framed(article: Article, today: date, leaf: str, number: int, pages: int) -> str:
    title = html.bold(article.title.to(locale_in_force()))
    parts = [title, *warnings(article, today), leaf, _footer(article, number, pages)]
    return "\n\n".join(parts)


def _footer(article: Article, number: int, pages: int) -> str:
    checked = _("✅ Checked on {date}.").format(date=long_date(article.checked_on))
    if pages == 1:
        return html.italic(checked)
    place = _("Page {page} of {pages}.").format(page=number, pages=pages)
    return html.italic(f"{checked} {place}")


def _sources(sources: Iterable[Source]) -> str:
    weighty = sorted(sources, key=lambda source: source.tier.rank)
    lines = [html.bold(_("Sources"))]
    lines += [
        f"{html.anchor(source.name, source.url)} · {html.escape(published(source.published))}"
        f" · {html.escape(tier_name(source.tier))}"
        for source in weighty
    ]
    return html.folded("\n".join(lines))


def _turning(article: Article, number: int, pages: int) -> Rows:
    here = {"scope": article.id.scope, "slug": article.id.slug}
    row = []
    if number > 1:
        row.append(
            button(
                _("◀️ Page {page}").format(page=number - 1), OpenArticle(**here, page=number - 1)
            )
        )
    if number < pages:
        row.append(
            button(
                _("Page {page} ▶️").format(page=number + 1), OpenArticle(**here, page=number + 1)
            )
        )
    return [row] if row else []


def _country(article: Article) -> str:
    """Kazakhstan's side sends to the person's own country."""
    return "" if article.id.scope == HOME_SCOPE else article.id.scope.upper()
