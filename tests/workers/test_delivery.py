"""What becomes of a message that Telegram, or the database, does not take."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import cast

import pytest

from bot.services.notices import BACK_OFF
from bot.telegram.session import Patience
from bot.workers.reminders import EVERY
from core.people.notice import Notice
from core.stays.stay import Ending
from db.database import Database, Unavailable
from db.retention import RETENTION
from pretend.faults import FaultKind
from tests.features.kept import person_row
from tests.workers.house import House
from tests.workers.pair import ASKED_AT, FIRST, SECOND, Session, arrived, asked

TRIES = 3
"""How often one call is repeated before it counts as not taken."""


@pytest.mark.parametrize("kind", ["timeout", "reset", "lost-reply"])
async def test_what_may_have_arrived_is_not_sent_again(pair: House, kind: FaultKind) -> None:
    before, since = arrived(pair.telegram, FIRST), pair.telegram.calls[-1].seq
    pair.telegram.fault("sendMessage", kind)
    await pair.tick()
    await pair.rounds_until(ASKED_AT + timedelta(days=2))
    assert arrived(pair.telegram, FIRST) == before + (kind == "lost-reply")
    tried = [
        call.status
        for call in pair.telegram.calls.since(since)
        if call.method == "sendMessage" and call.params["chat_id"] == FIRST
    ]
    assert len(tried) == 1
    assert await pair.rows("notices") == []


async def test_what_telegram_does_not_take_is_tried_less_and_less_often(pair: House) -> None:
    pair.telegram.fault("sendMessage", "5xx", TRIES * (len(BACK_OFF) + 1) * 2)
    tries = await _tries(pair, ASKED_AT + timedelta(hours=3, minutes=30))
    minutes = [0, 1, 6, 21, 81]
    assert tries[FIRST][: len(minutes)] == minutes
    # the other waits for the next round, and not for the first one's turn
    assert all(one == other for one, other in zip(tries[SECOND][1:5], minutes[1:], strict=True))
    assert {one.person for one in pair.sent} == {FIRST, SECOND}
    assert len(pair.sent) == 2


async def _tries(pair: House, moment: datetime) -> dict[int, list[int]]:
    """The minutes after the first round at which each was tried; rounds are 20 seconds apart."""
    tries: dict[int, list[int]] = {FIRST: [], SECOND: []}
    while pair.clock() <= moment:
        since = pair.telegram.calls[-1].seq
        await pair.tick()
        for call in pair.telegram.calls.since(since):
            found = tries[cast("int", call.params["chat_id"])]
            minute = (pair.clock() - ASKED_AT) // timedelta(minutes=1)
            if minute not in found:
                found.append(minute)
        coming = await pair.coming() or moment
        pair.clock.at = max(coming, pair.clock() + EVERY)
    return tries


async def test_a_round_ends_where_telegram_takes_nothing(pair: House, session: Session) -> None:
    session.connected = False
    since = pair.telegram.calls[-1].seq
    await pair.tick()
    waiting = {row["person_id"]: row["attempts"] for row in await pair.rows("notices")}
    assert waiting == {FIRST: 1, SECOND: 0}
    session.connected = True
    assert await asked(pair) == [SECOND]
    pair.clock.move(BACK_OFF[0])
    assert await asked(pair) == [FIRST]
    assert len(pair.telegram.calls.since(since)) == 2


async def test_a_long_limit_is_obeyed(pair: House) -> None:
    pair.telegram.fault("sendMessage", "429", 1, retry_after=900)
    wait = await pair.reminders.tick()
    assert wait == timedelta(seconds=900)
    (first,) = [row for row in await pair.rows("notices") if row["person_id"] == FIRST]
    assert first["due_at"] == ASKED_AT + wait
    pair.clock.move(wait)
    assert sorted(await asked(pair)) == [FIRST, SECOND]


async def test_a_short_limit_puts_the_message_back(pair: House) -> None:
    pair.telegram.fault("sendMessage", "429", 1, retry_after=9)
    since = pair.telegram.calls[-1].seq
    assert await asked(pair) == []
    assert pair.slept == []
    pair.clock.move(EVERY)
    assert await asked(pair) == [SECOND]
    pair.clock.move(BACK_OFF[0])
    assert await asked(pair) == [FIRST]
    assert len(pair.telegram.calls.since(since)) == 3


async def test_what_is_answered_while_others_wait_is_not_asked(pair: House) -> None:
    """Answers to people were told to wait; the question waits in the database, not in the air."""
    (patience,) = (one for one in pair.app.bot.session.middleware if isinstance(one, Patience))
    since, patience.paused_until = pair.telegram.calls[-1].seq, patience.clock() + 50
    assert await pair.reminders.tick() == timedelta(seconds=50)
    assert pair.telegram.calls.since(since) == []
    stays, person = pair.app.services["stays"], await pair.people.recognise(FIRST, "kk")
    await stays.leave(person, "A" * 10, Ending.HOME)
    pair.clock.move(BACK_OFF[0])
    assert await asked(pair) == [SECOND]
    assert await pair.rows("notices") == []


async def test_who_has_blocked_the_bot_is_marked_and_left_alone(pair: House) -> None:
    pair.telegram.fault("sendMessage", "403")
    assert await asked(pair) == [SECOND]
    row = await person_row(pair.app.database, FIRST)
    assert row is not None
    assert row["blocked_at"] is not None
    assert await pair.rows("notices") == []


async def test_a_refusal_is_told_to_the_operator_and_not_tried_again(
    pair: House, troubled: None, caplog: pytest.LogCaptureFixture
) -> None:
    """An account that is gone: Telegram knows no such chat."""
    del pair.telegram.world.chats[FIRST]
    assert await asked(pair) == [SECOND]
    assert await pair.rows("notices") == []
    assert "a notice was refused: TelegramBadRequest" in caplog.messages


async def test_what_could_not_be_sent_for_a_fortnight_is_dropped(
    pair: House, session: Session
) -> None:
    session.connected = False
    kept_for = RETENTION["notices"].lasting
    last = ASKED_AT + kept_for
    while pair.clock() < last:
        await pair.tick()
        pair.clock.move(timedelta(hours=6))
    pair.clock.at = last + timedelta(hours=1)
    await pair.tick()
    assert await pair.rows("notices") == []
    session.connected = True
    assert await asked(pair) == []


async def test_what_is_too_old_when_the_bot_is_up_again_is_not_sent(
    pair: House, session: Session
) -> None:
    session.connected = False
    await pair.tick()
    assert len(await pair.rows("notices")) == 2
    session.connected = True
    pair.clock.at = ASKED_AT + RETENTION["notices"].lasting + timedelta(hours=1)
    assert await asked(pair) == []
    assert await pair.rows("notices") == []


async def test_a_database_that_is_gone_is_waited_for(
    pair: House, troubled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_self: Database) -> object:
        raise Unavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "writing", gone)
        assert await asked(pair) == []
    assert await asked(pair) == [FIRST, SECOND]


async def test_a_database_gone_between_claim_and_words(
    pair: House, troubled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was sent: it is given back."""

    def gone(_self: Database) -> object:
        raise Unavailable("gone")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "reading", gone)
        assert await asked(pair) == []
    pair.clock.move(EVERY)
    assert sorted(await asked(pair)) == [FIRST, SECOND]


async def test_a_database_gone_behind_a_message_is_waited_for(
    pair: House, troubled: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was sent: the round goes on only when that is written down."""
    real, failures = type(pair.reminders.notices).done, 2

    async def done(self: object, notice: Notice) -> None:
        nonlocal failures
        if failures:
            failures -= 1
            raise Unavailable("gone")
        await cast("Callable[..., Awaitable[None]]", real)(self, notice)

    monkeypatch.setattr(type(pair.reminders.notices), "done", done)
    assert await asked(pair) == [FIRST, SECOND]
    assert pair.slept.count(EVERY.total_seconds()) == 2
    assert await pair.rows("notices") == []
