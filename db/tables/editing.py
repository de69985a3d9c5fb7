"""What readers report about the content, and files Telegram already holds."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, Text

from db.tables.base import Moment, metadata

mistakes = Table(
    "mistakes",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("article", String(60)),
    Column("words", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("reported_at", Moment, nullable=False, index=True),
    Column("update_id", BigInteger, unique=True),
)

kept_files = Table(
    "kept_files",
    metadata,
    Column("name", String(60), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("file_id", String(200), nullable=False),
)
