"""Roles that are given, held, taken away, and what of it is written down."""

from datetime import timedelta

import pytest

from bot.services.roles import SETTINGS, Roles, grants_in
from core.locale import Locale
from core.people.person import Person
from core.refusal import Refusal
from core.roles.order import Slip
from core.roles.role import Grant, Role
from db.database import Database
from tests.conftest import NOON, MovedClock

ADMIN, OTHER, CITIZEN = (Person(number, Locale.KK) for number in (2001, 2002, 1001))
KNOWN = ("KZ", "KR", "RU")


@pytest.fixture
def roles(db: Database, clock: MovedClock) -> Roles:
    return Roles(db, clock, frozenset({ADMIN.id, OTHER.id}))


async def given(roles: Roles, words: str) -> Grant:
    found = await roles.order(ADMIN, words, KNOWN)
    assert isinstance(found, Grant)
    return found


async def written(roles: Roles) -> list[tuple[int, str, str, str]]:
    async with roles.db.reading() as tx:
        return [
            (one.actor_id, one.action, one.about, one.detail) for one in await tx.audit.newest(9)
        ]


async def test_admins_are_those_of_the_settings(roles: Roles) -> None:
    (found,) = await roles.grants_of(ADMIN.id)
    assert (found.role, found.countries, found.given_by) == (Role.ADMIN, None, SETTINGS)
    assert await roles.grants_of(CITIZEN.id) == ()


async def test_a_row_makes_no_admin(roles: Roles) -> None:
    """Whoever can write a row still has to be named in the settings."""
    async with roles.db.writing() as tx:
        await tx.grants.give(Grant(CITIZEN.id, Role.ADMIN, None, CITIZEN.id, NOON))
    assert await roles.grants_of(CITIZEN.id) == ()
    with pytest.raises(Refusal):
        await roles.listed(CITIZEN)
    assert {one.person_id for one in await roles.listed(ADMIN)} == {ADMIN.id, OTHER.id}


async def test_a_role_is_given_and_written_down(roles: Roles) -> None:
    grant = await given(roles, "1001 operator RU KR until 2027-01-31")
    assert await roles.grants_of(CITIZEN.id) == (grant,)
    assert (grant.given_by, grant.given_at) == (ADMIN.id, NOON)
    assert (await roles.listed(OTHER))[2:] == [grant]
    assert await written(roles) == [
        (ADMIN.id, "role.give", "1001", "operator until 2027-01-31 KR RU")
    ]


async def test_the_last_word_on_a_role_counts(roles: Roles) -> None:
    await given(roles, "1001 operator KR")
    grant = await given(roles, "1001 operator all")
    assert await roles.grants_of(CITIZEN.id) == (grant,)
    await given(roles, "1001 editor RU")
    assert {one.role for one in await roles.grants_of(CITIZEN.id)} == {Role.OPERATOR, Role.EDITOR}


async def test_a_role_ends_by_itself(roles: Roles, clock: MovedClock) -> None:
    grant = await given(roles, f"1001 operator KR until {NOON.date()}")
    assert grant.until is not None
    clock.at = grant.until - timedelta(seconds=1)
    assert await roles.grants_of(CITIZEN.id) == (grant,)
    clock.at = grant.until
    async with roles.db.reading() as tx:
        assert await grants_in(tx, CITIZEN.id, roles.admins, clock()) == ()


async def test_a_slip_gives_nothing(roles: Roles) -> None:
    assert await roles.order(ADMIN, "1001 operator Korea", KNOWN) is Slip.COUNTRY
    assert await roles.grants_of(CITIZEN.id) == ()
    assert await written(roles) == []


async def test_a_role_is_taken_away(roles: Roles) -> None:
    await given(roles, "1001 operator KR")
    assert await roles.take(OTHER, CITIZEN.id, Role.OPERATOR)
    assert await roles.grants_of(CITIZEN.id) == ()
    assert not await roles.take(OTHER, CITIZEN.id, Role.OPERATOR)
    assert (await written(roles))[0] == (OTHER.id, "role.take", "1001", "operator")
    assert len(await written(roles)) == 2


async def test_nobody_takes_an_admin_of_the_settings(roles: Roles) -> None:
    assert not await roles.take(OTHER, ADMIN.id, Role.ADMIN)
    assert len(await roles.grants_of(ADMIN.id)) == 1
    assert await written(roles) == []


@pytest.mark.parametrize("role", [None, "operator", "observer", "editor"])
async def test_only_admins_see_give_and_take(roles: Roles, role: str | None) -> None:
    if role:
        await given(roles, f"1001 {role} all")
    before = await written(roles)
    for attempt in (
        roles.listed(CITIZEN),
        roles.order(CITIZEN, "1001 operator all", KNOWN),
        roles.order(CITIZEN, "nonsense", KNOWN),
        roles.take(CITIZEN, CITIZEN.id, Role.OPERATOR),
    ):
        with pytest.raises(Refusal) as refusal:
            await attempt
        assert refusal.value.code == "not_allowed"
    assert await written(roles) == before
