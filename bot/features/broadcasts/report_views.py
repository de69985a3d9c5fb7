"""What became of a broadcast: the report, its file and its figures in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.content.content import Content
from bot.features.broadcasts import wording
from bot.features.broadcasts.callbacks import (
    CloseAlert,
    DrawReport,
    EditBroadcast,
    ExportReport,
    OpenBroadcast,
    RecallBroadcast,
    RetryUncertain,
)
from bot.features.checks.callbacks import OpenTally
from bot.telegram import html
from bot.telegram.audience_words import audience_words
from bot.telegram.progress_bar import lasting, speed
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.words import decimal
from core.broadcasts.broadcast import Kind, State
from core.broadcasts.delivery import Outcome, Reason
from core.broadcasts.progress import Status

SHOWN = 30
"""Minutes of a report in words; the picture shows them all."""

MEASURABLE = timedelta(seconds=2)

Curve = Sequence[tuple[datetime, Outcome, int]]


def report(status: Status, now: datetime, content: Content) -> Screen:
    """Everybody who was meant is counted somewhere in it."""
    one = status.broadcast
    parts = [wording.heading(one), _whom(status, content), "\n".join(_numbers(status))]
    parts += ["\n".join(lines) for lines in (_left_out(status.left_out), _times(status)) if lines]
    parts += _afterwards(status)
    rows: Rows = []
    if status.exports:
        table = button(_("📄 List as a file"), ExportReport(number=one.id))
        rows.append([table, button(_("📊 Picture"), DrawReport(number=one.id))])
    else:
        rows.append([button(_("📊 Picture"), DrawReport(number=one.id))])
    rows += _steps(status, now) if status.acts else []
    if one.kind is Kind.CHECK:
        rows.append([button(_("📊 All answers"), OpenTally(number=one.id))])
    if status.revising:
        rows.append([button(_("🔄 Count again"), OpenBroadcast(number=one.id))])
    rows.append(wording.ways_on())
    return screen("\n\n".join(parts), rows)


def table(number: int) -> Screen:
    """Below the file of recipients."""
    words = _("Recipients of No. {number}. There are no names in it; keep it to yourself.")
    return screen(words.format(number=number), [wording.back(number)])


def picture(status: Status) -> Screen:
    """Below the picture."""
    return screen(wording.heading(status.broadcast), [wording.back(status.broadcast.id)])


def figures(status: Status, curve: Curve) -> Screen:
    """The picture in words, for a copy of the bot that cannot draw."""
    one = status.broadcast
    minutes: dict[datetime, int] = {}
    for at, outcome, count in curve:
        if outcome in {Outcome.SENT, Outcome.UNCERTAIN}:
            minutes[at] = minutes.get(at, 0) + count
    lines = [
        f"{wording.moment(at, one.zone)} · {decimal(count)}"
        for at, count in sorted(minutes.items())[:SHOWN]
    ]
    parts = [wording.heading(one), "\n".join(_numbers(status))]
    if lines:
        parts.append("\n".join([_("Sent in each minute:"), *lines]))
    if len(minutes) > SHOWN:
        parts.append(_("The rest is in the file."))
    parts.append(_("This copy of the bot cannot draw: it lacks the extra «operator»."))
    return screen("\n\n".join(parts), [wording.back(one.id)])


def _whom(status: Status, content: Content) -> str:
    words = audience_words(status.broadcast.audience, content)
    lines = [html.bold(_("For whom")), words]
    if status.seconded:
        lines.append(_("✅ A second operator has confirmed it."))
    return "\n".join(lines)


def _numbers(status: Status) -> Iterator[str]:
    tally = status.tally
    yield wording.counted(_("👥 Recipients: {count}"), max(status.broadcast.planned, tally.total))
    yield wording.counted(_("✅ Delivered: {count}"), tally.sent)
    yield from wording.troubles(status)
    if tally.cancelled:
        yield wording.counted(_("✖️ Not sent, because it was cancelled: {count}"), tally.cancelled)
    if tally.left:
        yield wording.counted(_("⏳ Left: {count}"), tally.left)
    if status.erased:
        yield wording.counted(_("🗑 Have deleted their data since: {count}"), status.erased)


def _left_out(counts: Mapping[Reason, int]) -> list[str]:
    found = {reason: count for reason, count in counts.items() if count}
    if not found:
        return []
    return [
        wording.counted(_("Left out from the start: {count}"), sum(found.values())),
        *wording.reasons(found),
    ]


def _times(status: Status) -> list[str]:
    one = status.broadcast
    lines = []
    if one.started_at is not None:
        when = wording.day_and_clock(one.started_at, one.zone)
        lines.append(_("Begun: {when}").format(when=when))
    lasted, average = status.lasted, status.average
    if lasted is not None:
        lines.append(_("It took: {duration}").format(duration=lasting(lasted)))
    if lasted is not None and average is not None and lasted >= MEASURABLE:
        words = _("On average: {speed} a second")
        lines.append(words.format(speed=speed(average)))
    return lines


def _afterwards(status: Status) -> Iterator[str]:
    """What was done with it since."""
    one, tally = status.broadcast, status.tally
    if one.recalled_at is not None:
        lines = [wording.counted(_("↩️ Deleted from chats: {count}"), tally.recalled)]
        if tally.recall_failed:
            words = _("Telegram did not delete: {count}")
            lines.append(wording.counted(words, tally.recall_failed))
        if status.still_there and not status.revising:
            words = _("❓ May still be there: {count}")
            lines.append(wording.counted(words, status.still_there))
    elif one.edition:
        lines = [wording.counted(_("✏️ Have the new text: {count}"), tally.edited)]
        if tally.edit_failed:
            words = _("Telegram did not change: {count}")
            lines.append(wording.counted(words, tally.edit_failed))
    else:
        lines = []
    if lines and status.revising:
        lines.append(_("It is still going on."))
    if lines:
        yield "\n".join(lines)
    if one.in_force and one.state is State.CANCELLED:
        yield _(
            "🔔 This alert was stopped half-way. Those who got it have not heard that it is over."
        )
    elif one.in_force:
        yield _("🔔 This alert is in force: whoever comes there gets it too, until it is closed.")


def _steps(status: Status, now: datetime) -> Rows:
    one, rows = status.broadcast, Rows()
    changing = []
    if status.editable:
        changing.append(button(_("✏️ Change the text"), EditBroadcast(number=one.id)))
    if status.recallable(now):
        changing.append(button(_("↩️ Recall"), RecallBroadcast(number=one.id)))
    rows += [changing] if changing else []
    if status.tally.uncertain and one.state is State.DONE and one.recalled_at is None:
        rows.append([button(_("🔁 Again to the uncertain"), RetryUncertain(number=one.id))])
    if one.in_force:
        rows.append([button(_("🔕 Close the alert"), CloseAlert(number=one.id))])
    return rows
