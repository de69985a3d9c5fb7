"""A dozen kill -9 while people write: nothing is lost, no stored effect is answered twice."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from db.database import Database
from pretend.jsons import Json, integer, obj, objects, text
from tests.runtime.processes import Bots, People, environ, free_port, start, stop
from tests.runtime.updates import VISIBLE

TOKEN = "42:AAE-the-token-of-this-telegram"
SEED = 20_261_122
KILLS = 12
AT_START = (4, 8)  # these die while they start
IN_PAUSE = (
    1,
    3,
    6,
    10,
)  # these while Telegram lets them wait, with effects stored and nobody told
AT_ANSWER = (2, 5, 7, 11)  # these as soon as an answer has gone out, before it is acknowledged
LONGEST_LIFE = 0.9
CITIZENS = range(501, 507)
POSTER = "almaty-airport"
COUNTRIES = ("KR", "RU", "GB", "QA")
ARTICLES = ("entry", "agreements")
LIMITED = 429
LIMIT: Json = {"method": "answerCallbackQuery", "kind": "429", "count": 1, "retry_after": 1}
ENOUGH = 9.5  # the pretend Telegram lets a person go on after ten seconds


@dataclass
class Act:
    """One thing a citizen did, after the call numbered `after`; `shown`: texts that came of it."""

    name: str
    after: int
    wanted: int
    began: float
    ended: float = 0.0
    shown: list[str] = field(default_factory=list)

    @property
    def stores(self) -> bool:
        return not self.name.startswith("a:")


@dataclass
class Citizen:
    """Goes the first path, fills the city form, votes; writes down each act."""

    people: People
    id: int
    cursor: int = 0
    acts: list[Act] = field(default_factory=list)
    starts: int = 0
    city: str = ""
    country: str = ""

    async def live(self, done: asyncio.Event, dice: random.Random) -> None:
        await self.starts_from_the_poster()
        await self.taps(f"sl:{dice.choice(('kk', 'ru', 'en'))}:1")
        lap = 0
        while not done.is_set():
            lap += 1
            # another country each time: the same one would change nothing on the screen
            self.country = dice.choice([one for one in COUNTRIES if one != self.country])
            self.city = f"City {self.id}-{lap}."
            await self.taps(f"sc:{self.country}:0")
            await self.taps("syt")
            await self.writes(self.city)
            for slug in ARTICLES:
                await self.taps(f"a:kr:{slug}:1")
                await self.taps(f"v:kr:{slug}:{dice.randrange(2)}", wanted=0)
            await self.starts_from_the_poster()

    async def starts_from_the_poster(self) -> None:
        """A stranger is asked for his language; who is known gets the menu and his home."""
        await self.writes(f"/start g-{POSTER}", wanted=2 if self.starts else 1)
        self.starts += 1

    async def writes(self, words: str, wanted: int = 1) -> None:
        await self._act(words, "messages", {"text": words}, wanted)

    async def taps(self, data: str, wanted: int = 1) -> None:
        await self._act(data, "taps", {"data": data}, wanted)

    async def _act(self, name: str, path: str, body: Json, wanted: int) -> None:
        calls = objects(await self.people.get(f"/calls?since={self.cursor}"))
        self.cursor = integer(calls[-1]["seq"]) if calls else self.cursor
        act = Act(name, self.cursor, wanted, monotonic())
        self.acts.append(act)
        await self.people.post(f"/people/{self.id}/{path}", body)
        if monotonic() - act.began > ENOUGH:
            await self._until_all_is_handled()
        act.ended = monotonic()

    async def _until_all_is_handled(self) -> None:
        async with asyncio.timeout(90):
            while True:
                info = obj(await self.people.get(f"/bot{TOKEN}/getWebhookInfo"))
                if not obj(info["result"])["pending_update_count"]:
                    return
                await asyncio.sleep(0.02)

    def read(self, calls: list[Json]) -> None:
        """Gives each act the calls up to the next: one is finished before another begins."""
        ends = [act.after for act in self.acts[1:]] + [integer(calls[-1]["seq"])]
        for act, end in zip(self.acts, ends, strict=True):
            for call in calls[act.after : end]:
                params = obj(call["params"])
                if integer(call["status"]) == 200 and self._is_mine(call, params):
                    act.shown.append(text(params.get("text")))

    def _is_mine(self, call: Json, params: Json) -> bool:
        return call["method"] in VISIBLE and integer(params.get("chat_id")) == self.id


async def _die_a_dozen_times(bots: Bots, people: People, dice: random.Random) -> None:
    await bots.start()
    for death in range(KILLS):
        if death:
            await bots.fork()
        if death not in AT_START:
            await _until(people, lambda call: call["method"] == "deleteWebhook")
        if death in IN_PAUSE:
            await people.post("/faults", LIMIT)
            await _until(people, lambda call: call["status"] == LIMITED)
            await asyncio.sleep(dice.uniform(0.1, 0.6))
        elif death in AT_ANSWER:
            await asyncio.sleep(dice.uniform(0.0, LONGEST_LIFE))
            await _until(people, lambda call: call["method"] == "sendMessage")
        else:
            await asyncio.sleep(dice.uniform(0.0, LONGEST_LIFE))
        await bots.kill()
    await bots.start()


async def _until(people: People, wanted: Callable[[Json], bool]) -> None:
    """Until the bot makes such a call. A new one begins with getMe and deleteWebhook."""
    async with asyncio.timeout(90):
        seen = objects(await people.get("/calls?since=0"))
        last = integer(seen[-1]["seq"]) if seen else 0
        while True:
            calls = objects(await people.get(f"/calls?since={last}"))
            if any(map(wanted, calls)):
                return
            await asyncio.sleep(0.01)


async def _live_through(bots: Bots, people: People) -> list[Citizen]:
    dice, done = random.Random(SEED), asyncio.Event()  # noqa: S311 - chance, not secrecy
    citizens = [Citizen(people, one) for one in CITIZENS]
    async with asyncio.TaskGroup() as tasks:
        for citizen in citizens:
            tasks.create_task(citizen.live(done, random.Random(citizen.id)))  # noqa: S311
        await _die_a_dozen_times(bots, people, dice)
        done.set()
    calls = objects(await people.get("/calls?since=0"))
    for citizen in citizens:
        citizen.read(calls)
    return citizens


async def test_a_dozen_kills_lose_nothing_and_repeat_nothing(tmp_path: Path) -> None:
    port, url = free_port(), f"sqlite+aiosqlite:///{tmp_path}/kill.sqlite3"
    base = f"http://127.0.0.1:{port}"
    env = environ(BOT_TOKEN=TOKEN, TELEGRAM_API_URL=base, DATABASE_URL=url, LOG_LEVEL="ERROR")
    telegram = await start("telegram", "--port", str(port), "--token", TOKEN, env=environ())
    people = People(base)
    await people.ready()
    with (tmp_path / "log").open("wb") as log:
        async with Bots(env, log).open() as bots:
            citizens = await _live_through(bots, people)
            killed_at = list(bots.killed_at)
    await stop(telegram)
    assert len(killed_at) == KILLS
    assert (tmp_path / "log").read_text() == ""
    _judge_answers(citizens, killed_at)
    await _judge_effects(citizens, url)


def _judge_answers(citizens: list[Citizen], killed_at: list[float]) -> None:
    acts = [act for citizen in citizens for act in citizen.acts]
    twice = [act for act in acts if act.stores and len(act.shown) > act.wanted]
    assert twice == []
    # Where the bot died between a receipt and its answer, it stays silent rather than repeat.
    silent = [act for act in acts if len(act.shown) < act.wanted]
    assert [
        act for act in silent if not any(act.began < kill < act.ended for kill in killed_at)
    ] == []
    assert len(silent) <= KILLS
    cities = [act for act in acts if act.name.startswith("City ")]
    assert len(cities) > len(citizens)
    assert [act for act in cities if act.shown and act.name not in act.shown[0]] == []


async def _judge_effects(citizens: list[Citizen], url: str) -> None:
    database = Database.at(url)
    async with database.reading() as tx:
        assert await tx.feedback.arrivals_from(POSTER) == sum(one.starts for one in citizens)
        for citizen in citizens:
            person = await tx.people.get(citizen.id)
            assert person
            assert (person.country, person.city) == (citizen.country, citizen.city)
            assert await tx.feedback.votes_of(citizen.id) == len(ARTICLES)
        assert await tx.forms.open_keys() == {}
    await database.close()
