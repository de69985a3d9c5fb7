"""Form state in our own database, and one update of a person at a time."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import event

from bot.fsm.isolation import PersonIsolation
from bot.fsm.storage import SqlStorage
from bot.services.receipts import Receipts
from db.database import Database
from db.progress import FormKey, Progress, Stage, handling
from db.retention import RETENTION
from tests.conftest import MovedClock

AIGUL = StorageKey(bot_id=42, chat_id=501, user_id=501)
DANIYAR = StorageKey(bot_id=42, chat_id=502, user_id=502)
TYPING = "CityForm:typing"


@pytest.fixture
async def storage(database: Database) -> AsyncIterator[SqlStorage]:
    storage = SqlStorage(database)
    await storage.load()
    yield storage
    await storage.close()


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Every statement either engine runs meanwhile."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    for engine in (database.reader, database.writer):
        event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield seen
    for engine in (database.reader, database.writer):
        event.remove(engine.sync_engine, "before_cursor_execute", note)


async def test_a_state_and_its_data_are_kept(storage: SqlStorage) -> None:
    await storage.set_state(AIGUL, TYPING)
    await storage.set_data(AIGUL, {"city": "Ансан", "step": 2})
    assert await storage.get_state(AIGUL) == TYPING
    assert await storage.get_data(AIGUL) == {"city": "Ансан", "step": 2}
    assert await storage.get_state(DANIYAR) is None
    assert await storage.get_data(DANIYAR) == {}


async def test_only_people_in_a_form_cost_a_query(storage: SqlStorage) -> None:
    await storage.set_state(AIGUL, TYPING)
    with statements(storage.database) as seen:
        assert await storage.get_state(DANIYAR) is None
        assert await storage.get_data(DANIYAR) == {}
        assert seen == []
        assert await storage.get_state(AIGUL) == TYPING
    assert [one for one in seen if "FROM forms" in one]


async def test_a_form_survives_a_restart(storage: SqlStorage) -> None:
    await storage.set_state(AIGUL, TYPING)
    await storage.set_data(AIGUL, {"step": 2})
    reborn = SqlStorage(storage.database)
    await reborn.load()
    assert await reborn.get_state(AIGUL) == TYPING
    assert await reborn.get_data(AIGUL) == {"step": 2}


async def test_a_form_that_was_ended_leaves_no_row(storage: SqlStorage) -> None:
    await storage.set_state(AIGUL, TYPING)
    await storage.set_data(AIGUL, {"step": 2})
    await storage.set_state(AIGUL, None)
    await storage.set_data(AIGUL, {})
    async with storage.database.reading() as tx:
        assert await tx.forms.open_keys() == {}
    with statements(storage.database) as seen:
        assert await storage.get_state(AIGUL) is None
    assert seen == []


async def test_clearing_what_was_never_open_costs_nothing(storage: SqlStorage) -> None:
    progress = Progress(1)
    with statements(storage.database) as seen, handling(progress):
        await storage.set_state(AIGUL, None)
        await storage.set_data(AIGUL, {})
    assert seen == []
    assert progress.forms == {}


async def test_within_an_update_steps_wait_for_its_answer(
    storage: SqlStorage, clock: MovedClock
) -> None:
    receipts, progress = Receipts(storage.database, clock), Progress(7)
    with statements(storage.database) as seen, handling(progress):
        await storage.set_state(AIGUL, TYPING)
        await storage.set_data(AIGUL, {"step": 1})
        assert await storage.get_state(AIGUL) == TYPING
        assert await storage.get_data(AIGUL) == {"step": 1}
        assert seen == []
        await receipts.before_answer()
    assert progress.stage is Stage.ANSWERING
    async with storage.database.reading() as tx:
        row = await tx.forms.get(FormKey(501, 501))
        assert row
        assert (row.state, row.data) == (TYPING, '{"step": 1}')
        assert await tx.receipts.recent() == {7: Stage.ANSWERING}


async def test_a_form_begun_and_ended_within_one_update_leaves_nothing(
    storage: SqlStorage, clock: MovedClock
) -> None:
    receipts, progress = Receipts(storage.database, clock), Progress(8)
    with handling(progress):
        await storage.set_state(AIGUL, TYPING)
        await storage.set_state(AIGUL, None)
        await receipts.before_answer()
    async with storage.database.reading() as tx:
        assert await tx.forms.open_keys() == {}


async def test_forgetting_a_person_ends_his_forms_only(storage: SqlStorage) -> None:
    await storage.set_state(AIGUL, TYPING)
    await storage.set_state(DANIYAR, TYPING)
    storage.forget(501)
    assert await storage.get_state(AIGUL) is None
    assert await storage.get_state(DANIYAR) == TYPING


async def test_a_form_without_a_step_for_two_weeks_is_dropped(
    storage: SqlStorage, clock: MovedClock
) -> None:
    await storage.set_state(AIGUL, TYPING)
    clock.move(timedelta(days=1))
    await storage.set_state(DANIYAR, TYPING)
    clock.move(RETENTION["forms"].lasting - timedelta(days=1))
    await storage.drop_old()
    assert await storage.get_state(AIGUL) == TYPING
    clock.move(timedelta(seconds=1))
    await storage.drop_old()
    assert list(storage.open) == [FormKey(502, 502)]
    async with storage.database.reading() as tx:
        assert list(await tx.forms.open_keys()) == [FormKey(502, 502)]
    with statements(storage.database) as seen:
        assert await storage.get_state(AIGUL) is None
    assert seen == []
    assert await storage.get_state(DANIYAR) == TYPING


async def test_a_restart_knows_how_old_a_form_is(storage: SqlStorage, clock: MovedClock) -> None:
    await storage.set_state(AIGUL, TYPING)
    clock.move(RETENTION["forms"].lasting + timedelta(seconds=1))
    reborn = SqlStorage(storage.database)
    await reborn.load()
    assert await reborn.get_state(AIGUL) == TYPING
    await reborn.drop_old()
    assert reborn.open == {}


async def test_a_step_in_hand_keeps_its_old_form(storage: SqlStorage, clock: MovedClock) -> None:
    """Dropped between the question of somebody who came back and the answer that stores it."""
    receipts, progress = Receipts(storage.database, clock), Progress(7)
    await storage.set_state(AIGUL, TYPING)
    clock.move(RETENTION["forms"].lasting + timedelta(seconds=1))
    with handling(progress):
        await storage.set_data(AIGUL, {"step": 2})
        await storage.drop_old()
        await receipts.before_answer()
    assert await storage.get_state(AIGUL) == TYPING
    assert await storage.get_data(AIGUL) == {"step": 2}


@pytest.mark.parametrize(
    "other",
    [
        StorageKey(bot_id=42, chat_id=-100, user_id=501),
        StorageKey(bot_id=42, chat_id=501, user_id=502),
        StorageKey(bot_id=42, chat_id=501, user_id=501, thread_id=3),
        StorageKey(bot_id=42, chat_id=501, user_id=501, destiny="desk"),
    ],
)
async def test_a_form_belongs_to_person_chat_topic_and_purpose(
    storage: SqlStorage, other: StorageKey
) -> None:
    await storage.set_state(AIGUL, TYPING)
    assert await storage.get_state(other) is None
    await storage.set_state(other, "Other:step")
    assert await storage.get_state(AIGUL) == TYPING


async def test_one_person_is_served_in_the_order_of_arrival() -> None:
    isolation, served = PersonIsolation(), list[int]()

    async def serve(number: int) -> None:
        async with isolation.lock(AIGUL):
            for _ in range(10 - number):
                await asyncio.sleep(0)
            served.append(number)

    async with asyncio.TaskGroup() as tasks:
        for number in range(10):
            tasks.create_task(serve(number))
    assert served == list(range(10))


async def test_nobody_waits_for_another_person() -> None:
    isolation = PersonIsolation()
    async with asyncio.timeout(5), isolation.lock(AIGUL), isolation.lock(DANIYAR):
        assert len(isolation.locks) == 2


async def test_locks_die_with_their_last_holder() -> None:
    isolation = PersonIsolation()
    for person in range(1_000):
        async with isolation.lock(StorageKey(42, person, person)):
            assert len(isolation.locks) == 1
    gc.collect()
    assert len(isolation.locks) == 0


async def test_a_failed_or_cancelled_holder_leaves_the_lock_free() -> None:
    isolation = PersonIsolation()
    with pytest.raises(ZeroDivisionError):
        async with isolation.lock(AIGUL):
            raise ZeroDivisionError

    await _hold_wait_and_cancel_both(isolation)
    async with asyncio.timeout(5), isolation.lock(AIGUL):
        assert len(isolation.locks) == 1
    gc.collect()
    assert len(isolation.locks) == 0


async def _hold_wait_and_cancel_both(isolation: PersonIsolation) -> None:
    async def hold() -> None:
        async with isolation.lock(AIGUL):
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as tasks:
        both = [tasks.create_task(hold()) for _ in range(2)]
        await asyncio.sleep(0)
        assert len(isolation.locks) == 1
        for one in reversed(both):
            one.cancel()
