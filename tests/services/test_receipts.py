"""Each update is handled once, also across a crash."""

from datetime import timedelta

import pytest

from bot.services.feedback import Feedback
from bot.services.receipts import Receipts
from core.locale import Locale
from core.people.person import Person
from db.database import Database, Unavailable
from db.progress import FormKey, FormRow, Progress, Stage, handling
from db.retention import RETENTION
from tests.conftest import NOON, MovedClock

AYGUL = Person(1, Locale.KK)
KEY, STEP = FormKey(1, 1), FormRow("CityForm:typing", "{}")


async def left(db: Database) -> dict[int, Stage]:
    async with db.reading() as tx:
        return await tx.receipts.recent()


async def restarted(db: Database, clock: MovedClock) -> Receipts:
    receipts = Receipts(db, clock)
    await receipts.load()
    return receipts


def opened(receipts: Receipts, update_id: int) -> Progress:
    progress = receipts.open(update_id)
    assert progress is not None
    return progress


def test_a_new_update_is_fresh_and_a_handled_one_is_not_opened_again(receipts: Receipts) -> None:
    progress = opened(receipts, 9)
    assert progress == Progress(9)
    receipts.close(progress)
    assert receipts.open(9) is None
    assert receipts.open(10) is not None


async def test_reading_leaves_nothing(receipts: Receipts, db: Database) -> None:
    progress = opened(receipts, 9)
    with handling(progress):
        await receipts.before_answer()
    await receipts.after_handling(progress)
    assert progress.stage is Stage.FRESH
    assert await left(db) == {}


async def test_a_crash_before_the_effect_handles_it_anew(
    receipts: Receipts, db: Database, clock: MovedClock
) -> None:
    opened(receipts, 9)
    again = opened(await restarted(db, clock), 9)
    assert again == Progress(9)


async def test_a_crash_between_effect_and_answer_answers_without_repeating_the_effect(
    receipts: Receipts, feedback: Feedback, db: Database, clock: MovedClock
) -> None:
    with handling(opened(receipts, 9)):
        await feedback.arrived("airport")
    again = opened(await restarted(db, clock), 9)
    assert again == Progress(9, Stage.STORED, replayed=True)
    with handling(again):
        await feedback.arrived("airport")
    async with db.reading() as tx:
        assert await tx.feedback.arrivals_from("airport") == 1


async def test_a_crash_after_the_answer_stays_silent(
    receipts: Receipts, feedback: Feedback, db: Database, clock: MovedClock
) -> None:
    with handling(opened(receipts, 9)) as progress:
        await feedback.vote(AYGUL, "kr/entry", helped=True)
        await receipts.before_answer()
        assert progress.stage is Stage.ANSWERING
        await receipts.before_answer()  # a second message of the same answer
    assert await left(db) == {9: Stage.ANSWERING}
    assert (await restarted(db, clock)).open(9) is None


async def test_form_steps_are_stored_with_the_receipt_before_the_answer(
    receipts: Receipts, db: Database
) -> None:
    with handling(opened(receipts, 9)) as progress:
        progress.forms[KEY] = STEP
        await receipts.before_answer()
        assert progress.forms == {}
    async with db.reading() as tx:
        assert await tx.forms.get(KEY) == STEP
    assert await left(db) == {9: Stage.ANSWERING}


async def test_form_steps_of_an_unanswered_update_are_stored_after_it(
    receipts: Receipts, db: Database
) -> None:
    progress = opened(receipts, 9)
    progress.forms[KEY] = STEP
    await receipts.after_handling(progress)
    async with db.reading() as tx:
        assert await tx.forms.get(KEY) == STEP
    assert await left(db) == {9: Stage.ANSWERING}


async def test_outside_of_an_update_nothing_is_stored(receipts: Receipts, db: Database) -> None:
    await receipts.before_answer()
    assert await left(db) == {}


async def test_receipts_are_kept_longer_than_telegram_keeps_updates(
    receipts: Receipts, db: Database, clock: MovedClock
) -> None:
    async with db.writing() as tx:
        await tx.receipts.stored(1, NOON)
    clock.move(RETENTION["receipts"].lasting)
    await receipts.drop_old()
    assert list(await left(db)) == [1]
    clock.move(timedelta(seconds=1))
    await receipts.drop_old()
    assert await left(db) == {}
    assert timedelta(hours=24) < RETENTION["receipts"].lasting  # Telegram keeps an update so long


async def test_without_a_database_an_answer_can_not_be_noted(
    broken: Database, clock: MovedClock
) -> None:
    receipts = Receipts(broken, clock)
    with handling(Progress(9, forms={KEY: STEP})) as progress:
        with pytest.raises(Unavailable):
            await receipts.before_answer()
        assert progress.stage is Stage.FRESH
        assert progress.forms == {KEY: STEP}  # tried again with the next message


async def test_an_answer_telegram_did_not_take_is_owed_again(
    receipts: Receipts, feedback: Feedback, db: Database
) -> None:
    with handling(opened(receipts, 9)) as progress:
        await feedback.arrived("airport")
        progress.forms[KEY] = STEP
        await receipts.before_answer()
        await receipts.not_taken()
        assert (progress.stage, progress.forms) == (Stage.STORED, {KEY: STEP})
        assert await left(db) == {9: Stage.STORED}
        async with db.reading() as tx:
            assert await tx.forms.get(KEY) is None
        await receipts.before_answer()
    async with db.reading() as tx:
        assert await tx.forms.get(KEY) == STEP
    assert await left(db) == {9: Stage.ANSWERING}


async def test_a_form_step_telegram_did_not_take_leaves_nothing(
    receipts: Receipts, db: Database
) -> None:
    with handling(Progress(9, forms={KEY: STEP})) as progress:
        await receipts.before_answer()
        await receipts.not_taken()
    assert (progress.stage, progress.forms) == (Stage.FRESH, {KEY: STEP})
    assert await left(db) == {}


async def test_behind_an_answer_that_was_seen_there_is_no_way_back(
    receipts: Receipts, feedback: Feedback, db: Database
) -> None:
    with handling(opened(receipts, 9)):
        await feedback.arrived("airport")
        await receipts.before_answer()
        await receipts.before_answer()  # a second message of the same answer
        await receipts.not_taken()
    await receipts.not_taken()  # a worker's message belongs to no update
    assert await left(db) == {9: Stage.ANSWERING}
