"""Two hundred random walks through the form: whatever is tapped, typed, left or restarted, it can
be finished, and then there is one stay.
"""

import asyncio
import logging
import threading
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from cryptography.fernet import Fernet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import func, select

from bot import app as composition
from bot.content.content import Content
from bot.middlewares import throttle
from bot.settings import Settings
from core.stays.stay import Status
from db.tables import stays
from pretend.errors import ApiError
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock

WALKS = 100
LONGEST = 18
MONTHS_AWAY = 8

WORDS = st.sampled_from(
    [
        *("Сеул", "Ансан", "ansna", "Пусан қаласы", "Гадюкино", "Корея", "Ұлыбритания", "QQ"),
        *(
            "12.05.2027",
            "01.06.2027",
            "12 мамыр 2027",
            "бүгін",
            "вчера",
            "31.02.2027",
            "6 айдан кейін",
        ),
        *(
            "8 701 123 45 67",
            "+82 10 1234 5678",
            "123",
            "Айша 2015",
            "Нұрлан, 1990 ж.\nСәуле 2020",
        ),
        *(
            "Гүлнар 8 701 765 43 21",
            "ТОО «Жол»",
            "помогите меня избили",
            "қайдан паспорт алам",
            "-",
        ),
        *("<b>", "/start", "/registration", "/sos", "📝 Тіркелу", "а" * 4096),
    ]
) | st.text(min_size=1, max_size=80)
OLD = st.sampled_from(
    [
        *("r", "ra", "rx", "rn", "rg", "rd", "rc:KR", "rc:QA", "rc:ZZ", "ro:1", "ry:KR:0"),
        *(
            "ry:KR:-1",
            "ry:QA:999",
            "rp:work",
            "rp:x",
            "rt:today",
            "rt:zz",
            "rs:city",
            "rs:employer",
        ),
        *(
            "rs:phone",
            "rb:until",
            "rb:trusted",
            "rk:companions",
            "rq",
            "rf:until",
            "rf:city",
            "rz",
        ),
        *("rl", "rh", "ru", "rv:ABCDEFGHJK", "rm:ABCDEFGHJK", "h", "st", "syt", "x::"),
    ]
)
ACTS = st.one_of(
    st.tuples(st.just("button"), st.integers(0, 30)),
    st.tuples(st.just("button"), st.integers(0, 3)),
    st.tuples(st.just("words"), WORDS),
    st.tuples(st.just("old"), OLD),
    st.tuples(st.just("contact"), st.sampled_from(["+77011234567", "77017654321", "1"])),
    st.tuples(st.just("photo"), st.none()),
    st.tuples(st.just("place"), st.none()),
    st.tuples(st.just("days"), st.integers(1, MONTHS_AWAY)),
    st.tuples(st.just("restart"), st.none()),
)
Acts = list[tuple[str, object]]


