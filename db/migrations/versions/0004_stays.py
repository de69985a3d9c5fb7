"""Registered stays, consents, brigades, deadlines, and the messages that wait to be sent."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBERED = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _stays()
    _consents()
    _teams()
    _deadlines()
    _notices()


def _stays() -> None:
    op.create_table(
        "stays",
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("registered_by", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ending", sa.String(length=8), nullable=True),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_stays")),
    )
    for column in ("person_id", "registered_by", "next_at"):
        op.create_index(op.f(f"ix_stays_{column}"), "stays", [column])
    still_open = sa.text("status IN ('active', 'asked')")
    op.create_index(
        "ix_stays_open",
        "stays",
        ["person_id"],
        unique=True,
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("leader_id", sa.BigInteger(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_teams")),
    )
    op.create_index(op.f("ix_teams_leader_id"), "teams", ["leader_id"])
    op.create_table(
        "team_members",
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code"],
            ["teams.code"],
            name=op.f("fk_team_members_code_teams"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("code", "person_id", name=op.f("pk_team_members")),
    )
    op.create_index(op.f("ix_team_members_person_id"), "team_members", ["person_id"])


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person_id", "purpose", name=op.f("pk_consents")),
    )


def _deadlines() -> None:
    op.create_table(
        "deadlines",
        sa.Column("id", NUMBERED, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("hour", sa.SmallInteger(), nullable=True),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("snoozed_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_deadlines_person_id"), "deadlines", ["person_id"])
    op.create_index(op.f("ix_deadlines_next_at"), "deadlines", ["next_at"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", NUMBERED, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=24), nullable=False),
        sa.Column("zone", sa.String(length=40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "person_id", "kind", "about", name=op.f("uq_notices_person_id_kind_about")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_notices_due_at"), "notices", ["due_at"])


def downgrade() -> None:
    for table, indexes in (
        ("notices", ("ix_notices_due_at",)),
        ("deadlines", ("ix_deadlines_next_at", "ix_deadlines_person_id")),
        ("team_members", ("ix_team_members_person_id",)),
        ("teams", ("ix_teams_leader_id",)),
        ("consents", ()),
        (
            "stays",
            (
                "ix_stays_open",
                "ix_stays_next_at",
                "ix_stays_registered_by",
                "ix_stays_person_id",
            ),
        ),
    ):
        for index in indexes:
            op.drop_index(index, table_name=table)
        op.drop_table(table)
