"""A bot that dies with a message in hand loses that one at most, and repeats none."""

from datetime import timedelta

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.settings import Settings
from core.people.notice import NoticeKind
from db.repositories.notices import NoticesRepository
from pretend.session import PretendSession
from tests.runtime.updates import until
from tests.workers.house import House, living
from tests.workers.pair import ASKED_AT, FIRST, SECOND, Killed, Session, arrived


@pytest.mark.parametrize(("dies", "first"), [("before", 0), ("behind", 1)])
async def test_a_death_loses_what_was_in_hand_at_most_and_repeats_nothing(
    pair: House,
    session: Session,
    settings: Settings,
    content: Content,
    dies: str,
    first: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = {number: arrived(pair.telegram, number) for number in (FIRST, SECOND)}
    session.dies = dies
    with pytest.raises(Killed):
        await pair.tick()
    async with living(settings, content, pair.clock, pair.telegram) as again:
        await again.rounds_until(ASKED_AT + timedelta(days=1))
        assert arrived(again.telegram, FIRST) == before[FIRST] + first
        assert arrived(again.telegram, SECOND) == before[SECOND] + 1
        assert await again.rows("notices") == []
    assert "1 notices were in hand when the bot died: not sent again" in caplog.messages


@pytest.mark.parametrize("at", ["claim", "done"])
async def test_a_death_in_a_transaction(
    pair: House,
    settings: Settings,
    content: Content,
    at: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not committed: the claim is no claim, and what was sent is not sent again."""
    before = arrived(pair.telegram, FIRST)
    real = getattr(NoticesRepository, at)

    async def dies(*arguments: object) -> None:
        await real(*arguments)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(NoticesRepository, at, dies)
        with pytest.raises(Killed):
            await pair.tick()
    async with living(settings, content, pair.clock, pair.telegram) as again:
        await again.rounds_until(ASKED_AT + timedelta(hours=1))
        assert arrived(again.telegram, FIRST) == before + 1
        assert await again.rows("notices") == []


async def test_a_whole_new_bot_on_the_same_database(
    pair: House, session: Session, settings: Settings, content: Content
) -> None:
    """Its own loop makes the first round: nobody tells it to."""
    before = {number: arrived(pair.telegram, number) for number in (FIRST, SECOND)}
    session.dies = "behind"
    with pytest.raises(Killed):
        await pair.tick()
    telegram = pair.telegram
    async with composition.running(
        settings, PretendSession(telegram), content, pair.clock
    ) as second:
        await until(lambda: arrived(telegram, SECOND) > before[SECOND])
        await until(lambda: second.crew.reminders.dropped_at is not None)  # the round is over
    assert arrived(telegram, FIRST) == before[FIRST] + 1
    assert arrived(telegram, SECOND) == before[SECOND] + 1


async def test_a_newer_notice_of_the_same_is_not_lost_to_the_older(pair: House) -> None:
    """Put anew while the old one is in hand: the old one's end does not take the new one."""
    await pair.app.services["stays"].advance_due(10)
    notices = pair.reminders.notices
    (old,) = await notices.claim()
    assert old.kind is NoticeKind.STAY_ASK
    async with pair.app.database.writing() as tx:
        await tx.notices.put([old])
    await notices.done(old)
    await notices.again(old, ASKED_AT + timedelta(days=3))
    assert len([one for one in await notices.claim(10) if one.person_id == old.person_id]) == 1
