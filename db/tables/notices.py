"""Messages that wait for their moment. An id is never given twice: who sends one tells by it."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, UniqueConstraint

from db.tables.base import PERSON, Moment, metadata

notices = Table(
    "notices",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("person_id", BigInteger, nullable=False, info=PERSON),
    Column("kind", String(16), nullable=False),
    Column("about", String(24), nullable=False),
    Column("zone", String(40), nullable=False),
    Column("due_at", Moment, nullable=False, index=True),
    Column("first_due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", Moment),
    UniqueConstraint("person_id", "kind", "about"),
    sqlite_autoincrement=True,
)
