"""Brigades and who joined them; the only names are sealed first names."""

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table

from db.tables.base import PERSON, Moment, Sealed, metadata

teams = Table(
    "teams",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("leader_id", BigInteger, nullable=False, index=True, info=PERSON),
    Column("country", String(2), nullable=False),
    Column("city", String(80)),
    Column("created_at", Moment, nullable=False),
    Column("sealed", Sealed, nullable=False),
)

team_members = Table(
    "team_members",
    metadata,
    Column("code", ForeignKey(teams.c.code, ondelete="CASCADE"), primary_key=True),
    Column(
        "person_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        index=True,
        info=PERSON,
    ),
    Column("joined_at", Moment, nullable=False),
    Column("sealed", Sealed, nullable=False),
)
