"""Forms being filled in: one row for a person in one chat, gone when the form is done."""

from sqlalchemy import BigInteger, Column, String, Table, Text

from db.tables.base import Moment, metadata

forms = Table(
    "forms",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("destiny", String(40), primary_key=True),
    Column("state", String(120)),
    Column("data", Text, nullable=False),
    Column("saved_at", Moment, nullable=False),
)
