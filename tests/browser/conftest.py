"""One try-out for all browser tests, started as a person starts it; a page of its own for each."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from socket import socket

import pytest
from playwright.async_api import Page, async_playwright

from tests.browser.tryout import CHROMIUM, FLAGS, ROOT, WRITING


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
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
