"""Everybody gets a broadcast once, in order, or it is known why not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.content.content import Content
from bot.settings import Settings
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Place, State
from core.broadcasts.delivery import Reason
from core.broadcasts.message import Version
from core.locale import Locale
from core.people.quiet import Quiet
from core.people.topics import Topic
from pretend.jsons import integer
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock
from tests.workers.sending import FIRST, NEVER, OPERATOR, WORDS, Office, act_at, opened


@pytest.fixture
def telegram(clock: MovedClock) -> PretendTelegram:
    return PretendTelegram(clock=lambda: clock().timestamp(), limits=True)


@pytest.fixture
async def office(
    settings: Settings, content: Content, clock: MovedClock, telegram: PretendTelegram
) -> AsyncIterator[Office]:
    async with opened(settings, content, clock, telegram) as office:
        yield office


async def test_everybody_gets_it_at_exactly_the_rate(office: Office) -> None:
    people = await office.people(130)
    number = await office.broadcast()
    begun = office.clock()
    await office.sending.round()
    assert office.arrived() == dict.fromkeys(people, 1)
    assert await office.outcomes(number) == {"sent": 130}
    done = await office.get(number)
    assert (done.state, done.planned, done.started_at) == (State.DONE, 130, begun)
    assert done.finished_at == office.clock()
    at = [one.at for one in office.calls()]
    assert at[-1] - at[0] == pytest.approx(129 / 25, abs=0.001)
    for start in at:
        assert sum(start <= one < start + 0.9999 for one in at) <= 25
    assert all(one.attempts == 1 for one in (await office.rows(number)).values())


async def test_the_affected_city_then_its_country_then_the_rest_each_by_who_was_seen_last(
    office: Office,
) -> None:
    async def citizen(number: int, country: str | None, city: str | None) -> None:
        await office.people(1, number, country=country, city=city)
        office.clock.move(timedelta(minutes=1))

    await citizen(1001, "KR", "ansan")
    await citizen(1002, None, None)
    await citizen(1003, "KR", "seoul")
    await citizen(1004, "RU", "moscow")
    await citizen(1005, "KR", "ansan")
    await citizen(1006, "KR", None)
    await office.broadcast(affected=Place("KR", "ansan"))
    await office.sending.round()
    assert office.order() == [1005, 1001, 1006, 1003, 1004, 1002]


async def test_who_is_left_out_and_why(office: Office) -> None:
    await office.people(3, 1001)
    await office.people(2, 1011, blocked=True)
    await office.people(2, 1021, muted=frozenset({Topic.NEWS}))
    await office.people(2, 1031, muted=frozenset({Topic.VACANCY}))
    await office.people(2, 1041, language=Locale.EN)
    await office.people(2, 1051, language=Locale.RU)
    versions = {Locale.KK: WORDS[Locale.KK]}
    number = await office.broadcast(versions=versions, fallbacks={Locale.RU: Locale.KK})
    await office.sending.round()
    assert set(office.arrived()) == {*range(1001, 1004), 1031, 1032, 1051, 1052}
    async with office.db.reading() as tx:
        assert await tx.broadcasts.left_out(number) == {
            Reason.BLOCKED: 2,
            Reason.MUTED: 2,
            Reason.LANGUAGE: 2,
        }


async def test_quiet_hours_delay_and_never_drop(office: Office) -> None:
    """At 21:30 in Seoul, 17:30 in Almaty."""
    office.clock.at = datetime(2026, 11, 23, 12, 30, tzinfo=UTC)
    await office.people(2, 1001, country="KR", city="seoul", quiet=None)
    await office.people(2, 1011, country="KR", city="seoul", quiet=NEVER)
    await office.people(2, 1021, country="KZ", quiet=None)
    await office.people(1, 1031, country="KR", city="seoul", quiet=Quiet(20, 11))
    number = await office.broadcast()
    await office.rounds(60, 20)
    assert set(office.order()) == {1011, 1012, 1021, 1022}
    assert await office.outcomes(number) == {"sent": 4, "delayed": 3}
    office.clock.at = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
    await office.rounds(50, 10)
    assert len(office.order()) == 4
    await office.rounds(30, 10)
    assert set(office.order()[4:]) == {1001, 1002}
    assert (await office.get(number)).state is State.RUNNING
    office.clock.at = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    await office.sending.round()
    assert office.order()[6:] == [1031]
    assert (await office.get(number)).state is State.DONE
    assert await office.outcomes(number) == {"sent": 7}


async def test_hours_and_topics_are_asked_for_again_when_the_turn_has_come(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was listed in the afternoon and held till the night; many sleep before one who works."""
    monkeypatch.setattr("bot.services.deliveries.SIFTED", 2)
    office.clock.at = datetime(2026, 11, 23, 9, tzinfo=UTC)
    await office.people(1, 3001, country="KR", city="seoul")
    await office.people(2, 2001)
    asleep = await office.people(30, country="KR", city="seoul", quiet=None)
    number = await office.broadcast(affected=Place("KR", "seoul"))
    await office.sending.prepare()
    await office.move(number, State.PAUSED)
    office.clock.at = datetime(2026, 11, 23, 15, tzinfo=UTC)  # midnight in Seoul
    await office.people(1, 2001, muted=frozenset({Topic.NEWS}))
    await office.move(number, State.RUNNING)
    await office.sending.round()
    assert set(office.arrived()) == {3001, 2002}
    assert await office.outcomes(number) == {"sent": 2, "failed muted": 1, "delayed": 30}
    office.clock.at = datetime(2026, 11, 24, 0, tzinfo=UTC)
    await office.rounds(2)
    assert set(office.arrived()) == {3001, 2002, *asleep}
    assert (await office.get(number)).state is State.DONE


