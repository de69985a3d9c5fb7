"""Editing: reported mistakes, files Telegram already holds."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    own_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "mistakes",
        sa.Column("id", own_id, nullable=False),
        sa.Column("article", sa.String(length=60), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistakes")),
        sa.UniqueConstraint("update_id", name=op.f("uq_mistakes_update_id")),
    )
    op.create_index(op.f("ix_mistakes_reported_at"), "mistakes", ["reported_at"])
    op.create_table(
        "kept_files",
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_kept_files")),
    )


def downgrade() -> None:
    op.drop_table("kept_files")
    op.drop_index(op.f("ix_mistakes_reported_at"), table_name="mistakes")
    op.drop_table("mistakes")
