"""My data: all of it shown, all of it taken away, all of it deleted."""

import json
from datetime import date, timedelta

import pytest
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey

from bot.content.content import Content
from bot.features.privacy.callbacks import AskForget, ExportData, Forget, MyData
from bot.features.settings.callbacks import ChooseCity, TypeCity
from bot.features.start.callbacks import OpenHome
from bot.fsm import drafts
from bot.texts import Texts
from bot.words import long_date
from core.broadcasts.broadcast import Broadcast
from core.broadcasts.check import Answer, Answered
from core.broadcasts.reach import Planned
from core.deadlines.deadline import Kind
from core.locale import Locale
from core.people.consent import STAY_CONSENT
from core.people.person import Person
from core.people.topics import Topic
from core.roles.role import Grant, Role
from core.stays.draft import Draft
from core.stays.stay import Companion, Purpose, Stay, Trusted
from pretend.jsons import Json, text
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World
from tests.db.personal import notice
from tests.features.conftest import Says
from tests.features.kept import kept, person_row, tables_naming, toast

NOTHING = "Nothing is kept about you."
DELETED = "Deleted. You can go on reading: nothing about you is needed for it."
OLD = "This button is old. Press /start for a fresh menu."
EMPLOYER, PHONE, COMPANION = "<b>Hyundai</b> & Ко", "+821065729311", "Айша"
TRUSTED = Trusted("Гүлнар апам", "+77011234567")
OPERATOR = 31
PERSONAL = {
    *("people", "votes", "number_reports", "forms", "stays", "consents", "teams"),
    *("team_members", "deadlines", "notices", "deliveries", "check_answers", "grants"),
}


def filled(draft: Draft) -> Draft:
    """The draft with every answer."""
    whole = draft.in_country("KR").in_city("ansan").for_purpose(Purpose.WORK)
    whole = whole.from_day(date(2026, 11, 1)).until_day(date(2027, 5, 12))
    whole = whole.employed_by(EMPLOYER).reached_at(PHONE)
    whole = whole.with_companions((Companion(COMPANION, 2015),)).going_on()
    return whole.trusting(TRUSTED)


async def registered(world: World, person: Person) -> Stay:
    stays = world.app.services["stays"]
    await stays.agree(person)
    return await stays.register(person, filled(stays.new_draft(person)))


async def half_filled(world: World, person: Person) -> None:
    """A draft of another registration, as the form keeps it."""
    forms, key = world.app.services["forms"], StorageKey(1, person.id, person.id)
    draft = Draft("2345ABCDEF", "2026-11").employed_by("Құпия ЖШС")
    await drafts.keep(FSMContext(forms, key), draft)


async def sent_and_answered(world: World, person: Person) -> None:
    async with world.db.writing() as tx:
        sent = await tx.broadcasts.add(Broadcast(OPERATOR, NOON, "Asia/Seoul"))
        await tx.deliveries.add([Planned(sent.id, person.id, person.language, 1)])
        await tx.checks.answer(Answered(sent.id, person.id, Answer.SAFE, NOON))
        korea = frozenset({"KR"})
        await tx.grants.give(Grant(person.id, Role.OBSERVER, korea, OPERATOR, NOON))


async def all_there_is(world: World, visitor: Visitor, other: Visitor) -> Stay:
    """A life with the bot: a row of the person in every table that can hold one."""
    services = world.app.services
    await visitor.starts()
    person = await services["people"].live_in(Person(visitor.id, Locale.KK), "KR")
    neighbour = await services["people"].live_in(Person(other.id, Locale.KK), "KR")
    await visitor.taps_data("v:kr:entry:1")
    await visitor.taps_data("mr:kr-seoul-embassy:8223799714")
    stay = await registered(world, person)
    await services["relatives"].announce(person, "Бауыржан", "QA")
    led = await services["teams"].found(person, "Ерлан")
    joined = await services["teams"].found(neighbour, "Дәурен")
    assert led.led is not None
    assert joined.led is not None
    await services["teams"].join(neighbour, led.led.code, "Дәурен")
    await services["teams"].join(person, joined.led.code, "Ерлан")
    await services["deadlines"].set(person, Kind.PASSPORT, due=date(2027, 3, 9))
    await half_filled(world, person)
    await sent_and_answered(world, person)
    return stay


def data_of(world: World, media: Json | None) -> bytes:
    assert media is not None
    stored = world.telegram.world.files.get(text(media["file_id"]))
    assert stored is not None
    return stored.data


