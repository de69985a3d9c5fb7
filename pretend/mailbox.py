"""Updates on their way to the bot: long polling and the webhook's queue."""

import asyncio
import re
import time
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pretend.errors import ApiError, bad
from pretend.jsons import Json, integer
from pretend.params import Params

BY_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MOST_POLLED: Final = 100
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_POLL: Final = 50


@dataclass(slots=True)
class Webhook:
    """Where updates are posted, and how that went last."""

    url: str
    secret: str
    max_connections: int
    error: str = ""
    error_at: int = 0


class Mailbox:
    """Holds every update until it was acknowledged; ids grow over restarts too."""

    def __init__(self) -> None:
        self.pending: OrderedDict[int, Json] = OrderedDict()
        self.fresh: deque[int] = deque()  # not yet given to a webhook's lane
        self.webhook: Webhook | None = None
        self.allowed: frozenset[str] = frozenset()
        self.closing = False
        self.bell = asyncio.Event()
        self._next = int(time.time() * 1000)
        self._handled: dict[int, asyncio.Event] = {}
        self._poller = 0

    def number(self, update: Json) -> Json:
        """Give the update its id."""
        self._next += 1
        return {"update_id": self._next, **update}

    def wants(self, update: Json) -> bool:
        """Tell whether the bot asked for this kind of update."""
        kind = next((key for key in update if key != "update_id"), "")
        return kind in self.allowed if self.allowed else kind not in BY_REQUEST

    def put(self, update: Json) -> asyncio.Event:
        """Queue a numbered update; the event is set once the bot acknowledged it."""
        key = integer(update["update_id"])
        self.pending[key] = update
        self.fresh.append(key)
        self._handled[key] = asyncio.Event()
        self.ring()
        return self._handled[key]

    def acknowledge(self, key: int) -> None:
        """Forget an update the bot has taken."""
        self.pending.pop(key, None)
        if event := self._handled.pop(key, None):
            event.set()

    def ring(self) -> None:
        """Wake all who wait for a change."""
        self.bell.set()
        self.bell = asyncio.Event()

    def close(self) -> None:
        self.closing = True
        self.ring()

    def drop_pending(self) -> None:
        for key in list(self.pending):
            self.acknowledge(key)
        self.fresh.clear()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            newest = list(self.pending)[offset:]
            offset = newest[0] if newest else 0
        while self.pending and next(iter(self.pending)) < offset:
            self.acknowledge(next(iter(self.pending)))

    async def poll(self, params: Params) -> list[Json]:
        """getUpdates: at most one at a time, the older one ends with 409."""
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first",
            )
        self._poller += 1
        mine = self._poller
        self.ring()
        self._allow(params)
        self._confirm(params.integer("offset"))
        limit = min(max(params.integer("limit", MOST_POLLED), 1), MOST_POLLED)
        try:
            async with asyncio.timeout(min(max(params.integer("timeout"), 0), LONGEST_POLL)):
                while not self.pending and not self.closing and mine == self._poller:
                    await self.bell.wait()
        except TimeoutError:
            pass
        if mine != self._poller:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request;"
                " make sure that only one bot instance is running",
            )
        return [update for update, _ in zip(self.pending.values(), range(limit), strict=False)]

    def _allow(self, params: Params) -> None:
        if params.has("allowed_updates"):
            self.allowed = frozenset(map(str, params.items("allowed_updates")))

    def set_webhook(self, params: Params) -> bool:
        url = params.text("url")
        if not url:
            return self.delete_webhook(params)
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise bad("bad webhook: invalid HTTP URL specified")
        secret = params.text("secret_token")
        if secret and not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        self._allow(params)
        if params.flag("drop_pending_updates"):
            self.drop_pending()
        most = min(max(params.integer("max_connections", 40), 1), 100)
        self.webhook = Webhook(url, secret, most)
        self.fresh = deque(self.pending)
        self.ring()
        return True

    def delete_webhook(self, params: Params) -> bool:
        if params.flag("drop_pending_updates"):
            self.drop_pending()
        self.webhook = None
        self.ring()
        return True

    def webhook_info(self) -> Json:
        hook = self.webhook
        info: Json = {
            "url": hook.url if hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }
        if hook:
            info["max_connections"] = hook.max_connections
            if hook.error:
                info |= {"last_error_date": hook.error_at, "last_error_message": hook.error}
        if self.allowed:
            info["allowed_updates"] = sorted(self.allowed)
        return info
