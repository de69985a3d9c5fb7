"""Words and keyboards before sending: the honest count, the time, the confirmation."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.content.content import Content
from bot.features.broadcasts.callbacks import (
    OpenAudience,
    OpenBroadcast,
    OpenBroadcasts,
    OpenDraft,
    OpenReach,
)
from bot.features.launching import second_views, wording
from bot.features.launching.callbacks import (
    AskConfirm,
    AskTime,
    CallOff,
    ConfirmBroadcast,
    SetPaid,
    SetTime,
)
from bot.features.start.callbacks import OpenHome
from bot.services.launching import Launched
from bot.services.reach import Counted
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import clock_time, decimal, listed
from core.broadcasts.broadcast import State
from core.broadcasts.moments import MOST_AHEAD, Slip, When
from core.people.hours import local
from core.people.person import Person

EXAMPLE = (14, 30)
PAID_FROM_STARS = 1


def count(counted: Counted, person: Person, content: Content) -> Screen:
    """Who gets it, who does not and why; for one that is past this, where it stands."""
    broadcast, reach = counted.broadcast, counted.reach
    if broadcast.state is State.WAITING:
        return second_views.waiting(counted, person, content)
    if broadcast.state is State.SCHEDULED:
        return _scheduled(counted, content)
    parts = [
        html.bold(wording.heading(broadcast)),
        wording.for_whom(broadcast, content),
        "\n".join([html.bold(wording.recipients(reach.recipients)), *wording.by_version(reach)]),
    ]
    if left_out := [*wording.left_out(broadcast, reach), *wording.placeless(counted)]:
        parts.append("\n".join([html.bold(_("Left out")), *left_out]))
    parts += _how(counted, content)
    if not counted.ready:
        parts.append("\n".join([html.bold(_("Before it can go")), *_lacking(counted)]))
    return screen("\n\n".join(parts), _ways(counted))


def confirm(counted: Counted, person: Person, content: Content) -> Screen:
    """Everything once more, above the button that starts it."""
    broadcast, reach = counted.broadcast, counted.reach
    if not counted.ready or broadcast.state is not State.DRAFT:
        return count(counted, person, content)
    parts = [
        html.bold(_("Is everything right?")),
        html.bold(wording.heading(broadcast)),
        wording.for_whom(broadcast, content),
        html.bold(wording.recipients(reach.recipients)),
        *_how(counted, content),
    ]
    if broadcast.needs_second(reach.recipients):
        parts.append(_("✋ Safety to more than 1,000 people: a second operator confirms it too."))
    go = ConfirmBroadcast(number=broadcast.id, stamp=counted.stamp)
    rows: Rows = [[button(_go(counted), go)], [_back(broadcast.id), _home()]]
    return screen("\n\n".join(parts), rows)


def launched(done: Launched, person: Person, content: Content, told: int | None = None) -> Screen:
    """What came of a confirmation. `told`: how many operators know that it waits for them."""
    counted = done.counted
    broadcast = counted.broadcast
    if done.changed:
        words = _("Something has changed since you looked. Please check it once more.")
        again = confirm(counted, person, content)
        return Screen(f"{words}\n\n{again.text}", again.keyboard)
    if done.twins and broadcast.state is State.DRAFT:
        return _twins(done)
    if broadcast.state is State.WAITING:
        return second_views.waiting(counted, person, content, told)
    if broadcast.state is State.SCHEDULED:
        return _scheduled(counted, content)
    parts = [
        html.bold(wording.heading(broadcast)),
        _("🚀 It has begun. This message will show how it goes."),
        wording.recipients(counted.reach.recipients),
    ]
    rows: Rows = [
        [button(_("📊 How it goes"), OpenBroadcast(number=broadcast.id))],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), _home()],
    ]
    return screen("\n\n".join(parts), rows)


def ask_time(counted: Counted, now: datetime) -> Screen:
    """The day and the hour are typed; the likely ones are tapped."""
    broadcast, number = counted.broadcast, counted.broadcast.id
    clocks = wording.clocks(now, broadcast.zone)
    parts = [
        html.bold(_("When should it go?")),
        _("Write the day and the time, for example: {example}").format(
            example=html.bold(_example(now))
        ),
        _("It is meant by the clocks of {zone}: it is {time} there now.").format(
            zone=clocks, time=clock_time(local(now, broadcast.zone))
        ),
    ]
    if broadcast.due_at is not None:
        parts.append(wording.starts(broadcast))
    rows: Rows = [
        [
            button(_("In an hour"), SetTime(number=number, when=When.HOUR)),
            button(_("Tomorrow at 10:00"), SetTime(number=number, when=When.MORNING)),
        ],
        [_back(number), _home()],
    ]
    return screen("\n\n".join(parts), rows)


def slip(problem: Slip, number: int, now: datetime) -> Screen:
    """What was typed is no moment to wait for; the next words are read again."""
    words = {
        Slip.NOT_UNDERSTOOD: _("I cannot read this time. Please write it like this: {example}"),
        Slip.PAST: _("This moment has passed. Please write one that is still to come: {example}"),
        Slip.TOO_FAR: _("This is more than {days} days ahead. Please write a nearer one."),
    }[problem].format(example=_example(now), days=MOST_AHEAD.days)
    return screen(words, [[_back(number), _home()]])


def draft_again() -> str:
    return _("It is a draft again.")


def _scheduled(counted: Counted, content: Content) -> Screen:
    broadcast, number = counted.broadcast, counted.broadcast.id
    parts = [
        html.bold(wording.heading(broadcast)),
        wording.starts(broadcast),
        wording.for_whom(broadcast, content),
        wording.recipients(counted.reach.recipients),
        _("They are counted anew when it starts. Any change has to be confirmed again."),
    ]
    rows: Rows = [
        [button(_("🕓 Another time"), AskTime(number=number))],
        [button(_("✖️ Do not send it"), CallOff(number=number))],
        [button(_("✏️ To the draft"), OpenDraft(number=number))],
        [button(_("📨 All broadcasts"), OpenBroadcasts()), _home()],
    ]
    return screen("\n\n".join(parts), rows)


def _twins(done: Launched) -> Screen:
    """The same words went to the same people: it is not sent by mistake."""
    number = done.counted.broadcast.id
    numbers = listed(_("No. {number}").format(number=one) for one in done.twins)
    words = _("The same text to the same people: {numbers}, less than 24 hours ago or to come.")
    again = ConfirmBroadcast(number=number, stamp=done.counted.stamp, insist=True)
    rows: Rows = [
        [button(_("Send all the same"), again)],
        [button(_("👀 Look at that one"), OpenBroadcast(number=done.twins[0]))],
        [_back(number), _home()],
    ]
    told = [html.bold(_("It was not sent.")), words.format(numbers=numbers)]
    return screen("\n".join(told), rows)


def _how(counted: Counted, content: Content) -> list[str]:
    """The order, the delays, the time, the price, the start: a line each, where there is any."""
    broadcast, reach = counted.broadcast, counted.reach
    told = (
        wording.order(broadcast, reach, content),
        wording.later(reach),
        wording.lasting(reach) if reach.recipients else None,
        wording.price(counted),
        wording.starts(broadcast),
    )
    return ["\n".join(line for line in told if line)]


def _lacking(counted: Counted) -> list[str]:
    broadcast, reach = counted.broadcast, counted.reach
    lines = [f"• {wording.lacks(one, broadcast, reach)}" for one in counted.missing]
    if counted.late:
        late = _("the time it was set for has passed: choose another")
        lines.append(f"• {late}")
    return lines


def _ways(counted: Counted) -> Rows:
    broadcast, number = counted.broadcast, counted.broadcast.id
    rows: Rows = []
    if counted.ready:
        rows.append([button(_("➡️ Go on to confirm"), AskConfirm(number=number))])
    if broadcast.due_at is None:
        rows.append([button(_("🕓 Set a time"), AskTime(number=number))])
    else:
        at_once = button(_("🚀 At once instead"), SetTime(number=number, when=When.NOW))
        rows.append([button(_("🕓 Another time"), AskTime(number=number)), at_once])
    if broadcast.paid:
        rows.append([button(_("⭐ Do not pay"), SetPaid(number=number, paid=False))])
    elif counted.payable and counted.reach.stars >= PAID_FROM_STARS:
        words = _("⭐ Faster for {stars} Stars").format(stars=decimal(counted.reach.stars))
        rows.append([button(words, SetPaid(number=number, paid=True))])
    rows.append([button(_("👥 For whom"), OpenAudience(number=number))])
    rows.append([button(_("⬅️ To the draft"), OpenDraft(number=number)), _home()])
    return rows


def _go(counted: Counted) -> str:
    size = counted.reach.recipients
    if counted.broadcast.due_at is None:
        words = ngettext("✅ Send to {count} person", "✅ Send to {count} people", size)
    else:
        words = ngettext("✅ Schedule for {count} person", "✅ Schedule for {count} people", size)
    return words.format(count=decimal(size))


def _example(now: datetime) -> str:
    hour, minute = EXAMPLE
    return f"{now:%d.%m} {hour}:{minute}"


def _back(number: int) -> InlineKeyboardButton:
    return button(_("⬅️ Back"), OpenReach(number=number))


def _home() -> InlineKeyboardButton:
    return button(_("🏠 Home"), OpenHome())
