"""Updates that stored something, kept for two days so that none is answered twice."""

from sqlalchemy import BigInteger, Boolean, Column, Table

from db.tables.base import Moment, metadata

receipts = Table(
    "receipts",
    metadata,
    Column("update_id", BigInteger, primary_key=True, autoincrement=False),
    Column("answering", Boolean, nullable=False),
    Column("stored_at", Moment, nullable=False, index=True),
)
