"""The moment of a broadcast as operators type it, and the count before it goes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.content import Content
from core.broadcasts.audience import Audience
from core.broadcasts.broadcast import Broadcast, Kind, Place
from core.broadcasts.delivery import Reason
from core.broadcasts.launch import Missing, count, digest, missing, stamp
from core.broadcasts.message import Version
from core.broadcasts.moments import (
    MOST_AHEAD,
    Slip,
    When,
    judged,
    quick,
    read_moment,
)
from core.broadcasts.reach import Group
from core.locale import Locale
from core.people.hours import local
from core.people.quiet import Quiet
from core.people.topics import Topic

ALMATY = "Asia/Almaty"
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)  # Monday, 11:00 in Almaty


@pytest.mark.parametrize(
    ("typed", "there"),
    [
        ("25.11 14:30", "2026-11-25 14:30"),
        ("25.11.2026 14:30", "2026-11-25 14:30"),
        ("25.11 14.30", "2026-11-25 14:30"),
        ("25.11 в 14:30", "2026-11-25 14:30"),
        ("14:30 25.11", "2026-11-25 14:30"),
        ("25 қараша 9:00", "2026-11-25 09:00"),
        ("25 қараша күні 9:00-де", "2026-11-25 09:00"),
        ("on 25 November at 9:05", "2026-11-25 09:05"),
        ("ертең 9:00", "2026-11-24 09:00"),
        ("Ертең 9-да", "2026-11-24 09:00"),
        ("завтра в 9", "2026-11-24 09:00"),
        ("ертең сағат 9-да", "2026-11-24 09:00"),
        ("Ертең сағат 14:30-да", "2026-11-24 14:30"),
        ("25 қараша, сағат 9", "2026-11-25 09:00"),
        ("ертең 9 сағатта", "2026-11-24 09:00"),
        ("завтра в 9 часов", "2026-11-24 09:00"),
        ("завтра в 21 час", "2026-11-24 21:00"),
        ("25.11 в 9ч.", "2026-11-25 09:00"),
        ("сағат 18:00-де", "2026-11-23 18:00"),
        ("tomorrow at 9 o'clock", "2026-11-24 09:00"),
        ("tomorrow at 21", "2026-11-24 21:00"),
        ("послезавтра, 00:05", "2026-11-25 00:05"),
        ("бүгін 18:00", "2026-11-23 18:00"),
        ("18:00", "2026-11-23 18:00"),
        ("9:00", "2026-11-24 09:00"),
        ("1 қаңтар 9:00", "2027-01-01 09:00"),
    ],
)
def test_a_moment_is_read_by_the_clocks_of_the_operator(
    content: Content, typed: str, there: str
) -> None:
    read = read_moment(typed, content.calendar, NOW, ALMATY)
    assert not isinstance(read, Slip), typed
    assert f"{local(read, ALMATY):%Y-%m-%d %H:%M}" == there
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("", Slip.NOT_UNDERSTOOD),
        ("25.11", Slip.NOT_UNDERSTOOD),
        ("завтра", Slip.NOT_UNDERSTOOD),
        ("9 ноября", Slip.NOT_UNDERSTOOD),
        ("9", Slip.NOT_UNDERSTOOD),
        ("in 3 days", Slip.NOT_UNDERSTOOD),
        ("через 9 часов", Slip.NOT_UNDERSTOOD),
        ("9 сағаттан кейін", Slip.NOT_UNDERSTOOD),
        ("завтра через 9 часов", Slip.NOT_UNDERSTOOD),
        ("завтра в 9 ч 20", Slip.NOT_UNDERSTOOD),
        ("завтра 9 числа", Slip.NOT_UNDERSTOOD),
        ("9 часов", Slip.NOT_UNDERSTOOD),
        ("завтра в 25", Slip.NOT_UNDERSTOOD),
        ("завтра 14:75", Slip.NOT_UNDERSTOOD),
        ("30.02 10:00", Slip.NOT_UNDERSTOOD),
        ("дүйсенбі 10:00", Slip.NOT_UNDERSTOOD),
        ("скоро 10:00", Slip.NOT_UNDERSTOOD),
        ("10:00 11:00", Slip.NOT_UNDERSTOOD),
        ("завтра 10:00 " + "и" * 100, Slip.NOT_UNDERSTOOD),
        ("бүгін 9:00", Slip.PAST),
        ("бүгін 11:00", Slip.PAST),
        ("22.11.2026 14:30", Slip.PAST),
        ("25.02 14:30", Slip.TOO_FAR),
        ("31.12.2199 23:59", Slip.TOO_FAR),
    ],
)
def test_what_is_no_moment_is_not_guessed(content: Content, typed: str, slip: Slip) -> None:
    assert read_moment(typed, content.calendar, NOW, ALMATY) is slip


@given(st.text(alphabet="0123456789:., -/завтраертеңtomorrow", max_size=30))
def test_whatever_is_read_lies_ahead(content: Content, typed: str) -> None:
    read = read_moment(typed, content.calendar, NOW, "Europe/London")
    assert isinstance(read, Slip) or NOW < read <= NOW + MOST_AHEAD


def test_a_moment_lies_a_minute_to_sixty_days_ahead() -> None:
    assert judged(NOW + timedelta(seconds=59), NOW) is Slip.PAST
    assert judged(NOW + timedelta(minutes=1), NOW) == NOW + timedelta(minutes=1)
    assert judged(NOW + timedelta(days=60), NOW) == NOW + timedelta(days=60)
    assert judged(NOW + timedelta(days=60, seconds=1), NOW) is Slip.TOO_FAR


def test_quick_moments_are_round() -> None:
    seconds = NOW + timedelta(seconds=30)
    assert quick(When.NOW, seconds, ALMATY) is None
    assert quick(When.HOUR, seconds, ALMATY) == NOW + timedelta(hours=1)
    assert quick(When.MORNING, seconds, ALMATY) == datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def group(**values: object) -> Group:
    plain: dict[str, object] = {
        "language": Locale.KK, "country": "KR", "city": None, "quiet": Quiet(),
        "blocked": False, "muted": False, "count": 1,
    }  # fmt: skip
    return Group(**{**plain, **values})  # type: ignore[arg-type]


def draft(**values: object) -> Broadcast:
    plain: dict[str, object] = {
        "author_id": 1, "created_at": NOW, "zone": ALMATY, "topic": Topic.NEWS,
        "versions": {Locale.KK: Version("Сәлем"), Locale.RU: Version("Привет")},
        "fallbacks": {},
    }  # fmt: skip
    return Broadcast(**{**plain, **values})  # type: ignore[arg-type]


GROUPS = (
    group(count=100),
    group(count=20, city="ansan"),
    group(count=7, blocked=True, muted=True),
    group(count=5, muted=True),
    group(count=50, language=Locale.RU, country="GB"),  # six in the morning there
    group(count=3, language=Locale.EN),
)


def zone(country: str | None, _city: str | None) -> str:
    return {"KR": "Asia/Seoul", "GB": "Europe/London"}[country or ""]


def test_everybody_is_a_recipient_or_left_out_with_a_reason() -> None:
    found = count(draft(affected=Place("KR", "ansan")), GROUPS, NOW, zone, rate=24)
    assert found.by_version == {Locale.KK: 120, Locale.RU: 50}
    assert found.left_out == {Reason.BLOCKED: 7, Reason.MUTED: 5, Reason.LANGUAGE: 3}
    assert found.unspoken == {Locale.EN: 3}
    assert found.recipients + sum(found.left_out.values()) == sum(g.count for g in GROUPS)
    assert (found.delayed, found.first_city, found.first_country) == (50, 20, 100)
    assert (found.seconds, found.stars) == (5.0, 17)


def test_safety_asks_neither_mute_nor_hours() -> None:
    safety = draft(topic=Topic.SAFETY, fallbacks={Locale.EN: Locale.RU}, paid=True)
    found = count(safety, GROUPS, NOW, zone, rate=24)
    assert found.by_version == {Locale.KK: 125, Locale.RU: 53}
    assert (found.left_out, found.delayed) == ({Reason.BLOCKED: 7}, 0)
    assert found.seconds == 0.178


ALBUM = {Locale.KK: Version("", 1, (5, 6)), Locale.RU: Version("Привет")}


@pytest.mark.parametrize(
    ("values", "groups", "told"),
    [
        ({}, GROUPS[:-1], []),
        ({}, GROUPS, [Missing.LANGUAGE]),
        ({"fallbacks": {Locale.EN: Locale.KK}}, GROUPS, []),
        ({"fallbacks": {Locale.EN: Locale.EN}}, GROUPS, []),
        ({"fallbacks": {Locale.EN: Locale.EN}}, GROUPS[-1:], [Missing.NOBODY]),
        ({"topic": None}, GROUPS[:-1], [Missing.TOPIC]),
        ({"versions": {}}, GROUPS, [Missing.TEXT]),
        ({"versions": {Locale.KK: Version(" ")}}, GROUPS[:1], [Missing.TEXT]),
        ({}, (), [Missing.NOBODY]),
        ({}, GROUPS[2:4], [Missing.NOBODY]),
        ({"versions": ALBUM}, GROUPS[:1], []),
        ({"versions": ALBUM, "drill": True}, GROUPS[:1], [Missing.ALBUM]),
        ({"kind": Kind.CHECK}, GROUPS[:1], [Missing.CHECK_TOPIC]),
    ],
)
def test_what_is_missing_is_named(
    values: dict[str, object], groups: tuple[Group, ...], told: list[Missing]
) -> None:
    broadcast = draft(**values)
    assert missing(broadcast, count(broadcast, groups, NOW, zone, 25)) == told


def test_who_is_left_out_by_choice_is_counted_all_the_same() -> None:
    found = count(draft(fallbacks={Locale.EN: Locale.EN}), GROUPS, NOW, zone, rate=24)
    assert (found.left_out[Reason.LANGUAGE], found.unspoken) == (3, {Locale.EN: 3})


def test_the_same_words_to_the_same_people_are_known_again() -> None:
    one = draft(audience=Audience(countries=frozenset({"KR", "QA"})))
    again = draft(id=9, audience=Audience(countries=frozenset({"QA", "KR"})), topic=Topic.SAFETY)
    chosen = replace(again, fallbacks={Locale.EN: Locale.EN})
    assert digest(one) == digest(again) == digest(chosen)
    others = (
        draft(audience=Audience(countries=frozenset({"KR"}))),
        draft(audience=one.audience, drill=True),
        draft(audience=one.audience, versions={Locale.KK: Version("Сәлем")}),
        draft(audience=one.audience, fallbacks={Locale.EN: Locale.KK}),
    )
    assert len({digest(one), *map(digest, others)}) == 5


def test_a_stamp_tells_whatever_is_confirmed() -> None:
    changes: tuple[dict[str, object], ...] = (
        {}, {"topic": Topic.SAFETY}, {"kind": Kind.CHECK}, {"paid": True}, {"drill": True},
        {"affected": Place("KR")}, {"affected": Place("KR", "ansan")},
        {"due_at": NOW}, {"audience": Audience(active_days=7)},
    )  # fmt: skip
    assert len({stamp(draft(**one)) for one in changes}) == len(changes)
    assert stamp(draft(created_at=NOW + timedelta(days=1), id=5)) == stamp(draft())
