"""Raw updates as Telegram would bring them, and waiting for what comes of them."""

import asyncio
from collections.abc import Callable

from pretend.jsons import Json, integer
from pretend.telegram import PretendTelegram

VISIBLE = ("sendMessage", "editMessageText")


def message(update_id: int, person: int, text: str = "/help") -> Json:
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1_795_000_000,
            "chat": {"id": person, "type": "private", "first_name": "Айгүл"},
            "from": {"id": person, "is_bot": False, "first_name": "Айгүл", "language_code": "kk"},
            "text": text,
        },
    }


def seen_by(telegram: PretendTelegram, person: int, since: int = 0) -> list[str]:
    """What arrived on the person's screen after call `since`: method names, in order."""
    return [
        call.method
        for call in telegram.calls.since(since)
        if call.method in VISIBLE
        and call.status == 200
        and integer(call.params.get("chat_id")) == person
    ]


async def until(condition: Callable[[], bool]) -> None:
    """Waits for what must come; a test that waits in vain fails."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event
            await asyncio.sleep(0.002)
