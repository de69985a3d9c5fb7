"""The views of deadlines: each kind, near and far, set, asked, reminded of, settled and gone."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.features.deadlines import views as deadlines
from core.deadlines.deadline import Deadline, Kind, Problem
from core.deadlines.rhythm import HOURS, begun, snoozed
from tests.contracts.stage import MONDAY, Scene, Shown, Stage, once

COUNTRIES = (None, "KZ", "RU", "KR", "QA", "GB", "PL", "QQ")
DAYS = (-30, -2, -1, 0, 1, 2, 3, 7, 21, 30, 31, 171, 365 * 15)
LONGEST_ID = 2**63 - 1


def dated(kind: Kind = Kind.PASSPORT, ahead: int = 171, zone: str = "Asia/Seoul") -> Deadline:
    due = MONDAY.date() + timedelta(days=ahead)
    return begun(Deadline(1001, kind, zone, MONDAY, due=due, id=LONGEST_ID), MONDAY)


def daily(hour: int = 8) -> Deadline:
    kept = Deadline(1001, Kind.AMINA, "Europe/Moscow", MONDAY, hour=hour, id=LONGEST_ID)
    return begun(kept, MONDAY)


def one_each() -> list[Deadline]:
    return [daily() if kind.daily else dated(kind) for kind in Kind]


def all_of_them() -> Iterator[tuple[str, Deadline]]:
    for kind in Kind:
        if not kind.daily:
            yield from ((f"{kind} {ahead}", dated(kind, ahead)) for ahead in DAYS)
    yield from ((f"amina {hour}", daily(hour)) for hour in HOURS)


def lists(_on: Stage) -> Iterator[Shown]:
    yield "none", deadlines.deadlines([], MONDAY)
    yield "all", deadlines.deadlines(one_each(), MONDAY)
    yield "passed", deadlines.deadlines([dated(ahead=-3)], MONDAY)


def choices(on: Stage) -> Iterator[Shown]:
    for country in COUNTRIES:
        offered = on.content.kinds_in(country)
        yield f"{country} none", deadlines.kinds(offered, [])
        yield f"{country} all", deadlines.kinds(offered, one_each())


def questions(_on: Stage) -> Iterator[Shown]:
    for one in one_each():
        yield f"{one.kind}", deadlines.ask(one.kind, None, MONDAY)
        yield f"{one.kind} again", deadlines.ask(one.kind, one, MONDAY)


def kept(_on: Stage) -> Iterator[Shown]:
    yield from ((name, deadlines.kept(one, MONDAY)) for name, one in all_of_them())


def removing(_on: Stage) -> Iterator[Shown]:
    yield from ((name, deadlines.ask_remove(one, MONDAY)) for name, one in all_of_them())


def settled(_on: Stage) -> Iterator[Shown]:
    yield from ((f"{one.kind}", deadlines.done(one)) for one in one_each())


def later(on: Stage) -> Iterator[Shown]:
    for name, one in all_of_them():
        shown = snoozed(one, MONDAY) or one
        article = on.content.article_on(one.kind, "RU")
        yield name, deadlines.postponed(shown, article, MONDAY)


def reminders(on: Stage) -> Iterator[Shown]:
    """Of every kind in every country, and at every distance."""
    today = MONDAY.date()
    for one in one_each():
        for country in COUNTRIES:
            article = on.content.article_on(one.kind, country)
            yield f"{one.kind} {country}", deadlines.reminder(one, article, today)
    for name, one in all_of_them():
        yield name, deadlines.reminder(one, None, today)
    first_of_march = date(2028, 3, 1)
    leap = Deadline(1001, Kind.PERMIT, "Asia/Qatar", MONDAY, due=first_of_march, id=1)
    yield "leap", deadlines.reminder(leap, None, date(2028, 2, 29))


SCENES: dict[str, Scene] = {
    "deadlines.ask": questions,
    "deadlines.ask_remove": removing,
    "deadlines.deadlines": lists,
    "deadlines.done": settled,
    "deadlines.kept": kept,
    "deadlines.kinds": choices,
    "deadlines.missed": lambda _on: (
        (one.value, deadlines.missed(one)) for one in (Problem.GONE, Problem.LAST_DAY)
    ),
    "deadlines.postponed": later,
    "deadlines.reminder": reminders,
    "deadlines.removed": once(deadlines.removed),
    "deadlines.settled": once(deadlines.settled),
    "deadlines.slip": lambda _on: (
        (one.value, deadlines.slip(one, MONDAY))
        for one in (Problem.NOT_UNDERSTOOD, Problem.PAST, Problem.TOO_FAR)
    ),
}

TOASTS = frozenset({"deadlines.missed", "deadlines.removed", "deadlines.settled"})
