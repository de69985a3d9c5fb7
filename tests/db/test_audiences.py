"""The database finds whom an audience includes: the same people by SQL and by its own words."""

from datetime import timedelta

import pytest

from core.broadcasts.audience import Audience, Profile, Register, Team
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.delivery import Delivery, Outcome, Settled
from core.broadcasts.reach import Candidate, Group, Planned
from core.locale import Locale
from core.people.person import Person
from core.people.quiet import Quiet
from core.people.topics import Topic
from core.stays.stay import Status
from core.teams.team import Member
from db.database import Database
from tests.conftest import NOON
from tests.db.personal import stay, team

DAY = timedelta(days=1)
KK, RU, EN = Locale.KK, Locale.RU, Locale.EN
PEOPLE = {
    1: Profile(KK, NOON, "KR", "ansan", registered=True),
    2: Profile(RU, NOON - 7 * DAY, "KR", "seoul", leads=True, got=frozenset({1})),
    3: Profile(EN, NOON - 8 * DAY, "KR", None, member=True),
    4: Profile(KK, NOON - 40 * DAY, "KR", "ansan", registered=True, member=True),
    5: Profile(RU, NOON, "RU", "Усть-Кут", got=frozenset({1, 2})),
    6: Profile(KK, NOON - 90 * DAY, "RU", "moscow", registered=True, leads=True),
    7: Profile(KK, NOON, "QA", "doha"),
    8: Profile(RU, NOON, None, None),
    9: Profile(EN, NOON - 400 * DAY, "QA", None, got=frozenset({2})),
    10: Profile(KK, NOON - timedelta(seconds=1), "KZ", None),
}
AUDIENCES = {
    "everybody": Audience(),
    "countries": Audience(countries=frozenset({"KR", "QA"})),
    "cities": Audience(countries=frozenset({"KR"}), cities=frozenset({"ansan", "seoul"})),
    "typed": Audience(cities=frozenset({"Усть-Кут"})),
    "languages": Audience(languages=frozenset({KK, EN})),
    "registered": Audience(register=Register.OPEN),
    "leaders": Audience(team=Team.LEADER),
    "members": Audience(team=Team.MEMBER, countries=frozenset({"KR"})),
    "week": Audience(active_days=7),
    "months": Audience(active_days=90, languages=frozenset({KK})),
    "got": Audience(got=1),
    "not-got": Audience(without_got=2),
    "without-countries": Audience(without_countries=frozenset({"KR", "KZ"})),
    "without-cities": Audience(without_cities=frozenset({"ansan", "doha"})),
    "nobody": Audience(countries=frozenset({"GB"})),
    "many": Audience(
        countries=frozenset({"KR", "RU"}),
        register=Register.OPEN,
        team=Team.MEMBER,
        active_days=365,
        without_cities=frozenset({"moscow"}),
        without_got=1,
    ),
}


async def fill(db: Database) -> None:
    async with db.writing() as tx:
        broadcasts = [await tx.broadcasts.add(Broadcast(7, NOON, "UTC")) for _ in range(2)]
        await tx.teams.create(team("OTHER", 99))
        for person, one in PEOPLE.items():
            chosen = Person(person, one.language, one.country, one.city)
            await tx.people.save(chosen, NOON - person * DAY)
            if one.registered:
                status = Status.ASKED if person == 4 else Status.ACTIVE
                await tx.stays.save(stay(f"S{person}", person, status=status))
            else:
                await tx.stays.save(stay(f"S{person}", person, status=Status.ENDED))
            if one.leads:
                await tx.teams.create(team(f"T{person}", person))
            if one.member:
                await tx.teams.join("OTHER", Member(person, "x", NOON))
        await tx.people.seen({person: one.seen_at for person, one in PEOPLE.items()})
        for broadcast in broadcasts:
            rows = [Planned(broadcast.id, person, KK, person) for person in PEOPLE]
            await tx.deliveries.add(rows)
            claimed = await tx.deliveries.claim(broadcast.id, "c", NOON, NOON + DAY, 99)
            await tx.deliveries.settle("c", [_outcome(one) for one in claimed])


def _outcome(one: Delivery) -> Settled:
    got = one.broadcast_id in PEOPLE[one.person_id].got
    perhaps = Outcome.UNCERTAIN if one.person_id == 5 else Outcome.SENT
    return Settled(one, perhaps if got else Outcome.FAILED, NOON)


