"""The views of audiences and of what stands between a draft and its sending."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.features.audiences import views as audiences
from bot.features.launching import second_views as second
from bot.features.launching import views as launching
from bot.services.audiences import Desk
from bot.services.launching import Launched
from bot.services.reach import Counted
from core.broadcasts.audience import Audience, Register, Team
from core.broadcasts.broadcast import Broadcast, Kind, Place, State
from core.broadcasts.choosing import Part
from core.broadcasts.delivery import Reason
from core.broadcasts.launch import Missing, Reach
from core.broadcasts.message import LONGEST, Version
from core.broadcasts.moments import Slip
from core.locale import Locale
from core.people.person import Person
from core.people.topics import CATEGORIES, Topic
from core.roles.role import Grant
from tests.contracts.stage import MONDAY, NASTY_CITY, Scene, Shown, Stage, once

AUTHOR, OTHER = Person(1, Locale.KK), Person(2, Locale.KK)
TEXTS = {one: Version(f"<b>{one}</b> &amp; " + "мәтін " * 20) for one in Locale}
GRANTS: tuple[Grant, ...] = ()
BROADCAST = Broadcast(
    AUTHOR.id, MONDAY, "Asia/Almaty", id=12, topic=Topic.SAFETY, versions=TEXTS,
    audience=Audience(countries=frozenset({"KR"}), cities=frozenset({"ansan"})),
)  # fmt: skip
EVERY = Audience(
    countries=frozenset({"KR"}), cities=frozenset({"ansan", NASTY_CITY}),
    languages=frozenset({Locale.KK, Locale.RU}), register=Register.OPEN, team=Team.LEADER,
    active_days=30, got=3, without_countries=frozenset({"RU", "QQ"}),
    without_cities=frozenset({NASTY_CITY}), without_got=11,
)  # fmt: skip
MANY = Reach(
    by_version={Locale.KK: 120_456, Locale.RU: 1}, unspoken={Locale.EN: 5},
    left_out={Reason.BLOCKED: 7, Reason.MUTED: 5, Reason.LANGUAGE: 5},
    delayed=21, first_city=1_200, first_country=30_000, seconds=4_816,
)  # fmt: skip
LEFT_OUT = {Locale.EN: Locale.EN}
ONE = Reach(by_version={Locale.EN: 1}, seconds=0.1)
NOBODY = Reach()
DUE = MONDAY + timedelta(days=2)


def kinds() -> Iterator[tuple[str, Audience]]:
    yield "everybody", Audience()
    yield "country", BROADCAST.audience
    yield "every condition", EVERY
    yield "mission", Audience(frozenset({"KR"}), frozenset({"busan"}), "kr-busan-cg")
    yield "whole country", Audience(frozenset({"QA"}), mission="qa-doha-embassy")
    yield "member", Audience(team=Team.MEMBER, active_days=7)
    yield "city alone", Audience(cities=frozenset({NASTY_CITY}))


def desks(on: Stage) -> Iterator[tuple[str, Desk]]:
    codes = tuple(on.content.countries)
    for label, audience in kinds():
        for place in (None, Place("KR", "ansan"), Place("QQ", NASTY_CITY)):
            broadcast = replace(BROADCAST, audience=audience, affected=place)
            desk = Desk(broadcast, GRANTS, codes, recent=(11, 10, 9, 7, 3))
            yield f"{label} {place}", desk
            yield f"{label} {place} bound", replace(desk, countries=("KR",), bound=True, recent=())
    full = replace(BROADCAST, audience=Audience(countries=frozenset(codes)))
    yield "all", Desk(full, GRANTS, codes, bound=True)


def audience(on: Stage) -> Iterator[Shown]:
    for label, desk in desks(on):
        yield label, audiences.audience(desk, on.content)


def part(on: Stage) -> Iterator[Shown]:
    for label, desk in desks(on):
        for one in Part:
            for page in (-1, 1, 2, 6, 99) if one is Part.COUNTRY else (1,):
                yield f"{label} {one} {page}", audiences.part(desk, one, on.content, page)


def counts() -> Iterator[tuple[str, Counted]]:
    plain = Counted(BROADCAST, MANY, payable=True, placeless=1_234)
    for topic in CATEGORIES:
        yield f"{topic}", replace(plain, broadcast=replace(BROADCAST, topic=topic))
    for state in (State.WAITING, State.SCHEDULED):
        going = replace(BROADCAST, state=state, due_at=DUE, confirmed_by=3)
        yield f"{state}", replace(plain, broadcast=going)
    for reach in (ONE, NOBODY):
        yield f"{reach.recipients}", replace(plain, reach=reach, payable=False)
        yield f"{reach.recipients} lacks", Counted(BROADCAST, reach, tuple(Missing), late=True)
    changes: dict[str, dict[str, object]] = {
        "drill": {"drill": True, "kind": Kind.CHECK, "due_at": DUE},
        "paid": {"paid": True, "affected": Place("KR", "ansan")},
        "country first": {"affected": Place("QQ")},
        "long": {"versions": {one: Version("&amp;" * LONGEST, 1, (2,)) for one in Locale}},
        "wide": {"audience": EVERY},
        "left out": {"versions": {Locale.KK: TEXTS[Locale.KK]}, "fallbacks": LEFT_OUT},
    }
    for label, values in changes.items():
        changed = replace(BROADCAST, **values)  # type: ignore[arg-type]
        yield label, replace(plain, broadcast=changed)


def per_count(on: Stage) -> Iterator[tuple[str, Counted, Person]]:
    for label, counted in counts():
        for person in (AUTHOR, OTHER):
            yield f"{label} {person.id}", counted, person


def count(on: Stage) -> Iterator[Shown]:
    for label, counted, person in per_count(on):
        yield label, launching.count(counted, person, on.content)


def confirm(on: Stage) -> Iterator[Shown]:
    for label, counted, person in per_count(on):
        yield label, launching.confirm(counted, person, on.content)


def launched(on: Stage) -> Iterator[Shown]:
    for label, counted, person in per_count(on):
        going = replace(counted.broadcast, state=State.PLANNING)
        for done in (
            Launched(counted),
            Launched(replace(counted, broadcast=going)),
            Launched(counted, twins=(11,)),
            Launched(counted, twins=tuple(range(11, 1, -1))),
            Launched(counted, changed=True),
        ):
            words = f"{label} {done.twins} {done.changed} {done.counted.broadcast.state}"
            yield words, launching.launched(done, person, on.content)


def waiting(on: Stage) -> Iterator[Shown]:
    for label, counted, person in per_count(on):
        for told in (None, 0, 1, 5):
            yield f"{label} {told}", second.waiting(counted, person, on.content, told)


def asked(on: Stage) -> Iterator[Shown]:
    for label, counted in counts():
        yield label, second.asked(counted, on.content)


def seconded(_on: Stage) -> Iterator[Shown]:
    for label, counted in counts():
        yield label, second.seconded(counted)


def ask_time(_on: Stage) -> Iterator[Shown]:
    for label, counted in counts():
        yield label, launching.ask_time(counted, MONDAY)


def slip(_on: Stage) -> Iterator[Shown]:
    for problem in Slip:
        yield problem, launching.slip(problem, 12, MONDAY)


SCENES: dict[str, Scene] = {
    "audiences.audience": audience,
    "audiences.part": part,
    "launching.ask_time": ask_time,
    "launching.confirm": confirm,
    "launching.count": count,
    "launching.draft_again": once(launching.draft_again),
    "launching.launched": launched,
    "launching.second_views.asked": asked,
    "launching.second_views.seconded": seconded,
    "launching.second_views.waiting": waiting,
    "launching.slip": slip,
}
TOASTS = frozenset({"launching.draft_again"})
