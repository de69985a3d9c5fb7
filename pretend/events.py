"""Server-sent events: which of a person's chats has changed."""

import asyncio
from typing import Final

from aiohttp import web

from pretend.errors import ApiError
from pretend.http_json import json_answer
from pretend.telegram import PretendTelegram
from pretend.world import Watcher

BEAT: Final = 15.0


class Events:
    """Streams for people's pages; changes between two reads are told once per chat."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self.world = telegram.world
        self.mailbox = telegram.mailbox

    async def stream(self, request: web.Request) -> web.StreamResponse:
        """Send `data: {"chat": id}` until the reader goes or the server closes."""
        person_id = int(request.match_info["id"])
        try:
            self.world.person(person_id)
        except ApiError as fault:
            return json_answer({"error": fault.description}, 400)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        watcher = Watcher()
        self.world.watchers.setdefault(person_id, []).append(watcher)
        try:
            await response.prepare(request)
            await response.write(b"retry: 1000\n\n")
            await self._tell(response, watcher)
        except ConnectionError:
            return response  # the reader has gone
        finally:
            self._leave(person_id, watcher)
        return response

    async def _tell(self, response: web.StreamResponse, watcher: Watcher) -> None:
        while not self.mailbox.closing:
            try:
                async with asyncio.timeout(BEAT):
                    await watcher.bell.wait()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            watcher.bell.clear()
            while watcher.chats:
                await response.write(b'data: {"chat": %d}\n\n' % watcher.chats.pop())

    def _leave(self, person_id: int, watcher: Watcher) -> None:
        watchers = self.world.watchers[person_id]
        watchers.remove(watcher)
        if not watchers:
            del self.world.watchers[person_id]

    def close(self) -> None:
        """Let every stream end."""
        for watchers in self.world.watchers.values():
            for watcher in watchers:
                watcher.bell.set()
