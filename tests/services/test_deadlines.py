"""Deadlines: set by the person, moved on by the worker, told once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.content.content import Content
from bot.services.deadlines import KEPT_FOR, Deadlines
from bot.services.people import People
from core.deadlines.deadline import Deadline, Kind, Problem
from core.deadlines.rhythm import HOURS
from core.locale import Locale
from core.people.notice import Notice, NoticeKind
from core.people.person import Person
from core.refusal import Refusal
from db.database import Database
from tests.conftest import NOON, MovedClock
from tests.features.kept import kept

AYGUL, BOLAT = Person(1, Locale.KK, "KR", "seoul"), Person(2, Locale.RU, "RU", "novosibirsk")
DUE, FAR = date(2027, 1, 15), 1_000_000


@pytest.fixture
def deadlines(db: Database, clock: MovedClock, content: Content, people: People) -> Deadlines:
    return Deadlines(db, clock, content, people)


async def waiting(deadlines: Deadlines) -> list[Notice]:
    """What would be sent now."""
    async with deadlines.db.writing() as tx:
        return await tx.notices.claim(deadlines.clock() + timedelta(days=1), 100)


def at(day: str, zone_hours: int) -> datetime:
    """Ten in the morning there."""
    return datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=UTC) - timedelta(hours=zone_hours)


async def advanced(deadlines: Deadlines, clock: MovedClock, to: datetime) -> int:
    clock.at = to
    return await deadlines.advance_due(100)


async def test_one_of_a_kind_the_nearest_first(deadlines: Deadlines) -> None:
    await deadlines.set(AYGUL, Kind.CONTRACT, due=DUE)
    await deadlines.set(AYGUL, Kind.AMINA, hour=8)
    await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE + timedelta(days=9))
    passport = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE - timedelta(days=9))
    found = await deadlines.of(AYGUL)
    assert [one.kind for one in found] == [Kind.PASSPORT, Kind.CONTRACT, Kind.AMINA]
    assert found[0] == passport
    assert await deadlines.of(BOLAT) == []


async def test_who_sets_one_is_known_from_now_on(
    deadlines: Deadlines, people: People, clock: MovedClock
) -> None:
    stranger = await people.recognise(1, "ru")
    assert not stranger.known
    await deadlines.set(stranger, Kind.PASSPORT, due=DUE)
    known = await people.recognise(1, "ru")
    assert known.since == clock.at
    assert known.language is Locale.RU


async def test_who_is_known_stays_as_he_chose(deadlines: Deadlines, people: People) -> None:
    chosen = await people.live_in(Person(1, Locale.RU), "QA")
    await deadlines.set(Person(1, Locale.EN), Kind.PASSPORT, due=DUE)
    people.cache.clear()
    assert await people.recognise(1, None) == chosen


@pytest.mark.parametrize(
    ("person", "kind", "zone"),
    [
        (AYGUL, Kind.PASSPORT, "Asia/Seoul"),
        (Person(3, Locale.KK, "RU", "Владивосток"), Kind.PERMIT, "Europe/Moscow"),
        (BOLAT, Kind.PERMIT, "Asia/Novosibirsk"),
        (Person(3, Locale.KK), Kind.PERMIT, "Asia/Almaty"),
        (Person(3, Locale.KK, "QA"), Kind.PERMIT, "Asia/Qatar"),
        (BOLAT, Kind.AMINA, "Asia/Novosibirsk"),
        (Person(3, Locale.KK, "RU"), Kind.AMINA, "Europe/Moscow"),
        (AYGUL, Kind.AMINA, "Europe/Moscow"),
        (Person(3, Locale.KK), Kind.AMINA, "Europe/Moscow"),
    ],
)
async def test_by_the_clock_of_the_place(
    deadlines: Deadlines, person: Person, kind: Kind, zone: str
) -> None:
    day = None if kind.daily else DUE
    found = await deadlines.set(person, kind, due=day, hour=8 if kind.daily else None)
    assert found.zone == zone


async def test_the_place_follows_when_it_is_set_again(deadlines: Deadlines) -> None:
    await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    moved = AYGUL.living_in("QA")
    assert [one.zone for one in await deadlines.of(moved)] == ["Asia/Seoul"]
    await deadlines.set(moved, Kind.PASSPORT, due=DUE)
    assert [one.zone for one in await deadlines.of(moved)] == ["Asia/Qatar"]


@pytest.mark.parametrize(
    ("kind", "due", "hour"),
    [
        *((Kind.AMINA, None, hour) for hour in (None, -1, 0, HOURS[0] - 1, HOURS[-1] + 1, 24)),
        (Kind.AMINA, DUE, None),
        (Kind.AMINA, DUE, 8),
        (Kind.PASSPORT, None, None),
        (Kind.PASSPORT, None, 8),
        (Kind.PASSPORT, DUE, 8),
    ],
)
async def test_a_day_or_an_hour_never_both(
    deadlines: Deadlines, kind: Kind, due: date | None, hour: int | None
) -> None:
    with pytest.raises(Refusal, match="deadline_hour"):
        await deadlines.set(AYGUL, kind, due=due, hour=hour)
    assert await kept(deadlines.db) == {}


@pytest.mark.parametrize(
    ("words", "verdict"),
    [
        ("12.05.2027", date(2027, 5, 12)),
        ("ертең", date(2026, 11, 24)),
        ("до 12 мая 2027 г.", date(2027, 5, 12)),
        ("today", date(2026, 11, 23)),
        ("вчера", Problem.PAST),
        ("12.05.2019", Problem.PAST),
        ("2099-01-01", Problem.TOO_FAR),
        ("паспорт", Problem.NOT_UNDERSTOOD),
        ("31.02.2027", Problem.NOT_UNDERSTOOD),
        ("", Problem.NOT_UNDERSTOOD),
    ],
)
async def test_a_day_as_it_is_typed(
    deadlines: Deadlines, words: str, verdict: date | Problem
) -> None:
    found = await deadlines.typed(AYGUL, Kind.PASSPORT, words)
    assert (found.due if isinstance(found, Deadline) else found) == verdict
    assert len(await deadlines.of(AYGUL)) == isinstance(found, Deadline)


async def test_today_is_today_there(deadlines: Deadlines, clock: MovedClock) -> None:
    """At 20:00 of the 23rd in London it is the 24th in Seoul."""
    clock.at = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert await deadlines.typed(AYGUL, Kind.PASSPORT, "23.11.2026") is Problem.PAST
    assert isinstance(await deadlines.typed(AYGUL, Kind.PASSPORT, "24.11.2026"), Deadline)


async def test_a_reminder_is_one_notice(deadlines: Deadlines, clock: MovedClock) -> None:
    passport = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    morning = at("2027-01-08", 9)
    assert await advanced(deadlines, clock, at("2026-12-16", 9) - timedelta(seconds=1)) == 0
    assert await advanced(deadlines, clock, morning) == 1
    assert await deadlines.advance_due(100) == 0
    (notice,) = await waiting(deadlines)
    assert (notice.person_id, notice.kind, notice.about, notice.zone, notice.due_at) == (
        *(AYGUL.id, NoticeKind.DEADLINE, str(passport.id), "Asia/Seoul", morning),
    )
    (after,) = await deadlines.of(AYGUL)
    assert after.next_at == at("2027-01-12", 9)


async def test_as_many_as_are_allowed_at_once(deadlines: Deadlines, clock: MovedClock) -> None:
    for number in range(5):
        await deadlines.set(Person(number, Locale.KK, "KR"), Kind.PASSPORT, due=DUE)
    clock.at = at("2027-01-08", 9)
    assert [await deadlines.advance_due(2) for _ in range(4)] == [2, 2, 1, 0]
    assert sorted(one.person_id for one in await waiting(deadlines)) == [0, 1, 2, 3, 4]


async def test_in_the_night_it_waits_for_the_morning(
    deadlines: Deadlines, clock: MovedClock
) -> None:
    """The bot was down; no notice waits meanwhile, so an answer needs to take none back."""
    await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    assert await advanced(deadlines, clock, at("2027-01-09", 9) - timedelta(hours=7)) == 1
    assert await deadlines.advance_due(100) == 0
    assert await waiting(deadlines) == []
    assert await advanced(deadlines, clock, at("2027-01-09", 9) - timedelta(hours=1)) == 1
    assert len(await waiting(deadlines)) == 1


@pytest.mark.parametrize("answer", ["done", "remove", "tomorrow", "set"])
async def test_a_notice_that_was_answered_before_it_went_out_is_gone(
    deadlines: Deadlines, clock: MovedClock, answer: str
) -> None:
    passport = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    await advanced(deadlines, clock, at("2027-01-08", 9))
    match answer:
        case "done":
            await deadlines.done(AYGUL, passport.id)
        case "remove":
            await deadlines.remove(AYGUL, passport.id)
        case "tomorrow":
            await deadlines.tomorrow(AYGUL, passport.id)
        case _:
            again = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE + timedelta(days=300))
            assert again.id != passport.id
    assert await waiting(deadlines) == []


async def test_done_ends_a_day_and_passes_over_a_daily_one(
    deadlines: Deadlines, clock: MovedClock
) -> None:
    passport = await deadlines.set(BOLAT, Kind.PASSPORT, due=DUE)
    amina = await deadlines.set(BOLAT, Kind.AMINA, hour=20)
    assert await deadlines.done(BOLAT, passport.id) == passport
    assert await deadlines.done(BOLAT, passport.id) is None
    assert amina.next_at == datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    await advanced(deadlines, clock, amina.next_at)
    assert await deadlines.done(BOLAT, amina.id) is not None
    assert await waiting(deadlines) == []
    (left,) = await deadlines.of(BOLAT)
    assert (left.id, left.next_at) == (amina.id, datetime(2026, 11, 24, 13, 0, tzinfo=UTC))


async def test_tomorrow_is_once_more(deadlines: Deadlines, clock: MovedClock) -> None:
    passport = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    clock.at = at("2027-01-01", 9)
    await deadlines.advance_due(100)
    await waiting(deadlines)
    later = await deadlines.tomorrow(AYGUL, passport.id)
    assert isinstance(later, Deadline)
    assert later.snoozed_to == later.next_at == at("2027-01-02", 9)
    assert await deadlines.of(AYGUL) == [later]
    assert await advanced(deadlines, clock, at("2027-01-02", 9)) == 1
    (after,) = await deadlines.of(AYGUL)
    assert (after.snoozed_to, after.next_at) == (None, at("2027-01-08", 9))


async def test_a_tomorrow_that_cannot_be(deadlines: Deadlines, clock: MovedClock) -> None:
    passport = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    amina = await deadlines.set(AYGUL, Kind.AMINA, hour=8)
    assert await deadlines.tomorrow(AYGUL, amina.id) == amina
    clock.at = at("2027-01-15", 9)
    assert await deadlines.tomorrow(AYGUL, passport.id) is Problem.LAST_DAY
    await deadlines.remove(AYGUL, passport.id)
    assert await deadlines.tomorrow(AYGUL, passport.id) is Problem.GONE


async def test_nobody_touches_what_is_another_s(deadlines: Deadlines) -> None:
    passport = await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    before = await kept(deadlines.db)
    for number in (passport.id, FAR, 0, -1):
        assert await deadlines.own(BOLAT, number) is None
        assert await deadlines.done(BOLAT, number) is None
        await deadlines.remove(BOLAT, number)
        assert await deadlines.tomorrow(BOLAT, number) is Problem.GONE
    assert await kept(deadlines.db) == before
    assert await deadlines.own(AYGUL, passport.id) == passport


async def test_what_passed_is_kept_for_its_time(deadlines: Deadlines, clock: MovedClock) -> None:
    await deadlines.set(AYGUL, Kind.PASSPORT, due=DUE)
    await deadlines.set(AYGUL, Kind.AMINA, hour=8)
    clock.at = datetime(2027, 1, 15, 12, tzinfo=UTC) + KEPT_FOR
    await deadlines.drop_old()
    assert len(await deadlines.of(AYGUL)) == 2
    clock.move(timedelta(days=1))
    await deadlines.drop_old()
    assert [one.kind for one in await deadlines.of(AYGUL)] == [Kind.AMINA]


def test_what_is_offered_and_what_to_read(deadlines: Deadlines) -> None:
    assert Kind.AMINA in deadlines.offered(BOLAT)
    assert Kind.AMINA not in deadlines.offered(AYGUL)
    passport = Deadline(1, Kind.PERMIT, "Asia/Seoul", NOON, due=DUE)
    article = deadlines.article(passport, AYGUL)
    assert article is not None
    assert str(article.id) == "kr/staying"


async def test_without_keys_it_works(deadlines: Deadlines) -> None:
    """Nothing here is sealed: a copy without ENCRYPTION_KEYS reminds all the same."""
    keyless = replace(deadlines, db=replace(deadlines.db, seal=None))
    assert await keyless.set(AYGUL, Kind.PASSPORT, due=DUE) in await keyless.of(AYGUL)
