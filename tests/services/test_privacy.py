"""My data: all of it shown, all of it handed over, all of it deleted."""

import json
import logging
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.fernet import Fernet

from bot.services.people import People
from bot.services.privacy import Consent, Privacy, Stored
from core.broadcasts.check import Answer
from core.deadlines.deadline import Kind
from core.locale import Locale
from core.people.notice import NoticeKind
from core.people.person import Person
from core.roles.role import Role
from core.stays.lifecycle import ERASE_AFTER, LAPSE_AFTER, advance
from core.stays.stay import Ending, Status
from core.teams.team import Member
from db.database import Database, Unavailable
from db.progress import FormKey, FormRow
from db.retention import RETENTION
from db.tables import metadata
from tests.conftest import NOON, MovedClock
from tests.db.personal import DETAILS, SECRETS, fill, notice, pending, stay, team
from tests.features.kept import kept

PERSON, OTHER = 987_654_321, 1_234_567
CITIZEN, NEIGHBOUR = Person(PERSON, Locale.KK), Person(OTHER, Locale.RU)
PERSONAL_TABLES = {
    table.name
    for table in metadata.sorted_tables
    if any(column.info.get("person") for column in table.c)
}
FIELDS = {
    "people": "person",
    "votes": "votes",
    "number_reports": "number_reports",
    "forms": "draft",
    "stays": "stays",
    "consents": "consents",
    "teams": "teams",
    "team_members": "memberships",
    "deadlines": "deadlines",
    "notices": "notices",
    "deliveries": "broadcasts",
    "check_answers": "answers",
    "grants": "roles",
}


@pytest.fixture
def privacy(db: Database, clock: MovedClock, people: People) -> Privacy:
    return Privacy(db, clock, people)


async def naming(db: Database, person_id: int) -> set[str]:
    """The tables in which a value of any column is the person's id."""
    return {
        table
        for table, rows in (await kept(db)).items()
        if any(str(person_id) == str(value) for row in rows for value in row.values())
    }


def opened(data: bytes) -> dict[str, list[dict[str, object]]]:
    tables: dict[str, list[dict[str, object]]] = json.loads(data)["kept"]
    return tables


async def test_everything_kept_is_told(db: Database, privacy: Privacy) -> None:
    await fill(db, PERSON, OTHER)
    stored = await privacy.stored(CITIZEN)
    assert stored.person == Person(PERSON, Locale.KK, "KR", "ansan", NOON)
    assert (stored.seen_at, stored.votes, stored.number_reports) == (NOON, 1, 1)
    assert [one.details for one in stored.stays] == [DETAILS]
    assert [one.details and one.details.name for one in stored.announced] == ["Ержан Болатұлы"]
    assert stored.consents == (Consent("stay", "2026-11", NOON),)
    assert [(one.team.leader, one.members) for one in stored.teams] == [("Бауыржан", 1)]
    assert [(one.team.leader_id, one.name) for one in stored.memberships] == [(OTHER, "Гүлмира")]
    assert [one.kind for one in stored.deadlines] == [Kind.PASSPORT]
    assert (stored.draft, stored.notices) == (True, 1)
    assert stored.broadcasts == 1
    assert [one.answer for one in stored.answers] == [Answer.HELP]
    assert [one.role for one in stored.roles] == [Role.OPERATOR]
    assert stored.anything


async def test_each_table_with_people_has_its_place_in_my_data(
    db: Database, privacy: Privacy
) -> None:
    """A new one is shown too, or this fails."""
    assert FIELDS.keys() == PERSONAL_TABLES
    await fill(db, PERSON, OTHER)
    full, empty = await privacy.stored(CITIZEN), Stored(CITIZEN)
    same = [name for name in FIELDS.values() if getattr(full, name) == getattr(empty, name)]
    assert same == []


async def test_of_a_stranger_nothing_is_told(privacy: Privacy) -> None:
    stored = await privacy.stored(CITIZEN)
    assert stored == Stored(CITIZEN)
    assert not stored.anything
    assert opened(await privacy.export(CITIZEN)) == {}


@pytest.mark.parametrize("table", sorted(PERSONAL_TABLES - {"people"}))
async def test_one_row_anywhere_is_something(db: Database, privacy: Privacy, table: str) -> None:
    """Who never chose anything may still have left a trace."""
    await fill(db, PERSON, OTHER)
    async with db.writer.begin() as connection:
        for one in reversed(metadata.sorted_tables):
            parent = one.name == "teams" and table == "team_members"
            if one.name in PERSONAL_TABLES - {table} and not parent:
                await connection.execute(one.delete())
    assert (await privacy.stored(CITIZEN)).anything