async def test_my_data_shows_exactly_what_is_kept(
    world: World,
    in_korea: Visitor,
    says: Says,
    named: Says,
    clock: MovedClock,
    texts: Texts,
    content: Content,
) -> None:
    await in_korea.taps_data(ChooseCity(country="KR", place=0).pack())
    await in_korea.taps_data("v:kr:entry:1")
    await in_korea.taps_data("mr:kr-seoul-embassy:8223799714")
    clock.move(timedelta(days=3))
    await in_korea.taps_data(OpenHome().pack())
    await world.app.services["people"].write_seen()
    with texts.speaking(Locale.KK):
        since, seen = long_date(NOON.date()), long_date((NOON + timedelta(days=3)).date())
    words = await in_korea.taps_data(MyData().pack())
    assert words.splitlines() == [
        says("My data"),
        says("Telegram number: {number}").format(number=in_korea.id),
        says("Language: {language}").format(language="Қазақша"),
        says("Country: {country}").format(country=named("KR")),
        says("City: {city}").format(city=content.cities_of("KR")[0].name.kk),
        says("Known since: {date}").format(date=since),
        says("Last seen: {date}").format(date=seen),
        says("Language or place last set: {date}").format(date=since),
        says("Articles you rated: {count}").format(count=1),
        says("Numbers you reported: {count}").format(count=1),
        "",
        says("The rest is kept until you delete it."),
        says("Nothing else about you: no document, no place you sent, no messages."),
        says("Common words of questions may be kept for half a year, without who asked."),
        says("A report of a mistake is kept without its author, and stays."),
    ]
    row = await person_row(world.db, in_korea.id)
    assert row is not None
    shown = {"id", "language", "country", "city", "created_at", "seen_at", "moved_at"}
    unset = {"blocked_at": None, "muted": "", "quiet_from": None, "quiet_until": None}
    assert set(row) == shown | unset.keys()  # a new column must be shown here too
    assert {name: row[name] for name in unset} == unset


async def test_what_he_switched_off_is_shown(world: World, in_korea: Visitor, says: Says) -> None:
    people = world.app.services["people"]
    person = await people.recognise(in_korea.id, None)
    await people.hear(person, Topic.NEWS, wanted=False)
    words = await in_korea.taps_data(MyData().pack())
    assert says("🔕 Switched off: {topics}").format(topics=says("News")) in words
    hours = says("from {since} to {until}").format(since="21:00", until="09:00")
    assert says("🌙 Quiet hours: {hours}").format(hours=hours) in words


async def test_days_are_those_of_the_place(
    world: World, says: Says, clock: MovedClock, texts: Texts
) -> None:
    """At 20:00 of the 23rd in London it is the 24th in Seoul."""
    clock.at = NOON.replace(hour=20)
    visitor = world.visitor()
    await visitor.starts()
    await visitor.taps_data("sc:KR:1")
    await registered(world, Person(visitor.id, Locale.KK, "KR"))
    await world.app.services["people"].write_seen()
    with texts.speaking(Locale.KK):
        told = long_date(date(2026, 11, 24))
    words = await visitor.taps_data(MyData().pack())
    agreed = "You agreed to the registration: {date} (words of {version})"
    for line in ("Known since: {date}", "Last seen: {date}", "Registered on: {date}", agreed):
        assert says(line).format(date=told, version=STAY_CONSENT) in words, line


async def test_a_reminder_that_waits_has_its_term(
    world: World, in_korea: Visitor, says: Says
) -> None:
    term = says(
        "A registration is kept until 30 days after its end, an unfinished form 14 days, "
        "a relative's name 30 days, a date 30 days after its day, a reminder that waits 14 days."
    )
    assert term not in await in_korea.taps_data(MyData().pack())
    async with world.db.writing() as tx:
        await tx.notices.put([notice(in_korea.id)])
    assert term in await in_korea.taps_data(MyData().pack())


