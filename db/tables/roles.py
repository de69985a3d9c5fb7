"""Who may do what, and what was done. The ids in them are of people on duty."""

from sqlalchemy import BigInteger, Column, Integer, String, Table

from db.tables.base import PERSON, Moment, metadata

grants = Table(
    "grants",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column("role", String(12), primary_key=True),
    Column("countries", String(800)),  # ISO codes with commas between; NULL: all
    Column("given_by", BigInteger, nullable=False),
    Column("given_at", Moment, nullable=False),
    Column("until", Moment),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("actor_id", BigInteger, nullable=False),
    Column("action", String(24), nullable=False),
    Column("about", String(40), nullable=False),
    Column("detail", String(400), nullable=False),
    sqlite_autoincrement=True,
)
