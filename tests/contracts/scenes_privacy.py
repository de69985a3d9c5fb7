"""The views of «my data»: nothing, a little, all there can be, and what no key opens."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from bot.features.privacy import views as privacy
from bot.services.privacy import Consent, Led, Membership, Stored
from core.broadcasts.check import Answer, Answered
from core.deadlines.deadline import Deadline, Kind
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import MUTABLE
from core.roles.role import Grant, Role
from core.stays.draft import COMPANIONS_AT_MOST
from core.stays.lifecycle import LAPSE_AFTER
from core.stays.registration import ANNOUNCED_AT_MOST
from core.stays.stay import Companion, Details, Ending, Purpose, Status, Stay, Trusted
from core.teams.team import Team
from tests.contracts.stage import MONDAY, NASTY_CITY, Scene, Shown, Stage, once

NASTY = '<b>Ерлан</b> & "Ко" </a>'
LONGEST = "&" * 100
DETAILS = Details(
    employer="Hyundai & Ко",
    phone="+821065729311",
    companions=(Companion("Айша", 2015), Companion(NASTY)),
    trusted=Trusted("Гүлнар апам", "+77011234567"),
)
FULL = Details(
    employer=LONGEST,
    phone="+821065729311",
    companions=(Companion(LONGEST, 1990),) * COMPANIONS_AT_MOST,
    trusted=Trusted(LONGEST, "+77011234567"),
)
STAY = Stay(
    number="2345ABCDEF",
    status=Status.ACTIVE,
    country="KR",
    zone="Asia/Seoul",
    until=date(2027, 5, 12),
    created_at=MONDAY,
    counted_from=MONDAY,
    person_id=1001,
    city="ansan",
    purpose=Purpose.WORK,
    since=date(2026, 11, 1),
    details=DETAILS,
)
ENDED = replace(STAY, status=Status.ENDED, ending=Ending.HOME, ended_at=MONDAY)
PENDING = replace(
    STAY,
    status=Status.PENDING,
    person_id=None,
    registered_by=1001,
    until=(MONDAY + LAPSE_AFTER).date(),
    details=Details(name=NASTY),
)
TEAM = Team("TEAMCODE", 1001, "KR", "ansan", MONDAY, "Ерлан")
DEADLINES = tuple(
    Deadline(1001, kind, "Asia/Seoul", MONDAY, hour=8)
    if kind.daily
    else Deadline(1001, kind, "Asia/Seoul", MONDAY, due=date(2027, 5, 12))
    for kind in Kind
)
CONSENTS = (Consent("stay", "2026-11", MONDAY), Consent("team", "2026-11", MONDAY))

ROLES = (
    *(Grant(1001, role, None, 7, MONDAY) for role in Role),
    Grant(1001, Role.OPERATOR, frozenset({"KR", "RU"}), 7, MONDAY, MONDAY + timedelta(days=30)),
)


def everything(person: Person) -> Stored:
    """Something of each kind."""
    return Stored(
        person,
        seen_at=MONDAY,
        votes=2,
        number_reports=1,
        stays=(STAY, ENDED),
        consents=CONSENTS,
        announced=(PENDING,),
        teams=(Led(TEAM, 3),),
        memberships=(Membership(replace(TEAM, leader=NASTY), NASTY, MONDAY),),
        deadlines=DEADLINES,
        draft=True,
        notices=1,
        broadcasts=2,
        moved_at=MONDAY,
        answers=tuple(Answered(11, 1001, answer, MONDAY) for answer in Answer),
        roles=ROLES,
    )


def too_much(person: Person) -> Stored:
    """As much as there can be, and more, in the longest words."""
    stay = replace(STAY, details=FULL, country="QQ", city="&" * 80)
    pending = replace(PENDING, details=Details(name=LONGEST), country="QQ")
    team = Team("TEAMCODE", 1001, "QQ", "&" * 80, MONDAY, LONGEST)
    return replace(
        everything(person),
        stays=(stay, *[replace(stay, status=Status.ENDED, ended_at=MONDAY)] * 20),
        announced=(pending,) * ANNOUNCED_AT_MOST,
        teams=(Led(team, 200),),
        memberships=(Membership(team, LONGEST, MONDAY),) * 20,
        notices=1_000,
    )


def unopened(person: Person) -> Stored:
    """As it is read when no key opens it."""
    team = replace(TEAM, leader="")
    return replace(
        everything(person),
        stays=(replace(STAY, details=None),),
        announced=(replace(PENDING, details=None),),
        teams=(Led(team, 3),),
        memberships=(Membership(team, None, MONDAY),),
    )


def kept(on: Stage) -> Iterator[Shown]:
    for name, person in on.people:
        yield name, privacy.data(Stored(person, MONDAY, 2, 1), on.content)
    person = on.person("KR", NASTY_CITY)
    yield "roles", privacy.data(Stored(on.person(), roles=ROLES), on.content)
    at_rest = replace(person, muted=frozenset(MUTABLE), quiet=Quiet(23, 6))
    yield "quiet", privacy.data(Stored(at_rest, broadcasts=1), on.content)
    yield "never-seen", privacy.data(Stored(on.person()), on.content)
    yield "nobody", privacy.data(Stored(Person(1001, on.locale)), on.content)
    yield "everything", privacy.data(everything(on.person("KR", "ansan")), on.content)
    yield "too-much", privacy.data(too_much(person), on.content)
    yield "unopened", privacy.data(unopened(person), on.content)
    for status in Status:
        stay = replace(STAY, status=status, since=None)
        yield status, privacy.data(Stored(person, stays=(stay,)), on.content)
    for purpose in Purpose:
        stay = replace(STAY, purpose=purpose, city=NASTY_CITY, details=Details())
        yield purpose, privacy.data(Stored(person, stays=(stay,)), on.content)
    for count in (1, 2, 5, 21):
        yield f"waiting-{count}", privacy.data(Stored(person, notices=count), on.content)
        crowd = Stored(person, memberships=(Membership(TEAM, "Ә" * 100, MONDAY),) * (14 + count))
        yield f"crowd-{count}", privacy.data(crowd, on.content)


def asked(on: Stage) -> Iterator[Shown]:
    person = on.person("KR")
    yield "little", privacy.ask_forget(Stored(person))
    yield "ended", privacy.ask_forget(Stored(person, stays=(ENDED,)))
    yield "everything", privacy.ask_forget(everything(person))
    yield "leader", privacy.ask_forget(Stored(person, teams=(Led(TEAM, 0),)))


SCENES: dict[str, Scene] = {
    "privacy.ask_forget": asked,
    "privacy.data": kept,
    "privacy.exported": once(privacy.exported),
    "privacy.forgotten": once(privacy.forgotten),
}
