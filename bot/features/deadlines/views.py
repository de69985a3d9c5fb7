"""Words and keyboards of deadlines: the person's own days, no term of any law."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from aiogram.types import InlineKeyboardButton

from bot.features.deadlines.callbacks import (
    AddDeadline,
    AminaHour,
    DeadlineDone,
    DeadlineTomorrow,
    EditDeadline,
    OpenDeadlines,
    RemoveDeadline,
)
from bot.features.deadlines.naming import name, question, trouble
from bot.features.library.callbacks import OpenArticle
from bot.features.missions.callbacks import MissionsOf
from bot.features.settings.callbacks import OpenAlerts
from bot.features.start.callbacks import OpenHome
from bot.services.deadlines import KEPT_FOR
from bot.telegram import html
from bot.telegram.screen import Rows, Screen, button, screen
from bot.texts import gettext as _
from bot.texts import ngettext
from bot.words import from_today, full_hour, listed, long_date
from core.deadlines.deadline import Deadline, Kind, Problem
from core.deadlines.rhythm import DAYS_BEFORE, HOURS, reminders
from core.knowledge.article import Article
from core.people.hours import MORNING, local

COLUMNS = 4
EXAMPLE_AHEAD = timedelta(days=200)


def deadlines(kept: Sequence[Deadline], now: datetime, *, muted: bool = False) -> Screen:
    """What is kept, the nearest first, or what this is for; and that reminders are off."""
    parts = [html.bold(_("Deadlines"))]
    if kept:
        parts.append("\n".join(f"• {_line(one, _day(one, now))}" for one in kept))
    else:
        parts.append(_("Set the day your passport, permit or contract ends: I will remind you."))
    before = listed(str(days) for days in DAYS_BEFORE)
    promise = _("I remind you {days} days before it.").format(days=before)
    only = _("Only the day and your time zone are kept, no document.")
    parts.append(f"{promise}\n{only}\n{_until()}")
    if muted:
        parts.append(_silent())
    rows: Rows = [[*_changing(one)] for one in kept]
    rows += [[_listening()]] if muted else []
    rows += [[button(_("➕ Add a date"), AddDeadline())], [_home()]]
    return screen("\n\n".join(parts), rows)


def kinds(offered: Sequence[Kind], kept: Sequence[Deadline]) -> Screen:
    """Of what? One of each: those that are set are ticked."""
    ticked = {one.kind for one in kept}
    rows: Rows = [
        [button(("✓ " if kind in ticked else "") + name(kind), AddDeadline(kind=kind.value))]
        for kind in offered
    ]
    rows.append([button(_("⬅️ Back"), OpenDeadlines()), _home()])
    return screen(html.bold(_("What should I remind you of?")), rows)


def ask(kind: Kind, present: Deadline | None, now: datetime) -> Screen:
    """The day is typed, the hour is tapped; what is kept says so."""
    parts = [html.bold(question(kind))]
    if kind.daily:
        parts.append(_by_whose_clock())
    else:
        parts.append(_("Write the date, for example: {day}").format(day=_example(now)))
    if present is not None:
        line = _line(present, _day(present, now))
        parts.append(_("Now: {line}. The new one takes its place.").format(line=line))
    rows: Rows = _hours() if kind.daily else []
    rows.append([button(_("⬅️ Back"), OpenDeadlines()), _home()])
    return screen("\n\n".join(parts), rows)


def slip(problem: Problem, now: datetime) -> Screen:
    """What was typed is no day to wait for; the next words are read again."""
    words = trouble(problem).format(day=_example(now))
    return screen(words, [[button(_("⬅️ Back"), OpenDeadlines()), _home()]])


def missed(problem: Problem) -> str:
    """A tap that had no effect."""
    return trouble(problem)


def kept(deadline: Deadline, now: datetime, *, muted: bool = False) -> Screen:
    """The day in words once more, when the reminders come, and how long it is kept."""
    today = _day(deadline, now)
    until = _("It is kept until you remove it.") if deadline.due is None else _until()
    coming = _silent() if muted else _coming(deadline, now)
    parts = [_line(deadline, today), coming, until]
    rows: Rows = [[_listening()]] if muted else []
    if deadline.next_at is None and _may_wait(deadline, today):
        rows.append([_tomorrow(deadline)])
    rows += [[button(_("➕ Add a date"), AddDeadline()), _all()], [_home()]]
    return screen("\n\n".join(parts), rows)


def ask_remove(deadline: Deadline, now: datetime) -> Screen:
    parts = [
        html.bold(_("Remove it? I will not remind you of it any more.")),
        _line(deadline, _day(deadline, now)),
    ]
    rows: Rows = [
        [button(_("🗑 Yes, remove"), RemoveDeadline(id=deadline.id, sure=True))],
        [button(_("⬅️ Back"), OpenDeadlines()), _home()],
    ]
    return screen("\n\n".join(parts), rows)


def removed() -> str:
    return _("Removed.")


def settled() -> str:
    return _("Done.")


def done(deadline: Deadline) -> Screen:
    """Settled: the next day may be set. What is daily says when it comes again."""
    called, coming = html.bold(name(deadline.kind)), deadline.next_at
    if deadline.kind.daily and coming is not None:
        here = local(coming, deadline.zone)
        words = _("✅ {name}: done. Next reminder: {day} at {hour}.").format(
            name=called, day=long_date(here.date()), hour=full_hour(here.hour)
        )
        return screen(words, [[_all(), _home()]])
    words = _("✅ {name}: done. The date is removed.")
    rows: Rows = [
        [button(_("📅 Set the next date"), AddDeadline(kind=deadline.kind.value))],
        [_all(), _home()],
    ]
    return screen(words.format(name=called), rows)


def postponed(deadline: Deadline, article: Article | None, now: datetime) -> Screen:
    parts = [_line(deadline, _day(deadline, now)), _coming(deadline, now)]
    rows: Rows = [[_way_on(article)], [_done(deadline)], [_all(), _home()]]
    return screen("\n\n".join(parts), rows)


def reminder(deadline: Deadline, article: Article | None, today: date) -> Screen:
    """What comes by itself: the day, what to do, and the answers to it."""
    parts = [html.bold(_("⏰ A reminder")), _line(deadline, today)]
    if deadline.kind.daily:
        parts.append(_("Open Amina today, if you have not yet."))
    rows: Rows = [[_way_on(article)], [_done(deadline)]]
    if _may_wait(deadline, today):
        rows.append([_tomorrow(deadline)])
    rows.append([_all(), _home()])
    return screen("\n\n".join(parts), rows)


def _line(deadline: Deadline, today: date) -> str:
    called = html.bold(name(deadline.kind))
    if deadline.due is None:
        return f"{called}: {full_hour(deadline.hour or HOURS[0])}"
    return f"{called}: {long_date(deadline.due)}, {from_today((deadline.due - today).days)}"


def _coming(deadline: Deadline, now: datetime) -> str:
    if deadline.due is None:
        hour = full_hour(deadline.hour or HOURS[0])
        words = _("I will remind you every day at {hour}.").format(hour=hour)
        return f"{words} {_by_whose_clock()}"
    days = reminders(deadline, now)
    if not days:
        return _("This day is so near that no reminder comes before it.")
    heading = _("I will remind you at {hour}, local time:").format(hour=full_hour(MORNING.hour))
    return "\n".join([heading, *(f"• {long_date(day)}" for day in days)])


def _silent() -> str:
    return _("🔕 You have switched reminders off: I will not remind you of any date.")


def _listening() -> InlineKeyboardButton:
    return button(_("🔔 Alerts"), OpenAlerts())


def _by_whose_clock() -> str:
    return _("The hour is that of your city in Russia, or of Moscow.")


def _until() -> str:
    days = KEPT_FOR.days
    return ngettext(
        "It is kept until you remove it, or until {days} day after the date.",
        "It is kept until you remove it, or until {days} days after the date.",
        days,
    ).format(days=days)


def _may_wait(deadline: Deadline, today: date) -> bool:
    """Whether tomorrow is still in time."""
    return deadline.due is not None and deadline.due > today


def _changing(deadline: Deadline) -> Iterator[InlineKeyboardButton]:
    yield button(f"✏️ {name(deadline.kind)}", EditDeadline(id=deadline.id))
    yield button("🗑", RemoveDeadline(id=deadline.id))


def _hours() -> Rows:
    buttons = [button(full_hour(hour), AminaHour(hour=hour)) for hour in HOURS]
    return [buttons[at : at + COLUMNS] for at in range(0, len(buttons), COLUMNS)]


def _example(now: datetime) -> str:
    return f"{now + EXAMPLE_AHEAD:%d.%m.%Y}"


def _day(deadline: Deadline, now: datetime) -> date:
    return local(now, deadline.zone).date()


def _way_on(article: Article | None) -> InlineKeyboardButton:
    if article is None:
        return button(_("🏛 Nearest consulate"), MissionsOf())
    return button(_("📄 What to do"), OpenArticle(scope=article.id.scope, slug=article.id.slug))


def _done(deadline: Deadline) -> InlineKeyboardButton:
    return button(_("✅ Done"), DeadlineDone(id=deadline.id))


def _tomorrow(deadline: Deadline) -> InlineKeyboardButton:
    return button(_("⏰ Remind me tomorrow"), DeadlineTomorrow(id=deadline.id))


def _all() -> InlineKeyboardButton:
    return button(_("⏰ Deadlines"), OpenDeadlines())


def _home() -> InlineKeyboardButton:
    return button(_("🏠 Home"), OpenHome())
