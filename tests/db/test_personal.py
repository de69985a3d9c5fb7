"""All of one person: found in every table, forgotten in every table, and nobody else."""

from sqlalchemy import BigInteger

from core.stays.stay import Details
from db.database import Database
from db.repositories.personal import person_columns
from db.tables import metadata
from tests.conftest import NOON
from tests.db.personal import DETAILS, fill, pending, stay
from tests.features.kept import kept, tables_naming

PERSON, OTHER = 7_001_001, 7_002_002
PERSONAL = {table.name for table in metadata.sorted_tables if person_columns(table)}
NAMES = {"person_id", "leader_id", "registered_by", "chat_id", "people.id"}

ON_DUTY = {
    *("broadcasts.id", "broadcasts.author_id", "broadcasts.confirmed_by", "broadcasts.cursor"),
    *("broadcasts.progress_chat", "broadcasts.progress_message", "deliveries.broadcast_id"),
    *("deliveries.turn", "deliveries.first_message_id", "check_answers.broadcast_id"),
    *("grants.given_by", "audit.id", "audit.actor_id"),
}
"""Numbers of broadcasts and messages, and the ids of people on duty: the record of that stays."""


def test_every_column_that_holds_a_person_is_marked() -> None:
    """By its name, and for a name nobody thought of by its type: an id of Telegram's is long."""
    marked = {f"{one.table.name}.{one.name}" for t in metadata.tables.values() for one in person_columns(t)}  # fmt: skip  # noqa: E501
    named = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if {column.name, f"{table.name}.{column.name}"} & NAMES
    }
    assert named <= marked
    long = {
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, BigInteger)
    }
    own_numbers = {"mistakes.id", "deadlines.id", "notices.id", "forms.thread_id"}
    assert long - own_numbers - {"mistakes.update_id", "receipts.update_id"} - ON_DUTY == marked


async def test_rows_of_every_table_in_the_open(db: Database) -> None:
    await fill(db, PERSON, OTHER)
    await fill(db, OTHER, PERSON)
    async with db.reading() as tx:
        found = await tx.personal.rows_of(PERSON)
    assert found.keys() == PERSONAL
    assert {table for table, rows in found.items() if not rows} == set()
    for table, rows in found.items():
        for row in rows:
            assert PERSON in row.values(), table
    assert [row["code"] for row in found["teams"]] == [f"T{PERSON}", f"J{OTHER}"]
    assert {row["person_id"] for row in found["team_members"]} == {PERSON}
    assert {row["sealed"] for row in found["teams"]} == {"Бауыржан"}
    assert found["forms"][0]["data"] == '{"name": "Тұрсын Ағай"}'
    words = {row["number"]: str(row["sealed"]) for row in found["stays"]}
    assert words.keys() == {f"S{PERSON}", f"P{PERSON}"}
    assert DETAILS.phone is not None
    assert DETAILS.phone in words[f"S{PERSON}"]


async def test_a_stranger_has_no_rows(db: Database) -> None:
    await fill(db, PERSON, OTHER)
    async with db.reading() as tx:
        found = await tx.personal.rows_of(9)
    assert found == {table: [] for table in PERSONAL}


async def test_forgetting_leaves_no_row_with_the_id_in_any_table(db: Database) -> None:
    await fill(db, PERSON, OTHER)
    assert await tables_naming(db, PERSON) == PERSONAL
    async with db.writing() as tx:
        await tx.personal.forget(PERSON)
    # The other led a brigade the person had joined, named after him here.
    rows = await kept(db)
    assert [row["code"] for row in rows.pop("teams")] == [f"J{PERSON}"]
    assert len(rows.pop("broadcasts")) == 1
    assert rows == {}


async def test_forgetting_takes_nobody_else(db: Database) -> None:
    await fill(db, OTHER, 9)
    before = await kept(db)
    await fill(db, PERSON, 8)
    async with db.writing() as tx:
        await tx.personal.forget(PERSON)
        await tx.teams.remove(f"J{PERSON}")
    after = await kept(db)
    assert after.pop("broadcasts")[:1] == before.pop("broadcasts")
    assert after == before


async def test_a_stay_somebody_agreed_to_is_his_own(db: Database) -> None:
    agreed, waiting = stay("A2", OTHER, registered_by=PERSON), pending("B2", PERSON)
    async with db.writing() as tx:
        await tx.stays.save(agreed)
        await tx.stays.save(waiting)
        assert [row["number"] for row in (await tx.personal.rows_of(PERSON))["stays"]] == ["B2"]
        await tx.personal.forget(PERSON)
        assert await tx.stays.get("B2") is None
        kept_one = await tx.stays.get("A2")
    assert kept_one == stay("A2", OTHER)
    assert await tables_naming(db, PERSON) == set()


async def test_what_no_key_opens_is_shown_as_none(db: Database) -> None:
    async with db.writing() as tx:
        await tx.stays.save(stay("A2", PERSON, details=Details(phone="+77")))
        await tx.stays.connection.exec_driver_sql("UPDATE stays SET sealed = 'gAAAA'")
        found = await tx.personal.rows_of(PERSON)
        await tx.personal.forget(PERSON)
    assert [row["sealed"] for row in found["stays"]] == [None]
    assert found["stays"][0]["created_at"] == NOON
    assert await kept(db) == {}
