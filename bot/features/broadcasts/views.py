"""Words and keyboards of broadcasts on the desk: the list, and how one of them goes."""

from collections.abc import Iterator
from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.broadcasts import report_views, wording
from bot.features.broadcasts.callbacks import (
    CancelBroadcast,
    EditBroadcast,
    NewDraft,
    OpenBroadcast,
    OpenBroadcasts,
    OpenDraft,
    OpenReach,
    PauseBroadcast,
    ResumeBroadcast,
)
from bot.features.checks.callbacks import OpenTally
from bot.services.broadcasts import Listing
from bot.telegram import html
from bot.telegram.progress_bar import bar, later, speed
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import decimal, long_date
from core.broadcasts.broadcast import Kind, State
from core.broadcasts.progress import Status
from core.people.hours import local

COLUMNS = 4


def listing(found: Listing) -> Screen:
    """A page of all broadcasts, the newest first."""
    lines = [_line(one) for one in found.shown]
    parts = [html.bold(_("📨 Broadcasts")), *(lines or [_("There are none yet.")])]
    buttons = [
        button(
            f"{wording.sign(one.broadcast)} {one.broadcast.id}", _opening(one, writes=found.writes)
        )
        for one in found.shown
    ]
    rows: Rows = [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]
    turning = []
    if found.page > 1:
        turning.append(button("◀️", OpenBroadcasts(page=found.page - 1)))
    if found.page < found.pages:
        turning.append(button("▶️", OpenBroadcasts(page=found.page + 1)))
    rows += [turning] if turning else []
    if found.writes:
        rows.append([button(_("➕ New broadcast"), NewDraft())])
    rows.append([wording.home()])
    return screen("\n\n".join(parts), rows)


def broadcast(status: Status, now: datetime, content: Content) -> Screen:
    """Its screen, whatever it is now."""
    state = status.broadcast.state
    if status.broadcast.under_way:
        return _progress(status, now)
    if state in {State.DONE, State.CANCELLED} and status.broadcast.sent:
        return report_views.report(status, now, content)
    return _before(status, now)


def ask_cancel(status: Status) -> Screen:
    """What cannot be taken back is asked once more."""
    number = status.broadcast.id
    parts = [
        html.bold(_("Cancel it for good?")),
        wording.heading(status.broadcast),
        _("Whoever has not got it yet will not get it. It cannot be resumed."),
    ]
    rows: Rows = [
        [button(_("✖️ Yes, cancel it"), CancelBroadcast(number=number, sure=True))],
        wording.back(number),
    ]
    return screen("\n\n".join(parts), rows)


def paused() -> str:
    return _("Paused: nobody more is sent to.")


def resumed() -> str:
    return _("It goes on.")


def cancelled() -> str:
    return _("Cancelled.")


def not_now() -> str:
    """Somebody else was faster, or it has ended meanwhile."""
    return _("It is in another state by now. This is how it stands.")


def _line(status: Status) -> str:
    one = status.broadcast
    number = html.bold(_("No. {number}").format(number=one.id))
    told = f"{wording.sign(one)} {number} · {wording.subject(one)} · {wording.state(one)}"
    due = one.due_at if one.state is State.SCHEDULED else None
    day = long_date(local(one.started_at or due or one.created_at, one.zone).date())
    test = "🧪 " if one.drill else ""
    return f"{test}{told}\n{day}{_of_all(status)}"


def _of_all(status: Status) -> str:
    if not status.broadcast.sent:
        return ""
    words = _("{sent} of {total} got it")
    told = words.format(sent=decimal(status.reached), total=decimal(status.tally.total))
    return f" · {told}"


def _opening(status: Status, *, writes: bool) -> OpenBroadcast | OpenDraft:
    number = status.broadcast.id
    if writes and status.broadcast.state is State.DRAFT:
        return OpenDraft(number=number)
    return OpenBroadcast(number=number)


def _before(status: Status, now: datetime) -> Screen:
    """A draft, one that waits for its hour or for a colleague, or one that never went."""
    one = status.broadcast
    parts, rows = [wording.heading(one)], Rows()
    if one.state is State.DRAFT:
        parts.append(_("It has not been sent."))
        rows += [[button(_("📝 Open the draft"), OpenDraft(number=one.id))]] if status.acts else []
    elif one.state is State.WAITING:
        parts.append(_("It goes as soon as a second operator has confirmed it."))
        look = [button(_("✋ Look at it"), OpenReach(number=one.id))]
        rows += [look] if status.acts else []
    elif one.state is State.SCHEDULED and one.due_at is not None:
        when = wording.day_and_clock(one.due_at, one.zone)
        words = _("It goes: {when}, {later}")
        parts.append(words.format(when=when, later=later(one.due_at - now)))
        look = [button(_("🕒 Look at it"), OpenReach(number=one.id))]
        rows += [look] if status.acts else []
    if one.state in {State.WAITING, State.SCHEDULED} and status.acts:
        rows.append([button(_("✖️ Cancel it"), CancelBroadcast(number=one.id))])
    rows.append(wording.ways_on())
    return screen("\n\n".join(parts), rows)


def _progress(status: Status, now: datetime) -> Screen:
    one = status.broadcast
    parts = [wording.heading(one)]
    if one.fault is not None:
        told = html.bold(f"🔴 {wording.fault(one.fault)}")
        parts += [told, *_refusal(status), wording.remedy(one.fault, one.id)]
    parts.append("\n".join(_figures(status, now)))
    rows: Rows = []
    if status.acts:
        rows.append([_holding(status), button(_("✖️ Cancel it"), CancelBroadcast(number=one.id))])
    if status.acts and one.state is State.PAUSED and status.editable:
        rows.append([button(_("✏️ Change the text"), EditBroadcast(number=one.id))])
    if one.kind is Kind.CHECK:
        rows.append([button(_("📊 All answers"), OpenTally(number=one.id))])
    rows.append([button(_("🔄 Count again"), OpenBroadcast(number=one.id))])
    rows.append(wording.ways_on())
    return screen("\n\n".join(parts), rows)


def _refusal(status: Status) -> list[str]:
    if not status.refusal:
        return []
    return [_("Telegram says: {words}").format(words=html.escape(status.refusal))]


def _holding(status: Status) -> InlineKeyboardButton:
    one = status.broadcast
    if one.state is State.PAUSED:
        return button(_("▶️ Resume"), ResumeBroadcast(number=one.id))
    return button(_("⏸ Pause"), PauseBroadcast(number=one.id))


def _figures(status: Status, now: datetime) -> Iterator[str]:
    one, tally = status.broadcast, status.tally
    if one.state is State.PLANNING:
        yield wording.counted(_("Listed so far: {count}"), tally.total)
    else:
        yield bar(status.share)
    words = _("✅ Sent: {sent} of {total}")
    yield words.format(sent=decimal(tally.sent), total=decimal(tally.total))
    yield from wording.troubles(status)
    if tally.delayed:
        yield wording.counted(_("🌙 Quiet hours first: {count}"), tally.delayed)
        if status.next_due is not None and not status.at_once:
            when = wording.coming(status.next_due, now, one.zone)
            yield _("The next goes: {when}").format(when=when)
    yield wording.counted(_("⏳ Left: {count}"), tally.left)
    if one.state is State.RUNNING and status.pace > 0:
        yield _("⚡ Speed: {speed} a second").format(speed=speed(status.pace))
    remaining = status.remaining
    if remaining is not None and status.at_once:
        when = wording.coming(now + remaining, now, one.zone)
        words = _("🏁 Done: about {when}, {later}")
        yield words.format(when=when, later=later(remaining))
