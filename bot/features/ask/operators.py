"""What operators read of the questions: common words, no phones, no numbers, hardly a name."""

from bot.services.asking import Heard
from bot.telegram import html
from bot.telegram.screen import Screen
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import flag, long_date
from core.search.memory import Asked, Judged


def questions(heard: Heard) -> Screen:
    """The unanswered ones, the most often asked first, then the answers people turned away."""
    heading = ngettext(
        "{count} question without an answer", "{count} questions without an answer", heard.count
    ).format(count=heard.count)
    half = html.LONGEST // 2 - 1
    parts = _fitting(
        [html.bold(heading), *map(_asked, heard.unanswered)],
        half if heard.missed else html.LONGEST,
    )
    if heard.missed:
        about = html.bold(_("Answers that were not what people meant"))
        parts += _fitting([about, *map(_judged, heard.missed)], half)
    return Screen("\n\n".join(parts))


def _fitting(told: list[str], room: int) -> list[str]:
    """As many entries as a message has room for."""
    parts: list[str] = []
    for entry in told:
        if html.length("\n\n".join([*parts, entry])) > room:
            break
        parts.append(entry)
    return parts


def _asked(one: Asked) -> str:
    where = f" {flag(one.country)}" if one.country else ""
    head = f"{one.times} × · {one.language.value}{where} · {long_date(one.last_at.date())}"
    return f"{html.escape(head)}\n{html.escape(one.words)}"


def _judged(one: Judged) -> str:
    return (
        f"👎 {one.missed} · 👍 {one.helped} · {html.escape(one.answer)}\n{html.escape(one.words)}"
    )
