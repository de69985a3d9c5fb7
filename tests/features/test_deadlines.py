"""Deadlines as conversations: set, seen, changed, removed, and answered under a reminder."""

from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.features.deadlines.callbacks import (
    AddDeadline,
    AminaHour,
    DeadlineDone,
    DeadlineTomorrow,
    EditDeadline,
    OpenDeadlines,
    RemoveDeadline,
)
from bot.features.deadlines.views import reminder
from bot.texts import Texts
from bot.words import long_date
from core.deadlines.deadline import Deadline, Kind, Problem
from core.locale import Locale
from core.people.person import Person
from db.tables.forms import forms
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import Row, kept, person_row, toast

DUE = date(2027, 5, 12)
TYPED = "12.05.2027"
FAR_ID = 10**12
PASSPORT, AMINA = "Passport", "Amina, every day"
GONE = "This date is no longer here. This is your list now."
SLIPS = {
    Problem.NOT_UNDERSTOOD: "I cannot read this date. Please write it like this: {day}",
    Problem.PAST: "This day has passed. Please write one that is still to come.",
    Problem.TOO_FAR: "This day is too far away. Please look at the year once more.",
}


async def rows(world: World) -> list[Row]:
    return (await kept(world.db)).get("deadlines", [])


async def sets(visitor: Visitor, kind: Kind = Kind.PASSPORT, words: str = TYPED) -> str:
    await visitor.writes("/deadlines")
    await visitor.taps_data(AddDeadline(kind=kind.value).pack())
    return await visitor.writes(words)


async def only(world: World, person: int = 1001) -> Deadline:
    (found,) = await world.app.services["deadlines"].of(Person(person, Locale.KK))
    return found


def day(texts: Texts, of: date, language: str = "kk") -> str:
    with texts.speaking(Locale(language)):
        return long_date(of)


async def test_from_home_to_a_date(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await in_korea.taps_data("h")
    assert says("Set the day your passport, permit or contract ends: I will remind you.") in (
        await in_korea.taps(says("⏰ Deadlines"))
    )
    await in_korea.taps(says("➕ Add a date"))
    assert says("Until when is your visa or permit valid?") in await in_korea.taps(
        says("Visa or permit")
    )
    words = await in_korea.writes(f" {TYPED} ")
    assert f"{says('Visa or permit')}: {day(texts, DUE)}, " in words
    for before in (30, 14, 7, 3, 1):
        assert f"• {day(texts, DUE - timedelta(days=before))}" in words
    assert says("I will remind you at {hour}, local time:").format(hour="10:00") in words
    (row,) = await rows(world)
    assert (row["person_id"], row["kind"], row["due"]) == (1001, "permit", DUE)
    assert row["zone"] == "Asia/Seoul"
    assert "forms" not in await kept(world.db)


async def test_the_command_and_the_settings_lead_there(in_korea: Visitor, says: Says) -> None:
    heading = says("Deadlines")
    assert (await in_korea.writes("/deadlines")).startswith(heading)
    await in_korea.writes("/settings")
    assert (await in_korea.taps(says("⏰ Deadlines"))).startswith(heading)


async def test_looking_stores_nobody_and_setting_does(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.writes("/deadlines")
    await visitor.taps(says("➕ Add a date"))
    assert await kept(world.db) == {}
    await sets(visitor)
    assert await person_row(world.db, visitor.id) is not None
    assert (await only(world)).zone == "Asia/Almaty"


@pytest.mark.parametrize(
    ("typed", "language", "due"),
    [
        ("2027 жылғы 12 мамыр", "kk", DUE),
        ("12 мамырға дейін", "kk", DUE),
        ("ЕРТЕҢ", "kk", date(2026, 11, 24)),
        ("бүгін", "kk", date(2026, 11, 23)),
        ("до 12 мая 2027 г.", "ru", DUE),
        ("завтра", "ru", date(2026, 11, 24)),
        ("12 May 2027", "en", DUE),
        ("May 12, 2027", "en", DUE),
        ("tomorrow", "en", date(2026, 11, 24)),
    ],
)
async def test_dates_as_people_write_them(
    world: World, says: Says, texts: Texts, typed: str, language: str, due: date
) -> None:
    visitor = world.visitor(language=language)
    words = await sets(visitor, words=typed)
    assert day(texts, due, language) in words
    assert (await only(world)).due == due


@pytest.mark.parametrize("language", list(Locale))
async def test_the_date_as_the_bot_writes_it_is_understood(
    world: World, texts: Texts, language: Locale
) -> None:
    """People copy what they see."""
    visitor = world.visitor(language=language.value)
    await sets(visitor, words=day(texts, DUE, language.value))
    assert (await only(world)).due == DUE


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("вчера", Problem.PAST),
        ("12.05.2020", Problem.PAST),
        ("12.05.2127", Problem.TOO_FAR),
        ("12", Problem.NOT_UNDERSTOOD),
        ("31.02.2027", Problem.NOT_UNDERSTOOD),
        ("<b>паспорт</b>", Problem.NOT_UNDERSTOOD),
        ("ы" * 4096, Problem.NOT_UNDERSTOOD),
    ],
)
async def test_what_is_no_day_to_wait_for_may_be_typed_again(
    world: World, in_korea: Visitor, says: Says, typed: str, problem: Problem
) -> None:
    answer = await sets(in_korea, words=typed)
    assert answer.startswith(says(SLIPS[problem]).partition("{")[0])
    assert await rows(world) == []
    await in_korea.writes(TYPED)
    assert (await only(world)).due == DUE


