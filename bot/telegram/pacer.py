"""How fast broadcasts go out: evenly, and only as much as answers to people leave over."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic

OVERALL = 30.0
"""Telegram takes about so many messages a second from a bot that does not pay."""
MOST = 26
"""Messages in any second that a broadcast keeps the whole bot within: a few answers that come
together still find room, and none of them makes Telegram stop us all."""
WINDOW = 1.0
PAID_RATE = 1_000.0
"""Telegram's limit for broadcasts that are paid for."""
PATIENCE = 1.0
"""Seconds of a pause a message in hand waits for; for a longer one it is given back."""
TINY = 1e-6

_broadcasting: ContextVar[bool] = ContextVar("broadcasting", default=False)


def broadcasting() -> bool:
    """Whether the call in hand is one of a broadcast, which knows itself when to try again."""
    return _broadcasting.get()


@contextmanager
def in_broadcast() -> Iterator[None]:
    token = _broadcasting.set(True)
    try:
        yield
    finally:
        _broadcasting.reset(token)


class Pacer:
    """Slots are handed out one after another, `1 / rate` seconds apart, and none is made up for.

    What is paid for has a line of its own: what is free would hold it up.
    Answers to people never wait here. They are counted, and a broadcast takes what is left.
    """

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        paid_rate: float = PAID_RATE,
    ) -> None:
        self.rate, self.paid_rate = rate, paid_rate
        self.clock, self.sleep = clock, sleep
        self._paused_until = -inf
        self._next = {False: -inf, True: -inf}
        self._recent: deque[float] = deque()
        self._turn = {False: asyncio.Lock(), True: asyncio.Lock()}

    def rate_of(self, *, paid: bool) -> float:
        return self.paid_rate if paid else self.rate

    @property
    def held(self) -> float:
        """Seconds for which Telegram wants to be left alone."""
        return max(0.0, self._paused_until - self.clock())

    def pause(self, seconds: float) -> None:
        """Nothing of a broadcast goes out for so long."""
        self._paused_until = max(self._paused_until, self.clock() + seconds)

    def note(self) -> None:
        """Something goes out that waits for nobody."""
        self._recent.append(self.clock())
        self._forget()

    async def slot(self, count: int = 1, *, paid: bool = False) -> bool:
        """Waits for the turn of `count` messages. False: the bot is paused, and nobody waits."""
        rate = self.rate_of(paid=paid)
        if rate == inf:
            return self.held <= 0
        async with self._turn[paid]:
            turn = max(self.clock(), self._next[paid])
            while (wait := self._wait(turn, count, rate)) > TINY:
                if self.held > PATIENCE:
                    return False
                await self.sleep(wait)
            now = self.clock()
            self._next[paid] = max(turn, now - 1 / rate) + count / rate
            self._recent.extend([now] * count)
        return True

    def _wait(self, turn: float, count: int, rate: float) -> float:
        shared = self._full_for(count) if rate <= OVERALL else 0.0
        return max(turn - self.clock(), self.held, shared)

    def _full_for(self, count: int) -> float:
        """Seconds until so many more fit into the window."""
        self._forget()
        over = len(self._recent) + count - MOST
        if over <= 0 or not self._recent:
            return 0.0
        return self._recent[min(over, len(self._recent)) - 1] + WINDOW - self.clock()

    def _forget(self) -> None:
        since = self.clock() - WINDOW
        while self._recent and self._recent[0] <= since:
            self._recent.popleft()
