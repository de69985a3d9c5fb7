"""How far an update has come, and the receipt it leaves in the transaction of its effect."""

import pytest

from db.database import Database
from db.progress import FormKey, FormRow, Progress, Stage, current, handling
from tests.conftest import NOON


async def receipts(db: Database) -> dict[int, Stage]:
    async with db.reading() as tx:
        return await tx.receipts.recent()


async def write_and_fail(db: Database) -> None:
    async with db.writing() as tx:
        await tx.feedback.arrived("poster", NOON.date())
        raise ZeroDivisionError


def test_an_update_in_hand_is_known_only_while_it_is_handled() -> None:
    assert current() is None
    outer, inner = Progress(1), Progress(2)
    with handling(outer):
        with handling(inner):
            assert current() is inner
        assert current() is outer
    assert current() is None


def test_it_is_let_go_also_after_a_failure() -> None:
    with pytest.raises(ZeroDivisionError), handling(Progress(1)):
        raise ZeroDivisionError
    assert current() is None


def test_progress_starts_fresh() -> None:
    progress = Progress(5)
    assert progress == Progress(5, Stage.FRESH, replayed=False, forms={})


async def test_a_write_for_an_update_leaves_its_receipt(db: Database) -> None:
    progress = Progress(77)
    with handling(progress):
        async with db.writing() as tx:
            assert not tx.repeated
            await tx.feedback.arrived("poster", NOON.date())
            before_the_commit = progress.stage
    assert [before_the_commit, progress.stage] == [Stage.FRESH, Stage.STORED]
    assert await receipts(db) == {77: Stage.STORED}


async def test_a_second_write_leaves_no_second_receipt(db: Database) -> None:
    with handling(Progress(77)) as progress:
        for _ in range(2):
            async with db.writing() as tx:
                await tx.feedback.arrived("poster", NOON.date())
    assert progress.stage is Stage.STORED
    assert await receipts(db) == {77: Stage.STORED}


async def test_a_write_for_nobody_leaves_no_receipt(db: Database) -> None:
    async with db.writing() as tx:
        assert not tx.repeated
        await tx.feedback.arrived("poster", NOON.date())
    assert await receipts(db) == {}


async def test_reading_leaves_no_receipt(db: Database) -> None:
    with handling(Progress(77)) as progress:
        async with db.reading() as tx:
            assert not tx.repeated
    assert progress.stage is Stage.FRESH
    assert await receipts(db) == {}


async def test_a_failed_write_leaves_neither_effect_nor_receipt(db: Database) -> None:
    progress = Progress(77)
    with pytest.raises(ZeroDivisionError), handling(progress):
        await write_and_fail(db)
    assert progress.stage is Stage.FRESH
    assert await receipts(db) == {}


async def test_a_replayed_update_is_told_so(db: Database) -> None:
    with handling(Progress(77, Stage.STORED, replayed=True)) as progress:
        async with db.writing() as tx:
            assert tx.repeated
    assert progress.stage is Stage.STORED
    assert await receipts(db) == {}  # it has one already; here nothing was stored before


async def test_an_answered_update_does_not_fall_back_to_stored(db: Database) -> None:
    async with db.writing() as tx:
        await tx.receipts.answering(77, NOON)
    with handling(Progress(77, Stage.ANSWERING)) as progress:
        async with db.writing() as tx:
            await tx.feedback.arrived("poster", NOON.date())
    assert progress.stage is Stage.ANSWERING
    assert await receipts(db) == {77: Stage.ANSWERING}


def test_form_keys_tell_chats_topics_and_purposes_apart() -> None:
    keys = {
        FormKey(1, 1),
        FormKey(1, 2),
        FormKey(2, 1),
        FormKey(1, 1, 5),
        FormKey(1, 1, 0, "other"),
    }
    assert len(keys) == 5
    assert FormRow(None, "{}") == FormRow(None, "{}")
