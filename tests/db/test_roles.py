"""Roles that were given, and the record of what was done."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from core.roles.audit import Audited
from core.roles.role import Grant, Role
from db.database import Database
from db.tables.roles import grants
from tests.conftest import NOON

ALL = Grant(7, Role.OPERATOR, None, 1, NOON)
SOME = Grant(7, Role.OBSERVER, frozenset({"KR", "RU"}), 1, NOON, NOON + timedelta(days=1))
NONE = Grant(8, Role.OPERATOR, frozenset(), 1, NOON - timedelta(days=1))


async def test_a_role_is_given_changed_and_taken(db: Database) -> None:
    async with db.writing() as tx:
        for one in (ALL, SOME, NONE):
            await tx.grants.give(one)
    bound = replace(ALL, countries=frozenset({"QA"}), given_by=2)
    async with db.writing() as tx:
        assert await tx.grants.of(7) == [SOME, ALL]
        assert await tx.grants.all() == [NONE, SOME, ALL]
        await tx.grants.give(bound)
        assert await tx.grants.of(7) == [SOME, bound]
        assert await tx.grants.take(7, Role.OPERATOR)
        assert not await tx.grants.take(7, Role.OPERATOR)
        assert await tx.grants.of(7) == [SOME]
        await tx.grants.drop_expired(NOON)
        assert await tx.grants.all() == [NONE, SOME]
        await tx.grants.drop_expired(NOON + timedelta(days=1))
        assert await tx.grants.all() == [NONE]


async def test_no_country_is_not_every_country(db: Database) -> None:
    async with db.writing() as tx:
        await tx.grants.give(NONE)
        assert [one.countries for one in await tx.grants.of(8)] == [frozenset()]


async def test_a_role_nobody_knows_gives_no_right(db: Database) -> None:
    async with db.writing() as tx:
        await tx.grants.give(ALL)
    async with db.writer.begin() as connection:
        await connection.execute(update(grants).values(role="emperor"))
    async with db.reading() as tx:
        assert await tx.grants.of(7) == []
        assert await tx.grants.all() == []


async def test_the_record_has_the_newest_first_and_cuts_what_is_too_long(db: Database) -> None:
    async with db.writing() as tx:
        await tx.audit.write(NOON, 7, "confirm", "11")
        await tx.audit.write(NOON, 8, "role" * 9, "x" * 99, "y" * 999)
        one, two = await tx.audit.newest(5)
        assert await tx.audit.newest(1) == [one]
    assert replace(two, id=0) == Audited(0, NOON, 7, "confirm", "11")
    assert replace(one, id=0) == Audited(0, NOON, 8, "role" * 6, "x" * 40, "y" * 400)
