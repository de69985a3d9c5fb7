"""kill -9 between any two steps of a registration, and while one is being saved."""

import asyncio
import random
from pathlib import Path

from cryptography.fernet import Fernet
from sqlalchemy import func, select

from core.stays.stay import Status
from db.database import Database
from db.tables import stays
from pretend.jsons import Json, integer, obj, objects
from tests.runtime.processes import Bots, People, environ, free_port, start, stop

TOKEN = "42:AAE-the-token-of-this-telegram"
PERSON = 501
SEED = 5
DEADLY = 0.03
"""Seconds a bot lives at most once a step was sent: it dies before, in or after saving."""
BEFORE: tuple[Json, ...] = ({"text": "/start"}, {"data": "sl:en:1"})
STEPS: tuple[Json, ...] = (
    {"data": "r"},
    {"data": "ra"},
    {"data": "rc:KR"},
    {"data": "ry:KR:0"},
    {"data": "rp:work"},
    {"text": "01.11.2026"},
    {"text": "01.06.2030"},
    {"text": "Hankuk Mulsan"},
    {"text": "8 701 123 45 67"},
    {"data": "rs:companions"},
    {"data": "rs:trusted"},
    {"data": "rz"},
)


async def _send(people: People, step: Json) -> None:
    path = "taps" if "data" in step else "messages"
    await people.post(f"/people/{PERSON}/{path}", step)


async def _until_quiet(people: People) -> None:
    async with asyncio.timeout(60):
        while True:
            info = obj(obj(await people.get(f"/bot{TOKEN}/getWebhookInfo"))["result"])
            if not integer(info["pending_update_count"]):
                return
            await asyncio.sleep(0.02)


async def _walk(bots: Bots, people: People) -> None:
    dice = random.Random(SEED)  # noqa: S311 - chance, not secrecy
    await bots.start()
    for first in BEFORE:
        await _send(people, first)
        await _until_quiet(people)
    for number, step in enumerate(STEPS):
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_send(people, step))
            if number % 2:  # in the middle of it
                await asyncio.sleep(dice.uniform(0, DEADLY))
                await bots.kill()
                await bots.fork()
        await _until_quiet(people)
        if not number % 2:  # between two steps
            await bots.kill()
            await bots.fork()
            await _until_quiet(people)


async def test_a_dozen_kills_leave_one_whole_stay(tmp_path: Path) -> None:
    port, url = free_port(), f"sqlite+aiosqlite:///{tmp_path}/kill.sqlite3"
    key = Fernet.generate_key().decode()
    base = f"http://127.0.0.1:{port}"
    env = environ(
        BOT_TOKEN=TOKEN, TELEGRAM_API_URL=base, DATABASE_URL=url, LOG_LEVEL="ERROR",
        ENCRYPTION_KEYS=key,
    )  # fmt: skip
    telegram = await start("telegram", "--port", str(port), "--token", TOKEN, env=environ())
    people = People(base)
    await people.ready()
    with (tmp_path / "log").open("wb") as log:
        async with Bots(env, log).open() as bots:
            await _walk(bots, people)
            killed = len(bots.killed_at)
    calls = objects(await people.get("/calls?since=0"))
    await stop(telegram)
    assert killed == len(STEPS)
    assert (tmp_path / "log").read_text() == ""
    assert len(calls) > len(STEPS)
    database = Database.at(url, keys=(key,))
    async with database.reading() as tx:
        stay = await tx.stays.open_of(PERSON)
        assert await tx.forms.open_keys() == {}
    async with database.reader.begin() as connection:
        assert (await connection.execute(select(func.count()).select_from(stays))).scalar() == 1
    await database.close()
    assert stay is not None
    assert (stay.status, stay.country, stay.city) == (Status.ACTIVE, "KR", "seoul")
    assert stay.details is not None
    assert (stay.details.employer, stay.details.phone) == ("Hankuk Mulsan", "+77011234567")
