"""The handbooks in a browser: opened from a file, with no script, on a small phone."""

import shutil
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright

from bot.content.content import Content
from bot.handbook.page import make, scopes
from bot.texts import Texts
from core.locale import Locale
from tests.browser.phone import STICKS_OUT

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
TODAY = date(2026, 11, 23)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


@pytest.fixture
async def small_phone() -> AsyncIterator[Page]:
    """Cut off from every network, and with scripts off."""
    async with async_playwright() as tools:
        browser = await tools.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = await browser.new_context(
            viewport={"width": 360, "height": 740}, java_script_enabled=False, offline=True
        )
        yield await context.new_page()
        await browser.close()


@pytest.mark.parametrize("locale", list(Locale))
async def test_every_handbook_opens_from_a_file(
    small_phone: Page, content: Content, texts: Texts, tmp_path: Path, locale: Locale
) -> None:
    asked: list[str] = []
    small_phone.on("request", lambda request: asked.append(request.url))
    for scope in scopes(content):
        file = tmp_path / f"{scope}.html"
        with texts.speaking(locale):
            file.write_text(make(content, scope, TODAY).html, encoding="utf-8")
        await small_phone.goto(file.as_uri())
        assert await small_phone.evaluate(STICKS_OUT) == 0, scope
        words = await small_phone.locator("main, body").first.text_content() or ""
        assert [a.id for a in content.shelf(scope) if a.title.to(locale) not in words] == []
    assert all(url.startswith("file:") for url in asked)