async def test_sql_finds_whom_the_audience_includes(db: Database) -> None:
    await fill(db)
    async with db.reading() as tx:
        for name, audience in AUDIENCES.items():
            meant = [person for person, one in PEOPLE.items() if audience.includes(one, NOON)]
            found = await tx.audiences.page(audience, NOON, 0, 99)
            assert [one.person_id for one in found] == meant, name
            counted = await tx.audiences.groups(audience, None, NOON)
            assert sum(one.count for one in counted) == len(meant), name


def test_each_of_these_audiences_has_somebody_in_it_and_somebody_outside() -> None:
    for name in AUDIENCES.keys() - {"everybody", "nobody"}:
        meant = {AUDIENCES[name].includes(one, NOON) for one in PEOPLE.values()}
        assert meant == {True, False}, name


async def test_a_page_goes_on_behind_the_last_and_tells_all_that_decides(db: Database) -> None:
    muted, quiet = frozenset({Topic.NEWS, Topic.VACANCY}), Quiet(23, 6)
    async with db.writing() as tx:
        await tx.people.save(Person(5, KK, "KR", "ansan", muted=muted, quiet=quiet), NOON)
        await tx.people.save(Person(6, RU, blocked=True), NOON)
        await tx.people.save(Person(7, EN), NOON)
    five = Candidate(5, KK, "KR", "ansan", NOON, blocked=False, muted=muted, quiet=quiet)
    six = Candidate(6, RU, None, None, NOON, blocked=True, muted=frozenset(), quiet=Quiet())
    async with db.reading() as tx:
        assert await tx.audiences.page(Audience(), NOON, 0, 2) == [five, six]
        assert [one.person_id for one in await tx.audiences.page(Audience(), NOON, 6, 2)] == [7]


@pytest.mark.parametrize(
    ("topic", "muted"), [(Topic.NEWS, True), (Topic.VACANCY, False), (Topic.SAFETY, False)]
)
async def test_people_are_counted_by_what_decides_over_them(
    db: Database, topic: Topic, *, muted: bool
) -> None:
    silent = frozenset({Topic.NEWS, Topic.CONSULAR})
    async with db.writing() as tx:
        for person in (1, 2):
            await tx.people.save(Person(person, KK, "KR", muted=silent), NOON)
        await tx.people.save(Person(3, KK, "KR", quiet=Quiet(1, 1), blocked=True), NOON)
        found = await tx.audiences.groups(Audience(), topic, NOON)
    assert sorted(found, key=lambda one: one.count) == [
        Group(KK, "KR", None, Quiet(1, 1), blocked=True, muted=False, count=1),
        Group(KK, "KR", None, Quiet(), blocked=False, muted=muted, count=2),
    ]


async def test_who_comes_late_is_found_by_his_last_move(db: Database) -> None:
    """First choice, another place or language, or coming back; nothing else is a move."""
    later, latest = NOON + DAY, NOON + 2 * DAY
    async with db.writing() as tx:
        for person in range(1, 8):
            await tx.people.save(Person(person, KK, "KR", "ansan", blocked=person == 6), NOON)
        await tx.people.save(Person(1, KK, "KR", "ansan", quiet=Quiet(1, 2)), later)
        await tx.people.save(Person(2, RU, "KR", "ansan"), later)
        await tx.people.save(Person(3, KK, "KR", None), later)
        await tx.people.mark_blocked(4, later, later)
        await tx.people.mark_blocked(4, None, later)
        await tx.people.mark_blocked(5, None, later)
        await tx.people.save(Person(6, KK, "KR", "ansan"), later)
        await tx.people.save(Person(7, KK, "QA"), later)
        await tx.people.save(Person(8, KK, "KR"), latest)
        everywhere, korea = Audience(), Audience(countries=frozenset({"KR"}))
        for audience, since, until, people in (
            (everywhere, NOON, later, [2, 3, 4, 6, 7]),
            (korea, NOON, latest, [2, 3, 4, 6, 8]),
            (korea, later, latest, [8]),
            (korea, NOON - DAY, NOON, [1, 5]),
        ):
            found = await tx.audiences.joined(audience, latest, since, until, 99)
            assert [one.person_id for one in found] == people
        found = await tx.audiences.joined(korea, latest, NOON, latest, 2, after=3)
        assert [one.person_id for one in found] == [4, 6]
