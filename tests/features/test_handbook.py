"""«Keep offline»: sent once as a file, then by Telegram's own id, until something changes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.content.content import Content
from bot.features.handbook.callbacks import KEEP_OFFLINE, KeepOffline
from core.locale import Locale
from db.database import Unavailable
from pretend.jsons import Json, text
from pretend.visitor import Visitor
from tests.conftest import MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import kept
from tests.handbook.reading import read

KOREA = KeepOffline(scope="kr").pack()
DAY = "2026-11-23"


def sent(world: World) -> list[str]:
    """What the bot gave as the document each time: an upload, or an id."""
    calls = world.telegram.calls.since(0)
    return [text(one.params.get("document")) for one in calls if one.method == "sendDocument"]


def methods(world: World, since: int) -> list[str]:
    return [one.method for one in world.telegram.calls.since(since)]


def data_of(world: World, media: Json | None) -> str:
    assert media is not None
    stored = world.telegram.world.files.get(text(media["file_id"]))
    assert stored is not None
    return stored.data.decode()


async def test_a_tap_sends_the_handbook(world: World, visitor: Visitor, says: Says) -> None:
    await visitor.starts()
    before = len(world.telegram.calls.since(0))
    caption = await visitor.taps_data(KOREA)
    assert methods(world, before) == ["answerCallbackQuery", "sendChatAction", "sendDocument"]
    action = world.telegram.calls.since(before)[1].params
    assert action["action"] == "upload_document"
    seen = visitor.last
    assert seen.media is not None
    assert seen.media["file_name"] == f"saparlas-kr-kk-{DAY}.html"
    html = data_of(world, seen.media)
    page = read(html)
    assert page.elements[0].attributes == {"lang": "kk"}
    assert "@" + world.telegram.world.username in page.all("header")[0].text
    size = says("Size: {size} KB").format(size=-(-len(html.encode()) // 1000))
    assert size in caption
    assert says("🏠 Home") in seen.buttons
    assert len(seen.buttons) == 6  # four other handbooks, back, home


async def test_the_second_time_it_goes_by_its_id(world: World, visitor: Visitor) -> None:
    await visitor.starts()
    await visitor.taps_data(KOREA)
    first = visitor.last
    other = world.visitor(2002)
    await other.starts()
    await other.taps_data(KOREA)
    assert len(sent(world)) == 2
    assert sent(world)[0].startswith("attach://")
    assert first.media is not None
    assert sent(world)[1] == first.media["file_id"]
    assert other.last.media == first.media


async def test_each_language_and_country_is_a_file_of_its_own(
    world: World, visitor: Visitor
) -> None:
    russian = world.visitor(2002, language="ru")
    for one in (visitor, russian):
        await one.starts()
        for scope in ("kr", "ru"):
            await one.taps_data(KeepOffline(scope=scope).pack())
    assert all(one.startswith("attach://") for one in sent(world))
    rows = (await kept(world.db))["kept_files"]
    assert {row["name"] for row in rows} == {
        f"saparlas-{scope}-{locale}" for scope in ("kr", "ru") for locale in ("kk", "ru")
    }


async def test_a_new_day_alone_is_no_reason_to_upload(
    world: World, visitor: Visitor, clock: MovedClock
) -> None:
    await visitor.starts()
    await visitor.taps_data(KOREA)
    clock.move(timedelta(days=1))
    await visitor.taps_data(KOREA)
    assert [one.startswith("attach://") for one in sent(world)] == [True, False]


async def test_an_article_that_fell_due_is_told_in_a_new_file(
    world: World, visitor: Visitor, clock: MovedClock
) -> None:
    await visitor.starts()
    await visitor.taps_data(KOREA)
    clock.move(timedelta(days=4000))
    await visitor.taps_data(KOREA)
    assert [one.startswith("attach://") for one in sent(world)] == [True, True]


def shortened(content: Content) -> Content:
    """A release that no longer has one of Korea's articles."""
    last = str(content.shelf("kr")[-1].id)
    return replace(
        content, articles={id_: one for id_, one in content.articles.items() if id_ != last}
    )


async def test_changed_content_is_sent_anew_and_kept_in_place_of_the_old(
    world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, content: Content
) -> None:
    await visitor.starts()
    await visitor.taps_data(KOREA)
    before = (await kept(world.db))["kept_files"]
    handbooks = world.app.services["handbooks"]
    released = replace(handbooks, content=shortened(content), made={})
    world.app.dispatcher.workflow_data["handbooks"] = released
    await visitor.taps_data(KOREA)
    after = (await kept(world.db))["kept_files"]
    assert [one.startswith("attach://") for one in sent(world)] == [True, True]
    assert len(before) == len(after) == 1
    assert before[0]["digest"] != after[0]["digest"]
    await visitor.taps_data(KOREA)
    assert sent(world)[2] == after[0]["file_id"]


