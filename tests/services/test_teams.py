"""Brigades over SQLite: one of a leader, one membership of a person, no name in the clear."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.services.numbers import new_number
from bot.services.people import People
from bot.services.teams import (
    JOINED_AT_MOST,
    MEMBERS_AT_MOST,
    PURPOSE,
    Brigades,
    Place,
    Standing,
    Teams,
)
from core.locale import Locale
from core.people.consent import TEAM_CONSENT
from core.people.person import Person
from core.refusal import Refusal
from core.stays.stay import NUMBER_LETTERS, Purpose, Status, Stay
from core.teams.team import Member, Team
from db.database import Database
from tests.conftest import NOON, MovedClock
from tests.features.kept import kept, tables_naming

LEADER = Person(7_000_001, Locale.RU, "KR", "ansan", since=NOON)
WORKER = Person(7_000_002, Locale.KK)


@pytest.fixture
def teams(db: Database, clock: MovedClock) -> Teams:
    return Teams(db, clock, People(db, clock))


async def founded(teams: Teams, leader: Person = LEADER, name: str = "Ерлан") -> Team:
    team = (await teams.found(leader, name)).led
    assert team is not None
    return team


async def refused(teams: Teams, person: Person, code: str) -> str:
    with pytest.raises(Refusal) as refusal:
        await teams.join(person, code, "Айгүл")
    return refusal.value.code


async def consent(db: Database, person: Person) -> str | None:
    async with db.reading() as tx:
        return await tx.consents.version(person.id, PURPOSE)


async def test_a_leader_makes_one_brigade_where_he_is(teams: Teams, db: Database) -> None:
    team = await founded(teams)
    assert team == Team(team.code, LEADER.id, "KR", "ansan", NOON, "Ерлан")
    assert len(team.code) == 10
    assert set(team.code) <= set(NUMBER_LETTERS)
    assert await teams.led_by(LEADER) == team
    assert await teams.of(LEADER) == Brigades(led=team, place=Place("KR", "ansan"))
    assert await consent(db, LEADER) == TEAM_CONSENT


async def test_a_second_brigade_is_the_first(teams: Teams, db: Database) -> None:
    assert await founded(teams) == await founded(teams, name="Другой")
    assert len((await kept(db))["teams"]) == 1


@pytest.mark.parametrize("country", [None, "KZ"])
async def test_nobody_leads_a_brigade_who_is_not_abroad(
    teams: Teams, db: Database, country: str | None
) -> None:
    at_home = Person(LEADER.id, Locale.KK, country, "Алматы")
    assert await teams.found(at_home, "Ерлан") == Brigades()
    assert await kept(db) == {}


async def test_a_brigade_is_where_its_leader_is_registered(teams: Teams, db: Database) -> None:
    stay = Stay(
        "ABCDEFGHJK",
        Status.ACTIVE,
        "QA",
        "Asia/Qatar",
        date(2027, 5, 1),
        NOON,
        NOON,
        person_id=LEADER.id,
        city="doha",
        purpose=Purpose.WORK,
    )
    async with db.writing() as tx:
        await tx.stays.save(stay)
    team = await founded(teams)
    assert (team.country, team.city) == ("QA", "doha")
    at_home = Person(LEADER.id, Locale.KK, "KZ")
    assert (await teams.of(at_home)).place == Place("QA", "doha")


async def test_a_typed_city_makes_no_link_for_others(teams: Teams) -> None:
    typed = Person(LEADER.id, Locale.KK, "KR", "evil.com/@ansan")
    assert (await founded(teams, typed)).city == "evil. com ansan"
    dots = Person(WORKER.id, Locale.KK, "KR", "a." * 40)
    assert len((await founded(teams, dots)).city or "") <= 80


async def test_opening_a_link_stores_nothing(teams: Teams, db: Database) -> None:
    team = await founded(teams)
    before = await kept(db)
    found = await teams.invitation(WORKER, team.code)
    assert found is not None
    assert (found.team, found.standing) == (team, Standing.INVITED)
    assert await kept(db) == before


async def test_joining_records_the_name_the_day_and_the_consent(
    teams: Teams, db: Database, clock: MovedClock
) -> None:
    team = await founded(teams)
    clock.move(timedelta(days=1))
    joined = await teams.join(WORKER, team.code, " Айгүл\n")
    assert joined is not None
    assert joined.standing is Standing.MEMBER
    assert await teams.members(LEADER) == [Member(WORKER.id, "Айгүл", clock.at)]
    assert await teams.joined(WORKER) == [team]
    assert (await teams.of(LEADER)).size == 1
    assert await consent(db, WORKER) == TEAM_CONSENT
    assert await tables_naming(db, WORKER.id) == {"people", "consents", "team_members"}


async def test_who_joins_is_known_at_once_and_keeps_his_language(
    teams: Teams, clock: MovedClock
) -> None:
    team = await founded(teams)
    stranger = await teams.people.recognise(WORKER.id, "en")
    assert not stranger.known
    await teams.join(stranger, team.code, "Aigul")
    assert await teams.people.recognise(WORKER.id, "ru") == Person(
        WORKER.id, Locale.EN, since=clock.at
    )


async def test_joining_does_not_change_what_a_known_person_chose(teams: Teams) -> None:
    team = await founded(teams)
    known = await teams.people.live_in(WORKER, "QA")
    await teams.join(WORKER, team.code, "Айгүл")
    assert await teams.people.recognise(WORKER.id, "ru") == known


async def test_joining_twice_is_one_membership(teams: Teams, clock: MovedClock) -> None:
    team = await founded(teams)
    await teams.join(WORKER, team.code, "Айгүл")
    clock.move(timedelta(days=1))
    again = await teams.join(WORKER, team.code, "Басқа")
    assert again is not None
    assert again.standing is Standing.MEMBER
    assert await teams.members(LEADER) == [Member(WORKER.id, "Айгүл", NOON)]


async def test_the_leader_does_not_join_his_own(teams: Teams) -> None:
    team = await founded(teams)
    own = await teams.join(LEADER, team.code, "Ерлан")
    assert own is not None
    assert own.standing is Standing.LEADER
    assert await teams.members(LEADER) == []


@pytest.mark.parametrize("code", ["", "x", "ABCDEFGHJK", "abcdefghjk", "' OR 1=1 --", "A" * 4096])
async def test_an_unknown_code_opens_nothing(teams: Teams, db: Database, code: str) -> None:
    await founded(teams)
    assert await teams.invitation(WORKER, code) is None
    assert await teams.join(WORKER, code, "Айгүл") is None
    assert await tables_naming(db, WORKER.id) == set()


async def test_leaving_leaves_nothing_of_it(teams: Teams, db: Database) -> None:
    team = await founded(teams)
    await teams.join(WORKER, team.code, "Айгүл")
    assert await teams.leave(WORKER, team.code) == Brigades()
    assert await teams.members(LEADER) == []
    assert await tables_naming(db, WORKER.id) == {"people"}
    assert await consent(db, LEADER) == TEAM_CONSENT


async def test_the_consent_lasts_as_long_as_one_brigade_needs_it(
    teams: Teams, db: Database
) -> None:
    team, other = await founded(teams), await founded(teams, Person(5, Locale.KK, "QA"))
    await teams.join(WORKER, team.code, "Айгүл")
    await teams.join(WORKER, other.code, "Айгүл")
    await teams.leave(WORKER, team.code)
    assert await consent(db, WORKER) == TEAM_CONSENT
    await teams.leave(WORKER, other.code)
    assert await consent(db, WORKER) is None


async def test_a_leader_who_leaves_another_brigade_still_leads_his_own(
    teams: Teams, db: Database
) -> None:
    team, other = await founded(teams), await founded(teams, Person(5, Locale.KK, "QA"))
    await teams.join(LEADER, other.code, "Ерлан")
    assert (await teams.leave(LEADER, other.code)).led == team
    assert await consent(db, LEADER) == TEAM_CONSENT


async def test_nobody_is_taken_off_a_list_by_another(teams: Teams) -> None:
    team = await founded(teams)
    await teams.join(WORKER, team.code, "Айгүл")
    await teams.leave(Person(5, Locale.KK), team.code)
    await teams.leave(LEADER, team.code)
    assert len(await teams.members(LEADER)) == 1


async def test_closing_deletes_link_and_list(teams: Teams, db: Database) -> None:
    team = await founded(teams)
    await teams.join(WORKER, team.code, "Айгүл")
    await teams.close(LEADER)
    assert await teams.led_by(LEADER) is None
    assert await teams.invitation(WORKER, team.code) is None
    assert await teams.join(WORKER, team.code, "Айгүл") is None
    assert await teams.joined(WORKER) == []
    assert not {"teams", "team_members"} & (await kept(db)).keys()
    assert await consent(db, LEADER) is None
    assert (await founded(teams)).code != team.code


async def test_a_member_closes_and_reads_nothing(teams: Teams) -> None:
    team = await founded(teams)
    await teams.join(WORKER, team.code, "Айгүл")
    assert await teams.members(WORKER) == []
    await teams.close(WORKER)
    assert await teams.led_by(LEADER) == team
    assert len(await teams.members(LEADER)) == 1


async def test_a_full_brigade_takes_nobody_else(teams: Teams, db: Database) -> None:
    team = await founded(teams)
    async with db.writing() as tx:
        for number in range(MEMBERS_AT_MOST - 1):
            await tx.teams.join(team.code, Member(number + 1, "", NOON))
    await teams.join(WORKER, team.code, "Айгүл")
    late = Person(WORKER.id + 1, Locale.KK)
    assert await refused(teams, late, team.code) == "team_full"
    assert await tables_naming(db, late.id) == set()
    assert (await teams.of(LEADER)).size == MEMBERS_AT_MOST == 200
    assert await teams.join(WORKER, team.code, "Айгүл") is not None  # he is in it already


async def test_a_person_is_in_ten_brigades_at_most(teams: Teams) -> None:
    codes = [
        (await founded(teams, Person(number, Locale.KK, "KR"))).code
        for number in range(1, JOINED_AT_MOST + 2)
    ]
    for code in codes[:-1]:
        await teams.join(WORKER, code, "Айгүл")
    assert await refused(teams, WORKER, codes[-1]) == "teams_enough"
    await teams.leave(WORKER, codes[0])
    assert await teams.join(WORKER, codes[-1], "Айгүл") is not None


async def test_without_a_key_nothing_is_stored(db: Database, clock: MovedClock) -> None:
    keyless = replace(db, seal=None)
    teams = Teams(keyless, clock, People(keyless, clock))
    assert not teams.possible
    assert not (await teams.of(LEADER)).possible
    assert await refused(teams, WORKER, "ABCDEFGHJK") == "teams_shut"
    with pytest.raises(Refusal, match="teams_shut"):
        await teams.found(LEADER, "Ерлан")
    assert await kept(db) == {}


async def test_no_name_lies_in_the_clear(teams: Teams, db: Database) -> None:
    team = await founded(teams, name="Ерланбек")
    await teams.join(WORKER, team.code, "Айгүлжан")
    stored = str(await kept(db))
    assert "Ерланбек" not in stored
    assert "Айгүлжан" not in stored


async def test_a_code_is_not_repeated() -> None:
    assert len({new_number() for _ in range(500)}) == 500
