"""A brigade by its link, from both sides of it."""

import re
from datetime import timedelta

import pytest
from aiogram.filters.callback_data import CallbackData

from bot.features.teams.callbacks import (
    CloseTeam,
    FoundTeam,
    JoinTeam,
    LeaveTeam,
    OpenTeam,
    TeamMembers,
    TeamQr,
)
from bot.services.teams import MEMBERS_AT_MOST
from bot.settings import Settings
from bot.texts import Texts, ngettext
from bot.words import long_date
from core.locale import Locale
from core.teams.names import NAME_LENGTH
from core.teams.team import Member
from pretend.visitor import Visitor
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept, tables_naming, toast

LINK = re.compile(r"https://t\.me/\w+\?start=(t-([2-9a-z]{10}))\b")
DEAD = "This link opens no brigade now. Ask whoever sent it for a new one."
EVERY_LANGUAGE = ("kk", "ru", "en")


@pytest.fixture
async def link(in_korea: Visitor, says: Says) -> str:
    """The payload of the link of a brigade that the person in Korea has made."""
    await in_korea.writes("/team")
    return payload(await in_korea.taps(says("✅ Make a brigade")))


@pytest.fixture
def worker(world: World) -> Visitor:
    return world.visitor(2002, language="ru", name="Данияр")


def payload(words: str) -> str:
    found = LINK.search(words)
    assert found, words
    return found[1]


def code(link: str) -> str:
    return link.removeprefix("t-").upper()


async def test_what_a_leader_agrees_to_is_shown_before(
    world: World, in_korea: Visitor, says: Says, named: Says
) -> None:
    words = await in_korea.writes("/team")
    assert says("your first name in Telegram: {name}").format(name="Айгүл") in words
    assert named("KR") in words
    assert says("By making a brigade you agree to this.") in words
    assert "teams" not in await kept(world.db)


async def test_a_leader_makes_a_brigade_and_gets_its_link(
    world: World, in_korea: Visitor, says: Says, link: str
) -> None:
    assert says("Send this link to those who work with you:") in in_korea.text
    shared = [button for row in in_korea.last.rows for button in row if "url" in button]
    assert len(shared) == 1
    assert str(shared[0]["url"]).startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2F")
    assert link in str(shared[0]["url"])
    (row,) = (await kept(world.db))["teams"]
    assert (row["code"], row["leader_id"], row["country"]) == (code(link), in_korea.id, "KR")


@pytest.mark.parametrize("command", ["/team", "/brigade"])
async def test_the_brigade_is_found_again(
    in_korea: Visitor, says: Says, link: str, command: str
) -> None:
    assert payload(await in_korea.writes(command)) == link
    for again in (FoundTeam(), OpenTeam()):
        await in_korea.taps_data("h")
        assert payload(await in_korea.taps_data(again.pack())) == link


async def test_who_has_not_said_where_he_is_chooses_a_country_first(
    world: World, visitor: Visitor, says: Says
) -> None:
    words = await visitor.writes("/team")
    assert says("It is made for a country abroad: first choose where you are.") in words
    await visitor.taps_data(FoundTeam().pack())
    assert says("✅ Make a brigade") not in visitor.buttons()
    assert await tables_naming(world.db, visitor.id) == set()
    assert says("Where are you now?") in await visitor.taps(says("🌍 Country"))


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
async def test_a_stranger_reads_joins_and_is_known_only_then(
    world: World, says: Says, named: Says, link: str, language: str
) -> None:
    worker = world.visitor(2002, language=language, name="Данияр")
    words = await worker.starts(link)
    assert says("Who invites: {name}", language).format(name="Айгүл") in words
    assert named("KR", language) in words
    seen = "The leader will see your first name «{name}» and the day you joined, nothing else."
    assert says(seen, language).format(name="Данияр") in words
    assert await tables_naming(world.db, worker.id) == set()
    words = await worker.taps(says("✅ Join", language))
    assert says("You are in the brigade.", language) in words
    assert await tables_naming(world.db, worker.id) == {"people", "consents", "team_members"}
    people = {row["id"]: row["language"] for row in (await kept(world.db))["people"]}
    assert people[worker.id] == language
    assert worker.buttons() == [
        says("📝 Register my own stay", language),
        says("👥 My brigade", language),
        says("🏠 Home", language),
    ]


