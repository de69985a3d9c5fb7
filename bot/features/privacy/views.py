"""Words and keyboards of «my data»: all of it shown, handed over, deleted."""

from collections.abc import Iterable, Iterator

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.library.callbacks import OpenArticle
from bot.features.privacy import lines
from bot.features.privacy.callbacks import AskForget, ExportData, Forget, MyData
from bot.features.settings.callbacks import OpenSettings
from bot.features.start.callbacks import OpenHome
from bot.features.stays.callbacks import OpenStay
from bot.services.privacy import Stored
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import ngettext

FILE_NAME = "saparlas-my-data.json"
ROOM = 2_800
"""What these entries may take of a message, in Telegram's count; the rest is ours."""


def data(stored: Stored, content: Content) -> Screen:
    """Everything kept about the person, field by field; what does not fit is counted."""
    if not stored.anything:
        words = [html.bold(_("My data")), _("Nothing is kept about you.")]
        return screen("\n".join(words), [[_what_is_kept()], [_back()]])
    told = [
        *(html.bold(_("My data")), *lines.about_person(stored, content), ""),
        *_fitting(_entries(stored, content)),
        *_terms(stored),
    ]
    rows: Rows = [[button(_("📤 Take away (JSON)"), ExportData())]]
    if stored.stays:
        rows.append([button(_("📝 My card"), OpenStay())])
    rows += [[button(_("🗑 Delete everything"), AskForget())], [_what_is_kept()], [_back()]]
    return screen("\n".join(told), rows)


def exported() -> Screen:
    """Under the file that holds it all."""
    words = [
        html.bold(_("All that is kept about you")),
        _("A file any text editor opens. What is encrypted in the database is readable here."),
        _("It holds personal data: do not pass it on. If others see your phone, delete it."),
    ]
    return screen(
        "\n\n".join(words), [[button(_("⬅️ Back"), MyData()), button(_("🏠 Home"), OpenHome())]]
    )


def ask_forget(stored: Stored) -> Screen:
    """Asks once more, and says plainly what else ends with it."""
    question = html.bold(_("Delete all that is kept about you? It cannot be undone."))
    losses = "\n".join(f"• {one}" for one in _losses(stored))
    rows: Rows = [
        [button(_("📤 Take away (JSON)"), ExportData())],
        [button(_("🗑 Yes, delete everything"), Forget())],
        [button(_("⬅️ Back"), MyData())],
    ]
    return screen(f"{question}\n\n{losses}" if losses else question, rows)


def forgotten() -> Screen:
    rows: Rows = [[button(_("🏠 Home"), OpenHome())]]
    return screen(_("Deleted. You can go on reading: nothing about you is needed for it."), rows)


def _entries(stored: Stored, content: Content) -> Iterator[str]:
    """What there may be many of, the weightiest first."""
    for stay in stored.stays:
        yield "\n".join((*lines.about_stay(stay, content), ""))
    zone = lines.zone(stored, content)
    yield from (lines.about_consent(one, zone) for one in stored.consents)
    yield from map(lines.about_role, stored.roles)
    yield from map(lines.about_deadline, stored.deadlines)
    yield from (lines.about_team(one, content) for one in stored.teams)
    yield from (lines.about_membership(one, content) for one in stored.memberships)
    yield from map(lines.about_relative, stored.announced)
    yield from (lines.about_answer(one, zone) for one in stored.answers)
    if stored.broadcasts:
        yield lines.about_broadcasts(stored.broadcasts)
    if stored.draft:
        yield lines.LOCK + _("A registration form you have not finished.")
    if stored.notices:
        yield lines.about_notices(stored.notices)


def _fitting(entries: Iterable[str]) -> Iterator[str]:
    """As many of them as there is room for, a word on how many are left out, an empty line."""
    room, left, last = ROOM, 0, "\n"
    for entry in entries:
        size = html.length(entry) + 1
        if size > room:
            left += 1
            continue
        room -= size
        yield entry
        last = entry
    if left:
        more = ngettext(
            "… and {count} more entry: the file has it.",
            "… and {count} more entries: the file has them.",
            left,
        )
        yield more.format(count=left)
        last = more
    if not last.endswith("\n"):
        yield ""


def _terms(stored: Stored) -> Iterator[str]:
    """How it is kept, for how long, and what is not."""
    if stored.stays or stored.announced or stored.teams or stored.memberships or stored.draft:
        yield _("🔒 is encrypted in the database. Whoever runs this bot holds the key.")
    timed = (stored.stays, stored.draft, stored.announced, stored.deadlines, stored.notices)
    if any(timed):
        yield _(
            "A registration is kept until 30 days after its end, an unfinished form 14 days, "
            "a relative's name 30 days, a date 30 days after its day, "
            "a reminder that waits 14 days."
        )
    if stored.broadcasts or stored.answers:
        yield _(
            "Which broadcasts you got, and your answers, are kept a year after each has ended."
        )
    yield _("The rest is kept until you delete it.")
    yield _("Nothing else about you: no document, no place you sent, no messages.")
    yield _("Common words of questions may be kept for half a year, without who asked.")
    yield _("A report of a mistake is kept without its author, and stays.")


def _losses(stored: Stored) -> Iterator[str]:
    if any(stay.open for stay in stored.stays):
        yield _("Your registration goes too: nobody will ask whether you are still there.")
    if stored.roles:
        yield _("Your role in this bot goes too. What you did in it stays on record.")
    if stored.deadlines:
        yield _("Your deadlines go too: nothing will remind you.")
    if stored.draft:
        yield _("The registration form you have not finished goes too.")
    if stored.teams:
        yield _("Your brigade is closed for all its members.")
    if stored.memberships:
        yield _("You leave the brigades you joined.")
    if stored.announced:
        yield _("The relatives you announced are deleted: the links you sent stop working.")


def _what_is_kept() -> InlineKeyboardButton:
    return button(_("🔐 What is kept"), OpenArticle(scope="kz", slug="your-data"))


def _back() -> InlineKeyboardButton:
    return button(_("⬅️ Back"), OpenSettings())
