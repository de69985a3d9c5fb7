"""Many hands bring the messages of broadcasts side by side; one line keeps their pace."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from logging import getLogger

from aiogram import Bot
from aiogram.exceptions import AiogramError

from bot.telegram import verdicts
from bot.telegram.pacer import Pacer, in_broadcast
from bot.telegram.parcel import Parcel, post
from bot.workers.hands import Hands, Job
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.delivery import Outcome, Reason, Settled
from core.broadcasts.pacing import SENDABLE, STALE, respite, tried, untouched
from core.locale import Locale

log = getLogger(__name__)

Rendering = Callable[[Broadcast, Locale, str | None, str | None], Parcel]
"""What a speaker of the language gets in this country and city, in the words of that version."""

CACHED = 1_000
REFUSED_AT_ONCE = 5
"""So many refusals with nothing sent between them: it is the broadcast, not its recipients."""
TROUBLES = 3
TROUBLE = frozenset({Reason.SERVER, Reason.NETWORK})


@dataclass(slots=True)
class Postmen:
    """`stop`: what is not on its way yet is given back."""

    bot: Bot
    render: Rendering
    pacer: Pacer
    clock: Callable[[], datetime]
    stop: asyncio.Event
    hands: Hands = field(default_factory=Hands)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    parcels: dict[tuple[object, ...], Parcel] = field(default_factory=dict)
    refused: Counter[int] = field(default_factory=Counter)
    troubles: int = 0
    pauses: int = 0

    async def work(self) -> None:
        """Brings one after another until dismissed."""
        with in_broadcast():
            while True:
                async with self.turn:
                    job = await self.hands.next()
                    parcel = await self._in_turn(job) if job else None
                if job is None:
                    self.hands.dismiss()  # the next one
                    return
                if parcel is None:
                    settled = untouched(job.delivery, self.clock())
                else:
                    settled = await self._post(job, parcel)
                self.hands.end(job, settled)

    async def _in_turn(self, job: Job) -> Parcel | None:
        """As `_ready`. Whoever is sent home before has brought nothing to anybody."""
        try:
            return await self._ready(job)
        except asyncio.CancelledError:
            self.hands.end(job, untouched(job.delivery, self.clock()))
            raise

    async def _ready(self, job: Job) -> Parcel | None:
        """What is to be brought, when its turn has come. None: not now."""
        broadcast = job.batch.broadcast
        if self._over(job) or self.clock() - job.since > STALE:
            return None
        try:
            parcel = self._parcel(job)
        except Exception:
            log.exception("broadcast %d has no words", broadcast.id)
            self.hands.fail(broadcast.id, "words")
            return None
        on_turn = await self.pacer.slot(parcel.weight, paid=broadcast.paid and not parcel.album)
        return parcel if on_turn and not self._over(job) else None

    def _over(self, job: Job) -> bool:
        """Whether he is not to be sent to any more, as far as this process knows."""
        ends = job.batch.lease_until - SENDABLE
        failed = job.batch.broadcast.id in self.hands.faults
        return failed or self.stop.is_set() or self.clock() > ends

    def _parcel(self, job: Job) -> Parcel:
        one, to = job.batch.broadcast, job.delivery
        key = (one.id, one.edition, to.language, to.country, to.city)
        found = self.parcels.get(key)
        if found is None:
            if len(self.parcels) >= CACHED:
                self.parcels.clear()
            found = self.render(one, to.language, to.country, to.city)
            self.parcels[key] = found
        return found

    async def _post(self, job: Job, parcel: Parcel) -> Settled:
        broadcast, delivery = job.batch.broadcast, job.delivery
        try:
            ids = await post(self.bot, delivery.person_id, parcel, paid=broadcast.paid)
        except AiogramError as error:
            settled = verdicts.settled(delivery, error, self.clock())
            self._judge(broadcast.id, settled, verdicts.fault(error))
        except Exception:
            log.exception("broadcast %d: a message may have been lost", broadcast.id)
            self.hands.fail(broadcast.id, "words")
            settled = Settled(tried(delivery), Outcome.UNCERTAIN, self.clock())
        else:
            self.troubles = self.pauses = self.refused[broadcast.id] = 0
            settled = self._arrived(job, parcel, ids)
        return settled

    def _arrived(self, job: Job, parcel: Parcel, ids: tuple[int, ...]) -> Settled:
        """Of an album whose files are gone Telegram brings the rest, or nothing, and is glad."""
        if len(ids) < parcel.weight:
            log.error("broadcast %d pauses: files of its album are gone", job.batch.broadcast.id)
            self.hands.fail(job.batch.broadcast.id, "source_gone")
        if not ids:
            return untouched(job.delivery, self.clock())
        whole = len(ids) == parcel.weight
        became = Outcome.SENT if whole else Outcome.UNCERTAIN
        return Settled(tried(job.delivery), became, self.clock(), ids)

    def _judge(self, number: int, settled: Settled, fault: str | None) -> None:
        """Whether it is only he who did not get it."""
        if settled.reason is Reason.REFUSED:
            log.warning("broadcast %d was refused: %s", number, settled.detail)
            self.refused[number] += 1
            if self.refused[number] >= REFUSED_AT_ONCE:
                fault = "refused"
                self.refused[number] = 0
        if fault:
            log.error("broadcast %d pauses: %s", number, fault)
            self.hands.fail(number, fault)
        if settled.reason in TROUBLE:
            self.troubles += 1
            if self.troubles >= TROUBLES and not self.pacer.held:
                self.pauses += 1
                self.pacer.pause(respite(self.pauses))
