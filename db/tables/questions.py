"""What people asked in their own words and how it went. Names nobody."""

from sqlalchemy import Column, Integer, String, Table, Text

from db.tables.base import Moment, metadata

unanswered = Table(
    "unanswered",
    metadata,
    Column("cluster", String(16), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("words", Text, nullable=False),
    Column("country", String(2)),
    Column("times", Integer, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
)

answer_votes = Table(
    "answer_votes",
    metadata,
    Column("cluster", String(16), primary_key=True),
    Column("answer", String(60), primary_key=True),
    Column("words", Text, nullable=False),
    Column("helped", Integer, nullable=False),
    Column("missed", Integer, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
)
