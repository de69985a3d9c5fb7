"""One phone of the try-out page, used as a person uses it: by what stands on the screen."""

import re
from dataclasses import dataclass

from playwright.async_api import Locator, Page, expect

STICKS_OUT = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


@dataclass(frozen=True, slots=True)
class Phone:
    page: Page
    role: str = "citizen"

    @property
    def node(self) -> Locator:
        return self.page.get_by_test_id(f"phone-{self.role}")

    @property
    def screens(self) -> Locator:
        """What the bot said, oldest first."""
        return self.node.locator("[data-testid=message][data-from=bot]")

    async def press_start(self) -> None:
        await self.node.get_by_test_id("start").click()

    async def tap(self, label: str) -> None:
        """An inline button, by its whole label (or its flag and name), the newest with it."""
        await self._named("inline-button", label).last.click()

    async def write(self, words: str) -> None:
        await self.node.get_by_test_id("input").fill(words)
        await self.node.get_by_test_id("send").click()

    async def press(self, label: str) -> None:
        """A button of the keyboard below the chat."""
        await self._named("reply-button", label).click()

    async def sees(self, *words: str) -> None:
        """All of these in one message of the bot, within the time a person waits."""
        found = self.screens
        for one in words:
            found = found.filter(has_text=one)
        await expect(found.last).to_be_visible()

    async def menu(self) -> list[str]:
        buttons = self.node.get_by_test_id("reply-button")
        await expect(buttons.first).to_be_visible()
        return [label.strip() for label in await buttons.all_inner_texts()]

    async def fits(self) -> None:
        """Nothing sticks out sideways: neither the page nor a bubble nor a button."""
        page = await self.page.evaluate(STICKS_OUT)
        parts = self.node.locator(
            ".bubble, [data-testid=inline-button], [data-testid=reply-button]"
        )
        widest = await parts.evaluate_all(
            "nodes => Math.max(0, ...nodes.map((one) => one.scrollWidth - one.clientWidth))"
        )
        assert (page, widest) == (0, 0)

    def _named(self, hook: str, label: str) -> Locator:
        whole = re.compile(rf"^\s*{re.escape(label)}\s*$")
        return self.node.get_by_test_id(hook).filter(has_text=whole)
