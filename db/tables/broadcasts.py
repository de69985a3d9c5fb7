"""Broadcasts, a row for each recipient, and what people answered to a safety check."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from db.tables.base import PERSON, Moment, metadata

DUE = text("due_at IS NOT NULL")
"""Few rows wait for an hour: an index of these alone costs the rest nothing."""
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", _NUMBER, primary_key=True),
    Column("state", String(12), nullable=False, index=True),
    Column("kind", String(8), nullable=False),
    Column("topic", String(12)),
    Column("author_id", BigInteger, nullable=False),  # an operator's duty is remembered
    Column("confirmed_by", BigInteger),
    Column("zone", String(40), nullable=False),
    Column("content", Text, nullable=False),  # versions, fall-backs: JSON of db/broadcast_json.py
    Column("audience", Text, nullable=False),  # JSON, as above
    Column("digest", String(64)),  # of content and audience, for the guard against sending twice
    Column("drill", Boolean, nullable=False),
    Column("paid", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("started_at", Moment),
    Column("finished_at", Moment),
    Column("cursor", BigInteger, nullable=False),  # while PLANNING: the last person looked at
    Column("planned", Integer, nullable=False),
    Column("left_out", Text, nullable=False),  # while PLANNING and after: JSON of counts by reason
    Column("edition", Integer, nullable=False),
    Column("recalled_at", Moment),
    Column("revising", Boolean, nullable=False),  # edited or recalled, and not yet with everybody
    Column("in_force", Boolean, nullable=False),
    Column("joined_until", Moment),  # late joiners were looked for up to this moment
    Column("fault", String(40)),
    Column("progress_chat", BigInteger),
    Column("progress_message", BigInteger),
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column(
        "broadcast_id", _NUMBER, ForeignKey("broadcasts.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, info=PERSON),
    Column("state", String(12), nullable=False),
    Column("turn", BigInteger, nullable=False),  # core/broadcasts/order.py; the least goes first
    Column("language", String(2), nullable=False),  # of the version he gets
    Column("country", String(2)),  # where he was when he was listed: the words speak of it
    Column("city", String(80)),
    Column("due_at", Moment),
    Column("attempts", SmallInteger, nullable=False),
    Column("repeated", Boolean, nullable=False),
    Column("claim", String(16)),
    Column("lease_until", Moment),
    Column("message_ids", String(120)),  # Telegram's, with commas between
    Column("first_message_id", BigInteger),
    Column("reason", String(16)),
    Column("detail", String(120)),
    Column("settled_at", Moment),
    Column("edition", Integer, nullable=False),
    Column("edit_failed", String(40)),
    Column("recalled", Boolean),  # True: deleted; False: Telegram would not; None: not tried
    Index("ix_deliveries_turn", "broadcast_id", "state", "turn"),
    Index(
        "ix_deliveries_due",
        "broadcast_id",
        "state",
        "due_at",
        "turn",
        sqlite_where=DUE,
        postgresql_where=DUE,
    ),
    Index(
        "ix_deliveries_repeated",
        "broadcast_id",
        sqlite_where=text("repeated = 1"),
        postgresql_where=text("repeated"),
    ),
    Index("ix_deliveries_person_id", "person_id"),
)

check_answers = Table(
    "check_answers",
    metadata,
    Column(
        "broadcast_id", _NUMBER, ForeignKey("broadcasts.id", ondelete="CASCADE"), primary_key=True
    ),
    Column(
        "person_id",
        BigInteger,
        primary_key=True,
        autoincrement=False,
        index=True,
        info=PERSON,
    ),
    Column("answer", String(8), nullable=False),
    Column("answered_at", Moment, nullable=False),
    Column("told", String(8)),  # the answer that somebody who runs the bot has heard of
    Column("told_at", Moment),  # and when
)
