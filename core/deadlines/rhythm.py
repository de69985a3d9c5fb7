"""When a deadline is reminded of: on some days before it, or at an hour of every day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from core.deadlines.deadline import Deadline
from core.people.hours import at_hour, local, morning
from core.people.quiet import Quiet

DAYS_BEFORE = (30, 14, 7, 3, 1)
HOURS = range(6, 23)
"""The hours a daily reminder may have."""
ITS_HOUR = timedelta(hours=1)
"""So late a daily reminder is still on time, also where its hour is a quiet one."""
ONE_DAY = timedelta(days=1)
NIGHT = Quiet()


def begun(deadline: Deadline, now: datetime) -> Deadline:
    """As it is kept first: the reminders whose moment has passed already do not come."""
    if deadline.due is None:
        return replace(deadline, next_at=_turn(deadline, now))
    coming = (moment for moment in _mornings(deadline) if moment > now)
    return replace(deadline, next_at=next(coming, None))


def reminders(deadline: Deadline, now: datetime) -> list[date]:
    """The days on which reminders are still to come."""
    days = [local(moment, deadline.zone).date() for moment in _mornings(deadline) if moment > now]
    snoozed = deadline.snoozed_to
    extra = {local(snoozed, deadline.zone).date()} if snoozed and snoozed > now else set()
    return sorted(extra.union(days))


def sending(deadline: Deadline, now: datetime, quiet: Quiet = NIGHT) -> datetime | None:
    """When a reminder that is ready may go: now, after the quiet hours, or no longer, None.

    The hour somebody chose for a daily one counts more than his quiet hours.
    """
    up, today = quiet.awake(now, deadline.zone), _day(deadline, now)
    if deadline.due is not None:
        return up if _day(deadline, up) <= deadline.due else None
    turn = _at_its_hour(deadline, today)
    if turn <= now < turn + ITS_HOUR:
        return now
    return up if turn <= now and _day(deadline, up) == today else None


def advance(deadline: Deadline, now: datetime) -> tuple[Deadline, bool]:
    """The deadline to be looked at next strictly later, and whether to remind now.

    One reminder makes up for all that were missed, and takes the place of others of its day.
    """
    if deadline.next_at is None or deadline.next_at > now:
        return deadline, False
    ready = sending(deadline, now)
    if ready is None:
        over = deadline.due is not None
        after = None if over else _turn(deadline, now)
        return replace(deadline, next_at=after, snoozed_to=None), False
    if ready > now:
        return replace(deadline, next_at=ready), False
    return _after_today(deadline, now), True


def snoozed(deadline: Deadline, now: datetime) -> Deadline | None:
    """Reminded once more tomorrow morning; None where tomorrow is too late, or comes anyway."""
    tomorrow = _day(deadline, now) + ONE_DAY
    if deadline.due is None or tomorrow > deadline.due:
        return None
    at = morning(tomorrow, deadline.zone)
    return replace(deadline, snoozed_to=at, next_at=min(at, deadline.next_at or at))


def after_done(deadline: Deadline, now: datetime) -> Deadline:
    """A daily one that is done, however late: it comes again when its hour strikes next."""
    return replace(deadline, next_at=_turn(deadline, now))


def overtaken(deadline: Deadline, at: datetime) -> bool:
    """Whether a reminder of its own comes on that day there: an older one is too much then."""
    coming = deadline.next_at
    return coming is not None and _day(deadline, coming) <= _day(deadline, at)


def days_left(deadline: Deadline, now: datetime) -> int | None:
    """Whole days by the clocks there; negative when the day has passed, None when daily."""
    return (deadline.due - _day(deadline, now)).days if deadline.due is not None else None


def _after_today(deadline: Deadline, now: datetime) -> Deadline:
    if deadline.due is None:
        return replace(deadline, next_at=_turn(deadline, now))
    today, extra = _day(deadline, now), deadline.snoozed_to
    if extra is not None and _day(deadline, extra) <= today:
        extra = None
    coming = [moment for moment in _mornings(deadline) if _day(deadline, moment) > today]
    coming += [extra] if extra is not None else []
    return replace(deadline, snoozed_to=extra, next_at=min(coming, default=None))


def _mornings(deadline: Deadline) -> list[datetime]:
    if deadline.due is None:
        return []
    days = (deadline.due - timedelta(days=before) for before in DAYS_BEFORE)
    return [morning(day, deadline.zone) for day in days]


def _turn(deadline: Deadline, now: datetime) -> datetime:
    """The next time its hour strikes, strictly after now."""
    today = _day(deadline, now)
    turn = _at_its_hour(deadline, today)
    return turn if turn > now else _at_its_hour(deadline, today + ONE_DAY)


def _at_its_hour(deadline: Deadline, day: date) -> datetime:
    return at_hour(day, time(deadline.hour or HOURS[0]), deadline.zone)


def _day(deadline: Deadline, moment: datetime) -> date:
    return local(moment, deadline.zone).date()
