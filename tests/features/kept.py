"""What is committed, seen through a transaction of the test's own."""

from collections.abc import Mapping

from sqlalchemy import select

from db.database import Database
from db.tables import metadata
from pretend.visitor import Visitor

Row = Mapping[str, object]


async def kept(db: Database) -> dict[str, list[Row]]:
    """Every row of every table that has any."""
    found: dict[str, list[Row]] = {}
    async with db.reader.begin() as connection:
        for table in metadata.sorted_tables:
            result = await connection.execute(select(table))
            rows: list[Row] = [dict(row) for row in result.mappings()]
            if rows:
                found[table.name] = rows
    return found


async def tables_naming(db: Database, person_id: int) -> set[str]:
    """The tables in which any field of any row carries the person's id."""
    return {
        table
        for table, rows in (await kept(db)).items()
        if any(str(person_id) in str(value) for row in rows for value in row.values())
    }


async def person_row(db: Database, person_id: int) -> Row | None:
    rows = (await kept(db)).get("people", [])
    return next((row for row in rows if row["id"] == person_id), None)


def toast(visitor: Visitor) -> str:
    """What was shown over the chat after the last tap."""
    assert visitor.answer is not None, "the tap was never answered"
    return visitor.answer.text
