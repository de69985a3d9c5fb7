"""What people tell: an article helped or not, a number does not answer, where they came from."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, String, Table

from db.tables.base import PERSON, Moment, metadata

votes = Table(
    "votes",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column("article", String(60), primary_key=True),
    Column("helped", Boolean, nullable=False),
    Column("voted_at", Moment, nullable=False),
)

number_reports = Table(
    "number_reports",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column("mission", String(60), primary_key=True),
    Column("number", String(20), primary_key=True),
    Column("reported_at", Moment, nullable=False),
)

arrivals = Table(
    "arrivals",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("count", Integer, nullable=False),
)
