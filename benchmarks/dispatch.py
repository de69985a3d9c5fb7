"""Our dispatcher against a bare aiogram one that makes the same Bot API calls.

Ours is the whole bot: receipts, locks, a known person of thousands, his language, throttling, real
content. The bare one has one router, async filters and the answers as constants. Both are fed raw
updates on one core, over a session that builds real forms and decodes real replies.
"""

import asyncio
import gc
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from pydantic import SecretStr

from benchmarks.bare import bare_dispatcher
from benchmarks.measuring import (
    TOKEN,
    CodecSession,
    Feed,
    Rates,
    Update,
    figure,
    message,
    on_one_core,
    rate,
    tap,
)
from bot import app as composition
from bot.content.content import Content
from bot.features.emergency.callbacks import OpenEmergency
from bot.features.library.callbacks import OpenArticle
from bot.settings import Settings
from core.locale import Locale
from core.people.person import Person
from db.database import Database
from db.migrate import migrate

CONTENT = Path(__file__).parent.parent / "content"
PEOPLE = 4_000
ROUNDS = 17
UPDATES = 250

COUNTRIES = ("RU", "KR", "QA", "GB")
PROFILES = [(locale, country) for locale in Locale for country in COUNTRIES]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    goal: float
    make: Callable[[int, int], Update]


def _article(update_id: int, person: int) -> Update:
    scope = PROFILES[person % len(PROFILES)][1].lower()
    return tap(update_id, person, OpenArticle(scope=scope, slug="agreements").pack())


CASES = (
    Case("article_by_button", 0.8, _article),
    Case("start_known_person", 0.6, lambda i, who: message(i, who, text="/start")),
    Case("free_text", 0.5, lambda i, who: message(i, who, text=f"How do I get permit no. {i}?")),
    Case("emergency_card", 0.5, lambda i, who: tap(i, who, OpenEmergency().pack())),
    Case(
        "nearest_by_location",
        0.3,
        lambda i, who: message(i, who, location={"latitude": 55.75, "longitude": 37.62}),
    ),
)


def _new_bot() -> tuple[Bot, CodecSession]:
    session = CodecSession()
    default = DefaultBotProperties(parse_mode=ParseMode.HTML)
    return Bot(TOKEN, session, default=default), session


def _now() -> datetime:
    return datetime.now(UTC)


def _settings(url: str) -> Settings:
    return Settings(bot_token=SecretStr(TOKEN), database_url=url)


@asynccontextmanager
async def _our_bot(folder: str) -> AsyncIterator[tuple[composition.App, CodecSession]]:
    url = f"sqlite+aiosqlite:///{folder}/bench.sqlite3"
    await migrate(url)
    database = Database.at(url)
    async with database.writing() as tx:
        for person in range(PEOPLE):
            language, country = PROFILES[person % len(PROFILES)]
            await tx.people.save(Person(person + PEOPLE, language, country), _now())
    bot, session = _new_bot()
    yield (
        await composition.build(database, bot, Content.load(CONTENT), _now, _settings(url)),
        session,
    )
    await database.close()


async def _record(feed: Feed, session: CodecSession, case: Case, ids: "count[int]") -> list[Any]:
    """What we answer to each profile, in order. In the first case everybody comes once."""
    scripts: list[list[TelegramMethod[Any]]] = []
    started = perf_counter()
    everybody = PEOPLE if case is CASES[0] else 4 * len(PROFILES)
    for person in range(PEOPLE, PEOPLE + everybody):
        session.heard = [] if len(scripts) < len(PROFILES) else None
        await feed(case.make(next(ids), person))
        if session.heard is not None:
            scripts.append(session.heard)
    session.heard = None
    if case is CASES[0]:  # nobody was recognised before: each read the database once
        print(f"# first visit of a known person: {PEOPLE / (perf_counter() - started):,.0f}/s")
    return scripts


async def _compare(
    case: Case, app: composition.App, ours: CodecSession, ids: "count[int]"
) -> Rates:
    scripts = await _record(app.inbox.handle, ours, case, ids)
    shift = PEOPLE % len(PROFILES)
    by_profile = [scripts[(profile - shift) % len(PROFILES)] for profile in range(len(PROFILES))]
    bot, bare = _new_bot()
    dispatcher = bare_dispatcher(by_profile)

    async def feed_bare(update: Update) -> None:
        await dispatcher.feed_raw_update(bot, update)

    rates = Rates([], [])
    for number in range(ROUNDS + 1):
        people = [PEOPLE + (number * UPDATES + i) % PEOPLE for i in range(UPDATES)]
        updates = [case.make(next(ids), person) for person in people]
        before = ours.calls, bare.calls
        one, other = await rate(app.inbox.handle, updates), await rate(feed_bare, updates)
        made = ours.calls - before[0], bare.calls - before[1]
        assert made[0] == made[1] >= UPDATES, f"{case.name}: the sides made {made} calls"
        if number:  # the first round warms the bare side up
            rates.ours.append(one)
            rates.bare.append(other)
    return rates


async def main() -> None:
    on_one_core()
    ids = count(1)
    with tempfile.TemporaryDirectory() as folder:
        async with _our_bot(folder) as (app, session):
            gc.collect()
            gc.freeze()
            for case in CASES:
                rates = await _compare(case, app, session, ids)
                print(f"# {case.name}: {rates}")
                figure(f"dispatch.{case.name}", rates.ratio, ">=", case.goal)


if __name__ == "__main__":
    asyncio.run(main())
