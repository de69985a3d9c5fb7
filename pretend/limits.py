"""Flood limits: 30 a second over all, one a second in a chat, 20 a minute in a group."""

from collections import deque
from collections.abc import Callable
from typing import Final

from pretend.errors import ApiError

OVERALL: Final = 30
BURST: Final = 3
GROUP: Final = 20
MINUTE: Final = 60.0


class Limits:
    """Sliding windows over the given clock; a refused send counts nothing."""

    def __init__(self, clock: Callable[[], float], *, enabled: bool) -> None:
        self.enabled = enabled
        self._clock = clock
        self._overall: deque[float] = deque()
        self._chats: dict[int, deque[float]] = {}

    def take(self, chat_id: int, count: int = 1) -> None:
        """Count `count` sends to a chat, or refuse them with a pause in seconds."""
        if not self.enabled:
            return
        now = self._clock()
        width, most = (MINUTE, GROUP) if chat_id < 0 else (float(BURST), BURST)
        chat = self._chats.setdefault(chat_id, deque())
        wait = max(
            _wait(self._overall, now, 1.0, OVERALL, count), _wait(chat, now, width, most, count)
        )
        if wait > 0:
            seconds = int(wait) + (wait > int(wait))
            raise ApiError(
                429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}
            )
        self._overall.extend([now] * count)
        chat.extend([now] * count)


def _wait(window: deque[float], now: float, width: float, most: int, count: int) -> float:
    while window and now - window[0] >= width:
        window.popleft()
    over = len(window) + count - most
    if over <= 0 or not window:
        return 0.0
    return window[min(over, len(window)) - 1] + width - now
