"""Do the keys fit what is stored; and sealing it anew, also when killed in between."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text

from core.stays.stay import Status
from db.database import Database
from db.keys import LOOKED_AT, Rotated, closed_table, rotate
from db.progress import FormKey, FormRow
from db.repositories.sealed import sealed_column, sealed_tables
from db.sealing import Seal
from tests.conftest import KEY, NOON
from tests.db.personal import fill, stay
from tests.features.kept import kept

OTHER = Fernet.generate_key().decode()
WHOLE_BATCHES = (0, 3, 6, 9, 10, 13, 16, 19)
SEALED = {"forms", "stays", "teams", "team_members"}


@asynccontextmanager
async def keyed(db: Database, file: Path, *keys: str) -> AsyncIterator[Database]:
    """Another process on the same file with keys of its own."""
    other = Database.at(f"sqlite+aiosqlite:///{file}", db.clock, keys)
    yield other
    await other.close()


async def rotated(db: Database, batch: int = 3) -> dict[str, Rotated]:
    return {one.table: one async for one in rotate(db, batch)}


async def many(db: Database, count: int) -> None:
    """So many stays and forms, whose primary keys sort otherwise than they were written."""
    async with db.writing() as tx:
        for person in range(count):
            number = f"{(person * 7) % count:04}"
            await tx.stays.save(stay(number, person, status=Status.ENDED))
            key = FormKey(person % 2, person, -person, "stay")
            await tx.forms.save({key: FormRow(None, '{"a": "b"}')}, NOON)


async def opened_with(db: Database, file: Path, *keys: str) -> bool:
    """Whether every sealed row opens with these keys alone."""
    async with keyed(db, file, *keys) as other:
        return all(one.unreadable == 0 for one in (await rotated(other)).values())


def test_the_sealed_columns() -> None:
    found = {table.name: sealed_column(table).name for table in sealed_tables()}
    assert found == {"forms": "data"} | dict.fromkeys(("stays", "teams", "team_members"), "sealed")


async def test_keys_fit_an_empty_database(db: Database, file: Path) -> None:
    assert await closed_table(db) is None
    async with keyed(db, file) as keyless:
        assert await closed_table(keyless) is None


@pytest.mark.parametrize("table", sorted(SEALED))
@pytest.mark.parametrize("keys", [[], [OTHER]], ids=["none", "another"])
async def test_keys_that_open_nothing_are_noticed_in_every_table(
    db: Database, file: Path, table: str, keys: list[str]
) -> None:
    await fill(db, 1001, 1002)
    async with db.writing() as tx:
        for other in SEALED - {table}:
            if (other, table) != ("teams", "team_members"):
                await tx.stays.connection.execute(text(f"DELETE FROM {other}"))  # noqa: S608
            else:
                both = "UPDATE teams SET sealed = '{'"
                await tx.stays.connection.execute(text(both))
    async with keyed(db, file, *keys) as stranger:
        assert await closed_table(stranger) == table
    async with keyed(db, file, OTHER, KEY) as owner:
        assert await closed_table(owner) is None


async def test_the_newest_rows_are_looked_at_and_one_that_opens_is_enough(
    db: Database, file: Path
) -> None:
    async with keyed(db, file, OTHER) as other, other.writing() as tx:
        await tx.stays.save(stay("OLD", 1, status=Status.ENDED))
    assert await closed_table(db) == "stays"
    async with db.writing() as tx:
        await tx.stays.save(stay("NEW", 2, status=Status.ENDED))
    assert await closed_table(db) is None
    async with keyed(db, file, OTHER) as other:
        assert await closed_table(other) is None
    async with db.writing() as tx:
        for person in range(3, 3 + LOOKED_AT):
            await tx.stays.save(stay(f"N{person}", person, created_at=NOON.replace(year=2027)))
    async with keyed(db, file, OTHER) as other:
        assert await closed_table(other) == "stays"


async def test_rotation_seals_everything_with_the_first_key(db: Database, file: Path) -> None:
    await fill(db, 1001, 1002)
    before = await kept(db)
    async with keyed(db, file, OTHER, KEY) as both:
        assert await rotated(both) == {
            "forms": Rotated("forms", 1),
            "stays": Rotated("stays", 2),
            "teams": Rotated("teams", 2),
            "team_members": Rotated("team_members", 2),
        }
    async with keyed(db, file, OTHER) as new:
        assert await closed_table(new) is None
        async with new.reading() as tx:
            assert await tx.stays.get("S1001") == stay("S1001", 1001)
            assert {one.name for one in await tx.teams.members("T1001")} == {"Гүлмира"}
            assert await tx.forms.get(FormKey(1001, 1001, 0, "stay"))
    after = await kept(db)
    for table, rows in before.items():
        for row, new_row in zip(rows, after[table], strict=True):
            changed = {column for column in row if row[column] != new_row[column]}
            assert changed <= {"sealed", "data"}, table
    assert not await opened_with(db, file, KEY)


async def test_rotating_twice_changes_nothing(db: Database, file: Path) -> None:
    await many(db, 10)
    async with keyed(db, file, OTHER, KEY) as both:
        await rotated(both)
        before = await kept(both)
        assert await rotated(both) == {
            "forms": Rotated("forms", 0, 10),
            "stays": Rotated("stays", 0, 10),
            "teams": Rotated("teams"),
            "team_members": Rotated("team_members"),
        }
        assert await kept(both) == before


@pytest.mark.parametrize("count", [0, 1, 3, 4, 9, 10])
async def test_every_row_is_reached_whatever_the_batch(
    db: Database, file: Path, count: int
) -> None:
    await many(db, count)
    async with keyed(db, file, OTHER, KEY) as both:
        found = await rotated(both)
    assert (found["stays"].renewed, found["forms"].renewed) == (count, count)
    assert await opened_with(db, file, OTHER)


class Dying(Seal):
    """Seals so many rows anew, and then the process is killed."""

    def __init__(self, rows: int) -> None:
        super().__init__([OTHER, KEY])
        self.left = rows

    def renew(self, token: str) -> str:
        if not self.left:
            raise ZeroDivisionError
        self.left -= 1
        return super().renew(token)


@pytest.mark.parametrize("rows", [0, 2, 3, 10, 11, 19])
async def test_killed_at_any_row_it_is_simply_run_again(
    db: Database, file: Path, rows: int
) -> None:
    await many(db, 10)
    with pytest.raises(ZeroDivisionError):
        await rotated(replace(db, seal=Dying(rows)))
    async with keyed(db, file, OTHER, KEY) as both:
        found = await rotated(both)
    done = max(one for one in WHOLE_BATCHES if one <= rows)  # of the two tables, three by three
    assert sum(one.fresh for one in found.values()) == done
    assert sum(one.renewed for one in found.values()) == 20 - done
    assert await opened_with(db, file, OTHER)


async def test_forms_stored_without_a_key_are_sealed_too(db: Database, file: Path) -> None:
    async with keyed(db, file) as keyless, keyless.writing() as tx:
        await tx.forms.save({FormKey(1, 1): FormRow("s", '{"a": "b"}')}, NOON)
    assert (await rotated(db))["forms"] == Rotated("forms", 1)
    assert not str((await kept(db))["forms"][0]["data"]).startswith("{")
    async with db.reading() as tx:
        assert await tx.forms.get(FormKey(1, 1)) == FormRow("s", '{"a": "b"}')


async def test_what_no_key_opens_is_counted_and_left(db: Database, file: Path) -> None:
    await many(db, 4)
    before = await kept(db)
    async with keyed(db, file, OTHER) as stranger:
        found = await rotated(stranger)
    assert found["stays"] == Rotated("stays", 0, 0, 4)
    assert await kept(db) == before
