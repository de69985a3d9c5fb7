"""The Bot API over HTTP."""

import asyncio
import json
from typing import Final

from aiohttp import web

from pretend.errors import ApiError, DroppedError
from pretend.files import Upload
from pretend.jsons import Json, obj
from pretend.telegram import PretendTelegram

LONGEST_HOLD: Final = 600.0
CHECKS: Final = 0.1
TOO_LARGE: Final = 413


class BotDoor:
    """/bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self.telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]+}/{method}", self.call),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.file),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Carry out one call; a network fault cuts or holds the connection."""
        try:
            self._check_token(request)
            params, files = await _read(request)
            result = await self.telegram.call(request.match_info["method"], params, files)
        except ApiError as fault:
            return _answer(fault.to_json(), fault.code)
        except DroppedError as fault:
            if fault.kind == "timeout":
                await self._hold(request)
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return _answer({"ok": True, "result": result}, 200)

    async def _hold(self, request: web.Request) -> None:
        """Let the caller wait until it gives up or the server closes."""
        for _ in range(int(LONGEST_HOLD / CHECKS)):
            gone = request.transport is None or request.transport.is_closing()
            if gone or self.telegram.mailbox.closing:
                return
            await asyncio.sleep(CHECKS)

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self.telegram.token:
            raise ApiError(401, "Unauthorized")

    async def file(self, request: web.Request) -> web.Response:
        """Give a file by the path getFile told."""
        try:
            self._check_token(request)
        except ApiError as fault:
            return _answer(fault.to_json(), fault.code)
        stored = self.telegram.world.files.at(request.match_info["path"])
        if stored is None:
            return _answer(ApiError(404, "Not Found").to_json(), 404)
        return web.Response(body=stored.data, content_type="application/octet-stream")


def _answer(body: Json, status: int) -> web.Response:
    return web.Response(
        text=json.dumps(body, ensure_ascii=False), status=status, content_type="application/json"
    )


async def _read(request: web.Request) -> tuple[Json, dict[str, Upload]]:
    """Read parameters from the query and a JSON, form or multipart body."""
    params: Json = dict(request.query)
    files: dict[str, Upload] = {}
    if not request.can_read_body:
        return params, files
    try:
        if request.content_type == "application/json":
            return params | obj(await request.json()), files
        for key, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[key] = Upload(value.filename, value.file.read())
            elif isinstance(value, str):
                params[key] = value
            else:
                files[key] = Upload(key, bytes(value))
    except web.HTTPRequestEntityTooLarge:
        raise ApiError(TOO_LARGE, "Request Entity Too Large") from None
    except ValueError:
        raise ApiError(400, "Bad Request: can't parse the request's body") from None
    return params, files
