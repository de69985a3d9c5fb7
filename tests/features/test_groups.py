"""In a group: one short answer to a command or to words that name the bot, nothing kept."""

import pytest

from bot.content.content import Content
from pretend.jsons import obj
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says
from tests.features.kept import kept
from tests.features.test_emergency import shows

INVITE = "I answer in a private chat: there nobody else sees what you ask."
AUTOMATIC, CHOICES = "🤖 Answered automatically.", "Is it one of these?"
NOTHING = "I have no answer to this. In a private chat I show whom to ask."
DANGER = "🆘 In danger call first:"
WAGES, ARTICLE = "работодатель в корее не платит зарплату", "kr/unpaid-wages"
PRIVATE_CHAT = "https://t.me/saparlas_bot?start=g-group"


def in_group(telegram: PretendTelegram, person: int = 1001, *, forum: bool = False) -> Visitor:
    group = telegram.group(title="Бригада", forum=forum, members=[person])
    return Visitor(telegram, person, language_code="kk", chat=group)


def only_links(member: Visitor) -> list[str]:
    """The addresses of all buttons under the last message; none of them may come back here."""
    found = [one for row in member.last.rows for one in row]
    assert found
    assert all("url" in one and "data" not in one for one in found), found
    return [str(one["url"]) for one in found]


@pytest.mark.parametrize(
    "words",
    [
        *("/start", "/help", "/sos", "/offline", "/ask", "/ask ", "/settings"),
        *("/consulate", "/consulate zz", "/consulate <b>", "/consulate \U0010ffff"),
        *("/agreement", "/agreement@saparlas_bot zz", "/rules kz/../kr", "/ask /start"),
    ],
)
async def test_a_command_is_sent_to_a_private_chat(world: World, says: Says, words: str) -> None:
    member = in_group(world.telegram)
    assert await member.writes(words) == says(INVITE)
    assert only_links(member) == [PRIVATE_CHAT]
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    "words",
    [
        f"/ask {WAGES}",
        f"/ask@saparlas_bot {WAGES}",
        f"@saparlas_bot {WAGES}",
        f"@SAPARLAS_bot, {WAGES}",
        f"Ребята, @Saparlas_Bot: {WAGES}",
        f"{WAGES}?\n@saparlas_bot",
    ],
)
async def test_a_question_that_names_the_bot_is_answered_in_short(
    world: World, content: Content, says: Says, words: str
) -> None:
    member = in_group(world.telegram)
    found = await member.writes(words)
    assert found.startswith(f"{says(AUTOMATIC)}\n\n{content.articles[ARTICLE].title.kk}")
    assert only_links(member) == ["https://t.me/saparlas_bot?start=a-kr-unpaid-wages"]
    assert member.last.raw["reply_to"] == member.sees()[0].id
    assert await kept(world.db) == {}


async def test_the_link_of_an_answer_opens_the_article(world: World, content: Content) -> None:
    member = in_group(world.telegram)
    await member.writes(f"/ask {WAGES}")
    (url,) = only_links(member)
    words = await world.visitor(1001).starts(url.partition("start=")[2])
    assert words.startswith(content.articles[ARTICLE].title.kk)


async def test_a_mission_is_shown_with_its_numbers(world: World, says: Says) -> None:
    member = in_group(world.telegram)
    found = await member.writes("@saparlas_bot телефон посольства в Сеуле")
    assert found.startswith(says(AUTOMATIC))
    assert "+82 10-6572-9311" in found
    assert only_links(member) == ["https://t.me/saparlas_bot?start=m-kr-seoul-embassy"]


async def test_a_vague_question_gets_links_to_choose_from(world: World, says: Says) -> None:
    member = in_group(world.telegram)
    assert await member.writes("/ask работа") == says(CHOICES)
    *choices, private = only_links(member)
    assert 1 <= len(choices) <= 3
    assert all(one.startswith("https://t.me/saparlas_bot?start=") for one in choices)
    assert private == PRIVATE_CHAT


@pytest.mark.parametrize(
    "words",
    [
        *(
            "/ask погода завтра",
            "@saparlas_bot қайырлы таң 🙂",
            "/ask 🆘",
            "/ask <қғүұіөһ>",
        ),
        *("@saparlas_bot @saparlas_bot ?!", "/ask السلام عليكم"),
    ],
)
async def test_nothing_is_said_shortly_and_not_remembered(
    world: World, says: Says, words: str
) -> None:
    member = in_group(world.telegram)
    assert await member.writes(words) == says(NOTHING)
    assert only_links(member) == [PRIVATE_CHAT]
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("/ask өрт болып жатыр", ("112", "119", "999")),
        ("@saparlas_bot пожар, горит дом в корее", ("112", "119")),
    ],
)
async def test_danger_gets_the_numbers_at_once(
    world: World, says: Says, words: str, numbers: tuple[str, ...]
) -> None:
    member = in_group(world.telegram)
    found = await member.writes(words)
    assert found.startswith(says(DANGER))
    assert all(shows(found, number) for number in numbers)
    assert says("I am a program and no emergency service. In danger call first.") in found
    assert only_links(member) == [PRIVATE_CHAT]
    assert await kept(world.db) == {}


