"""Where a process dies with a message of a broadcast in hand."""

import asyncio

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.services.deliveries import Batch, Deliveries, Size
from bot.services.outcomes import Outcomes
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.workers.pair import Killed


class Wire(PretendSession):
    """Dies with the message that has this number in its life, before or behind the wire."""

    dies: str = ""
    at: int = 1
    sends: int = 0

    def __init__(self, telegram: PretendTelegram) -> None:
        super().__init__(telegram)
        self.storing = asyncio.Lock()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        await asyncio.sleep(0)  # as every network does
        self.sends += 1
        mine = self.sends == self.at
        if mine and self.dies == "before":
            await self._die()
        result = await super().make_request(bot, method, timeout)
        if mine and self.dies == "behind":
            await self._die()
        return result

    async def _die(self) -> None:
        """Between two transactions: one in hand would outlive this process, as none does."""
        await self.storing.acquire()
        raise Killed


class Mortal(Deliveries):
    """Stores nothing after its death."""

    storing: asyncio.Lock

    async def exchange(self, outcomes: Outcomes, size: Size | None) -> Batch | None:
        async with self.storing:
            return await super().exchange(outcomes, size)
