"""Our broadcast engine against a bare aiogram loop and against aiogram-broadcaster 0.6.8.

`python -m benchmarks.broadcast`. All sides send the same words over HTTP to a Telegram without
limits on another core (`_broadcast_server.py`), one after the other in the same run. Ours writes
down each recipient before and after the send; the bare loop remembers nothing; the peer rewrites
the record of all recipients after each message where it has a storage. Counted is the sending:
what lists the recipients before is told apart.

Then the real bot against the pretend Telegram with its flood limits (`_broadcast_limits.py`), and
the peak memory of a process that sends to few and to many.

`python -m benchmarks.broadcast --kills`: twenty kill -9 while 5,000 people are sent to, nothing
else.
"""

import argparse
import asyncio
import gc
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks import _broadcast_limits as limits
from benchmarks._broadcast_ours import Engine, peak_of, people_in
from benchmarks._broadcast_peers import bare, peer, stored_peer
from benchmarks._broadcast_server import fast_telegram
from benchmarks.measuring import figure, on_one_core
from tests.runtime.broadcast_kills import Plan, die_often
from tests.runtime.processes import free_port

ROUNDS = {2_000: 5, 20_000: 2}
"""How often for how many recipients; a first send that warms all up is not counted."""
FEW, SOME, MANY = 1_000, 10_000, 200_000
KILLS = Plan(recipients=5_000, kills=20, rate=1_000, seed=20_261_123)


@dataclass(frozen=True, slots=True)
class Rates:
    """Sends a second, by round; the sides take turns, so that a busy neighbour slows them all."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    peer: list[float] = field(default_factory=list)


async def speed(base: str) -> None:
    of_bare: list[float] = []
    of_peer: list[float] = []
    for size, rounds in ROUNDS.items():
        with TemporaryDirectory() as folder:
            await people_in(Path(folder), size)
            async with Engine.at(base, Path(folder)) as engine:
                rates = await _race(engine, base, size, rounds)
                ours, stored = await engine.send(), await stored_peer(base, size)
                print(f"# {size:,}: listed {engine.planned:,.0f} people/s")
        _tell(size, ours=rates.ours, bare=rates.bare, peer=rates.peer, stored_peer=[stored])
        figure(f"broadcast.of_peer_stored_{size // 1_000}k", ours / stored, ">=", 8)
        of_bare += _ratios(rates.ours, rates.bare)
        of_peer += _ratios(rates.ours, rates.peer)
    figure("broadcast.of_bare", median(of_bare), ">=", 0.7)
    figure("broadcast.of_peer", median(of_peer), ">=", 1)


async def _race(engine: Engine, base: str, size: int, rounds: int) -> Rates:
    rates = Rates()
    await engine.send()
    gc.collect()
    gc.freeze()
    for _round in range(rounds):
        rates.ours.append(await engine.send())
        rates.bare.append(await bare(base, size))
        rates.peer.append(await peer(base, size))
    gc.unfreeze()
    return rates


def _ratios(ours: Sequence[float], others: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(ours, others, strict=True)]


def _tell(size: int, **sides: Sequence[float]) -> None:
    told = ", ".join(f"{side} {median(rates):,.0f}/s" for side, rates in sides.items())
    print(f"# {size:,} recipients: {told}", flush=True)


async def memory(base: str) -> None:
    peaks = {size: await peak_of(base, size) for size in (FEW, SOME, MANY)}
    told = ", ".join(f"{size:,}: {peak:.0f} MB" for size, peak in peaks.items())
    print(f"# peak memory by recipients: {told}", flush=True)
    figure("broadcast.memory_growth_mb", peaks[MANY] - peaks[FEW], "<=", 20)


async def citizens() -> None:
    found = await limits.measure()
    told = f"idle {found.idle * 1_000:.0f} ms, during a broadcast {found.busy * 1_000:.0f} ms"
    print(f"# {found.rate:.2f} sends/s of {limits.RATE}; /start at p99: {told}")
    figure("broadcast.rate_share", found.rate / limits.RATE, ">=", 0.99)
    figure("broadcast.flood_refusals", found.refusals, "<=", 0)
    figure("broadcast.start_p99_above_idle_ms", (found.busy - found.idle) * 1_000, "<=", 300)


async def kills() -> None:
    with TemporaryDirectory() as folder:
        story = await die_often(KILLS, Path(folder))
    in_flight = sum(story.in_flight)
    print(f"# {len(story.in_flight)} kills, {in_flight} in flight, {story.seconds:.0f} s")
    print(story.errors, end="")
    figure("broadcast.lost", len(story.lost), "<=", 0)
    figure("broadcast.repeats", story.repeats, "<=", in_flight)
    figure("broadcast.repeats_unmarked", len(story.unmarked), "<=", 0)


async def everything() -> None:
    await citizens()
    async with fast_telegram(free_port()) as base:
        on_one_core()
        await memory(base)
        await speed(base)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.broadcast")
    parser.add_argument("--kills", action="store_true", help="twenty kill -9 and nothing else")
    asyncio.run(kills() if parser.parse_args(sys.argv[1:]).kills else everything())