async def test_the_open_registration_comes_first_and_those_that_ended_are_told_too(
    db: Database, privacy: Privacy
) -> None:
    later = NOON + timedelta(days=9)
    ended = {"status": Status.ENDED, "ending": Ending.HOME, "ended_at": NOON}
    async with db.writing() as tx:
        await tx.stays.save(stay("AAAA222222", PERSON))
        await tx.stays.save(stay("AAAA222223", PERSON, **ended))
        await tx.stays.save(stay("AAAA222224", PERSON, created_at=later, **ended))
        await tx.stays.save(stay("AAAA222225", OTHER))
    told = (await privacy.stored(CITIZEN)).stays
    assert [one.number for one in told] == ["AAAA222222", "AAAA222224", "AAAA222223"]


async def test_a_form_that_is_being_left_is_no_draft(db: Database, privacy: Privacy) -> None:
    async with db.writing() as tx:
        await tx.forms.save({FormKey(PERSON, PERSON): FormRow("CityForm:typing", "{}")}, NOON)
    assert not (await privacy.stored(CITIZEN)).draft


async def test_the_file_holds_a_row_of_every_table(db: Database, privacy: Privacy) -> None:
    await fill(db, PERSON, OTHER)
    told = opened(await privacy.export(CITIZEN))
    assert told.keys() == PERSONAL_TABLES
    for name, rows in told.items():
        columns = {column.name for column in metadata.tables[name].c}
        assert rows
        assert all(row.keys() == columns for row in rows), name


async def test_the_file_is_open_and_readable(db: Database, privacy: Privacy) -> None:
    await fill(db, PERSON, OTHER)
    data = await privacy.export(CITIZEN)
    words = data.decode()
    assert [secret for secret in SECRETS if secret not in words] == []
    assert "gAAAA" not in words  # no token is left closed
    head = json.loads(data)
    assert (head["bot"], head["telegram_id"]) == ("Saparlas", PERSON)
    assert datetime.fromisoformat(head["exported_at"]) == NOON
    told = opened(data)
    assert datetime.fromisoformat(str(told["people"][0]["created_at"])) == NOON
    assert date.fromisoformat(str(told["deadlines"][0]["due"])) == date(2027, 1, 1)
    assert told["forms"][0]["data"] == {"name": "Тұрсын Ағай"}
    details = [row["sealed"] for row in told["stays"]]
    assert all(isinstance(one, dict) for one in details)
    assert told["votes"][0]["helped"] is True


async def test_the_file_names_nobody_else(db: Database, privacy: Privacy) -> None:
    """A brigade's list is its members', not its leader's."""
    await fill(db, PERSON, OTHER)
    await fill(db, OTHER, PERSON)
    told = opened(await privacy.export(CITIZEN))
    owners = {"person_id", "registered_by", "leader_id", "chat_id"}
    ids = {row[name] for rows in told.values() for row in rows for name in owners & row.keys()}
    assert ids == {PERSON, None}


async def test_what_looks_like_json_and_is_none_is_told_as_it_is(
    db: Database, privacy: Privacy
) -> None:
    async with db.writing() as tx:
        await tx.people.save(Person(PERSON, Locale.KK, "KR", '{"a": 1}'), NOON)
        await tx.teams.create(team("TEAM2345", OTHER))
        await tx.teams.join("TEAM2345", Member(PERSON, "{Ержан", NOON))
    told = opened(await privacy.export(CITIZEN))
    assert told["people"][0]["city"] == '{"a": 1}'
    assert told["team_members"][0]["sealed"] == "{Ержан"


