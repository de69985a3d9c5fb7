"""What a person agreed to: which words, and when."""

from sqlalchemy import BigInteger, Column, String, Table

from db.tables.base import PERSON, Moment, metadata

consents = Table(
    "consents",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column("purpose", String(8), primary_key=True),
    Column("version", String(20), nullable=False),
    Column("given_at", Moment, nullable=False),
)
