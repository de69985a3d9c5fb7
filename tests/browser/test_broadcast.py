"""An operator writes a safety check on a small phone; a citizen's phone shows it, and answers."""

import re
from dataclasses import dataclass

from playwright.async_api import Page, expect

from bot.telegram.audience_words import language_name
from bot.texts import Texts
from bot.words import flagged
from core.locale import Locale
from tests.browser.phone import Phone
from tests.browser.tryout import IN_BROWSER, NARROW, Says, open_phone, picture

OPERATOR, CITIZEN = 2001, 4701
KAZAKH = "Дохада қатты дауыл болып жатыр. Далаға шықпаңыз. Аман-есенсіз бе?"
RUSSIAN = "В Дохе сильная буря. Не выходите на улицу. Вы в безопасности?"
INSTEAD = "Nothing is written. Whoever reads this language gets: {language}."
ASKED = (
    "Send the message as people are to read it: a text, or a photo, video, document or "
    "voice with its caption, or an album. Bold, links and the like are kept."
)
DRAFT = "A draft: nobody gets anything yet."
SOON = 15_000
"""Milliseconds: a look of the worker, sending, and a look at how it went."""

pytestmark = IN_BROWSER


async def in_qatar(page: Page, address: str, person: int, name: str) -> None:
    """Somebody who reads Kazakh there, without a browser of his own."""
    door = f"{address}/people/{person}"
    await page.request.post(door, data={"first_name": name, "language_code": "kk"})
    await page.request.post(f"{door}/messages", data={"start": ""})
    for data in ("sl:kk:1", "sc:QA:1"):
        await page.request.post(f"{door}/taps", data={"data": data})


@dataclass(frozen=True, slots=True)
class Desk:
    """The operator's phone, in Kazakh."""

    phone: Phone
    says: Says

    async def tap(self, label: str, then: str) -> None:
        """Waits for what comes of it: a page that is being changed takes no taps."""
        await self.phone.tap(self.says(label, "kk"))
        await self.phone.sees(self.says(then, "kk").partition("{")[0])

    async def compose(self, texts: Texts) -> None:
        with texts.speaking(Locale.KK):
            qatar, (kazakh, russian, english) = flagged("QA"), map(language_name, Locale)
        phone = self.phone
        await phone.write("/broadcast")
        await self.tap("🙋 Safety check", "Kind: safety check, with three buttons to answer by")
        for language, words in ((kazakh, KAZAKH), (russian, RUSSIAN)):
            await phone.tap(f"✏️ {language}")
            await self.tap("✏️ Write it", ASKED)
            await phone.write(words)
            await phone.sees(f"✓ {self.says('text', 'kk')}", words)
            await self.tap("⬅️ Back", DRAFT)
        await phone.tap(f"✏️ {english}")
        await phone.tap(self.says("Give them: {language}", "kk").format(language=russian))
        await phone.sees(self.says(INSTEAD, "kk").format(language=russian))
        await self.tap("⬅️ Back", DRAFT)
        await self.tap("👥 For whom", "👥 For whom is No. {number}?")
        await self.tap("🌍 Countries", "In which countries?")
        await phone.tap(qatar)
        await self.tap("⬅️ Back", "👥 For whom is No. {number}?")
        await self.tap("⬅️ To the draft", DRAFT)
        await phone.sees(self.says(DRAFT, "kk"), qatar.split()[-1])
        await phone.fits()

    async def send(self) -> None:
        """To the two in Qatar; the screen becomes the report by itself."""
        await self.tap("➡️ Next: count and send", "⏱ Sending takes less than a minute.")
        await self.phone.fits()
        await self.tap("➡️ Go on to confirm", "Is everything right?")
        buttons = self.phone.node.get_by_test_id("inline-button")
        await buttons.filter(has_text=re.compile(r"^\s*✅.*2")).last.click()
        delivered = self.says("✅ Delivered: {count}", "kk").format(count=2)
        report = self.phone.screens.filter(has_text=delivered)
        await expect(report).to_be_visible(timeout=SOON)
        await self.phone.fits()
        await report.scroll_into_view_if_needed()


async def test_a_safety_check(page: Page, address: str, says: Says, texts: Texts) -> None:
    for person, name in ((OPERATOR, "Оператор"), (CITIZEN, "Айгүл")):
        await in_qatar(page, address, person, name)
    citizen = await open_phone(page, address, CITIZEN, "kk", NARROW, other=OPERATOR)
    desk = Desk(Phone(page, "operator"), says)
    await page.get_by_test_id("switch-operator").click()
    await desk.compose(texts)
    await picture(page, "broadcast-compose", NARROW)
    await desk.send()
    await picture(page, "broadcast-report", NARROW)

    await page.get_by_test_id("switch-citizen").click()
    await citizen.sees(KAZAKH)
    safe = says("✅ I am safe", "kk")
    await citizen.tap(safe)
    answered = citizen.node.get_by_test_id("inline-button").filter(has_text=f"✓ {safe}")
    await expect(answered).to_be_visible()
    await citizen.fits()
    await picture(page, "safety-check", NARROW)

    await page.get_by_test_id("switch-operator").click()
    await desk.tap("📊 All answers", "🛟 Safety check No. {number}")
    await desk.phone.sees(says("✅ Safe: {count}", "kk").format(count=1))
    await desk.phone.fits()
