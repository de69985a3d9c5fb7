"""The first path in a browser: language, Korea, agreement, consulate, emergency, settings.

`PICTURES=write` renews the pictures of the docs.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from socket import socket

import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.telegram.menu import MENU as LAYOUT
from bot.texts import Texts
from bot.words import flagged
from core.locale import Locale
from tests.browser.phone import Phone

ROOT = Path(__file__).parent.parent.parent
PICTURES = ROOT / "docs" / "pictures"
LARGEST_PICTURE = 150_000
WRITING = os.environ.get("PICTURES") == "write"
PLAIN = "body { background: #e2e9e6 !important } .phone { box-shadow: none !important }"
CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--force-color-profile=srgb"]

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
WIDE, NARROW = (1280, 720), (360, 740)
PROMISE = (
    "The menu is below. Reading asks nothing about you: no name, no document, no registration."
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

Says = Callable[[str, str], str]


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The try-out, started as a person starts it."""
    port = _free_port()
    command = [sys.executable, "-m", "bot", "try", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as bot:  # noqa: S603
        try:
            assert bot.stdout is not None
            assert f":{port}/" in bot.stdout.readline()
            yield f"http://127.0.0.1:{port}"
        finally:
            bot.terminate()


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = await browser.new_page(bypass_csp=WRITING)
        page.set_default_timeout(10_000)
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        await browser.close()
    assert faults == []


async def _open(
    page: Page, address: str, person: int, language: str, size: tuple[int, int], other: int = 2001
) -> Phone:
    """The page before somebody new, whose Telegram speaks this language."""
    newcomer = {"first_name": "Айгүл", "language_code": language}
    await page.request.post(f"{address}/people/{person}", data=newcomer)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(f"{address}/?operator={other}#{person}")
    await expect(page.locator("html[data-ready=true]")).to_be_attached()
    return Phone(page)


def _korea(texts: Texts, language: str) -> str:
    with texts.speaking(Locale(language)):
        return flagged("KR")


async def _picture(page: Page, name: str, size: tuple[int, int]) -> None:
    """A picture of the docs: of the small phone, and one of both phones."""
    if not WRITING or (size == WIDE) != (name == "first-path"):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name}.png"
    await page.screenshot(path=file, animations="disabled", style=PLAIN)
    assert file.stat().st_size <= LARGEST_PICTURE, f"{file.name} is too large"


async def _at_korea(phone: Phone, says: Says, language: str, korea: str) -> None:
    """The three taps from /start to home."""
    await phone.press_start()
    await phone.sees("Тілді таңдаңыз", "Выберите язык", "Choose a language")
    await phone.fits()
    await phone.tap(f"✓ {says('English', language)}")
    await phone.sees(says("Where are you now?", language))
    await phone.fits()
    await phone.tap(korea)
    await phone.sees(korea, says("What do you need?", language))
    await phone.sees(says(PROMISE, language))


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["two-phones", "360px"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_first_path(
    page: Page, address: str, says: Says, texts: Texts, language: str, size: tuple[int, int]
) -> None:
    def word(msgid: str) -> str:
        return says(msgid, language)

    korea = _korea(texts, language)
    person = 4000 + size[0] + list(SEOUL).index(language)
    phone = await _open(page, address, person, language, size)
    await expect(page.get_by_test_id("phone-operator")).to_be_visible(visible=size == WIDE)

    await _at_korea(phone, says, language, korea)
    assert await phone.menu() == [word(label) for label in SIX_BUTTONS]
    await phone.fits()

    await phone.tap(word("🤝 Agreement with this country"))
    await phone.sees("EPS", "E-9", "adilet.zan.kz")
    await phone.fits()
    await _picture(page, f"agreement-{language}", size)

    await phone.press(word("🏛 Consulates"))
    await phone.sees(word("Consulates and embassies"))
    await phone.tap(korea)
    await phone.sees(word("Kazakhstan's missions"))
    await phone.tap(SEOUL[language])
    await phone.sees("+82")
    await phone.fits()
    await _picture(page, f"consulate-{language}", size)

    await phone.press(word("🆘 Emergency"))
    await phone.sees("🇰🇷", "112", "119")
    await phone.fits()
    await _picture(page, f"emergency-{language}", size)

    await phone.press(word("⚙️ Settings"))
    await phone.sees(word("Settings"), korea)
    await phone.tap(word("🔐 My data"))
    await phone.sees(word("My data"), str(person), korea)
    await phone.fits()
    await _picture(page, f"my-data-{language}", size)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_a_question_in_own_words(
    page: Page, address: str, says: Says, texts: Texts, language: str
) -> None:
    phone = await _open(page, address, 4800 + list(SEOUL).index(language), language, NARROW)
    await _at_korea(phone, says, language, _korea(texts, language))
    await phone.write(QUESTIONS[language])
    await phone.sees(says("🤖 Answered automatically.", language), "law.go.kr")
    await phone.fits()
    await _picture(page, f"answer-{language}", NARROW)
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
    kazakh = await _open(page, address, 4001, "kk", WIDE, other=4002)
    russian = Phone(page, "operator")
    await _at_korea(kazakh, says, "kk", _korea(texts, "kk"))
    await _at_korea(russian, says, "ru", _korea(texts, "ru"))
    await kazakh.tap(says("🤝 Agreement with this country", "kk"))
    await russian.press(says("🆘 Emergency", "ru"))
    await kazakh.sees("EPS", "adilet.zan.kz")
    await russian.sees("🇰🇷", "112", "119")
    assert says("Where are you now?", "ru") not in await kazakh.node.inner_text()
    await _picture(page, "first-path", WIDE)