async def test_words_speak_of_the_place_he_was_in_when_he_was_listed(office: Office) -> None:
    await office.people(1, country="KR", city="ansan")
    words = {Locale.KK: Version("{country} {city}")}
    number = await office.broadcast(versions=words)
    await office.sending.prepare()
    await office.people(1, country="QA", city="doha")
    await office.sending.send()
    assert [one["text"] for one in office.telegram.seen(FIRST)] == ["KR ansan"]
    await office.save(number, edition=1, versions={Locale.KK: Version("not {city}")})
    await office.sending.revise()
    assert [one["text"] for one in office.telegram.seen(FIRST)] == ["not ansan"]
    (row,) = (await office.rows(number)).values()
    assert (row.country, row.city) == ("KR", "ansan")


async def test_safety_asks_neither_for_the_hour_nor_for_topics(office: Office) -> None:
    office.clock.at = datetime(2026, 11, 23, 18, tzinfo=UTC)  # 3 in the night in Seoul
    everything = frozenset(Topic) - {Topic.SAFETY}
    people = await office.people(3, country="KR", city="seoul", quiet=None, muted=everything)
    await office.broadcast(topic=Topic.SAFETY)
    await office.sending.round()
    assert office.arrived() == dict.fromkeys(people, 1)


async def test_an_alert_overtakes_news_under_way(office: Office) -> None:
    await office.people(40, country="RU")
    news = await office.broadcast(audience=Audience(countries=frozenset({"RU"})))
    await office.people(10, 2001, country="KR")
    alert = await office.broadcast(
        topic=Topic.SAFETY, audience=Audience(countries=frozenset({"KR"}))
    )
    await office.sending.prepare()
    await office.move(alert, State.PAUSED)
    act_at(office, 12, lambda: office.move(alert, State.RUNNING))
    await office.sending.round()
    alerts = [place for place, number in enumerate(office.order()) if number > 2000]
    assert len(alerts) == 10
    assert alerts[-1] - alerts[0] <= 9 + 1  # and the one that was on its way all the time
    assert alerts[0] <= 12 + 2 * 6
    assert await office.outcomes(news) == {"sent": 40}
    assert await office.outcomes(alert) == {"sent": 10}


async def test_scheduled_is_begun_when_it_is_due(office: Office) -> None:
    people = await office.people(2)
    due_at = office.clock() + timedelta(minutes=10)
    number = await office.broadcast(state=State.SCHEDULED, due_at=due_at)
    await office.rounds(590, 10)
    assert office.order() == []
    await office.rounds(20, 10)
    assert sorted(office.order()) == list(people)
    assert (await office.get(number)).started_at == due_at


@pytest.mark.parametrize("to", [State.PAUSED, State.CANCELLED])
async def test_pausing_and_cancelling_take_effect_within_a_second(
    office: Office, to: State
) -> None:
    people = await office.people(100)
    number = await office.broadcast()
    act_at(office, 20, lambda: office.move(number, to))
    await office.sending.round()
    sent = len(office.order())
    assert 20 <= sent <= 20 + 2 * 6
    rest = "waiting" if to is State.PAUSED else "cancelled"
    assert await office.outcomes(number) == {"sent": sent, rest: 100 - sent}
    await office.rounds(5)
    assert len(office.order()) == sent
    if to is State.PAUSED:
        await office.move(number, State.RUNNING)
        await office.sending.round()
        assert office.arrived() == dict.fromkeys(people, 1)
        assert await office.outcomes(number) == {"sent": 100}


async def test_files_and_albums_are_copied(office: Office) -> None:
    people = await office.people(3, country="KR")
    await office.people(1, OPERATOR, blocked=True)
    ids = tuple(office.photo() for _ in range(2))
    await office.broadcast(versions={Locale.KK: Version("<i>{country}</i>", OPERATOR, (ids[0],))})
    await office.broadcast(versions={Locale.KK: Version("", OPERATOR, ids)})
    await office.sending.round()
    for number in people:
        captions = [message["html"] for message in office.telegram.seen(number)]
        assert captions == ["<i>KR</i>", "x", "x"]
    async with office.db.reading() as tx:
        album = integer(office.telegram.seen(FIRST)[2]["id"])
        assert await tx.delivered.of_message(FIRST, album) == 2
