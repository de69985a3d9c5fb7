"""Who chose something worth remembering. The id is Telegram's."""

from sqlalchemy import BigInteger, Column, String, Table

from db.tables.base import PERSON, Moment, metadata

people = Table(
    "people",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column("language", String(2), nullable=False),
    Column("country", String(2)),
    Column("city", String(80)),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("blocked_at", Moment),
)
