"""Posts updates to the bot's webhook: in order within a chat, again until 2xx comes."""

import asyncio
import time
from collections import deque
from collections.abc import Mapping
from typing import Final

import aiohttp

from pretend.errors import ApiError, DroppedError
from pretend.jsons import Json, integer, obj, text
from pretend.mailbox import Webhook
from pretend.telegram import PretendTelegram

FIRST_PAUSE: Final = 0.1
LONGEST_PAUSE: Final = 30.0
PATIENCE: Final = aiohttp.ClientTimeout(total=60)
SECRET: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
SUCCESS: Final = range(200, 300)


def lane_of(update: Mapping[str, object]) -> int:
    """Give what updates are kept in order by: the chat, else the person."""
    for key, value in update.items():
        if key == "update_id":
            continue
        body = obj(value)
        chat = obj(body.get("chat")) or obj(obj(body.get("message")).get("chat"))
        return integer(chat.get("id")) or integer(obj(body.get("from")).get("id"))
    return 0


class Postman:
    """Runs beside the server for as long as it stands."""

    def __init__(self, telegram: PretendTelegram) -> None:
        self.telegram = telegram
        self.mailbox = telegram.mailbox
        self._lanes: dict[int, deque[int]] = {}

    async def run(self) -> None:
        """Give fresh updates to their lanes; each lane posts one after another."""
        async with aiohttp.ClientSession(timeout=PATIENCE) as http, asyncio.TaskGroup() as group:
            while True:
                bell = self.mailbox.bell
                if self.mailbox.webhook:
                    self._sort(
                        group, http, asyncio.Semaphore(self.mailbox.webhook.max_connections)
                    )
                await bell.wait()

    def _sort(
        self, group: asyncio.TaskGroup, http: aiohttp.ClientSession, gate: asyncio.Semaphore
    ) -> None:
        while self.mailbox.fresh:
            key = self.mailbox.fresh.popleft()
            lane = lane_of(self.mailbox.pending.get(key, {}))
            if lane in self._lanes:
                self._lanes[lane].append(key)
            else:
                self._lanes[lane] = deque([key])
                group.create_task(self._post_lane(lane, http, gate))

    async def _post_lane(
        self, lane: int, http: aiohttp.ClientSession, gate: asyncio.Semaphore
    ) -> None:
        waiting, pause = self._lanes[lane], FIRST_PAUSE
        while waiting and (hook := self.mailbox.webhook):
            update = self.mailbox.pending.get(waiting[0])
            async with gate:
                taken = update is None or await self._post(http, hook, update)
            if taken:
                self.mailbox.acknowledge(waiting.popleft())
                pause = FIRST_PAUSE
            else:
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        del self._lanes[lane]

    async def _post(self, http: aiohttp.ClientSession, hook: Webhook, update: Json) -> bool:
        """Post one update and carry out a method in the reply; false: to be tried again."""
        headers = {SECRET: hook.secret} if hook.secret else {}
        try:
            async with http.post(hook.url, json=update, headers=headers) as response:
                if response.status not in SUCCESS:
                    hook.error = f"Wrong response from the webhook: {response.status}"
                    hook.error_at = int(time.time())
                    return False
                reply = await _read_reply(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as fault:
            hook.error, hook.error_at = f"Connection failed: {fault}", int(time.time())
            return False
        if method := text(reply.pop("method", "")):
            await self._carry_out(method, reply)
        return True

    async def _carry_out(self, method: str, params: Json) -> None:
        try:
            await self.telegram.call(method, params)
        except (ApiError, DroppedError):
            return  # Telegram tells nobody; the record of calls has it


async def _read_reply(response: aiohttp.ClientResponse) -> Json:
    """Read the method a bot put into its answer, as JSON, form or multipart."""
    if response.content_type == "application/json":
        body = await response.read()
        try:
            return dict(obj(await response.json())) if body else {}
        except ValueError:
            return {}
    if not response.content_type.startswith("multipart/"):
        return {}
    fields: Json = {}
    reader = aiohttp.MultipartReader.from_response(response)
    while (part := await reader.next()) is not None:
        if isinstance(part, aiohttp.BodyPartReader) and part.name:
            fields[part.name] = await part.text()
    return fields
