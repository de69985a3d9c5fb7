"""/roles: who is on duty, as conversations of an admin, an operator and everybody else."""

from collections.abc import AsyncIterator

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.roles.callbacks import OpenRoles, TakeRole
from bot.settings import Settings
from bot.texts import Texts
from bot.words import long_date
from core.locale import Locale
from core.roles.role import Grant, Role
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept, toast

ADMIN, OPERATOR = 2001, 1001
GIVES = f"/roles {OPERATOR} operator KR RU until 2027-01-31"


@pytest.fixture
async def staffed(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    """The bot with an admin who has chosen Russian."""
    telegram = PretendTelegram()
    named = settings.model_copy(update={"admins": frozenset({ADMIN})})
    async with composition.running(named, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        world = World(telegram, app, clock)
        admin = world.visitor(ADMIN, language="ru", name="Оператор")
        await admin.writes("/start")
        await admin.taps("✓ Русский")
        yield world


@pytest.fixture
def admin(staffed: World) -> Visitor:
    return staffed.people[0]


async def grants(world: World) -> list[Grant]:
    async with world.db.reading() as tx:
        return await tx.grants.all()


async def test_the_list_tells_who_is_on_duty_and_how_to_give_a_role(
    admin: Visitor, says: Says
) -> None:
    words = await admin.writes("/roles")
    assert f"{ADMIN} · {says('admin', 'ru')}" in words
    assert says("named in the settings", "ru") in words
    assert "/roles 123456789 operator KR RU" in words
    assert says("The person finds his Telegram number under Settings, My data.", "ru") in words
    assert admin.buttons() == [says("🏠 Home", "ru")]  # nobody takes an admin away


async def test_a_role_is_given_and_its_bearer_is_told_in_his_language(
    staffed: World, admin: Visitor, says: Says, texts: Texts
) -> None:
    operator = staffed.visitor(OPERATOR, language="kk")
    await operator.starts()
    await operator.taps("✓ Қазақша")
    words = await admin.writes(GIVES)
    assert words.startswith(says("The role is given.", "ru"))
    with texts.speaking(Locale.RU):
        day = long_date(NOON.date().replace(2027, 1, 31))
    assert f"KR, RU, {says('until {date}', 'ru').format(date=day)}" in words
    assert operator.text.startswith(says("You were given a role in this bot."))
    assert f"{says('operator')}, KR, RU" in operator.text
    (kept_grant,) = await grants(staffed)
    assert (kept_grant.person_id, kept_grant.role) == (OPERATOR, Role.OPERATOR)
    assert kept_grant.countries == frozenset({"KR", "RU"})
    words = await admin.writes("/roles")
    assert f"{OPERATOR} · {says('operator', 'ru')}, KR, RU" in words


async def test_somebody_without_a_chat_gets_his_role_all_the_same(
    staffed: World, admin: Visitor, says: Says
) -> None:
    words = await admin.writes("/roles 777 observer all")
    assert words.startswith(says("The role is given.", "ru"))
    assert says("all countries", "ru") in words
    assert [one.person_id for one in await grants(staffed)] == [777]


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ("operator KR", "I cannot read whom: it begins with the person's Telegram number."),
        ("1001 <b>king</b> KR", "I cannot read the role. It is one of these words: {roles}."),
        ("1001 admin all", "Admins are named in the settings of the bot, not here."),
        ("1001 operator", "For which countries? Write their codes, or the word {all}."),
        (
            "1001 operator Korea",
            "I do not know one of these countries. Write two letters: {codes}.",
        ),
        (
            "1001 operator KR until soon",
            "I cannot read the last day, or it is not in the next five years.",
        ),
    ],
)
async def test_a_slip_is_told_with_how_it_is_written(
    staffed: World, admin: Visitor, says: Says, order: str, answer: str
) -> None:
    words = await admin.writes(f"/roles {order}")
    slip = says(answer, "ru").format(
        roles="editor, operator, observer", all="all", codes="KR, RU, QA"
    )
    assert words.startswith(slip)
    assert "/roles 123456789" in words
    assert await grants(staffed) == []


async def test_a_role_is_taken_away_when_asked_twice(
    staffed: World, admin: Visitor, says: Says
) -> None:
    await admin.writes(GIVES)
    await admin.writes("/roles")
    await admin.taps(f"🗑 {OPERATOR} · {says('operator', 'ru')}")
    assert len(await grants(staffed)) == 1
    await admin.taps(says("⬅️ Back", "ru"))
    await admin.taps(f"🗑 {OPERATOR} · {says('operator', 'ru')}")
    await admin.taps(says("🗑 Yes, take it away", "ru"))
    assert toast(admin) == says("The role is taken away.", "ru")
    assert await grants(staffed) == []
    await admin.taps_data(TakeRole(person=OPERATOR, role=Role.OPERATOR, sure=True).pack())
    assert toast(admin) == says("There is no such role to take away.", "ru")


async def test_an_admin_of_the_settings_stays_one(
    staffed: World, admin: Visitor, says: Says
) -> None:
    await admin.taps_data(TakeRole(person=ADMIN, role=Role.ADMIN, sure=True).pack())
    assert toast(admin) == says("There is no such role to take away.", "ru")
    assert (await admin.writes("/roles")).startswith(says("Roles", "ru"))


async def test_many_roles_are_turned_over(staffed: World, admin: Visitor) -> None:
    for number in range(1, 10):
        await admin.writes(f"/roles {number} observer all")
        staffed.people.clear()
    await admin.writes("/roles")
    assert "🗑 9 · " not in " ".join(admin.buttons())
    await admin.taps("▶️")
    assert "🗑 9 · " in " ".join(admin.buttons())
    await admin.taps_data(OpenRoles(page=-5).pack())
    assert "🗑 1 · " in " ".join(admin.buttons())


@pytest.mark.parametrize("role", ["", "operator"])
async def test_nobody_else_sees_gives_or_takes(
    staffed: World, admin: Visitor, says: Says, role: str
) -> None:
    if role:
        await admin.writes(f"/roles {OPERATOR} {role} all")
    before = await grants(staffed)
    other = staffed.visitor(OPERATOR)
    await other.starts()
    refused = says("This is for operators. An admin of the bot gives the role.")
    assert await other.writes("/roles") == refused
    assert await other.writes("/roles 1001 operator all") == refused
    for data in (OpenRoles(), TakeRole(person=OPERATOR, role=Role.OPERATOR)):
        await other.taps_data(data.pack())
        assert toast(other) == refused
    await other.taps_data(TakeRole(person=OPERATOR, role=Role.OPERATOR, sure=True).pack())
    assert toast(other) == refused
    assert await grants(staffed) == before
    assert ("grants" in await kept(staffed.db)) is bool(role)
