"""Broadcasts and their recipients, safety checks, topics switched off, quiet hours, roles."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _people()
    _broadcasts()
    _deliveries()
    _check_answers()
    _roles()


def _people() -> None:
    op.add_column("people", sa.Column("moved_at", MOMENT, nullable=True))
    op.add_column(
        "people",
        sa.Column("muted", sa.String(length=60), server_default=sa.text("''"), nullable=False),
    )
    op.add_column("people", sa.Column("quiet_from", sa.SmallInteger(), nullable=True))
    op.add_column("people", sa.Column("quiet_until", sa.SmallInteger(), nullable=True))
    op.create_index(op.f("ix_people_moved_at"), "people", ["moved_at"])


def _broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", NUMBERED, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.String(length=12), nullable=True),
        sa.Column("author_id", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", sa.BigInteger(), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("started_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("cursor", sa.BigInteger(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("recalled_at", MOMENT, nullable=True),
        sa.Column("revising", sa.Boolean(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("joined_until", MOMENT, nullable=True),
        sa.Column("fault", sa.String(length=40), nullable=True),
        sa.Column("progress_chat", sa.BigInteger(), nullable=True),
        sa.Column("progress_message", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_broadcasts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_broadcasts_state"), "broadcasts", ["state"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("broadcast_id", NUMBERED, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("attempts", sa.SmallInteger(), nullable=False),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("claim", sa.String(length=16), nullable=True),
        sa.Column("lease_until", MOMENT, nullable=True),
        sa.Column("message_ids", sa.String(length=120), nullable=True),
        sa.Column("first_message_id", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=16), nullable=True),
        sa.Column("detail", sa.String(length=120), nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("edit_failed", sa.String(length=40), nullable=True),
        sa.Column("recalled", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcasts.id"],
            name=op.f("fk_deliveries_broadcast_id_broadcasts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name=op.f("pk_deliveries")),
    )
    _ways_to_deliveries()


def _ways_to_deliveries() -> None:
    op.create_index("ix_deliveries_turn", "deliveries", ["broadcast_id", "state", "turn"])
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["broadcast_id", "state", "due_at", "turn"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_repeated",
        "deliveries",
        ["broadcast_id"],
        sqlite_where=sa.text("repeated = 1"),
        postgresql_where=sa.text("repeated"),
    )
    op.create_index("ix_deliveries_person_id", "deliveries", ["person_id"])


def _check_answers() -> None:
    op.create_table(
        "check_answers",
        sa.Column("broadcast_id", NUMBERED, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(length=8), nullable=False),
        sa.Column("answered_at", MOMENT, nullable=False),
        sa.Column("told", sa.String(length=8), nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcasts.id"],
            name=op.f("fk_check_answers_broadcast_id_broadcasts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("broadcast_id", "person_id", name=op.f("pk_check_answers")),
    )
    op.create_index(op.f("ix_check_answers_person_id"), "check_answers", ["person_id"])


def _roles() -> None:
    op.create_table(
        "grants",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("countries", sa.String(length=800), nullable=True),
        sa.Column("given_by", sa.BigInteger(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("person_id", "role", name=op.f("pk_grants")),
    )
    op.create_table(
        "audit",
        sa.Column("id", NUMBERED, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=24), nullable=False),
        sa.Column("about", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_at"), table_name="audit")
    for table in ("audit", "grants"):
        op.drop_table(table)
    op.drop_index(op.f("ix_check_answers_person_id"), table_name="check_answers")
    op.drop_table("check_answers")
    for index in ("person_id", "repeated", "due", "turn"):
        op.drop_index(f"ix_deliveries_{index}", table_name="deliveries")
    op.drop_table("deliveries")
    op.drop_index(op.f("ix_broadcasts_state"), table_name="broadcasts")
    op.drop_table("broadcasts")
    op.drop_index(op.f("ix_people_moved_at"), table_name="people")
    for column in ("quiet_until", "quiet_from", "muted", "moved_at"):
        op.drop_column("people", column)
