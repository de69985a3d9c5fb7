"""An article or a mission in a few lines: what an answer, a group and an inline result show."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.contacts import address_line, mission_marks, no_number, phone_dated, phone_sign
from bot.telegram import html
from bot.texts import gettext as _
from bot.texts import locale_in_force
from bot.words import long_date, phone, published
from core.knowledge.article import Article
from core.knowledge.blocks import Paragraph
from core.knowledge.freshness import is_stale
from core.missions.mission import Mission
from core.missions.trust import reliable

PHONES_SHOWN = 3
MISSIONS_SHOWN = 3


def warnings(article: Article, today: date) -> list[str]:
    """What a reader must know before the first word of the text."""
    found = []
    if is_stale(article, today):
        found.append(_("⚠️ This text may be out of date: its check is overdue."))
    if article.not_confirmed:
        found.append(_("⚠️ Not officially confirmed: no official source was found."))
    return found


def automatic(words: str) -> str:
    """An answer with the promise that no human wrote it just now."""
    mark = _("🤖 Answered automatically.")
    return f"{html.italic(mark)}\n\n{words}"


def excerpt(article: Article, today: date) -> str:
    """Title, the short answer, the weightiest source with its date, the day of the check."""
    source = min(article.sources, key=lambda one: one.tier.rank)
    name = html.anchor(source.name, source.url)
    said = _("Source: {name}, {date}.").format(
        name=name, date=html.escape(published(source.published))
    )
    checked = html.italic(_("✅ Checked on {date}.").format(date=long_date(article.checked_on)))
    parts = [
        html.bold(article.title.to(locale_in_force())),
        *warnings(article, today),
        _short_answer(article),
        f"{said}\n{checked}",
    ]
    return "\n\n".join(parts)


def mission_excerpt(mission: Mission) -> str:
    """Title, what to beware of, the address, the numbers to rely on with their dates."""
    lines = [html.bold(mission.title.to(locale_in_force()))]
    lines += map(html.escape, mission_marks(mission))
    if address := address_line(mission):
        lines.append(f"📍 {html.escape(address)}")
    lines += _phones(mission)
    return "\n".join(lines)


def missions_excerpt(missions: Sequence[Mission]) -> str:
    """The first of a country's missions; one that issues no documents only where it is alone."""
    return "\n\n".join(map(mission_excerpt, useful_missions(missions)))


def useful_missions(missions: Sequence[Mission]) -> Sequence[Mission]:
    return [one for one in missions if not one.honorary][:MISSIONS_SHOWN] or missions[:1]


def _phones(mission: Mission) -> Iterator[str]:
    numbers = reliable(mission.phones)[:PHONES_SHOWN]
    for one in numbers:
        yield f"{phone_sign(one)} {html.bold(phone(one.number))}"
        yield html.italic(phone_dated(one))
    if not numbers:
        yield html.escape(no_number(mission))


def _short_answer(article: Article) -> str:
    """The paragraphs before the first heading or list: every article begins with its answer."""
    opening = []
    for block in article.bodies[locale_in_force()][0]:
        if not isinstance(block, Paragraph):
            break
        opening.append(block)
    return html.page(opening[:2])
