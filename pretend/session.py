"""The aiogram door: a session that calls the pretend Telegram in the same process."""

import json
from collections.abc import AsyncGenerator
from typing import Any, Final, cast

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile

from pretend.errors import ApiError, DroppedError
from pretend.files import Upload
from pretend.jsons import Json
from pretend.telegram import PretendTelegram

_WORDS: Final = {
    "timeout": "Request timeout error",
    "reset": "ClientConnectionResetError: Cannot write to closing transport",
    "lost-reply": "ServerDisconnectedError: Server disconnected",
}


class PretendSession(BaseSession):
    """Gives real typed objects back; faults become the errors aiogram's own session raises."""

    def __init__(self, telegram: PretendTelegram) -> None:
        super().__init__()
        self.telegram = telegram

    async def close(self) -> None:
        """Nothing is open."""

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        status, body = await self._call(bot, method)
        response = self.check_response(bot, method, status, json.dumps(body))
        return cast("TelegramType", response.result)

    async def _call(self, bot: Bot, method: TelegramMethod[TelegramType]) -> tuple[int, Json]:
        if bot.token != self.telegram.token:
            return 401, ApiError(401, "Unauthorized").to_json()
        files: dict[str, InputFile] = {}
        values: Json = {}
        for key, raw in method.model_dump(warnings=False).items():
            value = self.prepare_value(raw, bot=bot, files=files, _dumps_json=False)
            if value is not None and value != "":
                values[key] = value
        uploads = {key: await _read(bot, key, file) for key, file in files.items()}
        try:
            plain = json.loads(
                json.dumps(values)
            )  # an enumeration becomes its value, as on the wire
            result = await self.telegram.call(method.__api_method__, plain, uploads)
        except ApiError as fault:
            return fault.code, fault.to_json()
        except DroppedError as fault:
            raise TelegramNetworkError(method=method, message=_WORDS[fault.kind]) from fault
        return 200, {"ok": True, "result": result}

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,  # noqa: ARG002 - the signature is aiogram's
        timeout: int = 30,  # noqa: ARG002, ASYNC109 - as above
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: ARG002, FBT001, FBT002 - as above
    ) -> AsyncGenerator[bytes, None]:
        """Read a file the bot asked for by the path of getFile."""
        path = url.partition(f"/bot{self.telegram.token}/")[2]
        stored = self.telegram.world.files.at(path)
        if stored is None:
            raise ApiError(404, "Not Found")
        for start in range(0, len(stored.data), chunk_size):
            yield stored.data[start : start + chunk_size]


async def _read(bot: Bot, key: str, file: InputFile) -> Upload:
    data = b"".join([chunk async for chunk in file.read(bot)])
    return Upload(file.filename or key, data)