class Errors(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


class House:
    """A bot in a thread of its own, which may be restarted between two acts."""

    def __init__(self, settings: Settings, content: Content) -> None:
        self.settings, self.content, self.clock = settings, content, MovedClock()
        self.telegram = PretendTelegram()
        self.errors = Errors()
        self.app: composition.App
        self.loop: asyncio.AbstractEventLoop
        self.people = count(5_000)
        self._opened = threading.Event()

    def live(self) -> None:
        asyncio.run(self._live())

    async def _live(self) -> None:
        self.loop, self.again, self.up = (
            asyncio.get_running_loop(),
            asyncio.Event(),
            asyncio.Event(),
        )
        self.over = False
        while not self.over:
            session = PretendSession(self.telegram)
            running = composition.running(self.settings, session, self.content, self.clock)
            async with running as self.app:
                self.telegram.deliver = self.app.inbox.handle
                self.up.set()
                self._opened.set()
                await self.again.wait()
                self.again.clear()

    async def restart(self) -> None:
        self.up.clear()
        self.again.set()
        await self.up.wait()

    def close(self) -> None:
        self.over = True
        self.loop.call_soon_threadsafe(self.again.set)

    def walk(self, acts: Acts) -> None:
        asyncio.run_coroutine_threadsafe(self._walk(acts), self.loop).result(60)

    async def _walk(self, acts: Acts) -> None:
        visitor = Visitor(self.telegram, next(self.people), first_name="Айгүл")
        await visitor.starts()
        await visitor.taps_data("sl:kk:1")
        await visitor.taps_data("r")
        await visitor.taps_data("ra")
        for kind, value in acts:
            await self._act(visitor, kind, value)
            await self._is_sound(visitor)
        await self._finishes(visitor)

    async def _act(self, visitor: Visitor, kind: str, value: object) -> None:
        try:
            match kind, value:
                case "button", int(place):
                    labels = visitor.buttons()
                    await visitor.taps(labels[place % len(labels)])
                case "words", str(words):
                    await visitor.writes(words)
                case "old", str(data):
                    await visitor.taps_data(data)
                case "contact", str(phone):
                    await visitor.shares_contact(phone)
                case "photo", _:
                    await visitor.sends_photo()
                case "place", _:
                    await visitor.shares_location(37.5, 127.0)
                case "days", int(days):
                    self.clock.move(timedelta(days=days))
                case _:
                    await self.restart()
        except ApiError:
            pass  # Telegram takes no empty words, and no tap on a link

    async def _is_sound(self, visitor: Visitor) -> None:
        assert self.errors.lines == []
        async with self.app.database.reader.begin() as connection:
            found = await connection.execute(
                select(func.count())
                .select_from(stays)
                .where(stays.c.person_id == visitor.id, stays.c.status.in_(["active", "asked"]))
            )
            assert found.scalar_one() <= 1

    async def _finishes(self, visitor: Visitor) -> None:
        """From wherever he is: a fresh form, straight to its end."""
        person = await self.app.services["people"].recognise(visitor.id, "kk")
        stay = await self.app.services["stays"].current(person)
        if stay is not None and stay.open:
            await visitor.taps_data(f"rr:{stay.number}:1")
        await visitor.taps_data("r")
        for data in ("ra", "rn", "rc:KR", "ry:KR:0", "rp:work"):
            await visitor.taps_data(data)
        today = self.clock().date()
        await visitor.writes(f"{today:%d.%m.%Y}")
        await visitor.writes(f"{today + timedelta(days=200):%d.%m.%Y}")
        for step in ("employer", "phone", "companions", "trusted"):
            await visitor.taps_data(f"rs:{step}")
        await visitor.taps_data("rz")
        await self._is_sound(visitor)
        stay = await self.app.services["stays"].current(person)
        assert stay is not None
        assert (stay.status, stay.country, stay.city) == (Status.ACTIVE, "KR", "seoul")
        assert stay.until == today + timedelta(days=200)


@pytest.fixture(scope="module")
def house(content: Content) -> Iterator[House]:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(throttle, "MESSAGES", (10_000.0, 10_000.0))
        patch.setattr(throttle, "TAPS", (10_000.0, 10_000.0))
        found = House(
            Settings(
                bot_token=SecretStr(PretendTelegram().token),
                database_url=f"sqlite+aiosqlite:///{Path(folder)}/walks.sqlite3",
                encryption_keys=(SecretStr(Fernet.generate_key().decode()),),
            ),
            content,
        )
        logging.getLogger("bot").addHandler(found.errors)
        thread = threading.Thread(target=found.live)
        thread.start()
        assert found._opened.wait(30)
        yield found
        found.close()
        thread.join(30)
        logging.getLogger("bot").removeHandler(found.errors)


@pytest.mark.parametrize("half", range(2))
def test_a_walk_can_always_be_finished(house: House, half: int) -> None:
    @settings(
        max_examples=WALKS,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(ACTS, min_size=half * 5, max_size=LONGEST))
    def walks(acts: Acts) -> None:
        house.walk(acts)

    walks()
