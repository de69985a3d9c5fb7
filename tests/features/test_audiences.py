"""An operator chooses by buttons who a broadcast is for; the screen says it in words."""

from collections.abc import AsyncIterator

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.audiences.callbacks import Choose, OpenPart
from bot.features.broadcasts.callbacks import OpenAudience
from bot.settings import Settings
from core.broadcasts.audience import Audience, Register, Team
from core.broadcasts.broadcast import Broadcast, Place
from core.broadcasts.choosing import Part
from core.locale import Locale
from core.roles.role import Grant, Role
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says

ADMIN, BOUND = 2001, 2002


@pytest.fixture
async def staffed(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    """The bot with an admin, and an operator for Korea and Qatar."""
    telegram = PretendTelegram()
    named = settings.model_copy(update={"admins": frozenset({ADMIN})})
    async with composition.running(named, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        world = World(telegram, app, clock)
        countries = frozenset({"KR", "QA"})
        async with world.db.writing() as tx:
            await tx.grants.give(Grant(BOUND, Role.OPERATOR, countries, ADMIN, NOON))
        yield world


async def drafted(world: World, audience: Audience) -> int:
    async with world.db.writing() as tx:
        draft = Broadcast(ADMIN, NOON, "Asia/Almaty", audience=audience)
        return (await tx.broadcasts.add(draft)).id


async def kept(world: World, number: int) -> Broadcast:
    async with world.db.reading() as tx:
        found = await tx.broadcasts.get(number)
    assert found is not None
    return found


async def test_an_audience_is_put_together_and_told_in_words(
    staffed: World, says: Says, named: Says
) -> None:
    operator = staffed.visitor(ADMIN, language="ru")
    await operator.starts()
    number = await drafted(staffed, Audience())

    async def chooses(part: str, *labels: str) -> str:
        await operator.taps(says(part, "ru"))
        for label in labels:
            await operator.taps(label)
        return await operator.taps(says("⬅️ Back", "ru"))

    words = await operator.taps_data(OpenAudience(number=number).pack())
    assert says("Everybody the bot knows", "ru") in words
    assert says("🏙 Cities", "ru") not in operator.buttons()  # of which country?
    words = await chooses("🌍 Countries", "▶️", "◀️", named("KR", "ru"))
    assert says("People in {countries}", "ru").format(countries="Республика Корея") in words
    await chooses("🏙 Cities", "Ансан", "Тэгу", "✓ Тэгу")
    await chooses("🗣 Language", "русский")
    await chooses("📝 Registered", says("Only registered", "ru"))
    await chooses("👥 Brigades", says("Leaders of brigades", "ru"))
    await chooses("🕓 Last seen", says("In {days} days", "ru").format(days=30))
    await chooses("➖ Cities left out", "Инчхон")
    await operator.taps(says("🎯 Where it happened", "ru"))
    await operator.taps(named("KR", "ru"))
    await operator.taps(says("🏙 The city", "ru"))
    words = await operator.taps("Ансан")
    assert "Республика Корея, Ансан" in words
    found = await kept(staffed, number)
    assert found.affected == Place("KR", "ansan")
    assert found.audience == Audience(
        countries=frozenset({"KR"}),
        cities=frozenset({"ansan"}),
        languages=frozenset({Locale.RU}),
        register=Register.OPEN,
        team=Team.LEADER,
        active_days=30,
        without_cities=frozenset({"incheon"}),
    )
    for part in ("Ансан", "русский", "30", "Инчхон", says("leaders of brigades", "ru")):
        assert part in words


async def test_a_mission_stands_for_its_cities(
    staffed: World, says: Says, content: Content
) -> None:
    operator = staffed.visitor(ADMIN, language="kk")
    await operator.starts()
    number = await drafted(staffed, Audience(countries=frozenset({"KR"})))
    await operator.taps_data(OpenAudience(number=number).pack())
    await operator.taps(says("🏛 Of a mission"))
    busan = content.missions["kr-busan-cg"].title.kk
    assert content.missions["kr-honorary"].title.kk not in operator.buttons()
    words = await operator.taps(busan)
    assert busan in words
    assert "Пусан" in words
    assert "Ансан" not in words
    assert "busan" in (await kept(staffed, number)).audience.cities
    await operator.taps(f"✓ {busan}")
    assert (await kept(staffed, number)).audience == Audience(countries=frozenset({"KR"}))


async def test_an_old_button_does_what_it_says(staffed: World, named: Says) -> None:
    operator = staffed.visitor(ADMIN, language="en")
    await operator.starts()
    number = await drafted(staffed, Audience())
    await operator.taps_data(OpenPart(number=number, part=Part.COUNTRY).pack())
    korea = Choose(number=number, part=Part.COUNTRY, value="KR", on=True).pack()
    for _twice in range(2):
        await operator.taps_data(korea)
        assert f"✓ {named('KR', 'en')}" in operator.buttons()
    assert (await kept(staffed, number)).audience.countries == {"KR"}


async def test_who_is_bound_sees_and_gets_only_his(
    staffed: World, says: Says, named: Says
) -> None:
    operator = staffed.visitor(BOUND, language="kk")
    await operator.starts()
    mine = Audience(countries=frozenset({"KR"}))
    number = await drafted(staffed, mine)
    await operator.taps_data(OpenAudience(number=number).pack())
    await operator.taps(says("🌍 Countries"))
    shown = [one for one in operator.buttons() if one not in {says("⬅️ Back"), says("🏠 Home")}]
    assert shown == [f"✓ {named('KR')}", named("QA")]
    for forged in (
        Choose(number=number, part=Part.COUNTRY, value="GB", on=True),
        Choose(number=number, part=Part.COUNTRY, value="KR", on=False),
        Choose(number=number, part=Part.MISSION, value="gb-london-embassy", on=True),
        Choose(number=number, part=Part.CITY, value="x' OR 1", on=True),
    ):
        before = operator.last
        await operator.taps_data(forged.pack())
        assert operator.answer is not None
        assert operator.answer.text
        assert operator.last == before
    assert (await kept(staffed, number)).audience == mine


async def test_a_citizen_opens_no_desk(staffed: World) -> None:
    number = await drafted(staffed, Audience())
    citizen = staffed.visitor()
    await citizen.starts()
    before = citizen.last
    for forged in (
        OpenAudience(number=number),
        OpenPart(number=number, part=Part.COUNTRY),
        Choose(number=number, part=Part.COUNTRY, value="KR", on=True),
    ):
        await citizen.taps_data(forged.pack())
        assert citizen.answer is not None
        assert citizen.answer.text
    assert citizen.last == before
    assert (await kept(staffed, number)).audience == Audience()
