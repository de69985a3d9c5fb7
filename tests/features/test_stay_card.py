"""The card of a registration, its buttons, and those who are not its owner."""

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest
from aiogram.filters.callback_data import CallbackData
from sqlalchemy import update

from bot.content.content import Content
from bot.features.stays.callbacks import (
    ChangeStay,
    Confirm,
    EraseStay,
    Moved,
    OpenStay,
    Prolong,
    ShowQr,
    StillHere,
    WentHome,
)
from bot.telegram.qr import png
from bot.texts import Texts
from bot.words import long_date
from core.locale import Locale
from core.stays.stay import Ending
from db.tables.stays import stays as table
from pretend.jsons import text
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says, Stopwatch
from tests.features.kept import kept, tables_naming, toast
from tests.features.stays_kept import (
    FILLED,
    NUMBER,
    OTHER,
    PERSONAL,
    UNTIL,
    field,
    register,
    somebody_else,
    stay_row,
    tapped,
    with_card,
)

OVER = "This registration has ended."
DELETED = "Deleted. Nothing of the registration is kept."
OWNER = "This card opens only for its owner."
COUNTRY = "Which country are you in?"
NOBODYS = "ZZZZZZZZZZ"


@pytest.fixture
async def owner(world: World, visitor: Visitor) -> Visitor:
    return await with_card(world, visitor)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_the_card_tells_all_that_is_kept(
    world: World, says: Says, named: Says, content: Content, language: str
) -> None:
    owner = await with_card(world, world.visitor(1001, language=language), language=language)
    words = owner.text
    assert says("📝 Registration {number}", language).format(number="23456-789AB") in words
    assert says("🟢 In force", language) in words
    assert named("KR", language) in words
    ansan = content.city("KR", "ansan")
    assert ansan is not None
    assert getattr(ansan.name, language) in words
    for bit in (*PERSONAL, "<b>Hanul</b> & Co", "</i>Нұрлан", "+82 10-6572-9311"):
        assert bit in words
    assert says("📅 Longer stay", language) in owner.buttons()


async def test_the_card_names_the_mission_and_the_legal_register(
    world: World, owner: Visitor, says: Says, content: Content
) -> None:
    register_ = "This is not the consular register: embassies and consulates keep that one."
    assert says(register_) in owner.text
    seoul = content.missions["kr-seoul-embassy"].title.kk
    assert says("🏛 The nearest mission: {name}").format(name=seoul) in owner.text
    assert seoul in await owner.taps(f"🏛 {seoul}")
    assert says("🟢 In force") not in owner.text
    await owner.writes("/registration")
    words = await owner.taps(says("🏛 The consular register"))
    assert words.startswith(content.articles["kz/consular-registration"].title.kk)


async def test_the_mission_of_the_district_is_his(
    world: World, visitor: Visitor, says: Says, content: Content
) -> None:
    owner = await with_card(world, visitor, replace(FILLED, city="ulsan"))
    busan = content.missions["kr-busan-cg"].title.kk
    assert says("🏛 Your mission: {name}").format(name=busan) in owner.text


async def test_where_the_city_does_not_tell_the_mission_is_chosen(
    world: World, visitor: Visitor, says: Says, content: Content
) -> None:
    draft = replace(FILLED, country="RU", city="Кукуево")
    assert len(content.missions_in("RU")) > 1
    owner = await with_card(world, visitor, draft)
    assert "Кукуево" in owner.text
    assert says("🏛 Which mission is yours depends on the city: choose it in the list.") in (
        owner.text
    )
    assert says("Kazakhstan's missions") in await owner.taps(says("🏛 Missions of this country"))


async def test_the_menu_and_the_commands_open_the_card(owner: Visitor, says: Says) -> None:
    card = owner.text
    for words in (says("📝 Registration"), "/registration", "/register"):
        assert await owner.writes(words) == card


async def test_still_here_counts_anew(
    world: World, owner: Visitor, says: Says, clock: MovedClock
) -> None:
    clock.move(timedelta(days=91))
    assert await world.app.services["stays"].advance_due(10) == 1
    await owner.writes("/registration")
    assert says("🟡 Waits for your answer: are you still there?") in owner.text
    await owner.taps(says("✅ I am still here"))
    assert toast(owner) == says("Thank you. Noted.")
    assert says("🟢 In force") in owner.text
    assert says("✅ I am still here") not in owner.buttons()
    assert await field(world, "status") == "active"
    assert await field(world, "counted_from") == clock()


