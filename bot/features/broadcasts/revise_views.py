"""After sending: words and keyboards for changing the text, recalling, and closing an alert."""

from bot.features.broadcasts import wording
from bot.features.broadcasts.callbacks import (
    ChangeText,
    CloseAlert,
    EditVersion,
    OpenBroadcast,
    RecallBroadcast,
    RetryUncertain,
    WriteClosing,
)
from bot.features.composing.callbacks import PreviewDraft
from bot.features.launching.callbacks import ConfirmBroadcast
from bot.services.revising import Closing
from bot.telegram import html
from bot.telegram.audience_words import language_name
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import decimal, listed
from core.broadcasts import launch
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.progress import Status
from core.broadcasts.slips import Problem, Slip
from core.broadcasts.variables import FIELDS, visible
from core.locale import Locale

SHOWN = 1_500
"""Letters of the present text; what stands around it must fit as well."""


def choose_language(status: Status) -> Screen:
    """Asks which of its languages is to be changed."""
    number = status.broadcast.id
    parts = [
        html.bold(_("Which text do you want to change?")),
        wording.heading(status.broadcast),
        _("It changes in the chats of all who got it. An album cannot be changed."),
    ]
    rows: Rows = [
        [button(f"✏️ {language_name(one)}", EditVersion(number=number, language=one.value))]
        for one in status.editable
    ]
    rows.append(wording.back(number))
    return screen("\n\n".join(parts), rows)


def ask_text(broadcast: Broadcast, language: Locale) -> Screen:
    """What is written next is shown once more before it goes out."""
    version = broadcast.versions.get(language)
    now = visible(version.html) if version else ""
    name = language_name(language)
    parts = [
        html.bold(_("Write the new text: {language}").format(language=name)),
        wording.heading(broadcast),
        _("It takes the place of the old one for everybody who got it."),
    ]
    if now:
        cut = now if len(now) <= SHOWN else f"{now[:SHOWN]}…"
        parts.append(_("Now it says:") + "\n" + html.folded(html.escape(cut)))
    return screen("\n\n".join(parts), [wording.back(broadcast.id)])


def slip(found: Slip, number: int) -> Screen:
    """What was typed cannot be sent; the next words are read again."""
    words = "\n\n".join([_slip(found), _("Please write it once more.")])
    return screen(words, [wording.back(number)])


def ask_change(status: Status, language: Locale, words: str, stamp: str) -> Screen:
    """The new words once more, and how many get them."""
    broadcast, number = status.broadcast, status.broadcast.id
    parts = [
        html.bold(_("Is everything right?")),
        wording.heading(broadcast),
        _said(language, words),
        _("It takes the place of the old one for everybody who got it."),
    ]
    if broadcast.needs_second(broadcast.planned):
        parts.append(_("Safety to more than 1,000 people: the other operators are told at once."))
    count = status.reached
    label = ngettext("✏️ Change for {count} person", "✏️ Change for {count} people", count)
    change = ChangeText(number=number, stamp=stamp)
    again = EditVersion(number=number, language=language.value)
    rows: Rows = [
        [button(label.format(count=decimal(count)), change)],
        [button(_("✏️ Write it anew"), again)],
        wording.back(number),
    ]
    return screen("\n\n".join(parts), rows)


def changed() -> str:
    return _("The text is being changed.")


def changed_by_another(broadcast: Broadcast, language: Locale) -> Screen:
    """To those who might have had to confirm such words."""
    version = broadcast.versions.get(language)
    parts = [
        html.bold(_("✏️ Another operator has changed the text of this broadcast.")),
        wording.heading(broadcast),
        _said(language, version.html if version else ""),
    ]
    rows: Rows = [
        [button(_("📊 How it goes"), OpenBroadcast(number=broadcast.id))],
        wording.ways_on(),
    ]
    return screen("\n\n".join(parts), rows)


def ask_recall(status: Status, count: int) -> Screen:
    """From how many chats it would go, and that it would be gone for good."""
    number = status.broadcast.id
    words = ngettext(
        "It can still be deleted from {count} chat.",
        "It can still be deleted from {count} chats.",
        count,
    )
    parts = [
        html.bold(_("Recall it?")),
        wording.heading(status.broadcast),
        words.format(count=decimal(count)),
        _("Many will have read it by now. Telegram deletes only what is younger than 48 hours."),
    ]
    rows: Rows = [[button(_("↩️ Yes, recall it"), RecallBroadcast(number=number, sure=True))]]
    return screen("\n\n".join(parts), [*(rows if count else []), wording.back(number)])


