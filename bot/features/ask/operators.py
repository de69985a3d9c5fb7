"""What operators read of the questions: no names, no phones, no numbers."""

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
    told = [html.bold(heading), *map(_asked, heard.unanswered)]
    if heard.missed:
        told += [
            html.bold(_("Answers that were not what people meant")),
            *map(_judged, heard.missed),
        ]
    parts: list[str] = []
    for entry in told:
        if html.length("\n\n".join([*parts, entry])) > html.LONGEST:
            break
        parts.append(entry)
    return Screen("\n\n".join(parts))


def _asked(one: Asked) -> str:
    where = f" {flag(one.country)}" if one.country else ""
    head = f"{one.times} × · {one.language.value}{where} · {long_date(one.last_at.date())}"
    return f"{html.escape(head)}\n{html.escape(one.words)}"


def _judged(one: Judged) -> str:
    return (
        f"👎 {one.missed} · 👍 {one.helped} · {html.escape(one.answer)}\n{html.escape(one.words)}"
    )
