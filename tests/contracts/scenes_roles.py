"""The views of roles, and of what somebody hears of and when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.features.roles import views as roles
from bot.features.settings import alert_views as alerts
from bot.services.roles import SETTINGS
from core.people.quiet import Quiet
from core.people.topics import MUTABLE
from core.roles.order import LAST_ID, Slip
from core.roles.role import Grant, Role
from tests.contracts.stage import MONDAY, Scene, Shown, Stage, once

COUNTRIES = frozenset(f"{first}{second}" for first in "ABCDEFGHIJ" for second in "KLMNOPQRST")
LONGEST = Grant(LAST_ID - 1, Role.OPERATOR, COUNTRIES, LAST_ID - 1, MONDAY, MONDAY + timedelta(9))
ADMIN = Grant(2001, Role.ADMIN, None, SETTINGS, MONDAY)


def given_ones() -> Iterator[tuple[str, Grant]]:
    for role in (Role.EDITOR, Role.OPERATOR, Role.OBSERVER):
        yield f"{role}", Grant(1001, role, None, 2001, MONDAY)
        yield f"{role} bound", Grant(1001, role, frozenset({"KR", "RU"}), 2001, MONDAY)
    yield "longest", LONGEST


def lists(_on: Stage) -> Iterator[Shown]:
    few = [ADMIN, *(one for _name, one in given_ones())]
    yield "alone", roles.roles([ADMIN], 1)
    yield "few", roles.roles(few, 1)
    for number in (-1, 1, 2, 7, 99):
        yield f"many {number}", roles.roles([LONGEST] * 50, number)


def heard(on: Stage) -> Iterator[Shown]:
    for name, person in on.people:
        yield name, alerts.alerts(person)
    yield "none", alerts.alerts(replace(on.person("KR"), muted=frozenset(MUTABLE)))


def quiet(on: Stage) -> Iterator[Shown]:
    for name, person in on.people:
        yield name, alerts.quiet(person, on.content, MONDAY)
    for hours in (Quiet(0, 0), Quiet(23, 6), Quiet(1, 0)):
        person = on.person("KR", "ansan").resting(hours)
        yield f"{hours.since}-{hours.until}", alerts.quiet(person, on.content, MONDAY)


SCENES: dict[str, Scene] = {
    "roles.ask_take": lambda _on: ((role, roles.ask_take(LAST_ID - 1, role)) for role in Role),
    "roles.given": lambda _on: ((name, roles.given(one)) for name, one in given_ones()),
    "roles.nothing_taken": once(roles.nothing_taken),
    "roles.roles": lists,
    "roles.slip": lambda _on: ((one, roles.slip(one)) for one in Slip),
    "roles.taken": once(roles.taken),
    "roles.told": lambda _on: ((name, roles.told(one)) for name, one in given_ones()),
    "settings.alert_views.alerts": heard,
    "settings.alert_views.quiet": quiet,
    "settings.alert_views.since": once(alerts.since),
    "settings.alert_views.until": lambda _on: (
        (str(hour), alerts.until(hour)) for hour in alerts.HOURS
    ),
}

TOASTS = frozenset({"roles.nothing_taken", "roles.taken"})
