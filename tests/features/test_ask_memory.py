"""Hostile words, what is remembered of a question, and who may read it."""

from collections.abc import AsyncIterator

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.ask.callbacks import AnswerHelped, NotMeant
from bot.settings import Settings
from pretend.jsons import Json
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept, toast
from tests.features.test_ask import (
    AUTOMATIC,
    CHOICES,
    IDLE,
    NONE,
    NOT_MEANT,
    NOTHING,
    SAFE,
    UNKNOWN,
    WAGES,
)

ADMIN = 2001
PERSONAL = (
    "ауа райы ертең, мен Айгүл Нұрланқызы Сәтбаевамын, телефоным +7 701 123 45 67",
    "погода завтра? я Гульнара Ахметова, aigul@mail.kz, паспорт N12345678, ИИН 900101400123",
    "weather tomorrow. I am Zhanar Omarova, t.me/zhanar or @zhanar_88, born 01.02.1990",
    "8(701)123-45-67 https://example.kz/u/aigul?id=5 77011234567@c.us ₸５０",
)
SECRETS = (
    *("айгүл", "нұрланқызы", "сәтбаева", "гульнара", "ахметова", "zhanar", "omarova"),
    *("aigul", "mail", "@", "example", "t.me", "n1", "/"),
)


@pytest.fixture
async def staffed(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    """The bot with an admin."""
    telegram = PretendTelegram()
    named = settings.model_copy(update={"admins": frozenset({ADMIN})})
    async with composition.running(named, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        yield World(telegram, app, clock)


async def turns_away_everything(visitor: Visitor, says: Says) -> str:
    """Until the bot admits that it has no answer."""
    for label in (says(NOT_MEANT), says(NONE)):
        if label in visitor.last.buttons:
            await visitor.taps(label)
    return visitor.text


@pytest.mark.parametrize(
    "words",
    [
        "не платят зарплату",
        "жалақымды бермейді",
        "help",
        "<b>bold</b> & <script>",
        "</b></blockquote>",
        "&lt;&amp;&#0;",
        "\u202eтидорг",
        "السلام عليكم",
        "🆘🆘🆘",
        "👩🏽‍🚀" * 100,
        "я" * 4096,
        "🙂" * 2048,
        "сөз " * 1024,
        "a\x00b",
        "\ufffd\u200b\u2060.",
        "%s {person} {0}",
        '" OR 1=1 NEAR( * col:val; DROP TABLE unanswered;--',
    ],
)
async def test_any_words_get_an_honest_screen(visitor: Visitor, says: Says, words: str) -> None:
    found = await visitor.writes(words)
    assert found.startswith(tuple(says(one) for one in (AUTOMATIC, CHOICES, NOTHING, SAFE)))
    for label in ("💬 Ask a human", "🏠 Home"):
        assert says(label) in visitor.buttons()
    assert (await turns_away_everything(visitor, says)).startswith((says(NOTHING), says(SAFE)))


@pytest.mark.parametrize(
    "words",
    ["/unknown", "/", "//", "/@", "/start@another_bot", "/sos@another_bot", "/ask@another_bot не"],
)
async def test_an_unknown_command_is_no_question(
    world: World, visitor: Visitor, says: Says, words: str
) -> None:
    assert (await visitor.writes(words)).startswith(says(UNKNOWN))
    for label in ("💬 Ask a human", "🆘 Emergency", "🏠 Home"):
        assert says(label) in visitor.buttons()
    assert await kept(world.db) == {}


@pytest.mark.parametrize("words", PERSONAL)
async def test_what_is_remembered_names_nobody(
    world: World, visitor: Visitor, says: Says, words: str
) -> None:
    await visitor.writes(words)
    assert (await turns_away_everything(visitor, says)).startswith(says(NOTHING))
    found = await kept(world.db)
    assert ("unanswered" in found) == words[0].isalpha()
    assert found.keys() <= {"unanswered", "answer_votes", "votes", "receipts"}
    for row in (*found.get("unanswered", ()), *found.get("answer_votes", ())):
        told = str(row["words"]).lower()
        assert not any(letter.isnumeric() for letter in told), told
        assert not [one for one in SECRETS if one in told], told
        assert str(visitor.id) not in str(row)


@pytest.mark.parametrize("words", ["🆘🆘🆘", "…!?", "🙂"])
async def test_a_question_without_words_leaves_nothing(
    world: World, visitor: Visitor, says: Says, words: str
) -> None:
    assert (await visitor.writes(words)).startswith(says(NOTHING))
    assert "unanswered" not in await kept(world.db)


async def test_the_same_question_is_counted_whoever_asks_it(world: World) -> None:
    for person in (1001, 1002, 1003):
        await world.visitor(person, language="ru").writes(IDLE["ru"])
    await world.visitor(1004, language="ru").writes("завтра погода?")
    async with world.db.reading() as tx:
        assert [one.times for one in await tx.questions.most_asked(5)] == [4]


async def test_the_questions_are_for_admins_only(staffed: World, says: Says) -> None:
    citizen = staffed.visitor()
    await citizen.writes(IDLE["kk"])
    await citizen.writes(WAGES["kk"])
    await turns_away_everything(citizen, says)
    assert await citizen.writes("/questions") == says("This is for those who run the bot.")
    listed = await staffed.visitor(ADMIN, name="Оператор").writes("/questions")
    async with staffed.db.reading() as tx:
        asked, judged = await tx.questions.most_asked(9), await tx.questions.most_missed(9)
    assert asked
    assert all(one.words in listed for one in asked)
    assert all(f"{one.answer}\n{one.words}" in listed for one in judged)
    assert "Айгүл" not in listed
    assert str(citizen.id) not in listed


async def test_the_list_of_questions_may_be_empty(staffed: World) -> None:
    listed = await staffed.visitor(ADMIN, name="Оператор").writes("/questions")
    assert "0" in listed
    assert len(listed.splitlines()) == 1


@pytest.mark.parametrize(
    "answer", ["", "zz/nothing", "Айгүл 7701", "mission.zz-no", "mission.", "emergency.KR", "🆘"]
)
async def test_a_forged_answer_is_not_kept(
    world: World, in_korea: Visitor, says: Says, answer: str
) -> None:
    await in_korea.writes(WAGES["kk"])
    await in_korea.taps_data(AnswerHelped(answer=answer).pack())
    assert toast(in_korea) == says("Thank you. This helps us to answer better.")
    await in_korea.taps_data(NotMeant(answer=answer).pack())
    assert not (await kept(world.db)).keys() & {"votes", "answer_votes"}


@pytest.mark.parametrize(
    "sent",
    [
        {"photo": "pixels"},
        {"photo": "pixels", "caption": "мой паспорт"},
        {"document": "contract"},
        {"contact": {"phone_number": "+77010000000"}},
        {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular", "width": 1,
                     "height": 1, "is_animated": False, "is_video": False}},
        {"dice": {"emoji": "🎲", "value": 3}},
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
    ],
)  # fmt: skip
async def test_what_are_no_words_is_told_so_and_not_kept(
    world: World, visitor: Visitor, says: Says, sent: Json
) -> None:
    assert await visitor.sends(sent) == says(
        "I understand buttons, words and a location. Other things I cannot read."
    )
    assert await kept(world.db) == {}
