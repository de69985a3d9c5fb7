"""What is written and how firmly it stands: docs/content.md, `check-content --table`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.content.rules import cited
from core.knowledge.article import Article, ArticleId
from core.knowledge.facts import Fact
from core.knowledge.freshness import due_on
from core.locale import Locale

_NO_TIER = "other"


@dataclass(frozen=True, slots=True)
class Overview:
    """Of what could be read. The lines do not depend on the day they are made."""

    articles: Mapping[ArticleId, Article]
    facts: Mapping[str, Fact]
    plan: Mapping[ArticleId, str]
    left_out: Mapping[ArticleId, str]

    def lines(self) -> Iterator[str]:
        scopes = list(dict.fromkeys(id_.scope for id_ in (*self.plan, *self.articles)))
        yield "# What is written"
        yield ""
        yield "Made by `python -m bot check-content --table`. «Weakest tier»: of the fact rows"
        yield "an article rests on. After «check by» its reader is told it may be out of date."
        yield ""
        yield f"| scope | planned | {' | '.join(Locale)} | left out | fact rows |"
        yield "|---|---|---|---|---|---|---|"
        for scope in scopes:
            yield self._counted(scope, [scope])
        yield self._counted("all", scopes)
        for scope in scopes:
            yield from self._scope(scope)

    def _counted(self, name: str, scopes: list[str]) -> str:
        articles = [one for id_, one in self.articles.items() if id_.scope in scopes]
        planned = sum(id_.scope in scopes for id_ in self.plan)
        written = [str(sum(locale in one.bodies for one in articles)) for locale in Locale]
        left = sum(id_.scope in scopes for id_ in self.left_out)
        rows = len({row for one in articles for row in cited(one)})
        return f"| {name} | {planned} | {' | '.join(written)} | {left} | {rows} |"

    def _scope(self, scope: str) -> Iterator[str]:
        ids = [id_ for id_ in self.plan if id_.scope == scope]
        yield from ("", f"## {scope}", "")
        yield f"| article | {' | '.join(Locale)} | facts | weakest tier | checked on | check by |"
        yield "|---|---|---|---|---|---|---|---|"
        for id_ in ids:
            if id_ in self.articles:
                yield self._row(self.articles[id_])
        left = [id_ for id_ in ids if id_ in self.left_out]
        missing = [id_ for id_ in ids if id_ not in self.articles and id_ not in self.left_out]
        if left or missing:
            yield from ("", "Left out:", "")
        yield from (f"- {id_}: {self.left_out[id_]}" for id_ in left)
        yield from (f"- {id_}: **not written, no reason given**" for id_ in missing)

    def _row(self, article: Article) -> str:
        written = " | ".join("✓" if locale in article.bodies else "–" for locale in Locale)
        rows = cited(article)
        weakest = self._weakest(rows) + (", not confirmed" if article.not_confirmed else "")
        days = f"{article.checked_on} | {due_on(article)}"
        return f"| {article.id} | {written} | {len(rows)} | {weakest} | {days} |"

    def _weakest(self, rows: tuple[str, ...]) -> str:
        tiers = [self.facts[row].tier for row in rows if row in self.facts]
        known = [tier for tier in tiers if tier is not None]
        if not known or len(known) < len(tiers):
            return _NO_TIER
        return max(known, key=lambda tier: tier.rank)