@pytest.mark.parametrize(("days_left", "asked"), [(8, "no"), (7, "yes"), (0, "yes"), (-3, "yes")])
async def test_near_the_end_still_here_asks_how_long(
    world: World, owner: Visitor, says: Says, clock: MovedClock, days_left: int, asked: str
) -> None:
    clock.move(UNTIL - clock().date() - timedelta(days=days_left))
    await owner.taps_data(StillHere(number=NUMBER).pack())
    assert (says("+3 months") in owner.buttons()) is (asked == "yes")
    if asked == "yes":
        await owner.taps(says("+6 months"))
        assert await field(world, "until") > UNTIL  # type: ignore[operator]
        assert says("🟢 In force") in owner.text


@pytest.mark.parametrize(
    ("label", "until"),
    [
        ("+3 months", date(2028, 2, 23)),
        ("+6 months", date(2028, 5, 23)),
        ("+12 months", date(2028, 11, 23)),
    ],
)
async def test_a_longer_stay_is_one_press(
    world: World, owner: Visitor, says: Says, label: str, until: date
) -> None:
    await owner.taps(says("📅 Longer stay"))
    assert await field(world, "until") == UNTIL
    await owner.taps(says(label))
    assert await field(world, "until") == until
    assert toast(owner) == says("Thank you. Noted.")
    assert "2028" in owner.text
    for bit in PERSONAL:
        assert bit in owner.text


@pytest.mark.parametrize("months", [-1, 1, 5, 999, 10**12, -(10**9)])
async def test_a_forged_number_of_months_only_asks(
    world: World, owner: Visitor, says: Says, months: int
) -> None:
    words = await owner.taps_data(Prolong(number=NUMBER, months=months).pack())
    assert words.startswith(says("How much longer do you stay?"))
    assert await field(world, "until") == UNTIL


async def test_a_stay_cannot_be_prolonged_for_ever(
    world: World, stopwatch: Stopwatch, owner: Visitor, says: Says
) -> None:
    for _ in range(12):
        stopwatch.seconds += 60
        await owner.taps_data(Prolong(number=NUMBER, months=12).pack())
    assert toast(owner) == says("This is more than ten years ahead. Please name an earlier day.")
    assert await field(world, "until") == date(2036, 11, 23)


async def test_two_quick_presses_prolong_once(
    world: World, owner: Visitor, says: Says, texts: Texts
) -> None:
    """The second is sent while the message still shows the old end."""
    with texts.speaking(Locale.KK):
        day = long_date(date(2028, 2, 23))
    await owner.taps(says("📅 Longer stay"))
    chat, pressed = world.telegram.world.chat_of(owner.id, owner.id), owner.last.id
    as_it_was = deepcopy(chat.messages[pressed])
    await owner.taps(says("+3 months"))
    assert await field(world, "until") == date(2028, 2, 23)
    chat.messages[pressed] = as_it_was
    await owner.taps_data(Prolong(number=NUMBER, months=3).pack(), message_id=pressed)
    assert await field(world, "until") == date(2028, 2, 23)
    assert toast(owner) == says("Now it is until {date}.").format(date=day)
    assert says("🟢 In force") in owner.text


@pytest.mark.parametrize("until", [date(2027, 12, 23), date(2027, 11, 3)])
async def test_a_press_below_another_end_shows_the_one_in_force(
    world: World, owner: Visitor, says: Says, until: date
) -> None:
    """«23 November» holds the words «3 November», and is another day."""
    await owner.taps(says("📅 Longer stay"))
    async with world.db.writer.begin() as connection:
        await connection.execute(update(table).values(until=until))
    await owner.taps(says("+12 months"))
    assert await field(world, "until") == until
    await owner.taps(says("📅 Longer stay"))
    await owner.taps(says("+12 months"))
    assert await field(world, "until") == until.replace(year=2028)


async def test_a_longer_stay_is_not_undone_by_a_form_begun_before(
    world: World, owner: Visitor, says: Says
) -> None:
    await owner.taps(says("✏️ Change"))
    await owner.writes("/registration")
    await owner.taps(says("📅 Longer stay"))
    await owner.taps(says("+3 months"))
    assert "forms" not in await kept(world.db)
    await owner.taps_data(Confirm().pack())
    assert await field(world, "until") == date(2028, 2, 23)


async def test_another_date_is_typed_and_the_rest_stays(
    world: World, owner: Visitor, says: Says
) -> None:
    await owner.taps(says("📅 Longer stay"))
    words = await owner.taps(says("📅 Another date"))
    assert says("Until when do you expect to stay?") in words
    await owner.writes("31.12.2028")
    assert await field(world, "until") == UNTIL, "not before it is saved"
    await owner.taps(says("💾 Save"))
    assert await field(world, "until") == date(2028, 12, 31)
    for bit in PERSONAL:
        assert bit in owner.text
    assert len((await kept(world.db))["stays"]) == 1


