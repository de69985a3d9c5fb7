"""The whole first path of a worker in Korea, in each language, across a restart of the bot."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from bot.texts import Texts
from bot.words import flagged
from core.locale import Locale
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock

NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
GREETINGS = {"kk": "Сәлеметсіз бе!", "ru": "Здравствуйте!", "en": "Hello!"}
SEOUL, LONDON = "kr-seoul-embassy", "gb-london-embassy"


@asynccontextmanager
async def started(
    settings: Settings, telegram: PretendTelegram, content: Content, clock: MovedClock
) -> AsyncIterator[composition.App]:
    session = PretendSession(telegram)
    async with composition.running(settings, session, content, clock) as app:
        telegram.deliver = app.inbox.handle
        yield app


@dataclass
class Walk:
    """A visitor whose taps are counted, in one language."""

    visitor: Visitor
    language: Locale
    texts: Texts
    content: Content
    says: Callable[..., str]
    taps: int = 0

    async def tap(self, label: str) -> str:
        """Taps a sentence of the code, or the label as it stands."""
        self.taps += 1
        return await self.visitor.taps(self.says(label, self.language.value))

    def country(self, code: str) -> str:
        with self.texts.speaking(self.language):
            return flagged(code)

    def words(self, msgid: str) -> str:
        return self.says(msgid, self.language.value)

    def title(self, mission: str) -> str:
        return self.content.missions[mission].title.to(self.language)


async def to_the_agreement(walk: Walk) -> None:
    hello = await walk.visitor.starts()
    assert all(greeting in hello for greeting in GREETINGS.values())
    assert hello.startswith(GREETINGS[walk.language.value])
    await walk.tap(f"✓ {NAMES[walk.language.value]}")
    assert walk.words("Where are you now?") in walk.visitor.text
    await walk.tap(walk.country("KR"))
    assert walk.words("📝 Registration") in walk.visitor.keyboard()
    await walk.tap("🤝 Agreement with this country")
    assert walk.taps == 3
    article = walk.content.articles["kr/agreements"]
    assert walk.visitor.text.startswith(article.title.to(walk.language))
    assert walk.words("Sources") in walk.visitor.text


async def to_the_consulate(walk: Walk) -> None:
    await walk.tap("🏛 Consulate")
    card = await walk.tap(f"🇰🇷 {walk.title(SEOUL)}")
    assert "+82 10-6572-9311" in card
    assert walk.words("Unconfirmed, do not rely on it:") in card
    await walk.tap("👤 Save the contact")
    contact = walk.visitor.last.media
    assert contact is not None
    assert (contact["type"], contact["phone_number"]) == ("contact", "+821065729311")
    # Seoul's place is known to the city only, so no pin is offered; London's is to the door.
    assert walk.words("🗺 On the map") not in walk.visitor.buttons()
    await walk.tap("⬅️ Back")
    await walk.tap("🌍 Other countries")
    await walk.tap(walk.country("GB"))
    await walk.tap(f"🇬🇧 {walk.title(LONDON)}")
    await walk.tap("🗺 On the map")
    pin = walk.visitor.last.media
    assert pin is not None
    assert (pin["type"], pin["title"]) == ("venue", walk.title(LONDON))


async def to_the_emergency_card(walk: Walk) -> None:
    card = await walk.visitor.writes(walk.words("🆘 Emergency"))
    assert card.startswith(
        walk.words("🆘 Emergency: {country}").format(country=walk.country("KR"))
    )
    assert all(number in card for number in ("112", "119", "+82 10-6572-9311"))


async def to_the_settings(walk: Walk) -> str:
    await walk.visitor.writes(walk.words("⚙️ Settings"))
    await walk.tap("🏙 City")
    city = walk.content.cities_of("KR")[1].name.to(walk.language)
    shown = await walk.tap(city)
    assert walk.words("City: {city}").format(city=city) in shown
    return city


async def after_the_restart(walk: Walk, city: str) -> None:
    home = await walk.visitor.starts()
    assert home.splitlines()[0] == f"{walk.country('KR')}, {city}"
    data = await walk.visitor.taps_data("sm")
    assert walk.words("Country: {country}").format(country=walk.country("KR")) in data
    await walk.tap("⬅️ Back")
    await walk.tap("🏠 Home")
    await walk.tap("🏛 Nearest consulate")
    assert walk.visitor.text.startswith(walk.words("Nearest missions"))


@pytest.mark.parametrize("language", list(Locale))
async def test_the_first_path(
    settings: Settings,
    content: Content,
    clock: MovedClock,
    texts: Texts,
    says: Callable[..., str],
    language: Locale,
) -> None:
    telegram = PretendTelegram()
    visitor = Visitor(telegram, 1001, language_code=language.value)
    walk = Walk(visitor, language, texts, content, says)
    async with started(settings, telegram, content, clock):
        await to_the_agreement(walk)
        await to_the_consulate(walk)
        await to_the_emergency_card(walk)
        city = await to_the_settings(walk)
    async with started(settings, telegram, content, clock):
        await after_the_restart(walk, city)
    refused = [call for call in telegram.calls.since(0) if call.status != 200]
    assert not refused


async def test_a_half_filled_form_survives_the_restart(
    settings: Settings, content: Content, clock: MovedClock
) -> None:
    telegram = PretendTelegram()
    visitor = Visitor(telegram, 1001, language_code="ru")
    async with started(settings, telegram, content, clock):
        await visitor.starts()
        await visitor.taps("✓ Русский")
        await visitor.taps_data("syt")
    async with started(settings, telegram, content, clock):
        assert "Ансан" in await visitor.writes("Ансан")
    async with started(settings, telegram, content, clock):
        assert "Ансан" in await visitor.taps_data("sm")


async def test_a_forgotten_person_stays_forgotten_after_the_restart(
    settings: Settings, content: Content, clock: MovedClock
) -> None:
    telegram = PretendTelegram()
    visitor = Visitor(telegram, 1001, language_code="en")
    async with started(settings, telegram, content, clock):
        await visitor.starts()
        await visitor.taps("Русский")
        await visitor.taps_data("sf")
        await visitor.taps_data("sfy")
    async with started(settings, telegram, content, clock):
        assert (await visitor.starts()).startswith("Hello!")
