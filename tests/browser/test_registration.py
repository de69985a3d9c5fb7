"""A registration in a browser, on a small phone: consent, a form typed and tapped, the card."""

import pytest
from playwright.async_api import Page

from bot.content.content import Content
from bot.texts import Texts
from core.locale import Locale
from tests.browser.tryout import (
    IN_BROWSER,
    LANGUAGES,
    NARROW,
    Says,
    at_korea,
    korea_in,
    open_phone,
    picture,
)

TYPED = {  # since, employer, phone, who is there too, whom to tell
    "kk": ("2026 ж. 1 қыркүйек", "Ансан зауыты", "8 701 123 45 67", "Айша 2015", "Гүлнар апам"),
    "ru": ("1 сентября 2026", "Завод в Ансане", "8 701 123 45 67", "Айша 2015", "Тётя Гульнар"),
    "en": ("1 September 2026", "Ansan factory", "+7 701 123 45 67", "Aisha 2015", "Gulnar"),
}

pytestmark = IN_BROWSER


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_stay_is_registered(
    page: Page, address: str, says: Says, texts: Texts, content: Content, language: str
) -> None:
    def word(msgid: str) -> str:
        return says(msgid, language)

    since, employer, number, companion, trusted = TYPED[language]
    phone = await open_phone(page, address, 4600 + LANGUAGES.index(language), language, NARROW)
    await at_korea(phone, says, language, korea_in(texts, language))
    await phone.press(word("📝 Registration"))
    await phone.sees(word("Register your stay?"))
    await phone.fits()
    await picture(page, f"consent-{language}", NARROW)
    await phone.tap(word("✅ I agree"))
    await phone.tap(content.cities_of("KR")[1].name.to(Locale(language)))
    await phone.tap(word("💼 Work"))
    await phone.write(since)
    await phone.sees(word("Until when do you expect to stay?"))
    await phone.fits()
    await phone.tap(word("A year"))
    await phone.write(employer)
    await phone.write(number)
    await phone.write(companion)
    await phone.tap(word("✅ That is all"))
    await phone.write(f"{trusted} +7 701 765 43 21")
    await phone.sees(word("Is everything right?"), employer, "2015", trusted)
    await phone.fits()
    await phone.tap(word("✅ Register"))
    await phone.sees(word("🟢 In force"), employer)
    await phone.fits()
    await picture(page, f"registration-{language}", NARROW)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_deadline_is_set(
    page: Page, address: str, says: Says, texts: Texts, language: str
) -> None:
    def word(msgid: str) -> str:
        return says(msgid, language)

    phone = await open_phone(page, address, 4650 + LANGUAGES.index(language), language, NARROW)
    await at_korea(phone, says, language, korea_in(texts, language))
    await phone.tap(word("⏰ Deadlines"))
    await phone.tap(word("➕ Add a date"))
    await phone.tap(word("Passport"))
    await phone.write("12.05.2030")
    await phone.sees(word("Passport"), "2030")
    await phone.fits()
    await picture(page, f"deadlines-{language}", NARROW)