async def test_whoever_says_no_is_not_kept(
    world: World, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    assert says("What do you need?", "ru") in await worker.taps(says("No, thank you", "ru"))
    assert await tables_naming(world.db, worker.id) == set()


async def test_the_leader_sees_first_names_and_days_and_nothing_else(
    world: World,
    in_korea: Visitor,
    says: Says,
    texts: Texts,
    clock: MovedClock,
    link: str,
) -> None:
    clock.move(timedelta(days=2))
    worker = Visitor(
        world.telegram, 2002, first_name="Данияр", last_name="Серік", username="daniyar_secret"
    )
    await worker.starts(link)
    await worker.taps(says("✅ Join"))
    await in_korea.writes("/team")
    words = await in_korea.taps(says("👥 Who has joined"))
    with texts.speaking(Locale.KK):
        joined = long_date((NOON + timedelta(days=2)).date())
    assert words.splitlines() == [says("Who has joined"), f"1. Данияр · {joined}"]


@pytest.mark.parametrize(("hours", "days"), [(8, 0), (9, 1)])  # 23:00 and midnight in Seoul
async def test_the_day_of_joining_is_the_day_of_the_place(
    in_korea: Visitor,
    worker: Visitor,
    says: Says,
    texts: Texts,
    clock: MovedClock,
    link: str,
    hours: int,
    days: int,
) -> None:
    clock.move(timedelta(hours=hours))
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    await in_korea.writes("/team")
    words = await in_korea.taps(says("👥 Who has joined"))
    with texts.speaking(Locale.KK):
        joined = long_date((NOON + timedelta(days=days)).date())
    assert words.splitlines()[1] == f"1. Данияр · {joined}"


async def test_no_message_comes_to_the_leader(
    in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    before = in_korea.sees()
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    await worker.taps_data(LeaveTeam(code=code(link)).pack())
    assert in_korea.sees() == before


async def test_leaving_takes_the_name_off_at_once(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    words = await worker.taps(says("👥 My brigade", "ru"))
    assert says("Brigades you are in", "ru") in words
    assert "1. Айгүл · " in words
    words = await worker.taps(says("🚪 Leave: {name}", "ru").format(name="Айгүл"))
    assert toast(worker) == says("You have left. Your name is off the list.", "ru")
    assert "Айгүл" not in words
    assert await tables_naming(world.db, worker.id) == {"people"}
    await in_korea.taps_data(TeamMembers().pack())
    assert says("Nobody has joined yet.") in in_korea.text


async def test_joining_twice_is_one_membership(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    await worker.taps_data(JoinTeam(code=code(link)).pack())
    assert says("You are in the brigade.", "ru") in worker.text
    assert says("You are in this brigade already.", "ru") in await worker.starts(link)
    assert len((await kept(world.db))["team_members"]) == 1
    await worker.taps(says("🚪 Leave: {name}", "ru").format(name="Айгүл"))
    assert "team_members" not in await kept(world.db)


async def test_the_leaders_own_link_is_to_be_sent_on(
    world: World, in_korea: Visitor, says: Says, link: str
) -> None:
    told = "This link is for your own brigade. Send it to those who work with you."
    assert await in_korea.starts(link) == says(told)
    await in_korea.taps_data(JoinTeam(code=code(link)).pack())
    assert in_korea.text == says(told)
    assert "team_members" not in await kept(world.db)


async def test_closing_asks_and_then_deletes(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    await in_korea.writes("/team")
    words = await in_korea.taps(says("🗑 Close the brigade"))
    assert says("Close the brigade?") in words
    assert len((await kept(world.db))["teams"]) == 1
    words = await in_korea.taps(says("🗑 Yes, close it"))
    assert words == says("You lead no brigade now: its link and its list are gone.")
    assert not {"teams", "team_members"} & (await kept(world.db)).keys()
    assert await worker.starts(link) == says(DEAD, "ru")
    assert says("Brigades you are in", "ru") not in await worker.writes("/team")


async def test_a_closed_link_an_unknown_one_and_a_forged_button_sound_alike(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await in_korea.taps_data(CloseTeam(sure=True).pack())
    words = {await worker.taps(says("✅ Join", "ru"))}
    for forged in (code(link), code(link).lower(), "ABCDEFGHJK", "", "<b>", "%"):
        await worker.taps_data("h")
        words.add(await worker.taps_data(JoinTeam(code=forged).pack()))
    words |= {await worker.starts("t-abcdefghjk"), await worker.starts(link)}
    assert words == {says(DEAD, "ru")}
    assert await tables_naming(world.db, worker.id) == set()


@pytest.mark.parametrize("data", ["tj", "tj:A:B", "tc:maybe", "tm:x", "tl", "tq:1"])
async def test_data_that_fits_no_button_is_an_old_button(
    visitor: Visitor, says: Says, data: str
) -> None:
    await visitor.starts()
    await visitor.taps_data(data)
    assert toast(visitor) == says("This button is old. Press /start for a fresh menu.")


async def test_a_member_cannot_do_what_the_leader_does(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    before = await kept(world.db)
    assert "Данияр" not in await worker.taps_data(TeamMembers().pack())
    await worker.taps_data(CloseTeam(sure=True).pack())
    await worker.taps_data(TeamQr().pack())
    assert toast(worker) == says("You lead no brigade.", "ru")
    assert not any(one.media for one in worker.sees())
    after = await kept(world.db)
    assert (after["teams"], after["team_members"]) == (before["teams"], before["team_members"])


async def test_nobody_takes_another_off_the_list(
    world: World, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    other = world.visitor(3003)
    await other.starts()
    await other.taps_data(LeaveTeam(code=code(link)).pack())
    assert len((await kept(world.db))["team_members"]) == 1


async def test_the_link_as_a_picture(
    world: World, in_korea: Visitor, says: Says, link: str
) -> None:
    await in_korea.taps(says("🔳 QR"))
    assert in_korea.last.media is not None
    assert payload(in_korea.text) == link
    assert says("Whoever scans this can join your brigade.") in in_korea.text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<b>Ер</b> & </a>", "<b>Ер< b> & < a>"),
        ("&lt;i&gt;", "&lt;i&gt;"),
        ("@evil_bot t.me/evil", "evil_bot t. me evil"),
        ("Ер\u202eлан", "Ер лан"),
        ("ы" * 4096, "ы" * NAME_LENGTH),
    ],
)
async def test_a_hostile_name_is_shown_as_words(
    world: World, in_korea: Visitor, says: Says, link: str, name: str, shown: str
) -> None:
    hostile = world.visitor(2002, name=name)
    seen = "The leader will see your first name «{name}» and the day you joined, nothing else."
    assert says(seen).format(name=shown) in await hostile.starts(link)
    await hostile.taps(says("✅ Join"))
    assert f"1. {shown} · " in await in_korea.taps_data(TeamMembers().pack())
    await hostile.starts()
    await hostile.taps_data("sc:KR:0")
    own = payload(await hostile.taps_data(FoundTeam().pack()))
    assert says("Who invites: {name}").format(name=shown) in await in_korea.starts(own)
    await in_korea.taps(says("✅ Join"))
    assert f"1. {shown} · " in await in_korea.taps(says("👥 My brigade"))


async def test_a_name_nothing_is_seen_of_is_somebody(
    world: World, in_korea: Visitor, says: Says, link: str
) -> None:
    nameless = world.visitor(2002, name="\u3164\u200b")
    await nameless.starts(link)
    await nameless.taps(says("✅ Join"))
    words = await in_korea.taps_data(TeamMembers().pack())
    assert f"1. {says('somebody')} · " in words


async def test_a_full_brigade_says_so_kindly(
    world: World, worker: Visitor, says: Says, link: str
) -> None:
    async with world.db.writing() as tx:
        for number in range(1, MEMBERS_AT_MOST + 1):
            await tx.teams.join(code(link), Member(number, f"Ә{number}", NOON))
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    assert toast(worker) == says("This brigade is full: it can take nobody else.", "ru")
    assert await tables_naming(world.db, worker.id) == set()


async def test_two_hundred_names_are_read_page_by_page(
    world: World, in_korea: Visitor, says: Says, texts: Texts, link: str
) -> None:
    async with world.db.writing() as tx:
        for number in range(1, MEMBERS_AT_MOST + 1):
            at = NOON + timedelta(minutes=number)
            await tx.teams.join(code(link), Member(number, f"Ә{number}", at))
    with texts.speaking(Locale.KK):
        count = ngettext("{count} person has joined.", "{count} people have joined.", 200)
    assert count.format(count=200) in await in_korea.writes("/team")
    read = await in_korea.taps(says("👥 Who has joined"))
    names = re.findall(r"^\d+\. (Ә\d+) ", read, re.MULTILINE)
    while "▶️" in in_korea.buttons():
        read = await in_korea.taps("▶️")
        names += re.findall(r"^\d+\. (Ә\d+) ", read, re.MULTILINE)
    assert names == [f"Ә{number}" for number in range(1, MEMBERS_AT_MOST + 1)]
    for page in (-5, 10**9):
        assert says("Who has joined") in await in_korea.taps_data(TeamMembers(page=page).pack())


async def test_a_group_is_no_place_for_it(world: World, in_korea: Visitor, link: str) -> None:
    before = await kept(world.db)
    group = world.telegram.group(title="Бригада", members=[in_korea.id])
    there = Visitor(world.telegram, in_korea.id, chat=group)
    await there.writes("/team")
    assert link not in str(there.sees())
    assert await kept(world.db) == before


@pytest.mark.parametrize(
    "kind", [OpenTeam, FoundTeam, JoinTeam, LeaveTeam, CloseTeam, TeamMembers, TeamQr]
)
async def test_a_forged_tap_in_a_group_does_nothing_and_shows_nobody(
    world: World,
    in_korea: Visitor,
    worker: Visitor,
    says: Says,
    link: str,
    kind: type[CallbackData],
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    group = world.telegram.group(title="Бригада", members=[in_korea.id])
    there = Visitor(world.telegram, in_korea.id, language_code="kk", chat=group)
    await there.writes("/sos")
    before, shown = await kept(world.db), there.sees()
    given = {"code": code(link), "sure": True}
    fields = {name: given[name] for name in kind.model_fields if name in given}
    await there.taps_data(kind(**fields).pack())
    assert toast(there) == says("This button is old. Press /start for a fresh menu.")
    assert there.sees() == shown
    assert await kept(world.db) == before


async def test_a_leader_who_is_forgotten_leaves_no_brigade(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    await in_korea.taps_data("sfy")
    assert not {"teams", "team_members"} & (await kept(world.db)).keys()
    assert await worker.starts(link) == says(DEAD, "ru")


async def test_a_member_who_is_forgotten_is_off_the_list(
    world: World, in_korea: Visitor, worker: Visitor, says: Says, link: str
) -> None:
    await worker.starts(link)
    await worker.taps(says("✅ Join", "ru"))
    await worker.taps_data("sfy")
    assert await tables_naming(world.db, worker.id) == set()
    await in_korea.taps_data(TeamMembers().pack())
    assert says("Nobody has joined yet.") in in_korea.text


class TestWithoutKeys:
    """A copy that cannot seal names keeps none, and says so."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"encryption_keys": ()})

    async def test_brigades_are_not_open(
        self, world: World, in_korea: Visitor, says: Says
    ) -> None:
        before = await kept(world.db)
        shut = "Brigades are not open in this copy of the bot: it has no key to keep names safe."
        assert await in_korea.writes("/team") == says(shut)
        assert in_korea.buttons() == [says("🏠 Home")]
        assert await in_korea.starts("t-abcdefghjk") == says(DEAD)
        for forged in (FoundTeam(), JoinTeam(code="ABCDEFGHJK")):
            await in_korea.taps_data(forged.pack())
            assert toast(in_korea) == says("Brigades are not open in this copy of the bot.")
        assert await kept(world.db) == before
