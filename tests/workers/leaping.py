"""Broadcasts in a time that leaps from one event to the next: Telegram's slowness costs none."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from selectors import SelectSelector
from typing import TYPE_CHECKING, Any, cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bot.services.deliveries import Batch
from bot.services.outcomes import Outcomes
from bot.telegram.pacer import Pacer
from bot.workers.broadcasts import Sending
from core.broadcasts.broadcast import Broadcast, State
from core.broadcasts.delivery import Delivery, Outcome, Settled
from core.broadcasts.message import Version
from core.broadcasts.pacing import LEASE
from core.broadcasts.tally import Landed
from core.locale import Locale
from core.people.topics import Topic
from db.database import Unavailable
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.workers.sending import render

if TYPE_CHECKING:
    from bot.services.deliveries import Deliveries, Size
    from bot.services.revisions import Revisions

NOON = datetime(2026, 11, 23, 6, tzinfo=UTC)
PHOTO = {"photo": [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]}
VERSIONS = {one: Version(f"Words {one.value}") for one in Locale}


class _Leap(SelectSelector):
    at = 0.0

    def select(self, timeout: float | None = None) -> Any:
        self.at += timeout or 0
        return super().select(0)


class _Leaping(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.leap = _Leap()
        super().__init__(self.leap)

    def time(self) -> float:
        return self.leap.at


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=_Leaping) as runner:
        runner.run(story())


def time() -> float:
    return asyncio.get_running_loop().time()


def now() -> datetime:
    return NOON + timedelta(seconds=time())


class SlowWire(PretendSession):
    """`begun`: when each message went out, by method."""

    latency: float = 0.0

    def __init__(self, telegram: PretendTelegram) -> None:
        super().__init__(telegram)
        self.begun: dict[str, list[float]] = {}

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        self.begun.setdefault(method.__api_method__, []).append(time())
        await asyncio.sleep(self.latency)
        return await super().make_request(bot, method, timeout)


@dataclass
class Pile:
    """Recipients in memory instead of the database, of one broadcast after another."""

    broadcast: Broadcast
    waiting: list[Delivery]
    in_hand: int = 0
    most: int = 0
    paused: bool = False
    lost: bool = False
    ended: dict[int, Settled] = field(default_factory=dict)

    async def running(self) -> bool:
        return not self.paused and bool(self.waiting)

    async def finish(self) -> None:
        """Nobody looks."""

    async def exchange(self, outcomes: Outcomes, size: "Size | None") -> Batch | None:
        if self.lost:
            raise Unavailable("gone")
        for settled in (one for many in outcomes.settled.values() for one in many):
            self.in_hand -= 1
            if settled.outcome is Outcome.WAITING:
                self.waiting.insert(0, settled.delivery)
            else:
                self.ended[settled.delivery.person_id] = settled
        limit = size(self.broadcast) if size and not self.paused else 0
        claimed, self.waiting = self.waiting[:limit], self.waiting[limit:]
        self.in_hand += len(claimed)
        self.most = max(self.most, self.in_hand)
        return Batch("a", self.broadcast, claimed, now() + LEASE) if claimed else None


@dataclass
class Changed:
    """So many who got an older broadcast, which has new words."""

    broadcast: Broadcast
    left: list[Landed]

    async def open(self) -> list[Broadcast]:
        return [self.broadcast] if self.left else []

    async def to_edit(self, _one: Broadcast, after: int) -> Sequence[Landed]:
        return [one for one in self.left if one.person_id > after][:50]

    async def edited(self, _one: Broadcast, tried: dict[int, str | None]) -> None:
        self.left = [one for one in self.left if one.person_id not in tried]

    async def ended(self, _one: Broadcast) -> None:
        """Nobody looks."""


@dataclass
class Post:
    telegram: PretendTelegram
    wire: SlowWire
    pile: Pile
    changed: Changed
    pacer: Pacer
    sending: Sending

    def album(self, count: int) -> None:
        """The broadcast is one, from now on."""
        world, author = self.telegram.world, self.pile.broadcast.author_id
        person, shown = world.person(author), dict[str, Any](PHOTO)
        sent = [world.store(world.chats[author], shown, person) for _ in range(count)]
        version = Version("", author, tuple(cast("int", one["message_id"]) for one in sent))
        self.pile.broadcast = replace(self.pile.broadcast, versions={Locale.KK: version})


def post(
    count: int, *, rate: float = 25, topic: Topic = Topic.NEWS, edited: int = 0, **about: Any
) -> Post:
    """To be made where the time leaps. Everybody has pressed Start, some have an older one."""
    telegram = PretendTelegram(clock=time)
    one = Broadcast(
        author_id=900, created_at=NOON, zone="Asia/Almaty", id=1, state=State.RUNNING,
        topic=topic, versions=VERSIONS, **about,
    )  # fmt: skip
    people = range(1001, 1001 + count + edited)
    for number in people:
        telegram.world.person(number)
        telegram.world.chats[number].started = True
    waiting = [Delivery(1, number, Locale.KK, None, None) for number in people[:count]]
    old = Broadcast(author_id=900, created_at=NOON, zone="UTC", id=2, edition=1, versions=VERSIONS)
    landed = []
    bot_user = telegram.bot_user
    for number in people[count:]:
        chat = telegram.world.chats[number]
        sent = telegram.world.store(chat, {"text": "old"}, bot_user)
        ids = (cast("int", sent["message_id"]),)
        landed.append(Landed(number, Locale.KK, ids, None, None, NOON))
    wire, pile, changed = SlowWire(telegram), Pile(one, waiting), Changed(old, landed)
    bot = Bot(telegram.token, wire, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    pacer = Pacer(rate, time)
    deliveries, revisions = cast("Deliveries", pile), cast("Revisions", changed)
    sending = Sending(bot, deliveries, revisions, render, pacer, now, begun=True)
    return Post(telegram, wire, pile, changed, pacer, sending)
