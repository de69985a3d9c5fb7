"""Who chose something worth remembering. The id is Telegram's."""

from sqlalchemy import BigInteger, Column, SmallInteger, String, Table, text

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
    Column("moved_at", Moment, index=True),  # last set a language or place, or came back
    Column(
        "muted", String(60), nullable=False, server_default=text("''")
    ),  # topics, a comma around each
    Column("quiet_from", SmallInteger),  # an hour of his clocks; NULL: as everybody's
    Column("quiet_until", SmallInteger),
)
