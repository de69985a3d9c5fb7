"""JSON and files over HTTP, for the person's side."""

import json
from typing import Final
from urllib.parse import quote

from aiohttp import web

from pretend.jsons import Json

LARGEST_BODY: Final = 20 << 20


class Fault(Exception):  # noqa: N818 - the word of the spec
    """A fault in what was sent: status and words."""

    def __init__(self, words: str, status: int = 400) -> None:
        super().__init__(words)
        self.status = status


def file_response(name: str, data: bytes) -> web.Response:
    """Give a file so that no browser runs it: pictures are shown, the rest downloaded."""
    kinds = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"GIF8": "image/gif"}
    kind = next((k for magic, k in kinds.items() if data.startswith(magic)), None)
    how = "inline" if kind else "attachment"
    response = web.Response(body=data, content_type=kind or "application/octet-stream")
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def maybe_whole(body: Json, key: str) -> int | None:
    value = body.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool):
        raise Fault(f"{key} must be a whole number")
    return value


async def read_body(request: web.Request) -> Json:
    """Read a JSON object of at most 20 MB; nothing at all is an empty one."""
    raw = bytearray()
    async for chunk in request.content.iter_any():
        raw += chunk
        if len(raw) > LARGEST_BODY:
            raise Fault("the body is larger than 20 MB", 413)
    try:
        body = json.loads(raw) if raw else {}
    except ValueError:
        raise Fault("the body is no JSON") from None
    if not isinstance(body, dict):
        raise Fault("the body must be a JSON object")
    return body


def json_answer(body: object, status: int = 200) -> web.Response:
    return web.json_response(body, status=status)
