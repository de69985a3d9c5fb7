"""Words and keyboards of one language of a draft: what it says, its buttons, what was wrong."""

from collections.abc import Iterator, Sequence

from aiogram.types import InlineKeyboardButton

from bot.features.composing.callbacks import (
    DropVersion,
    OpenVersion,
    SetFallback,
    WriteButtons,
    WriteVersion,
)
from bot.features.composing.parts import back, code, made_of
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.audience_words import language_name
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import mark, ngettext
from bot.words import decimal, listed
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.buttons import LABEL
from core.broadcasts.message import BUTTONS, Action, Link
from core.broadcasts.slips import Fault, Problem, Slip, Wrong
from core.broadcasts.variables import FIELDS, visible
from core.locale import Locale

SHOWN = 1500
"""Letters of a version that are shown; the preview shows all of it."""
TARGET_SHOWN = 60
FAULTS_SHOWN = 10
NAMED = 10
"""Unknown placeholders that are told."""
SITE = "https://www.gov.kz"
ARTICLE = f"{Action.ARTICLE.value} kz/consular-registration"
WRONG = {
    Wrong.FORM: mark("write a label, a dash with spaces around it, and where it leads"),
    Wrong.LABEL_LONG: mark("the label is too long for a small phone"),
    Wrong.LABEL_FIELD: mark("nothing is filled in on a label"),
    Wrong.ADDRESS: mark("this is no safe address"),
    Wrong.ARTICLE: mark("there is no such article"),
    Wrong.MANY: mark("there are too many buttons"),
}


def version(broadcast: Broadcast, locale: Locale) -> Screen:
    """What it says in a language now, and what may be done about it."""
    number, said = broadcast.id, broadcast.versions.get(locale)
    parts = [html.bold(_heading(number, locale))]
    if said is None:
        parts.append(_without(broadcast, locale))
    else:
        parts.append("✓ " + html.escape(made_of(said)))
        read = visible(said.html)
        if read:
            cut = read if len(read) <= SHOWN else read[:SHOWN].rstrip() + "…"
            parts.append(html.folded(html.escape(cut)))
        parts += ["\n".join(_link(one) for one in said.buttons)] if said.buttons else []
    return screen("\n\n".join(parts), [*_ways(broadcast, locale), back(number)])


def write(number: int, locale: Locale) -> Screen:
    """Asks for the message itself."""
    parts = [
        html.bold(_heading(number, locale)),
        _(
            "Send the message as people are to read it: a text, or a photo, video, document or "
            "voice with its caption, or an album. Bold, links and the like are kept."
        ),
        _filling(),
    ]
    return screen("\n\n".join(parts), [_back_to(number, locale)])


def slip(found: Slip, number: int, locale: Locale) -> Screen:
    """Why the message was not taken; it is still waited for."""
    words = [_why(found), _again()]
    return screen("\n\n".join(words), [_back_to(number, locale)])


def write_buttons(broadcast: Broadcast, locale: Locale) -> Screen:
    """Asks for the buttons, and shows how they are written."""
    number, said = broadcast.id, broadcast.versions.get(locale)
    count = ngettext("At most {count} button", "At most {count} buttons", BUTTONS)
    parts = [
        html.bold(_heading(number, locale)),
        _("Write the buttons, each on its own line: a label, a dash, where it leads."),
        code("\n".join(_examples())),
        count.format(count=BUTTONS) + "; " + _letters(),
        _("A dash alone takes all buttons away."),
    ]
    if said is not None and said.buttons:
        parts.append("\n".join([_("Now:"), *(_link(one) for one in said.buttons)]))
    return screen("\n\n".join(parts), [_back_to(number, locale)])


def faults(found: Sequence[Fault], number: int, locale: Locale) -> Screen:
    """What is wrong in which line; the buttons are still waited for."""
    lines = [_fault(one) for one in found[:FAULTS_SHOWN]]
    words = "\n\n".join(["\n".join(lines), _("Nothing was changed. Write all of them again.")])
    return screen(words, [_back_to(number, locale)])


def ask_remove(number: int, locale: Locale) -> Screen:
    words = _("Remove the {language} version?").format(language=language_name(locale))
    sure = DropVersion(number=number, locale=locale, sure=True)
    return screen(html.bold(words), [[button(_("🗑 Yes, remove"), sure)], _back_to(number, locale)])


def _heading(number: int, locale: Locale) -> str:
    words = _("Broadcast No. {number} · {language}")
    return words.format(number=number, language=language_name(locale))


def _without(broadcast: Broadcast, locale: Locale) -> str:
    other = broadcast.spoken_to(locale)
    if other is None:
        if broadcast.leaves_out(locale):
            return _("Nothing is written. Whoever reads this language is left out.")
        return _("Nothing is written. Write it, or choose what those who read it get.")
    words = _("Nothing is written. Whoever reads this language gets: {language}.")
    return words.format(language=language_name(other))


