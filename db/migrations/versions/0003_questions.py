"""Questions: what could not be answered, and which answers helped."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unanswered",
        sa.Column("cluster", sa.String(length=16), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cluster", "language", name=op.f("pk_unanswered")),
    )
    op.create_index(op.f("ix_unanswered_last_at"), "unanswered", ["last_at"])
    op.create_table(
        "answer_votes",
        sa.Column("cluster", sa.String(length=16), nullable=False),
        sa.Column("answer", sa.String(length=60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("cluster", "answer", name=op.f("pk_answer_votes")),
    )
    op.create_index(op.f("ix_answer_votes_last_at"), "answer_votes", ["last_at"])


def downgrade() -> None:
    op.drop_index(op.f("ix_answer_votes_last_at"), table_name="answer_votes")
    op.drop_table("answer_votes")
    op.drop_index(op.f("ix_unanswered_last_at"), table_name="unanswered")
    op.drop_table("unanswered")