@pytest.mark.parametrize("command", ["/agreement qa", "/agreement@saparlas_bot QA", "/rules qa"])
async def test_what_is_agreed_with_a_country(
    world: World, content: Content, says: Says, command: str
) -> None:
    member = in_group(world.telegram)
    found = await member.writes(command)
    assert found.startswith(f"{says(AUTOMATIC)}\n\n{content.articles['qa/agreements'].title.kk}")
    assert only_links(member) == ["https://t.me/saparlas_bot?start=a-qa-agreements"]


async def test_the_consulates_of_a_country(world: World, content: Content) -> None:
    member = in_group(world.telegram)
    found = await member.writes("/consulate ru")
    ids = [url.partition("start=m-")[2] for url in only_links(member)]
    assert 1 <= len(ids) <= 3
    for mission in (content.missions[one] for one in ids):
        assert (mission.country, mission.honorary) == ("RU", False)
        assert mission.title.kk in found
    assert await kept(world.db) == {}


@pytest.mark.parametrize(
    "words",
    [
        *("сәлем", "@saparlas_bot", " @Saparlas_bot ", f"@saparlas_bots {WAGES}", WAGES),
        *("/sos@another_bot", f"/ask@another_bot {WAGES}", "/unknown", "📝 Есепке тұру"),
    ],
)
async def test_talk_among_people_is_not_answered(world: World, words: str) -> None:
    for forum in (False, True):  # an administrator in a forum: there the bot sees it all
        member = in_group(world.telegram, forum=forum)
        assert await member.writes(words) == ""
        assert [one.sender for one in member.sees()] == [member.id]
    assert await kept(world.db) == {}


async def test_a_place_or_a_photo_in_a_group_is_not_answered(world: World) -> None:
    member = in_group(world.telegram, forum=True)
    assert await member.shares_location(37.5, 127.0) == ""
    assert await member.sends_photo() == ""
    assert await member.sends_photo(caption=f"@saparlas_bot {WAGES}") == ""


async def test_a_question_in_a_topic_is_answered_there(world: World, says: Says) -> None:
    member = in_group(world.telegram, forum=True)
    made = obj(
        await world.telegram.call("createForumTopic", {"chat_id": member.chat, "name": "Жалақы"})
    )
    thread = int(str(made["message_thread_id"]))
    assert (await member.writes(f"/ask {WAGES}", thread=thread)).startswith(says(AUTOMATIC))
    assert member.last.thread == thread


async def test_a_city_form_of_the_private_chat_takes_no_words_of_a_group(world: World) -> None:
    private = world.visitor(1001)
    await private.starts()
    await private.taps_data("syt")
    member = in_group(world.telegram, forum=True)
    assert await member.writes("Ансан") == ""
    assert "people" not in await kept(world.db)
    await private.writes("Сеул")
    assert (await kept(world.db))["people"][0]["city"] == "Сеул"


async def test_a_burst_in_a_group_is_not_scolded(world: World, says: Says) -> None:
    member = in_group(world.telegram)
    answers = [await member.writes("/help") for _ in range(20)]
    assert set(answers) == {says(INVITE), ""}


async def test_an_article_shared_into_a_group_is_not_answered(world: World) -> None:
    member = in_group(world.telegram)
    found = await member.asks_inline(WAGES)
    assert await world.telegram.choose_inline(member.id, found[0], WAGES, member.chat)
    assert [one.sender for one in member.sees()] == [member.id]


async def test_a_forged_tap_in_a_group_shows_no_registration_and_no_deadline(
    world: World,
) -> None:
    private = world.visitor(1001)
    await private.starts()
    await private.taps_data("sl:kk:1")
    await private.taps_data("sc:KR:1")
    await private.taps_data("r")
    await private.taps_data("ra")
    await private.taps_data("da:passport")
    await private.writes("12.05.2030")
    member = in_group(world.telegram)
    await member.writes("/help")
    before, shown = await kept(world.db), member.sees()
    for data in ("r", "ra", "rn", "rg", "rd", "rx", "rc:QA", "rq", "rz", "ru", "d", "da:", "dd:1"):
        await member.taps_data(data)
        assert member.sees() == shown, data
    assert await kept(world.db) == before
