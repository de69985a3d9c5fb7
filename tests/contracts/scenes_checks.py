"""The views of safety checks, on both sides, and of replies to a broadcast."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.features.checks import operator_views as operators
from bot.features.checks import views as checks
from bot.features.replies import views as replies
from bot.services.checks import Call
from bot.workers.alerts import AT_ONCE
from core.broadcasts.broadcast import Broadcast, Kind
from core.broadcasts.check import Answer
from core.broadcasts.standing import Count, Standing
from core.people.person import CITY_LENGTH, Person
from core.people.topics import Topic
from tests.contracts.stage import MONDAY, NASTY_CITY, Scene, Shown, Stage, once

CHECK = Broadcast(
    1, MONDAY, "Asia/Almaty", id=123_456, kind=Kind.CHECK, topic=Topic.SAFETY, drill=False
)
DRILL = replace(CHECK, id=7, drill=True)
LONGEST = "&" * CITY_LENGTH


def people(on: Stage) -> Iterator[tuple[str, Person]]:
    yield "nowhere", Person(1001, on.locale)
    yield "KR", on.person("KR")
    yield "KR ansan", on.person("KR", "ansan")
    yield "KR nasty", on.person("KR", NASTY_CITY)
    yield "longest", on.person("GB", LONGEST)
    yield "QQ", on.person("QQ", "Somewhere")


def calls(on: Stage) -> Iterator[tuple[str, Call]]:
    for label, person in people(on):
        zone = on.content.zone(person.country, person.city)
        for check in (CHECK, DRILL):
            for answer in Answer:
                name = f"{label} {answer}{' drill' if check.drill else ''}"
                yield name, Call(check, person, answer, MONDAY, zone)


def help_card(on: Stage) -> Iterator[Shown]:
    return ((label, checks.help_card(call, on.content)) for label, call in calls(on))


def told(on: Stage) -> Iterator[Shown]:
    later = MONDAY + timedelta(minutes=2)
    return ((label, checks.told(call, later)) for label, call in calls(on))


def not_told(on: Stage) -> Iterator[Shown]:
    for label, call in calls(on):
        for anybody in (True, False):
            yield f"{label} {anybody}", checks.not_told(call, anybody=anybody)


def need_help(on: Stage) -> Iterator[Shown]:
    for label, call in calls(on):
        for count in (1, 2, AT_ONCE):
            yield f"{label} {count}", operators.need_help([call] * count, on.content)


def standings(on: Stage) -> Iterator[tuple[str, Standing]]:
    yield "nobody", Standing()
    some = {
        ("KR", "ansan"): Count(3, 1, 0, 2),
        ("KR", None): Count(silent=1),
        ("QA", NASTY_CITY): Count(left=1),
        (None, None): Count(silent=21),
    }
    yield "some", Standing(some)
    yield "answered", Standing({("KR", None): Count(safe=5)})
    yield (
        "many",
        Standing(
            {
                (code, f"{number}{LONGEST}"[:CITY_LENGTH]): Count(number, 1, 1, 1_000_000)
                for code in on.content.countries
                for number in range(30)
            }
        ),
    )


def tally(on: Stage) -> Iterator[Shown]:
    for label, standing in standings(on):
        for check in (CHECK, DRILL):
            shown = operators.tally(check, standing, on.content, MONDAY)
            yield f"{label}{' drill' if check.drill else ''}", shown


def silent(on: Stage) -> Iterator[Shown]:
    for label, standing in standings(on):
        yield label, operators.silent(CHECK, standing, on.content)


def heading(on: Stage) -> Iterator[Shown]:
    for label, person in people(on):
        for about in (CHECK, DRILL):
            shown = replies.heading(about, person, on.content, MONDAY)
            yield f"{label}{' drill' if about.drill else ''}", shown


SCENES: dict[str, Scene] = {
    "checks.help_card": help_card,
    "checks.not_told": not_told,
    "checks.noted": lambda on: ((label, checks.noted(call)) for label, call in calls(on)),
    "checks.operator_views.calm": lambda on: (
        (label, operators.calm(call, on.content)) for label, call in calls(on)
    ),
    "checks.operator_views.need_help": need_help,
    "checks.operator_views.silent": silent,
    "checks.operator_views.silent_file": lambda _on: (
        (str(count), operators.silent_file(12, count)) for count in (0, 1, 2, 5, 21, 200_000)
    ),
    "checks.operator_views.tally": tally,
    "checks.told": told,
    "replies.heading": heading,
    "replies.not_passed_on": once(replies.not_passed_on),
    "replies.receipt": lambda _on: [("", replies.receipt(CHECK))],
}
TOASTS = frozenset({"checks.noted"})