async def test_all_there_is_is_told_in_words(
    world: World, visitor: Visitor, says: Says, named: Says, texts: Texts
) -> None:
    stay = await all_there_is(world, visitor, world.visitor(2002))
    with texts.speaking(Locale.KK):
        today = long_date(NOON.date())
        days = [long_date(one) for one in (stay.until, stay.since or stay.until, date(2027, 3, 9))]
    words = await visitor.taps_data(MyData().pack())
    number = f"{stay.number[:5]}-{stay.number[5:]}"
    for told in (
        says("📝 Registration {number}").format(number=number),
        says("🟢 In force"),
        says("Purpose: {purpose}").format(purpose=says("💼 Work")),
        says("Stays until: {date}").format(date=days[0]),
        says("There since: {date}").format(date=days[1]),
        "🔒 " + says("Work or school: {name}").format(name=EMPLOYER),
        "🔒 " + says("Phone: {number}").format(number="+82 10-6572-9311"),
        "🔒 " + says("People with me: {people}").format(people=f"{COMPANION}, 2015"),
        f"{TRUSTED.name}, +7 701 123 4567",
        says("You agreed to the registration: {date} (words of {version})").format(
            date=today, version="2026-11"
        ),
        says("You agreed to be seen in a brigade: {date} (words of {version})").format(
            date=today, version="2026-11"
        ),
        f"🔒 Бауыржан, {named('QA')}",
        says("👥 Your brigade: {place}. Members: {count}. Your name in it: 🔒 {name}")
        .format(place="", count=1, name="Ерлан")
        .partition(". ")[2],
        "🔒 Дәурен",
        f"⏰ {says('Passport')}: {days[2]}",
        "🔒 " + says("A registration form you have not finished."),
        says("📣 Broadcasts meant for you: {count}").format(count=1),
        says("🛟 Your answer to a safety check, {date}: {answer}").format(
            date=today, answer=says("✅ I am safe")
        ),
        says("🪪 Your role in this bot: {role}").format(role=f"{says('observer')}, {named('KR')}"),
        says("🔒 is encrypted in the database. Whoever runs this bot holds the key."),
    ):
        assert told in words, told


async def test_nothing_is_kept_about_a_stranger(visitor: Visitor, says: Says) -> None:
    await visitor.writes("/settings")
    assert says(NOTHING) in await visitor.taps(says("🔐 My data"))
    assert says("🗑 Delete everything") not in visitor.buttons()
    assert says("📤 Take away (JSON)") not in visitor.buttons()


async def test_a_stranger_who_voted_is_told_what_is_kept_and_may_delete_it(
    world: World, visitor: Visitor, says: Says
) -> None:
    await visitor.starts("a-kr-entry")
    await visitor.taps(says("👍 Helped"))
    words = await visitor.taps_data(MyData().pack())
    assert says(NOTHING) not in words
    assert str(visitor.id) in words
    assert says("Articles you rated: {count}").format(count=1) in words
    await visitor.taps(says("🗑 Delete everything"))
    await visitor.taps(says("🗑 Yes, delete everything"))
    assert await tables_naming(world.db, visitor.id) == set()


async def test_a_form_that_the_tap_ends_is_not_told(in_korea: Visitor, says: Says) -> None:
    await in_korea.taps_data(TypeCity().pack())
    words = await in_korea.taps_data(MyData().pack())
    assert says("A registration form you have not finished.") not in words


async def test_the_card_is_a_tap_away(world: World, in_korea: Visitor, says: Says) -> None:
    stay = await registered(world, Person(in_korea.id, Locale.KK))
    await in_korea.taps_data(MyData().pack())
    assert stay.number[:5] in await in_korea.taps(says("📝 My card"))