def recalling() -> str:
    return _("It is being recalled.")


def ask_retry(status: Status) -> Screen:
    number, count = status.broadcast.id, status.tally.uncertain
    words = ngettext(
        "{count} person perhaps has it: Telegram's answer was lost.",
        "{count} people perhaps have it: Telegram's answer was lost.",
        count,
    )
    parts = [
        html.bold(_("Send it again to the uncertain?")),
        wording.heading(status.broadcast),
        words.format(count=decimal(count)),
        _("Whoever has it already gets it twice."),
    ]
    rows: Rows = [
        [button(_("🔁 Yes, send it again"), RetryUncertain(number=number, sure=True))],
        wording.back(number),
    ]
    return screen("\n\n".join(parts), rows)


def ask_close(broadcast: Broadcast) -> Screen:
    """With a closing word to all who got it, or without."""
    number = broadcast.id
    parts = [
        html.bold(_("Close the alert?")),
        wording.heading(broadcast),
        _("Whoever comes there from now on does not get it any more."),
        _("Tell those who got it that it is over: write them a closing word."),
    ]
    rows: Rows = [
        [button(_("✏️ Write a closing word"), WriteClosing(number=number))],
        [button(_("🔕 Close without a word"), CloseAlert(number=number, sure=True))],
        wording.back(number),
    ]
    return screen("\n\n".join(parts), rows)


def ask_closing(number: int, language: Locale, place: int, count: int) -> Screen:
    """One language after another."""
    name = language_name(language)
    parts = [
        html.bold(_("Closing word: {language}").format(language=name)),
        _("Text {place} of {count}. You see it once more before it goes.").format(
            place=place, count=count
        ),
    ]
    return screen("\n\n".join(parts), [wording.back(number)])


def ask_send_closing(closing: Closing, alert: int) -> Screen:
    """The closing words once more, and how many get them: it goes as any broadcast."""
    draft, count = closing.draft, closing.recipients
    parts = [
        html.bold(_("Is everything right?")),
        wording.heading(draft),
        *(_said(one, said.html, len(draft.versions)) for one, said in draft.versions.items()),
        _("It goes to all who got No. {number}. That alert ends with it.").format(number=alert),
    ]
    if draft.needs_second(count):
        parts.append(_("✋ Safety to more than 1,000 people: a second operator confirms it too."))
    label = ngettext("✅ Send to {count} person", "✅ Send to {count} people", count)
    go = ConfirmBroadcast(number=draft.id, stamp=launch.stamp(draft))
    rows: Rows = [
        [button(_("👁 Preview"), PreviewDraft(number=draft.id))],
        [button(label.format(count=decimal(count)), go)],
        [button(_("✏️ Write it anew"), WriteClosing(number=alert))],
        wording.back(alert),
    ]
    return screen("\n\n".join(parts), rows if count else rows[2:])


def closed() -> str:
    return _("The alert is closed.")


def _said(language: Locale, words: str, texts: int = 1) -> str:
    """As it will read, without what is bold or a link."""
    plain, room = visible(words), SHOWN // texts
    cut = plain if len(plain) <= room else f"{plain[:room].rstrip()}…"
    return f"{html.bold(language_name(language))}\n{html.folded(html.escape(cut))}"


def _slip(found: Slip) -> str:
    match found.problem:
        case Problem.LONG:
            words = ngettext(
                "It is too long by {over} letter, with room kept for what is filled in.",
                "It is too long by {over} letters, with room kept for what is filled in.",
                found.over,
            )
            return words.format(over=decimal(found.over))
        case Problem.FIELD:
            wrong = html.escape(listed(found.names))
            return _("I do not know what to fill in for {wrong}.").format(wrong=wrong)
        case Problem.SPLIT:
            words = _("Format what is in braces as a whole, or not at all: {names}.")
            return words.format(names=listed(FIELDS))
        case Problem.KIND | Problem.ALBUM | Problem.ALBUM_FIELD:
            return _("Only a text can take its place.")
