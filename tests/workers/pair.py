"""Two people who are to be asked this minute, one behind the other, and a Telegram that fails."""

from datetime import date, datetime
from typing import cast
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey

from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.workers.house import House

SEOUL = ZoneInfo("Asia/Seoul")
ASKED_AT = datetime(2027, 2, 21, 10, tzinfo=SEOUL)
NEXT_YEAR = date(2027, 11, 30)
FIRST, SECOND = 1001, 1002


class Killed(BaseException):
    """As abrupt as a signal: nothing of ours may catch it."""


class Session(PretendSession):
    """Dies with the first message in hand, before or behind the wire; or finds no Telegram."""

    dies: str = ""
    connected: bool = True

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        sending = method.__api_method__ == "sendMessage"
        if sending and not self.connected:
            error = TelegramNetworkError(method, "Cannot connect")
            raise error from ClientConnectorError(cast("ConnectionKey", None), OSError("refused"))
        if sending and self.dies == "before":
            raise Killed
        result = await super().make_request(bot, method, timeout)
        if sending and self.dies == "behind":
            raise Killed
        return result


async def asked(house: House) -> list[int]:
    return [one.person for one in await house.tick()]


def arrived(telegram: PretendTelegram, number: int) -> int:
    """How many messages lie in the person's chat."""
    return len(telegram.seen(number))