async def test_changing_opens_the_check_with_every_answer(
    world: World, owner: Visitor, says: Says
) -> None:
    words = await owner.taps(says("✏️ Change"))
    assert says("💾 Save") in owner.buttons()
    for bit in PERSONAL:
        assert bit in words


async def test_who_moved_keeps_what_travels_with_him(
    world: World, owner: Visitor, says: Says, named: Says
) -> None:
    words = await owner.taps(says("🧳 I have moved"))
    assert says(COUNTRY) in words
    assert await field(world, "ending") == Ending.MOVED.value
    await owner.taps(named("QA"))
    await owner.writes("Доха")
    await owner.taps(says("A year"))
    await owner.taps(says("⏭ Skip"))
    for bit in ("6572", "Айша", "Гүлнар", says("💼 Work")):
        assert bit in owner.text
    assert "Hanul" not in owner.text
    await owner.taps(says("✅ Register"))
    rows = {row["status"]: row for row in (await kept(world.db))["stays"]}
    assert rows.keys() == {"ended", "active"}
    assert rows["active"]["country"] == "QA"
    assert rows["active"]["number"] != NUMBER


async def test_moved_pressed_twice_is_one_move(world: World, owner: Visitor, says: Says) -> None:
    moved = Moved(number=NUMBER)
    first = await tapped(owner, moved)
    ended_at = await field(world, "ended_at")
    assert await tapped(owner, moved) == first
    assert await field(world, "ended_at") == ended_at
    assert says(COUNTRY) in owner.text


async def test_who_is_home_again_sees_when_all_is_erased(
    world: World, owner: Visitor, says: Says
) -> None:
    words = await owner.taps(says("🏠 I am back home"))
    assert words.startswith(says("Welcome home! Your registration is closed."))
    assert await field(world, "ending") == Ending.HOME.value
    card = await owner.writes("/registration")
    assert says("⚪ Ended") in card
    assert "23" in card
    assert "желтоқсан" in card, "30 days after 23 November"
    await owner.taps(says("📝 Register again"))
    assert await field(world, "status") == "ended"
    assert says("You have a half-filled form.") in await owner.writes("/registration")


async def test_deleting_asks_once_and_leaves_nothing(
    world: World, owner: Visitor, says: Says
) -> None:
    await owner.taps(says("🗑 Delete the registration"))
    assert await stay_row(world) is not None
    await owner.taps(says("🗑 Yes, delete it"))
    assert await stay_row(world) is None
    assert await tables_naming(world.db, owner.id) <= {"people", "receipts"}
    assert says("Register your stay?") in await owner.writes("/registration")


async def test_deleting_takes_the_half_done_change_with_it(
    world: World, owner: Visitor, says: Says
) -> None:
    await owner.taps(says("✏️ Change"))
    await owner.taps_data(EraseStay(number=NUMBER, sure=True).pack())
    assert "forms" not in await kept(world.db)


async def test_deleting_twice_leaves_no_form_behind(
    world: World, owner: Visitor, says: Says
) -> None:
    """As after a restart between the deletion and the answer."""
    await owner.taps(says("✏️ Change"))
    stays, people = world.app.services["stays"], world.app.services["people"]
    await stays.erase(await people.recognise(owner.id, "kk"), NUMBER)
    words = await tapped(owner, EraseStay(number=NUMBER, sure=True))
    assert words.startswith(says(DELETED))
    assert await tables_naming(world.db, owner.id) <= {"people", "receipts"}


async def test_deleting_what_is_gone_leaves_a_newer_registration(
    world: World, owner: Visitor, says: Says
) -> None:
    words = await tapped(owner, EraseStay(number=NOBODYS, sure=True))
    assert words.startswith(says(OVER))
    assert await stay_row(world) is not None


async def test_an_ended_registration_can_be_deleted_before_its_time(
    world: World, owner: Visitor, says: Says
) -> None:
    await owner.taps(says("🏠 I am back home"))
    await owner.taps(says("🗑 Delete it now"))
    await owner.taps(says("🗑 Yes, delete it"))
    assert await stay_row(world) is None


async def test_the_qr_is_a_picture_of_the_link(world: World, owner: Visitor, says: Says) -> None:
    await owner.taps(says("🔳 QR"))
    link = f"https://t.me/saparlas_bot?start=s-{NUMBER.lower()}"
    assert owner.last.media is not None
    sent = world.telegram.world.files.get(text(owner.last.media["file_id"]))
    assert sent is not None
    assert sent.data == png(link)
    assert link in owner.text
    assert says("The link of your registration card. It opens only for you.") in owner.text


