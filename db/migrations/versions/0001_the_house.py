"""The house: people, forms, receipts, feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _create_people()
    _create_receipts()
    _create_feedback()


def _create_people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("blocked_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "forms",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("destiny", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=120), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint(
            "chat_id", "person_id", "thread_id", "destiny", name=op.f("pk_forms")
        ),
    )
    op.create_index(op.f("ix_forms_person_id"), "forms", ["person_id"])


def _create_receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("update_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answering", sa.Boolean(), nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("update_id", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_stored_at"), "receipts", ["stored_at"])


def _create_feedback() -> None:
    op.create_table(
        "votes",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.String(length=60), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("voted_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "article", name=op.f("pk_votes")),
    )
    op.create_table(
        "number_reports",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mission", sa.String(length=60), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reported_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "mission", "number", name=op.f("pk_number_reports")),
    )
    op.create_table(
        "arrivals",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("source", "day", name=op.f("pk_arrivals")),
    )


def downgrade() -> None:
    for table in ("arrivals", "number_reports", "votes"):
        op.drop_table(table)
    op.drop_index(op.f("ix_receipts_stored_at"), table_name="receipts")
    op.drop_table("receipts")
    op.drop_index(op.f("ix_forms_person_id"), table_name="forms")
    op.drop_table("forms")
    op.drop_table("people")
