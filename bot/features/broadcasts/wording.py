"""What the states, reasons and parts of a broadcast are called, in the language in force."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from aiogram.types import InlineKeyboardButton

from bot.features.broadcasts.callbacks import OpenBroadcast, OpenBroadcasts
from bot.features.start.callbacks import OpenHome
from bot.telegram import html
from bot.telegram.alerts import topic
from bot.telegram.screen import button
from bot.telegram.topic_words import drill_sign
from bot.texts import gettext as _
from bot.words import clock_time, decimal, long_date
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.delivery import Reason
from core.broadcasts.progress import Status
from core.people.hours import local

SIGNS = {
    State.DRAFT: "📝",
    State.WAITING: "✋",
    State.SCHEDULED: "🕒",
    State.PLANNING: "📤",
    State.RUNNING: "📤",
    State.PAUSED: "⏸",
    State.DONE: "✅",
    State.CANCELLED: "✖️",
}


def sign(broadcast: Broadcast) -> str:
    return "↩️" if broadcast.recalled_at is not None else SIGNS[broadcast.state]


def state(broadcast: Broadcast) -> str:
    if broadcast.recalled_at is not None:
        return _("recalled")
    return {
        State.DRAFT: _("draft"),
        State.WAITING: _("waits for a second operator"),
        State.SCHEDULED: _("scheduled"),
        State.PLANNING: _("recipients are being listed"),
        State.RUNNING: _("being sent"),
        State.PAUSED: _("paused"),
        State.DONE: _("sent"),
        State.CANCELLED: _("cancelled"),
    }[broadcast.state]


def subject(broadcast: Broadcast) -> str:
    """«Safety check», or what it is about."""
    if broadcast.kind is Kind.CHECK:
        return _("Safety check")
    return topic(broadcast.topic) if broadcast.topic else _("no topic yet")


def heading(broadcast: Broadcast) -> str:
    """The number, what it is about and its state, as HTML; a drill says so first."""
    number = _("No. {number}").format(number=broadcast.id)
    told = html.bold(f"📨 {number} · {subject(broadcast)}")
    test = html.bold(drill_sign()) + "\n" if broadcast.drill else ""
    return f"{test}{told}\n{sign(broadcast)} {state(broadcast)}"


def failure(reason: Reason) -> str:
    return {
        Reason.BLOCKED: _("have blocked the bot"),
        Reason.DEACTIVATED: _("have deleted their account"),
        Reason.NO_CHAT: _("have no chat with the bot"),
        Reason.REFUSED: _("Telegram refused the message"),
        Reason.SERVER: _("Telegram's server failed"),
        Reason.NETWORK: _("no connection"),
        Reason.MUTED: _("have switched this topic off"),
        Reason.LANGUAGE: _("no text in their language"),
    }[reason]


def troubles(status: Status) -> Iterator[str]:
    """Who perhaps has it, perhaps twice, or will not get it, and why."""
    tally = status.tally
    if tally.uncertain:
        yield counted(_("❓ Perhaps delivered: {count}"), tally.uncertain)
    if tally.repeated:
        yield counted(_("♻️ May have come twice: {count}"), tally.repeated)
    if tally.failed:
        yield counted(_("⚠️ Not delivered: {count}"), tally.failed)
        yield from reasons(status.failures)


def reasons(counts: Mapping[Reason, int]) -> Iterator[str]:
    for reason, count in sorted(counts.items(), key=lambda one: -one[1]):
        yield f"• {failure(reason)}: {decimal(count)}"


def cancelled() -> str:
    """Of recipients."""
    return _("Not sent")


def fault(code: str) -> str:
    """Why it paused by itself."""
    known = {
        "source_gone": _("It paused by itself: the file you sent to me is gone from our chat."),
        "token": _("It paused by itself: Telegram does not accept the bot's token."),
        "stars": _("It paused by itself: the bot's balance of Stars is empty."),
        "words": _("It paused by itself: its words could not be made ready."),
        "audience": _("It paused by itself: its recipients could not be listed."),
        "refused": _("It paused by itself: Telegram refuses the message itself."),
    }
    return known.get(code, _("It paused by itself. The reason is in the log."))


def remedy(code: str, number: int) -> str:
    """What helps against it."""
    known = {
        "refused": _(
            "Cancel it, then send it anew with its fault mended, "
            "without those who got No. {number}."
        ),
        "audience": _(
            "Resume it. If it pauses by itself again, cancel it and send it anew, "
            "without those who got No. {number}."
        ),
        "source_gone": _(
            "Make a new broadcast with the file, without those who got this one, and cancel this."
        ),
        "token": _("Whoever runs the bot must put the token right. Resume it then."),
        "stars": _("Whoever runs the bot must buy Stars for it. Resume it then."),
        "words": _("Change the text, then resume it."),
    }
    again = _("Resume it. If it pauses by itself again, tell whoever runs the bot.")
    return known.get(code, again).format(number=number)


def moment(at: datetime, zone: str) -> str:
    """«14:03» of today's messages, with the day where it is another one."""
    return clock_time(local(at, zone))


def day_and_clock(at: datetime, zone: str) -> str:
    here = local(at, zone)
    return f"{long_date(here.date())}, {clock_time(here)}"


def coming(at: datetime, now: datetime, zone: str) -> str:
    """The hour alone while it is near."""
    return moment(at, zone) if at - now < timedelta(hours=12) else day_and_clock(at, zone)


def counted(words: str, count: int) -> str:
    return words.format(count=decimal(count))


def back(number: int) -> list[InlineKeyboardButton]:
    return [button(_("⬅️ Back"), OpenBroadcast(number=number)), home()]


def ways_on() -> list[InlineKeyboardButton]:
    return [button(_("📨 All broadcasts"), OpenBroadcasts()), home()]


def home() -> InlineKeyboardButton:
    return button(_("🏠 Home"), OpenHome())