async def test_the_link_opens_for_the_owner_alone(
    world: World, owner: Visitor, says: Says
) -> None:
    card = await owner.writes("/registration")
    assert await owner.starts(f"s-{NUMBER.lower()}") == card
    stranger = world.visitor(3003, language="ru")
    shown = await stranger.starts(f"s-{NUMBER.lower()}")
    assert shown == says(OWNER, "ru")
    assert await stranger.starts(f"s-{NOBODYS.lower()}") == shown
    assert await stranger.starts(f"s-{OTHER.lower()}") == shown
    assert await tables_naming(world.db, 3003) <= {"receipts"}


async def test_the_link_of_an_ended_one_shows_what_becomes_of_it(
    owner: Visitor, says: Says
) -> None:
    await owner.taps(says("🏠 I am back home"))
    assert says("⚪ Ended") in await owner.starts(f"s-{NUMBER.lower()}")


def every_button(number: str) -> list[CallbackData]:
    return [
        StillHere(number=number),
        Moved(number=number),
        WentHome(number=number),
        *(Prolong(number=number, months=months) for months in (-1, 0, 3, 12)),
        ShowQr(number=number),
        *(EraseStay(number=number, sure=sure) for sure in (False, True)),
    ]


@pytest.mark.parametrize("who", ["registered", "nobody"])
async def test_a_forged_number_changes_and_tells_nothing(
    world: World, visitor: Visitor, says: Says, stopwatch: Stopwatch, who: str
) -> None:
    await somebody_else(world)
    await visitor.starts()
    if who == "registered":
        await register(world, visitor)
    before = await kept(world.db)
    for data in every_button(OTHER):
        stopwatch.seconds += 60
        await visitor.starts()
        words = await tapped(visitor, data)
        nothing_left = who == "nobody" and data == EraseStay(number=OTHER, sure=True)
        assert words.startswith(says(DELETED if nothing_left else OVER)), data
        assert not any(bit in words for bit in (*PERSONAL, OTHER))
        await visitor.starts()
        assert await tapped(visitor, data.model_copy(update={"number": NOBODYS})) == words
    after = await kept(world.db)
    assert after | {"receipts": []} == before | {"receipts": []}


async def test_a_number_that_is_none(
    world: World, stopwatch: Stopwatch, owner: Visitor, says: Says
) -> None:
    for number in ("", "<b>", "x" * 40, "é" * 10, "' OR 1=1 --"):
        stopwatch.seconds += 60
        await owner.starts()
        await owner.taps_data(f"rv:{number}")
        assert owner.text.startswith(says(OVER)), number
    assert await field(world, "status") == "active"


async def test_a_button_of_an_ended_registration_leads_to_a_new_one(
    world: World, stopwatch: Stopwatch, owner: Visitor, says: Says
) -> None:
    await owner.taps(says("🏠 I am back home"))
    before = await stay_row(world)
    for data in (*every_button(NUMBER)[:7], ChangeStay()):
        stopwatch.seconds += 60
        await owner.starts()
        assert (await tapped(owner, data)).startswith(says(OVER)), data
    assert await stay_row(world) == before
    await owner.taps(says("📝 Registration"))
    assert says("📝 Register again") in owner.buttons()


async def test_what_no_key_opens_is_said_and_never_written_over(
    world: World, owner: Visitor, says: Says, troubled: None
) -> None:
    async with world.db.writer.begin() as connection:
        await connection.execute(update(table).values(sealed="gAAAA-no-such-token"))
    words = await owner.writes("/registration")
    assert says("This part cannot be opened now: its key is not there.") in words
    assert says("✏️ Change") not in owner.buttons()
    await owner.taps_data(ChangeStay().pack())
    assert toast(owner) == says("It cannot be changed now: the encrypted part does not open.")
    await owner.taps_data(Prolong(number=NUMBER, months=0).pack())
    await owner.taps_data(Prolong(number=NUMBER, months=3).pack())
    await owner.taps_data(StillHere(number=NUMBER).pack())
    assert await field(world, "sealed") == "gAAAA-no-such-token"
    assert await field(world, "until") == date(2028, 2, 23)


async def test_nobody_opens_the_card_in_a_group(world: World, owner: Visitor, says: Says) -> None:
    group = world.telegram.group(title="Бригада", members=[owner.id])
    there = Visitor(world.telegram, owner.id, chat=group)
    words = await there.writes("/registration")
    assert not any(bit in words for bit in (*PERSONAL, "23456"))


async def test_the_way_back_from_every_question_is_the_card(owner: Visitor, says: Says) -> None:
    card = owner.text
    for label in ("📅 Longer stay", "🗑 Delete the registration"):
        await owner.taps(says(label))
        assert await owner.taps(says("⬅️ Back")) == card
    assert await tapped(owner, OpenStay()) == card
