"""The HTTP doors as a client from outside uses them."""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp

from pretend.jsons import Json, obj
from pretend.telegram import PretendTelegram


@dataclass(frozen=True, slots=True)
class Door:
    telegram: PretendTelegram
    http: aiohttp.ClientSession
    base: str

    async def post(self, path: str, body: Mapping[str, object]) -> tuple[int, Json]:
        async with self.http.post(self.base + path, json=body) as response:
            return response.status, obj(await response.json())

    async def get(self, path: str) -> object:
        async with self.http.get(self.base + path) as response:
            return await response.json()

    async def bot(self, method: str, **params: object) -> Json:
        """Call the Bot API with JSON."""
        _, body = await self.post(f"/bot{self.telegram.token}/{method}", params)
        return body