def _ways(broadcast: Broadcast, locale: Locale) -> Rows:
    number, said = broadcast.id, broadcast.versions.get(locale)
    writing = WriteVersion(number=number, locale=locale)
    if said is None:
        return [[button(_("✏️ Write it"), writing)], *_fallbacks(broadcast, locale)]
    rows: Rows = [[button(_("✏️ Write it anew"), writing)]]
    if not said.album:
        rows.append([button(_("🔘 Buttons"), WriteButtons(number=number, locale=locale))])
    rows.append([button(_("🗑 Remove"), DropVersion(number=number, locale=locale))])
    return rows


def _fallbacks(broadcast: Broadcast, locale: Locale) -> Rows:
    """One for each language there is something in, and to leave them out.

    The chosen one takes the choice back.
    """
    out = broadcast.leaves_out(locale)
    chosen = locale if out else broadcast.spoken_to(locale)
    words = _("Give them: {language}")
    offered = [(one, words.format(language=language_name(one))) for one in broadcast.versions]
    return [
        [_choice(broadcast.id, locale, other, label, chosen=other is chosen)]
        for other, label in [*offered, (locale, _("Leave them out"))]
    ]


def _choice(
    number: int, locale: Locale, other: Locale, label: str, *, chosen: bool
) -> InlineKeyboardButton:
    if chosen:
        return button(f"✓ {label}", SetFallback(number=number, locale=locale))
    return button(label, SetFallback(number=number, locale=locale, other=other))


def _link(one: Link) -> str:
    target = f"{one.action.value} {one.target}".strip() if one.action else one.target
    return html.escape(f"🔘 {one.label} → {target[:TARGET_SHOWN]}")


def _filling() -> str:
    """Which placeholders there are, and what they become."""
    words = _("You may write {names}: each reads his own country, city and mission there.")
    unknown = _("Who has told no city reads his country in its place.")
    return words.format(names=code(_names())) + " " + unknown


def _names() -> str:
    return " ".join("{" + name + "}" for name in FIELDS)


def _again() -> str:
    return _("Nothing was changed. Send it again.")


def _letters() -> str:
    words = ngettext(
        "a label has at most {count} letter.", "a label has at most {count} letters.", LABEL
    )
    return words.format(count=LABEL)


def _examples() -> Iterator[str]:
    yield f"{_label(Action.EMERGENCY)} - {Action.EMERGENCY.value}"
    yield f"{_label(Action.CONSULATES)} - {Action.CONSULATES.value}"
    yield f"{_label(Action.REGISTRATION)} - {Action.REGISTRATION.value}"
    yield f"{_label(Action.ARTICLE)} - {ARTICLE}"
    yield f"{_label(None)} - {SITE}"


def _label(action: Action | None) -> str:
    match action:
        case Action.EMERGENCY:
            return _("🆘 Emergency")
        case Action.CONSULATES:
            return _("🏛 Consulates")
        case Action.REGISTRATION:
            return _("📝 Registration")
        case Action.ARTICLE:
            return _("What to do")
        case None:
            return _("Official page")


def _why(found: Slip) -> str:
    match found.problem:
        case Problem.KIND:
            return _(
                "People can be sent a text, photo, video, document, audio, voice or animation. "
                "This is none of them."
            )
        case Problem.LONG:
            words = ngettext(
                "It is too long by {over} letter, with room kept for what is filled in.",
                "It is too long by {over} letters, with room kept for what is filled in.",
                found.over,
            )
            return words.format(over=decimal(found.over))
        case Problem.FIELD:
            wrong = code(listed("{" + one + "}" for one in found.names[:NAMED]))
            words = _("I do not know what to fill in for {wrong}.").format(wrong=wrong)
            return f"{words} {_filling()}"
        case Problem.SPLIT:
            words = _("Format what is in braces as a whole, or not at all: {names}.")
            return words.format(names=code(_names()))
        case Problem.ALBUM:
            return _("An album has no place for buttons or the word TEST. Send one file.")
        case Problem.ALBUM_FIELD:
            return _("Captions of an album go out as they are: nothing in braces is filled in.")


def _fault(one: Fault) -> str:
    for wrong, words in WRONG.items():
        if wrong is one.wrong:
            why = _(words)
            place = _("Line {number}: {why}").format(number=one.line, why=why)
            return f"{place}\n{code(one.text)}" if one.text else place
    return _again()


def _back_to(number: int, locale: Locale) -> list[InlineKeyboardButton]:
    return [
        button(_("⬅️ Back"), OpenVersion(number=number, locale=locale)),
        button(_("🏠 Home"), OpenHome()),
    ]
