"""Days and hours people want to be reminded of. An id is never given twice: buttons carry it."""

from sqlalchemy import BigInteger, Column, Date, Integer, SmallInteger, String, Table

from db.tables.base import PERSON, Moment, metadata

deadlines = Table(
    "deadlines",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("person_id", BigInteger, nullable=False, index=True, info=PERSON),
    Column("kind", String(12), nullable=False),
    Column("due", Date),
    Column("hour", SmallInteger),
    Column("zone", String(40), nullable=False),
    Column("next_at", Moment, index=True),
    Column("snoozed_to", Moment),
    Column("created_at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
