"""The first path in a browser: language, Korea, agreement, consulate, emergency, settings.

`PICTURES=write` renews the pictures of the docs.
"""

import pytest
from playwright.async_api import Page, expect

from bot.telegram.menu import MENU as LAYOUT
from bot.texts import Texts
from tests.browser.phone import Phone
from tests.browser.tryout import (
    IN_BROWSER,
    NARROW,
    WIDE,
    Says,
    at_korea,
    korea_in,
    open_phone,
    picture,
)

SEOUL = {
    "kk": "🇰🇷 Қазақстанның Сеулдегі елшілігі",
    "ru": "🇰🇷 Посольство Казахстана в Сеуле",
    "en": "🇰🇷 Embassy of Kazakhstan in Seoul",
}
QUESTIONS = {
    "kk": "бастық екі айдан бері айлық бермей жүр",
    "ru": "начальник два месяца не отдаёт зарплату",
    "en": "my boss has not paid my wages for two months",
}
SIX_BUTTONS = [label for row in LAYOUT for label in row]

pytestmark = IN_BROWSER


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["two-phones", "360px"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_first_path(
    page: Page, address: str, says: Says, texts: Texts, language: str, size: tuple[int, int]
) -> None:
    def word(msgid: str) -> str:
        return says(msgid, language)

    korea = korea_in(texts, language)
    person = 4000 + size[0] + list(SEOUL).index(language)
    phone = await open_phone(page, address, person, language, size)
    await expect(page.get_by_test_id("phone-operator")).to_be_visible(visible=size == WIDE)

    await at_korea(phone, says, language, korea)
    assert await phone.menu() == [word(label) for label in SIX_BUTTONS]
    await phone.fits()

    await phone.tap(word("🤝 Agreement with this country"))
    await phone.sees("EPS", "E-9", "adilet.zan.kz")
    await phone.fits()
    await picture(page, f"agreement-{language}", size)

    await phone.press(word("🏛 Consulates"))
    await phone.sees(word("Consulates and embassies"))
    await phone.tap(korea)
    await phone.sees(word("Kazakhstan's missions"))
    await phone.tap(SEOUL[language])
    await phone.sees("+82")
    await phone.fits()
    await picture(page, f"consulate-{language}", size)

    await phone.press(word("🆘 Emergency"))
    await phone.sees("🇰🇷", "112", "119")
    await phone.fits()
    await picture(page, f"emergency-{language}", size)

    await phone.press(word("⚙️ Settings"))
    await phone.sees(word("Settings"), korea)
    await phone.tap(word("🔐 My data"))
    await phone.sees(word("My data"), str(person), korea)
    await phone.fits()
    await picture(page, f"my-data-{language}", size)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_question_in_own_words(
    page: Page, address: str, says: Says, texts: Texts, language: str
) -> None:
    phone = await open_phone(page, address, 4800 + list(SEOUL).index(language), language, NARROW)
    await at_korea(phone, says, language, korea_in(texts, language))
    await phone.write(QUESTIONS[language])
    await phone.sees(says("🤖 Answered automatically.", language), "law.go.kr")
    await phone.fits()
    await picture(page, f"answer-{language}", NARROW)
    await phone.tap(says("🔄 Not what I meant", language))
    await phone.sees(says("Is it one of these?", language))
    await phone.tap(says("🚫 None of these", language))
    await phone.sees(says("I have no answer to this.", language))
    await phone.fits()


async def test_two_people_at_once(page: Page, address: str, says: Says, texts: Texts) -> None:
    """Both phones talk to one bot, each in the language of the one who holds it."""
    await page.request.post(
        f"{address}/people/4002", data={"first_name": "Данияр", "language_code": "ru"}
    )
    kazakh = await open_phone(page, address, 4001, "kk", WIDE, other=4002)
    russian = Phone(page, "operator")
    await at_korea(kazakh, says, "kk", korea_in(texts, "kk"))
    await at_korea(russian, says, "ru", korea_in(texts, "ru"))
    await kazakh.tap(says("🤝 Agreement with this country", "kk"))
    await russian.press(says("🆘 Emergency", "ru"))
    await kazakh.sees("EPS", "adilet.zan.kz")
    await russian.sees("🇰🇷", "112", "119")
    assert says("Where are you now?", "ru") not in await kazakh.node.inner_text()
    await picture(page, "first-path", WIDE)
