"""The try-out in a browser: the page before somebody new, his first taps, and its pictures."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

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
WIDE, NARROW = (1280, 720), (360, 740)
LANGUAGES = ("kk", "ru", "en")
PROMISE = (
    "The menu is below. Reading asks nothing about you: no name, no document, no registration."
)

IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

Says = Callable[[str, str], str]


async def open_phone(
    page: Page, address: str, person: int, language: str, size: tuple[int, int], other: int = 2001
) -> Phone:
    """The page before somebody new, whose Telegram speaks this language."""
    newcomer = {"first_name": "Айгүл", "language_code": language}
    await page.request.post(f"{address}/people/{person}", data=newcomer)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(f"{address}/?operator={other}#{person}")
    await expect(page.locator("html[data-ready=true]")).to_be_attached()
    return Phone(page)


def korea_in(texts: Texts, language: str) -> str:
    with texts.speaking(Locale(language)):
        return flagged("KR")


async def picture(page: Page, name: str, size: tuple[int, int]) -> None:
    """A picture of the docs: of the small phone, and one of both phones."""
    if not WRITING or (size == WIDE) != (name == "first-path"):
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    file = PICTURES / f"{name}.png"
    await page.screenshot(path=file, animations="disabled", style=PLAIN)
    assert file.stat().st_size <= LARGEST_PICTURE, f"{file.name} is too large"


async def at_korea(phone: Phone, says: Says, language: str, korea: str) -> None:
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