async def test_with_a_lost_key_the_rest_is_told_all_the_same(
    db: Database, people: People, clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(db, PERSON, OTHER)
    lost = Database.at(str(db.writer.url), clock, [Fernet.generate_key().decode()])
    privacy = Privacy(lost, clock, people)
    with caplog.at_level(logging.ERROR):
        stored = await privacy.stored(CITIZEN)
        told = opened(await privacy.export(CITIZEN))
    await lost.close()
    assert [one.details for one in stored.stays] == [None]
    assert [one.name for one in stored.memberships] == [None]
    assert (stored.votes, stored.draft, stored.notices) == (1, True, 1)
    assert {row["sealed"] for row in told["stays"]} == {None}
    assert told["stays"][0]["country"] == "KR"
    assert "ENCRYPTION_KEYS" in caplog.text
    assert [secret for secret in SECRETS if secret in caplog.text] == []


async def test_deleting_leaves_no_value_with_the_id(db: Database, privacy: Privacy) -> None:
    await fill(db, PERSON, OTHER)
    await fill(db, OTHER, PERSON)
    assert await naming(db, PERSON) == PERSONAL_TABLES
    assert await privacy.forget(CITIZEN) == CITIZEN
    assert await naming(db, PERSON) == set()
    assert await privacy.stored(CITIZEN) == Stored(CITIZEN)


async def test_deleting_takes_what_was_his_and_nothing_else(
    db: Database, privacy: Privacy
) -> None:
    await fill(db, PERSON, OTHER)
    await fill(db, OTHER, PERSON)
    before = await privacy.stored(NEIGHBOUR)
    assert len(before.memberships) == 2
    await privacy.forget(CITIZEN)
    after = await privacy.stored(NEIGHBOUR)
    assert (after.stays, after.announced, after.deadlines) == (
        *(before.stays, before.announced, before.deadlines),
    )
    assert (after.draft, after.notices, after.consents) == (True, 1, before.consents)
    assert [one.members for one in after.teams] == [0, 0]  # he has left both
    assert after.memberships == ()  # those he led are gone


async def test_a_relative_who_agreed_keeps_his_registration(
    db: Database, privacy: Privacy
) -> None:
    async with db.writing() as tx:
        await tx.stays.save(stay("AAAA222222", OTHER, registered_by=PERSON))
        await tx.stays.save(pending("AAAA222223", PERSON))
    await privacy.forget(CITIZEN)
    assert [one.number for one in (await privacy.stored(NEIGHBOUR)).stays] == ["AAAA222222"]
    async with db.reading() as tx:
        assert await tx.stays.get("AAAA222223") is None
    assert await naming(db, PERSON) == set()


async def test_what_was_in_hand_meanwhile_brings_no_row_back(
    db: Database, privacy: Privacy, people: People
) -> None:
    """A worker had read his rows, «last seen» was noted: then he deleted everything."""
    await fill(db, PERSON, OTHER)
    await people.recognise(PERSON, None)
    async with db.writing() as tx:
        (claimed,) = await tx.notices.claim(NOON, 10)
        moved = await tx.stays.get(f"S{PERSON}")
        deadlines = await tx.deadlines.of_person(PERSON)
    assert moved is not None
    await privacy.forget(CITIZEN)
    late = NOON + timedelta(days=400)
    async with db.writing() as tx:
        await tx.notices.again(claimed.id, late)
        await tx.stays.advance([(moved.number, advance(moved, late)[0])])
        await tx.deadlines.save_all(deadlines)
    await people.notice_blocked(PERSON, blocked=True)
    await people.write_seen()
    assert await naming(db, PERSON) == set()


async def test_deleting_needs_no_key(
    db: Database, people: People, clock: MovedClock, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(db, PERSON, OTHER)
    keyless = Database.at(str(db.writer.url), clock)
    await Privacy(keyless, clock, People(keyless, clock)).forget(CITIZEN)
    await keyless.close()
    assert await naming(db, PERSON) == set()
    assert not caplog.records


async def test_without_a_database_nobody_is_told_that_nothing_is_kept(
    broken: Database, clock: MovedClock
) -> None:
    privacy = Privacy(broken, clock, People(broken, clock))
    with pytest.raises(Unavailable):
        await privacy.stored(CITIZEN)
    with pytest.raises(Unavailable):
        await privacy.export(CITIZEN)
    with pytest.raises(Unavailable):
        await privacy.forget(CITIZEN)


async def test_a_moment_in_the_file_says_its_zone(
    db: Database, privacy: Privacy, clock: MovedClock
) -> None:
    async with db.writing() as tx:
        await tx.notices.put([notice(PERSON)])
    clock.at = datetime(2027, 1, 1, tzinfo=UTC)
    head = json.loads(await privacy.export(CITIZEN))
    assert head["exported_at"] == "2027-01-01T00:00:00+00:00"
    assert head["kept"]["notices"][0]["due_at"].endswith("+00:00")
    assert head["kept"]["notices"][0]["kind"] == NoticeKind.STAY_ASK


def test_the_terms_told_on_the_screen_are_those_kept() -> None:
    """«My data» and the article say these days, two weeks and half a year in words."""
    days = [ERASE_AFTER, RETENTION["forms"].after, LAPSE_AFTER, RETENTION["deadlines"].after]
    assert days == [timedelta(days=number) for number in (30, 14, 30, 30)]
    assert RETENTION["stays"].after == ERASE_AFTER
    assert RETENTION["notices"].after == timedelta(days=14)
    assert {RETENTION[one].after for one in ("unanswered", "answer_votes")} == {timedelta(183)}