async def test_a_day_too_near_for_reminders_may_be_asked_for_tomorrow(
    world: World, in_korea: Visitor, says: Says
) -> None:
    words = await sets(in_korea, words="24.11.2026")
    assert says("This day is so near that no reminder comes before it.") in words
    await in_korea.taps(says("⏰ Remind me tomorrow"))
    found = await only(world)
    assert found.next_at == found.snoozed_to is not None


async def test_today_has_no_tomorrow(in_korea: Visitor, says: Says) -> None:
    await sets(in_korea, words="23.11.2026")
    assert says("⏰ Remind me tomorrow") not in in_korea.buttons()


async def test_the_second_of_a_kind_takes_the_place_of_the_first(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await sets(in_korea)
    await in_korea.taps(says("➕ Add a date"))
    asked = await in_korea.taps(f"✓ {says(PASSPORT)}")
    before, after = says("Now: {line}. The new one takes its place.").split("{line}")
    assert before in asked
    assert after in asked
    assert day(texts, DUE) in asked
    await in_korea.writes("13.05.2028")
    assert (await only(world)).due == date(2028, 5, 13)


async def test_a_date_is_changed_from_the_list(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await sets(in_korea)
    await in_korea.taps(says("⏰ Deadlines"))
    asked = await in_korea.taps(f"✏️ {says(PASSPORT)}")
    assert says("Until when is your passport valid?") in asked
    await in_korea.writes("13.05.2028")
    assert (await only(world)).due == date(2028, 5, 13)


async def test_removing_asks_once_more(world: World, in_korea: Visitor, says: Says) -> None:
    await sets(in_korea)
    await in_korea.taps(says("⏰ Deadlines"))
    words = await in_korea.taps("🗑")
    assert says("Remove it? I will not remind you of it any more.") in words
    assert len(await rows(world)) == 1
    await in_korea.taps(says("🗑 Yes, remove"))
    assert toast(in_korea) == says("Removed.")
    assert await rows(world) == []


async def test_amina_has_an_hour(world: World, says: Says) -> None:
    visitor = world.visitor(language="ru")
    await visitor.starts()
    await visitor.taps_data("sc:RU:1")
    await visitor.taps_data(OpenDeadlines().pack())
    await visitor.taps(says("➕ Add a date", "ru"))
    await visitor.taps(says(AMINA, "ru"))
    hours = [label for label in visitor.buttons() if ":" in label]
    assert (hours[0], hours[-1], len(hours)) == ("06:00", "22:00", 17)
    words = await visitor.taps("07:00")
    assert says("I will remind you every day at {hour}.", "ru").format(hour="07:00") in words
    found = await only(world)
    assert (found.hour, found.due, found.zone) == (7, None, "Europe/Moscow")


async def test_words_after_the_hours_of_amina_are_a_question(
    world: World, in_korea: Visitor, says: Says
) -> None:
    """The hour is tapped: nothing waits to be typed."""
    await in_korea.taps_data(AddDeadline(kind="amina").pack())
    assert says("Is it one of these?") in await in_korea.writes("Ансан")
    assert await rows(world) == []


async def test_in_korea_amina_is_not_offered(in_korea: Visitor, says: Says) -> None:
    await in_korea.taps_data(AddDeadline().pack())
    assert says(PASSPORT) in in_korea.buttons()
    assert says(AMINA) not in in_korea.buttons()


@pytest.mark.parametrize("hour", [-1, 0, 5, 23, 24, 10**9])
async def test_an_hour_that_is_none(world: World, in_korea: Visitor, hour: int) -> None:
    await in_korea.taps_data(AminaHour(hour=hour).pack())
    assert await rows(world) == []


async def test_a_kind_that_is_none_asks_which(in_korea: Visitor, says: Says) -> None:
    words = await in_korea.taps_data("da:visa")
    assert says("What should I remind you of?") in words


@pytest.mark.parametrize("way_out", ["/help", "/sos", "🏛 Consulates"])
async def test_words_after_leaving_the_question_are_no_date(
    world: World, in_korea: Visitor, says: Says, way_out: str
) -> None:
    await in_korea.taps_data(AddDeadline(kind="passport").pack())
    await in_korea.writes(way_out if way_out[0] == "/" else says(way_out))
    await in_korea.writes(TYPED)
    assert await rows(world) == []


async def test_a_question_whose_memory_is_lost_ends_in_the_list(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(AddDeadline(kind="passport").pack())
    async with world.db.writer.begin() as connection:
        await connection.execute(update(forms).values(data="{}"))
    assert (await in_korea.writes(TYPED)).startswith(says("Deadlines"))
    assert await rows(world) == []
    assert "forms" not in await kept(world.db)


def forged(number: int) -> list[str]:
    kinds = (EditDeadline, DeadlineDone, DeadlineTomorrow, RemoveDeadline)
    return [
        *(kind(id=number).pack() for kind in kinds),
        RemoveDeadline(id=number, sure=True).pack(),
    ]


def said_of_gone(data: str) -> str:
    """What was to be settled is settled; the rest is not there."""
    if data.startswith("dd:"):
        return "Done."
    return "Removed." if data.startswith("dr:") and data.endswith(":1") else GONE


async def test_what_is_gone_is_said_kindly_with_the_list(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await sets(in_korea)
    number = (await only(world)).id
    await in_korea.taps_data(RemoveDeadline(id=number, sure=True).pack())
    for data in (*forged(number), *forged(FAR_ID), *forged(-1)):
        await in_korea.taps_data(data)
        assert in_korea.text.startswith(says("Deadlines")), data
        assert toast(in_korea) == says(said_of_gone(data)), data


@pytest.mark.parametrize("kind", [DeadlineDone, RemoveDeadline])
async def test_settled_twice_is_settled_once(
    world: World,
    in_korea: Visitor,
    says: Says,
    texts: Texts,
    kind: type[DeadlineDone | RemoveDeadline],
) -> None:
    """Two quick taps on one button: the second finds it settled, and the other date there."""
    await sets(in_korea)
    number = (await only(world)).id
    await sets(in_korea, Kind.PERMIT, "13.06.2027")
    sure = {"sure": True} if kind is RemoveDeadline else {}
    for _ in range(2):
        await in_korea.taps_data(kind(id=number, **sure).pack())
    assert toast(in_korea) == says(said_of_gone(kind(id=number, **sure).pack()))
    assert day(texts, date(2027, 6, 13)) in in_korea.text
    assert (await only(world)).kind is Kind.PERMIT


async def test_a_forged_button_shows_and_changes_nothing_of_another(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await sets(in_korea)
    number, before = (await only(world)).id, await rows(world)
    stranger = world.visitor(2002, language="ru")
    await stranger.writes("/deadlines")
    for data in forged(number):
        await stranger.taps_data(data)
        assert day(texts, DUE, "ru") not in stranger.text
        assert toast(stranger) == says(said_of_gone(data), "ru")
        await stranger.writes("13.05.2028")
    assert await rows(world) == before


async def shows_reminder(world: World, visitor: Visitor, texts: Texts, language: str) -> Deadline:
    """What the worker sends, sent by hand."""
    found = await only(world, visitor.id)
    person = Person(visitor.id, Locale(language), "KR")
    article = world.app.services["deadlines"].article(found, person)
    with texts.speaking(Locale(language)):
        shown = reminder(found, article, world.clock().date())
        await world.app.bot.send_message(visitor.id, shown.text, reply_markup=shown.keyboard)
    return found


async def test_a_reminder_leads_to_what_to_do(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await sets(in_korea, Kind.PERMIT)
    await shows_reminder(world, in_korea, texts, "kk")
    assert day(texts, DUE) in in_korea.text
    title = world.app.services["content"].articles["kr/staying"].title.kk
    assert title in await in_korea.taps(says("📄 What to do"))


async def test_done_removes_and_offers_the_next(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await sets(in_korea)
    await shows_reminder(world, in_korea, texts, "kk")
    await in_korea.taps(says("✅ Done"))
    assert await rows(world) == []
    await in_korea.taps(says("📅 Set the next date"))
    await in_korea.writes("13.05.2037")
    assert (await only(world)).due == date(2037, 5, 13)


async def test_tomorrow_is_tomorrow_morning_there(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await sets(in_korea)
    await shows_reminder(world, in_korea, texts, "kk")
    words = await in_korea.taps(says("⏰ Remind me tomorrow"))
    assert f"• {day(texts, date(2026, 11, 24))}" in words
    found = await only(world)
    assert found.snoozed_to is not None
    assert found.snoozed_to.isoformat() == "2026-11-24T01:00:00+00:00"


async def test_on_the_last_day_tomorrow_is_too_late(
    world: World, in_korea: Visitor, says: Says, texts: Texts
) -> None:
    await sets(in_korea, words="24.11.2026")
    found = await shows_reminder(world, in_korea, texts, "kk")
    world.clock.move(timedelta(days=1))
    await in_korea.taps_data(DeadlineTomorrow(id=found.id).pack())
    assert toast(in_korea) == says("Tomorrow would be too late for this date.")
    assert (await only(world)).snoozed_to is None


@pytest.mark.parametrize(
    ("after", "coming"),
    [
        (timedelta(minutes=5), date(2026, 11, 24)),
        (timedelta(hours=5), date(2026, 11, 24)),  # behind midnight: this evening's comes too
        (timedelta(hours=23, minutes=59), date(2026, 11, 24)),
        (timedelta(hours=24, minutes=1), date(2026, 11, 25)),
    ],
)
async def test_amina_that_is_done_says_when_it_comes_again(
    world: World,
    in_korea: Visitor,
    says: Says,
    texts: Texts,
    after: timedelta,
    coming: date,
) -> None:
    """At eight in the evening in Moscow, answered so much later."""
    await in_korea.taps_data(AminaHour(hour=20).pack())
    evening = (await only(world)).next_at
    assert evening is not None
    world.clock.at = evening
    await world.app.services["deadlines"].advance_due(10)
    await shows_reminder(world, in_korea, texts, "kk")
    assert says("⏰ Remind me tomorrow") not in in_korea.buttons()
    world.clock.move(after)
    done = says("✅ {name}: done. Next reminder: {day} at {hour}.").format(
        name=says(AMINA), day=day(texts, coming), hour="20:00"
    )
    assert await in_korea.taps(says("✅ Done")) == done
    days = coming - date(2026, 11, 23)
    assert (await only(world)).next_at == evening + days


async def test_moving_keeps_the_date(world: World, in_korea: Visitor, named: Says) -> None:
    await sets(in_korea)
    await in_korea.taps_data("stc")
    await in_korea.taps(named("QA"))
    assert (await only(world)).zone == "Asia/Seoul"
