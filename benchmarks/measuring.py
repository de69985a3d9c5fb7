"""What benchmarks share: figures, one core, a Telegram without sockets, and raw updates."""

import gc
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Any, cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

TOKEN = "123456789:AAHbenchbenchbenchbenchbenchbenchben"  # noqa: S105 - opens nothing

Update = dict[str, object]
Feed = Callable[[Update], Awaitable[object]]

BOT = {"id": 123456789, "is_bot": True, "first_name": "B", "username": "bench_bot"}
_NAMES: dict[str, object] = {"first_name": "Aigerim", "last_name": "Sarsen", "username": "aigerim"}
_SENT = {
    "message_id": 7,
    "date": 1795365966,
    "from": BOT,
    "chat": {"id": 1001, "type": "private"} | _NAMES,
    "text": "An answer of a common length, as Telegram repeats it.",
}


def figure(name: str, value: float, operator: str, goal: float) -> None:
    """One line for `make bench`; it never fails by itself."""
    print(f"figure {name} {value:.3g} goal {operator}{goal:g}", flush=True)


def on_one_core() -> None:
    """Both sides on the same core: a thread's hand-over between cores would blur the ratio."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


class CodecSession(AiohttpSession):
    """Builds real forms and decodes real replies, without a socket. `heard` keeps the calls."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = 0
        self.heard: list[TelegramMethod[Any]] | None = None
        replies = {"me": BOT, "true": True, "sent": _SENT}
        self.replies = {
            key: json.dumps({"ok": True, "result": value}) for key, value in replies.items()
        }

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ARG002, ASYNC109 - the signature is aiogram's
    ) -> TelegramType:
        self.calls += 1
        if self.heard is not None:
            self.heard.append(method)
        self.build_form_data(bot=bot, method=method)()
        response = self.check_response(bot, method, 200, self.replies[_kind(method)])
        return cast("TelegramType", response.result)


def _kind(method: TelegramMethod[Any]) -> str:
    if method.__api_method__ == "getMe":
        return "me"
    return "sent" if method.__api_method__.startswith(("send", "edit")) else "true"


def message(update_id: int, person: int, **content: object) -> Update:
    who: dict[str, object] = {"id": person} | _NAMES
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1795365966,
            "from": who | {"is_bot": False, "language_code": "kk"},
            "chat": who | {"type": "private"},
            **content,
        },
    }


def tap(update_id: int, person: int, data: str) -> Update:
    who: dict[str, object] = {"id": person} | _NAMES
    row = [{"text": "1", "callback_data": "a:1"}]
    return {
        "update_id": update_id,
        "callback_query": {
            "id": str(10**15 + update_id),
            "from": who | {"is_bot": False, "language_code": "kk"},
            "chat_instance": "-77",
            "data": data,
            "message": {
                "message_id": update_id,
                "date": 1795365966,
                "from": BOT,
                "chat": who | {"type": "private"},
                "text": "menu",
                "reply_markup": {"inline_keyboard": [row, row]},
            },
        },
    }


@dataclass(frozen=True, slots=True)
class Rates:
    """Updates a second, by round."""

    ours: list[float]
    bare: list[float]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: a busy neighbour spoils a round for both."""
        return median(ours / bare for ours, bare in zip(self.ours, self.bare, strict=True))

    def __str__(self) -> str:
        return f"ours {median(self.ours):,.0f}/s, bare {median(self.bare):,.0f}/s"


async def rate(feed: Feed, updates: list[Update]) -> float:
    gc.collect()
    started = perf_counter()
    for update in updates:
        await feed(update)
    return len(updates) / (perf_counter() - started)
