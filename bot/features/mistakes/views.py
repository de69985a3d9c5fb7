"""Words of «report a mistake», and the list for those who mend them."""

from collections.abc import Sequence

from bot.content.content import Content
from bot.features.library.callbacks import OpenArticle
from bot.features.settings.callbacks import About
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import locale_in_force, ngettext
from bot.words import long_date
from core.knowledge.article import Article
from core.knowledge.mistake import Mistake


def ask(article: Article | None) -> Screen:
    """What is wrong? With the way back to where the person was."""
    lines = [html.bold(_("What is wrong? Write it in one message."))]
    if article:
        lines.append(html.escape(article.title.to(locale_in_force())))
    lines.append(
        _("Those who keep the texts will read it. Your name and number are not passed on.")
        + " "
        + _("Write nothing about yourself: the words stay.")
    )
    return screen("\n\n".join(lines), _ways_on(article))


def thanks(article: Article | None) -> Screen:
    words = _("Thank you. The report is kept, and those who mend the texts will see it.")
    return screen(words, _ways_on(article))


def notice(mistake: Mistake) -> str:
    """To an admin, at once."""
    return "\n".join([html.bold(_("A reader reports a mistake")), _entry(mistake)])


def reports(found: Sequence[Mistake], count: int, content: Content) -> Screen:
    """The operators' list: the newest first, with the article a tap away."""
    heading = ngettext("{count} report", "{count} reports", count).format(count=count)
    articles = dict.fromkeys(one.article for one in found if one.article in content.articles)
    rows: Rows = []
    for name in articles:
        scope, _slash, slug = (name or "").partition("/")
        rows.append([button(f"📄 {name}", OpenArticle(scope=scope, slug=slug))])
    rows.append([button(_("🏠 Home"), OpenHome())])
    parts = [html.bold(heading)]
    for one in found:
        entry = _entry(one)
        if html.length("\n\n".join([*parts, entry])) > html.LONGEST:
            break
        parts.append(entry)
    return screen("\n\n".join(parts), rows)


def _entry(mistake: Mistake) -> str:
    about = mistake.article or _("the bot")
    head = f"{long_date(mistake.reported_at.date())} · {about} · {mistake.language.value}"
    return f"{html.escape(head)}\n{html.escape(mistake.words)}"


def _ways_on(article: Article | None) -> Rows:
    back = OpenArticle(scope=article.id.scope, slug=article.id.slug) if article else About()
    return [[button(_("⬅️ Back"), back), button(_("🏠 Home"), OpenHome())]]
