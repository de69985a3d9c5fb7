"""Registered stays abroad. Who and what is personal goes with time, the rest stays."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, String, Table, text

from db.tables.base import PERSON, Moment, Sealed, metadata

OPEN = text("status IN ('active', 'asked')")

stays = Table(
    "stays",
    metadata,
    Column("number", String(12), primary_key=True),
    Column("person_id", BigInteger, index=True, info=PERSON),
    Column("registered_by", BigInteger, index=True, info=PERSON),
    Column("status", String(8), nullable=False),
    Column("country", String(2), nullable=False),
    Column("city", String(80)),
    Column("zone", String(40), nullable=False),
    Column("purpose", String(8), nullable=False),
    Column("since", Date),
    Column("until", Date, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("counted_from", Moment, nullable=False),
    Column("reminded", Boolean, nullable=False),
    Column("ended_at", Moment),
    Column("ending", String(8)),
    Column("next_at", Moment, index=True),
    Column("sealed", Sealed),
    Index(
        "ix_stays_open",
        "person_id",
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    ),
)
