"""Brigades and their members; names only with a key."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.teams.team import Member, Team
from db.database import Database, Unavailable
from tests.conftest import NOON
from tests.db.personal import team
from tests.features.kept import kept

LATER = NOON + timedelta(hours=3)
OURS, THEIRS = team("OURS", 1001), replace(team("THEIRS", 1002), city=None, leader="")
AYGUL, ERLAN = Member(2001, "Айгүл", LATER), Member(2002, "Ерлан", NOON)


@pytest.fixture(autouse=True)
async def two_teams(db: Database) -> None:
    async with db.writing() as tx:
        await tx.teams.create(OURS)
        await tx.teams.create(THEIRS)


async def members(db: Database, code: str) -> list[Member]:
    async with db.reading() as tx:
        return await tx.teams.members(code)


async def joined(db: Database, person_id: int) -> list[Team]:
    async with db.reading() as tx:
        return await tx.teams.memberships(person_id)


async def join(db: Database, code: str, *people: Member) -> None:
    async with db.writing() as tx:
        for one in people:
            await tx.teams.join(code, one)


async def test_a_team_comes_back_as_founded(db: Database) -> None:
    async with db.reading() as tx:
        assert await tx.teams.get("OURS") == OURS
        assert await tx.teams.get("THEIRS") == THEIRS
        assert await tx.teams.get("NONE") is None
        assert await tx.teams.of_leader(1001) == OURS
        assert await tx.teams.of_leader(2001) is None


async def test_members_come_in_the_order_they_joined(db: Database) -> None:
    await join(db, "OURS", AYGUL, ERLAN)
    assert await members(db, "OURS") == [ERLAN, AYGUL]
    assert await members(db, "THEIRS") == []


async def test_joining_again_changes_nothing(db: Database) -> None:
    await join(db, "OURS", AYGUL, Member(2001, "Other", NOON))
    assert await members(db, "OURS") == [AYGUL]


async def test_nobody_joins_what_is_not_there(db: Database) -> None:
    with pytest.raises(Unavailable, match="IntegrityError"):
        await join(db, "NONE", AYGUL)


async def test_memberships_the_last_one_first(db: Database) -> None:
    await join(db, "OURS", Member(2001, "Айгүл", NOON))
    await join(db, "THEIRS", AYGUL)
    assert await joined(db, 2001) == [THEIRS, OURS]
    assert await joined(db, 1001) == []


async def test_leaving_takes_one_person_out_of_one_team(db: Database) -> None:
    await join(db, "OURS", AYGUL, ERLAN)
    await join(db, "THEIRS", AYGUL)
    async with db.writing() as tx:
        await tx.teams.leave("OURS", 2001)
    assert await members(db, "OURS") == [ERLAN]
    assert await joined(db, 2001) == [THEIRS]


async def test_a_removed_team_goes_with_its_members(db: Database) -> None:
    await join(db, "OURS", AYGUL)
    await join(db, "THEIRS", ERLAN)
    async with db.writing() as tx:
        await tx.teams.remove("OURS")
    rows = await kept(db)
    assert [row["code"] for row in rows["teams"]] == ["THEIRS"]
    assert [row["person_id"] for row in rows["team_members"]] == [2002]


async def test_without_its_key_a_name_is_empty(db: Database, file: Path) -> None:
    await join(db, "OURS", AYGUL)
    keyless = Database.at(f"sqlite+aiosqlite:///{file}", db.clock)
    async with keyless.reading() as tx:
        assert await tx.teams.get("OURS") == replace(OURS, leader="")
        assert await tx.teams.members("OURS") == [replace(AYGUL, name="")]
    with pytest.raises(RuntimeError, match="without a key"):
        await join(keyless, "OURS", ERLAN)
    await keyless.close()