async def test_an_id_telegram_refuses_is_dropped_and_the_file_sent_anew(
    world: World, visitor: Visitor
) -> None:
    await visitor.starts()
    handbooks = world.app.services["handbooks"]
    document = await handbooks.document("kr", Locale.KK)
    await handbooks.keep(document, "FILE-of-another-bot")
    await visitor.taps_data(KOREA)
    assert sent(world)[0] == "FILE-of-another-bot"
    assert sent(world)[1].startswith("attach://")
    assert visitor.last.media is not None
    (row,) = (await kept(world.db))["kept_files"]
    assert row["file_id"] == visitor.last.media["file_id"]


async def test_it_is_made_once_a_day(world: World, clock: MovedClock) -> None:
    handbooks = world.app.services["handbooks"]
    first = await handbooks.document("kr", Locale.KK)
    assert await handbooks.document("kr", Locale.KK) is first
    clock.move(timedelta(days=1))
    second = await handbooks.document("kr", Locale.KK)
    assert second.data != first.data
    assert (second.name, second.digest) == (first.name, first.digest)
    assert second.file_name == "saparlas-kr-kk-2026-11-24.html"


async def test_drop_forgets_the_id(world: World) -> None:
    handbooks = world.app.services["handbooks"]
    document = await handbooks.document("kr", Locale.KK)
    await handbooks.keep(document, "FILE-1")
    assert await handbooks.file_id(document) == "FILE-1"
    assert await handbooks.file_id(replace(document, digest="other")) is None
    await handbooks.drop(document)
    assert await handbooks.file_id(document) is None


async def test_another_refusal_is_no_reason_to_send_twice(
    world: World, visitor: Visitor, troubled: None
) -> None:
    await visitor.starts()
    await visitor.taps_data(KOREA)
    world.telegram.fault("sendDocument", "403")
    await visitor.taps_data(KOREA)
    assert len(sent(world)) == 2
    assert len((await kept(world.db))["kept_files"]) == 1


async def test_a_lost_sign_of_uploading_loses_nothing(world: World, visitor: Visitor) -> None:
    await visitor.starts()
    world.telegram.fault("sendChatAction", "timeout")
    await visitor.taps_data(KOREA)
    assert visitor.last.media is not None


@pytest.mark.usefixtures("troubled")
async def test_it_is_sent_with_the_database_gone(
    world: World, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await visitor.starts()

    def gone(_self: object) -> None:
        raise Unavailable("OperationalError")

    monkeypatch.setattr("db.database.Database.reading", gone)
    monkeypatch.setattr("db.database.Database.writing", gone)
    await visitor.taps_data(KOREA)
    assert visitor.last.media is not None
    assert sent(world)[0].startswith("attach://")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("/offline", "saparlas-kr-kk"),
        ("/offline ru", "saparlas-ru-kk"),
        ("/offline GB", "saparlas-gb-kk"),
        ("/offline us", "saparlas-kz-kk"),
    ],
)
async def test_the_command(in_korea: Visitor, words: str, name: str) -> None:
    await in_korea.writes(words)
    assert in_korea.last.media is not None
    assert in_korea.last.media["file_name"] == f"{name}-{DAY}.html"


async def test_a_stranger_gets_kazakhstans_side(visitor: Visitor) -> None:
    await visitor.writes("/offline")
    assert visitor.last.media is not None
    assert visitor.last.media["file_name"] == f"saparlas-kz-kk-{DAY}.html"


@pytest.mark.parametrize(
    ("data", "name"), [("hb:", "saparlas-kr-kk"), ("hb:zz", "saparlas-kz-kk")]
)
async def test_old_and_forged_buttons(in_korea: Visitor, data: str, name: str) -> None:
    await in_korea.taps_data(data)
    assert in_korea.last.media is not None
    assert in_korea.last.media["file_name"] == f"{name}-{DAY}.html"


async def test_the_way_on_from_the_file(in_korea: Visitor, named: Says, says: Says) -> None:
    await in_korea.writes("/offline")
    await in_korea.taps(f"📥 {named('RU')}")
    assert in_korea.last.media is not None
    assert in_korea.last.media["file_name"] == f"saparlas-ru-kk-{DAY}.html"
    words = await in_korea.taps(says("⬅️ Back"))
    assert words.startswith(named("RU"))


def test_the_button_has_words_in_every_language(says: Says) -> None:
    labels: Sequence[str] = [says(KEEP_OFFLINE, locale.value) for locale in Locale]
    assert len(set(labels)) == 3
