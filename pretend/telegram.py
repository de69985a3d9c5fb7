"""The pretend Telegram: Bot API calls on one side, people on the other."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Final

from pretend.calls import CallLog
from pretend.errors import ApiError, DroppedError
from pretend.faults import FaultKind, Faults
from pretend.files import Upload
from pretend.jsons import Json, integer
from pretend.mailbox import Mailbox
from pretend.methods.table import carry_out
from pretend.params import Method, check, decode, read_methods
from pretend.taps import Taps
from pretend.world import World

NO_FILES: Final[Mapping[str, Upload]] = MappingProxyType({})
TOKEN: Final = "42:TEST-token-of-the-pretend-Telegram"  # noqa: S105 - it opens nothing
ANY_ID: Final = 42  # for a token that tells none
PATIENCE: Final = 10.0
QUIET: Final = 0.06
CHECKS: Final = 0.005


class PretendTelegram(Taps):
    """One Telegram in memory with one bot. `deliver`, when set, is awaited with each update."""

    def __init__(
        self, *, token: str = TOKEN, username: str = "saparlas_bot", first_name: str = "Saparlas",
        clock: Callable[[], float] = time.time, limits: bool = False,
    ) -> None:  # fmt: skip
        self.token = token
        self.bot_user: Json = {
            "id": integer(token.partition(":")[0], ANY_ID),
            "is_bot": True,
            "first_name": first_name,
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.world = World(self.bot_user, clock, limits=limits)
        self.calls = CallLog()
        self.mailbox = Mailbox()
        self.faults = Faults()
        self.deliver: Callable[[Json], Awaitable[object]] | None = None
        self.patience = PATIENCE
        self._methods = read_methods()
        self._busy = 0
        self._last_call = 0.0

    async def call(
        self, method: str, params: Mapping[str, object], files: Mapping[str, Upload] = NO_FILES
    ) -> object:
        """Carry out a Bot API call; raises ApiError, or DroppedError on a network fault."""
        known = self._methods.get(method.lower())
        name = known.name if known else method
        values: Json = dict(params)
        polling = name == "getUpdates"
        self._busy += not polling
        try:
            lost = self.faults.meet(name)
            values = decode(known, params) if known else values
            result = await self._carry_out(known, values, files)
        except (ApiError, DroppedError) as fault:
            status, words = _told(fault)
            self.calls.record(name, values, status, None, words, self.world.clock())
            raise
        else:
            code, told = _told(DroppedError("lost-reply")) if lost else (200, None)
            self.calls.record(name, values, code, result, told, self.world.clock())
        finally:
            if not polling:
                self._busy -= 1
                self._last_call = time.monotonic()
        if lost:
            raise DroppedError("lost-reply")
        return result

    async def _carry_out(
        self, method: Method | None, values: Json, files: Mapping[str, Upload]
    ) -> object:
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        params = check(method, values, files)
        match method.name:
            case "getUpdates":
                return await self.mailbox.poll(params)
            case "setWebhook":
                return self.mailbox.set_webhook(params)
            case "deleteWebhook":
                return self.mailbox.delete_webhook(params)
            case "getWebhookInfo":
                return self.mailbox.webhook_info()
            case _:
                return carry_out(self.world, method, params)

    def fault(
        self, method: str, kind: FaultKind, count: int = 1, retry_after: int | None = None
    ) -> None:
        """Let the next `count` calls of a method fail; "*" is any but getUpdates."""
        self.faults.add(method, kind, count, retry_after)

    async def push(self, update: Json) -> None:
        """Deliver an update and wait until the bot has handled it, `patience` seconds at most."""
        numbered = self.mailbox.number(update)
        if self.deliver is not None:
            await self.deliver(numbered)
            return
        if not self.mailbox.wants(update):
            return
        handled = self.mailbox.put(numbered)
        try:
            async with asyncio.timeout(self.patience):
                await handled.wait()
                if self.mailbox.webhook is None:
                    await self._quiet()
        except TimeoutError:
            return

    async def _quiet(self) -> None:
        """Wait for a pause in the bot's calls: some acknowledge before they have answered."""
        since = time.monotonic()
        while self._busy or time.monotonic() - max(since, self._last_call) < QUIET:  # noqa: ASYNC110
            await asyncio.sleep(CHECKS)  # a quiet time has no event of its own


def _told(fault: ApiError | DroppedError) -> tuple[int, str]:
    if isinstance(fault, ApiError):
        return fault.code, fault.description
    return 0, fault.kind
