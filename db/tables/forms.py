"""Forms being filled in: one row for a person in one chat, gone when the form is done.

A private chat's id is the person's.
"""

from sqlalchemy import BigInteger, Column, String, Table

from db.tables.base import PERSON, Moment, Sealed, metadata

forms = Table(
    "forms",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column(
        "person_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        index=True,
        info=PERSON,
    ),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("destiny", String(40), primary_key=True),
    Column("state", String(120)),
    Column("data", Sealed, nullable=False),
    Column("saved_at", Moment, nullable=False),
)