async def test_what_is_kept_can_be_read_about(in_korea: Visitor, says: Says) -> None:
    await in_korea.taps_data(MyData().pack())
    assert "JSON" in await in_korea.taps(says("🔐 What is kept"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_file_holds_it_all(world: World, says: Says, language: str) -> None:
    visitor = world.visitor(987_654_321, language=language)
    stay = await all_there_is(world, visitor, world.visitor(2002))
    await visitor.taps_data(f"sl:{language}:0")
    await visitor.taps_data(MyData().pack())
    caption = await visitor.taps(says("📤 Take away (JSON)", language))
    assert caption.startswith(says("All that is kept about you", language))
    seen = visitor.last
    assert seen.media is not None
    assert seen.media["file_name"] == "saparlas-my-data.json"
    told = json.loads(data_of(world, seen.media))
    assert told["telegram_id"] == visitor.id
    assert told["kept"].keys() == PERSONAL - {"notices"}
    assert stay.number in [row["number"] for row in told["kept"]["stays"]]
    words = data_of(world, seen.media).decode()
    for one in ("Hyundai", PHONE, COMPANION, TRUSTED.name, "Бауыржан", "Ерлан", "Құпия ЖШС"):
        assert one in words
    assert await visitor.taps(says("⬅️ Back", language)) == visitor.text
    assert visitor.text.startswith(says("My data", language))


async def test_taking_away_changes_nothing(world: World, in_korea: Visitor) -> None:
    before = await kept(world.db)
    await in_korea.taps_data(ExportData().pack())
    after = await kept(world.db)
    assert {name: after[name] for name in before if name != "receipts"} == {
        name: rows for name, rows in before.items() if name != "receipts"
    }


@pytest.mark.parametrize("tap", [MyData(), ExportData(), AskForget(), Forget()], ids=str)
async def test_nothing_of_it_in_a_group(
    world: World,
    in_korea: Visitor,
    says: Says,
    tap: MyData | ExportData | AskForget | Forget,
) -> None:
    group = world.telegram.group(title="Бригада", members=[in_korea.id])
    member = Visitor(world.telegram, in_korea.id, language_code="kk", chat=group)
    await member.writes("/sos")
    await member.taps_data(tap.pack())
    assert toast(member) == says(OLD)
    assert str(in_korea.id) not in member.text
    assert await tables_naming(world.db, in_korea.id) == {"people"}


async def test_the_question_says_what_else_ends(
    world: World, visitor: Visitor, says: Says
) -> None:
    await all_there_is(world, visitor, world.visitor(2002))
    words = await visitor.taps_data(AskForget().pack())
    for loss in (
        "Your registration goes too: nobody will ask whether you are still there.",
        "Your deadlines go too: nothing will remind you.",
        "The registration form you have not finished goes too.",
        "Your brigade is closed for all its members.",
        "You leave the brigades you joined.",
        "The relatives you announced are deleted: the links you sent stop working.",
    ):
        assert says(loss) in words
    await visitor.taps(says("📤 Take away (JSON)"))
    assert visitor.last.media is not None


async def test_the_question_names_no_loss_where_there_is_none(
    in_korea: Visitor, says: Says
) -> None:
    words = await in_korea.taps_data(AskForget().pack())
    assert words == says("Delete all that is kept about you? It cannot be undone.")


async def test_deleting_leaves_no_row_with_the_id(world: World, says: Says) -> None:
    visitor, other = world.visitor(987_654_321), world.visitor(2002)
    stay = await all_there_is(world, visitor, other)
    clock, services = world.clock, world.app.services
    clock.move(timedelta(days=80))  # the passport is due in a month
    await services["deadlines"].advance_due(100)
    clock.move(timedelta(days=10))
    await services["stays"].advance_due(100)
    assert await tables_naming(world.db, visitor.id) == PERSONAL
    await visitor.taps_data(AskForget().pack())
    words = await visitor.taps(says("🗑 Yes, delete everything"))
    assert words == says(DELETED)
    await services["people"].write_seen()
    await services["stays"].advance_due(100)
    await services["deadlines"].advance_due(100)
    assert await tables_naming(world.db, visitor.id) == set()
    rows = await kept(world.db)
    assert stay.number not in str(rows)
    assert "team_members" not in rows  # the other's brigade has one fewer
    assert says(NOTHING) in await visitor.taps_data(MyData().pack())


async def test_a_form_open_while_all_is_deleted_takes_no_words_later(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(TypeCity().pack())
    await in_korea.taps_data(Forget().pack())
    words = await in_korea.writes("Ансан")
    assert words.startswith(says("Is it one of these?"))
    assert await tables_naming(world.db, in_korea.id) == set()


async def test_after_it_he_is_a_stranger_with_his_keyboard(
    world: World, in_korea: Visitor, says: Says
) -> None:
    before = in_korea.keyboard()
    await in_korea.taps_data(Forget().pack())
    assert in_korea.keyboard() == before != []
    await in_korea.writes("/settings")
    assert says("Country: {country}").format(country=says("not chosen")) in in_korea.text


async def test_deleting_twice_is_deleting_once(
    world: World, in_korea: Visitor, says: Says
) -> None:
    await in_korea.taps_data(Forget().pack())
    await in_korea.taps_data(Forget().pack())
    assert in_korea.text == says(DELETED)
    assert await tables_naming(world.db, in_korea.id) == set()


async def test_deleting_may_be_thought_over(world: World, in_korea: Visitor, says: Says) -> None:
    await in_korea.taps_data(AskForget().pack())
    await in_korea.taps(says("⬅️ Back"))
    assert await tables_naming(world.db, in_korea.id) == {"people"}


async def test_deleting_takes_nobody_else(world: World, in_korea: Visitor) -> None:
    other = world.visitor(2002)
    await other.starts()
    await other.taps_data("sl:ru:0")
    await other.taps_data(Forget().pack())
    assert await tables_naming(world.db, other.id) == set()
    assert await tables_naming(world.db, in_korea.id) == {"people"}
