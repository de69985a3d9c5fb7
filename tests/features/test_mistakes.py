"""A reader reports a mistake; those who run the bot are told and find it in their list."""

from collections.abc import AsyncIterator

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.mistakes.callbacks import ReportMistake
from bot.settings import Settings
from core.locale import Locale
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from tests.conftest import MovedClock, World
from tests.features.conftest import Says

ADMIN = 2001
ARTICLE = "kr/agreements"


@pytest.fixture
async def staffed(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    """The bot with an admin who has chosen Russian."""
    telegram = PretendTelegram()
    named = settings.model_copy(update={"admins": frozenset({ADMIN}), "run_by": "Сынақ <қоры>"})
    async with composition.running(named, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        world = World(telegram, app, clock)
        admin = world.visitor(ADMIN, language="ru", name="Оператор")
        await admin.writes("/start")
        await admin.taps("✓ Русский")
        yield world


async def test_a_report_reaches_the_admin_without_its_author(staffed: World, says: Says) -> None:
    citizen = staffed.visitor()
    await citizen.starts("a-kr-agreements")
    await citizen.taps(says("✏️ Report a mistake"))
    thanks = await citizen.writes("29 қараша емес, <b>30</b> қараша")
    assert thanks.startswith(
        says("Thank you. The report is kept, and those who mend the texts will see it.")
    )
    admin = staffed.people[0]
    told = admin.last.text
    assert told.startswith(says("A reader reports a mistake", "ru"))  # his language, not theirs
    assert ARTICLE in told
    assert "29 қараша емес, <b>30</b> қараша" in told
    assert "Айгүл" not in told
    assert str(citizen.id) not in told
    async with staffed.db.reading() as tx:
        (kept,) = await tx.editing.newest(5)
    assert (kept.article, kept.language) == (ARTICLE, Locale.KK)


async def test_the_list_is_for_admins_only(staffed: World, says: Says) -> None:
    citizen = staffed.visitor()
    await citizen.writes("/start")
    await citizen.taps_data(ReportMistake().pack())
    await citizen.writes("Мәзірде қате бар")
    assert await citizen.writes("/mistakes") == says("This is for those who run the bot.")
    listed = await staffed.people[0].writes("/mistakes")
    assert "Мәзірде қате бар" in listed
    assert says("the bot", "ru") in listed


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("…!?", "Please write in words what is wrong."),
        ("қ" * 1_001, "Please keep it under 1,000 letters."),
    ],
)
async def test_what_is_no_report_is_asked_for_again(
    staffed: World, says: Says, words: str, refusal: str
) -> None:
    citizen = staffed.visitor()
    await citizen.writes("/start")
    await citizen.taps_data(ReportMistake(scope="kr", slug="agreements").pack())
    assert await citizen.writes(words) == says(refusal)
    await citizen.writes("Енді дұрыс жаздым")
    async with staffed.db.reading() as tx:
        assert [one.words for one in await tx.editing.newest(5)] == ["Енді дұрыс жаздым"]


async def test_forty_long_reports_still_make_a_list(staffed: World, says: Says) -> None:
    for number in range(40):
        citizen = staffed.visitor(3_000 + number)
        await citizen.writes("/start")
        await citizen.taps_data(ReportMistake().pack())
        await citizen.writes(f"{number} " + "<қате> " * 120)
    listed = await staffed.people[0].writes("/mistakes")
    assert "40" in listed.splitlines()[0]
    assert len(listed) <= 4_096


async def test_about_says_who_runs_it(staffed: World, says: Says) -> None:
    citizen = staffed.visitor()
    await citizen.writes("/settings")
    words = await citizen.taps(says("ℹ️ About"))
    assert says("Run by: {name}").format(name="Сынақ <қоры>") in words
    assert says("✏️ Report a mistake") in citizen.buttons()


async def test_about_does_not_invent_who_runs_it(world: World, says: Says) -> None:
    citizen = world.visitor()
    await citizen.writes("/settings")
    assert says("Who runs this copy is not stated.") in await citizen.taps(says("ℹ️ About"))
