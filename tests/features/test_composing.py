"""An operator writes a broadcast in the chat; nobody gets anything of it but himself."""

from collections.abc import AsyncIterator

import pytest

from bot import app as composition
from bot.content.content import Content
from bot.features.apologies import views as apologies
from bot.features.broadcasts.callbacks import NewDraft, OpenDraft
from bot.features.checks.callbacks import AnswerCheck
from bot.features.composing.callbacks import (
    ChooseKind,
    ChooseTopic,
    DropDraft,
    DropVersion,
    OpenVersion,
    PreviewDraft,
    SetDrill,
    SetFallback,
    TryDraft,
    WriteButtons,
    WriteVersion,
)
from bot.settings import Settings
from bot.texts import Texts
from bot.words import country_names, long_date
from core.broadcasts.broadcast import Broadcast, Kind, State
from core.broadcasts.message import Action, Link, Version
from core.locale import Locale
from core.people.topics import Topic
from pretend.jsons import Json
from pretend.session import PretendSession
from pretend.telegram import PretendTelegram
from pretend.visitor import Seen, Visitor
from tests.conftest import NOON, MovedClock, World
from tests.features.conftest import Says
from tests.features.kept import toast

ADMIN = 2001
KK, RU, EN = Locale
BUTTONS = """Көмек - emergency
Консульдық - consulates
Тіркелу - registration
Ереже - article kz/consular-registration
Ресми бет - https://www.gov.kz/x"""

NO_ALBUM = "An album has no place for buttons or the word TEST. Send one file."
STICKER = {"width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"}
HOSTILE: tuple[tuple[Json, str], ...] = (
    ({"text": "{0}"}, "{0}"),
    ({"text": "{person.__class__} <b>"}, "{person.__class__}"),
    ({"text": "&" * 4090}, "94"),
    ({"photo": b"x", "caption": "ә" * 1000}, "76"),
    ({"sticker": {"file_id": "x", "file_unique_id": "x", **STICKER}}, ""),
    ({"location": {"latitude": 1.0, "longitude": 2.0}}, ""),
    ({"contact": {"phone_number": "+77010000000"}}, ""),
)


@pytest.fixture
async def desk(settings: Settings, content: Content, clock: MovedClock) -> AsyncIterator[World]:
    """The bot with one who runs it, who reads Kazakh and is in Ansan."""
    telegram = PretendTelegram()
    named = settings.model_copy(update={"admins": frozenset({ADMIN})})
    async with composition.running(named, PretendSession(telegram), content, clock) as app:
        telegram.deliver = app.inbox.handle
        yield World(telegram, app, clock)


@pytest.fixture
async def operator(desk: World, named: Says) -> Visitor:
    visitor = desk.visitor(ADMIN, language="kk", name="Оператор")
    await visitor.starts()
    await visitor.taps("✓ Қазақша")
    await visitor.taps(named("KR"))
    await visitor.taps_data("sy:KR:1")
    await visitor.writes("/broadcast")
    return visitor


async def kept(world: World, number: int = 1) -> Broadcast:
    async with world.db.reading() as tx:
        found = await tx.broadcasts.get(number)
    assert found is not None
    return found


async def write(operator: Visitor, locale: Locale, content: Json) -> str:
    await operator.taps_data(WriteVersion(number=1, locale=locale).pack())
    return await operator.sends(content)


def bold(words: str, start: int, length: int) -> Json:
    return {"text": words, "entities": [{"type": "bold", "offset": start, "length": length}]}


def since(visitor: Visitor, message_id: int) -> list[Seen]:
    return [one for one in visitor.sees() if one.id > message_id]


async def test_what_was_written_is_what_recipients_get(
    desk: World, operator: Visitor, texts: Texts, content: Content
) -> None:
    """Bold kept, placeholders filled in for the reader of each version, buttons in their order."""
    await write(operator, KK, bold("Назар! {city}: <b> & қауіп", 0, 6))
    await operator.taps_data(WriteButtons(number=1, locale=KK).pack())
    await operator.writes(BUTTONS)
    caption: Json = {"caption": "Фото: {mission}, {country}"}
    italic = {"type": "italic", "offset": 0, "length": 4}
    photo: Json = {"photo": b"x", **caption, "caption_entities": [italic]}
    await write(operator, RU, photo)
    await operator.taps_data(SetFallback(number=1, locale=EN, other=RU).pack())

    before = operator.last.id
    await operator.taps_data(PreviewDraft(number=1).pack())
    *_, above_kk, kazakh, above_ru, russian, again = since(operator, before - 1)
    city = content.cities_of("KR")[1]
    assert kazakh.html == f"<b>Назар!</b> {city.name.kk}: &lt;b&gt; &amp; қауіп"
    assert kazakh.buttons == ("Көмек", "Консульдық", "Тіркелу", "Ереже", "Ресми бет")
    assert [row[0].get("data") or row[0].get("url") for row in kazakh.rows] == [
        *("+e:", "+mc:", "+r", "+a:kz:consular-registration:1", "https://www.gov.kz/x")
    ]
    assert russian.media is not None
    near = [one for one in content.missions_in("KR") if not one.honorary]
    assert russian.html.startswith("<i>Фото</i>: ")
    assert russian.html.endswith(f", {country_names('KR')[RU]}")
    assert any(one.title.ru in russian.text for one in near)
    assert russian.buttons == ()
    for heading, words in ((above_kk, "қазақ"), (above_ru, "орыс")):
        assert words in heading.text.lower()
    assert "ағылшын" in above_ru.text.lower()  # who gets it by the fall-back
    assert again.text.startswith(_said(texts, "📨 Broadcast No. {number}").format(number=1))

    before = again.id
    await operator.taps_data(TryDraft(number=1).pack())
    (alone,) = since(operator, before)
    assert (alone.html, alone.rows) == (kazakh.html, kazakh.rows)
    assert (await kept(desk)).state is State.DRAFT


async def test_a_button_of_a_broadcast_leaves_its_words_where_they_are(
    operator: Visitor,
) -> None:
    await write(operator, KK, {"text": "Назар"})
    await operator.taps_data(WriteButtons(number=1, locale=KK).pack())
    await operator.writes("Көмек - emergency")
    await operator.taps_data(TryDraft(number=1).pack())
    sent = operator.last
    await operator.taps("Көмек", message_id=sent.id)
    assert operator.last.id > sent.id
    assert "112" in operator.text
    assert next(one for one in operator.sees() if one.id == sent.id).text == "Назар"


async def test_a_check_and_a_drill(operator: Visitor, texts: Texts, says: Says) -> None:
    await write(operator, KK, {"text": "Қалайсыз?"})
    await operator.taps_data(ChooseKind(number=1, kind=Kind.CHECK).pack())
    assert says("Safety") in operator.text
    await operator.taps_data(SetDrill(number=1, drill=True).pack())
    await operator.taps_data(TryDraft(number=1).pack())
    sent = operator.last
    line = "🧪 " + " · ".join(texts.everywhere("TEST").values())
    assert sent.text == f"{line}\n\nҚалайсыз?\n\n{line}"
    answers = [AnswerCheck(number=1, answer=one).pack() for one in ("safe", "help", "left")]
    assert [row[0].get("data") for row in sent.rows] == answers


async def test_an_album_is_gathered(desk: World, operator: Visitor) -> None:
    await operator.taps_data(WriteVersion(number=1, locale=KK).pack())
    shown = []
    for number in range(3):
        part: Json = {"photo": b"x", "media_group_id": "77"}
        await operator.sends(part | ({} if number else {"caption": "Альбом"}))
        shown.append(operator.last.id)
    assert len(set(shown)) == 1  # one screen counts them
    version = (await kept(desk)).versions[KK]
    assert len(version.message_ids) == len(version.files) == 3
    assert (version.chat_id, version.html) == (ADMIN, "")
    await operator.taps_data(TryDraft(number=1).pack())
    *_, first, second, third = operator.sees()
    assert all(one.media for one in (first, second, third))
    assert first.text == "Альбом"


async def test_an_album_for_a_drill_is_refused_once(
    desk: World, operator: Visitor, says: Says
) -> None:
    await operator.taps_data(SetDrill(number=1, drill=True).pack())
    await operator.taps_data(WriteVersion(number=1, locale=KK).pack())
    for _part in range(3):
        await operator.sends({"photo": b"x", "media_group_id": "77"})
    told = [one.text for one in operator.sees() if says(NO_ALBUM) in one.text]
    assert len(told) == 1
    assert not (await kept(desk)).versions
    await operator.writes("Сөз")  # it is still waited for
    assert (await kept(desk)).versions[KK] == Version("Сөз")


async def test_what_cannot_be_sent_is_told_and_waited_for(
    desk: World, operator: Visitor, says: Says
) -> None:
    await operator.taps_data(WriteVersion(number=1, locale=KK).pack())
    for sent, told in HOSTILE:
        answer = await operator.sends(sent)
        assert says("Nothing was changed. Send it again.") in answer
        assert told in answer
    assert not (await kept(desk)).versions
    await operator.writes("<script>{}</script> &amp; {country}")
    await operator.taps_data(TryDraft(number=1).pack())
    assert operator.text == f"<script>{{}}</script> &amp; {country_names('KR')[KK]}"


async def test_faults_of_buttons_are_told_by_line(
    desk: World, operator: Visitor, says: Says
) -> None:
    await write(operator, KK, {"text": "Назар"})
    await operator.taps_data(WriteButtons(number=1, locale=KK).pack())
    answer = await operator.writes("Көмек - emergency\n<b>Бет</b> - javascript:x\nРуст")
    lines = [says("Line {number}: {why}").partition("{")[0] + str(number) for number in (1, 2, 3)]
    assert [line in answer for line in lines] == [False, True, True]
    assert "<b>Бет</b> - javascript:x" in answer
    assert (await kept(desk)).versions[KK].buttons == ()
    await operator.writes("Көмек - emergency")
    assert (await kept(desk)).versions[KK].buttons == (Link("Көмек", action=Action.EMERGENCY),)
    await operator.taps_data(WriteButtons(number=1, locale=KK).pack())
    await operator.writes("-")
    assert (await kept(desk)).versions[KK].buttons == ()


async def test_the_desk_decides_by_buttons_that_say_what_they_set(
    desk: World, operator: Visitor, says: Says
) -> None:
    assert says("Nothing is written yet.") == await _toasted(operator, PreviewDraft(number=1))
    await operator.taps(says("🏷 Topic"))
    await operator.taps(says("News"))
    await operator.taps_data(ChooseTopic(number=1, topic=Topic.NEWS).pack())
    assert (await kept(desk)).topic is Topic.NEWS
    await operator.taps(says("🧪 Drill"))
    await operator.taps_data(SetDrill(number=1, drill=True).pack())
    assert (await kept(desk)).drill
    await write(operator, RU, {"text": "Слово"})
    await operator.taps_data(DropVersion(number=1, locale=RU).pack())
    await operator.taps(says("🗑 Yes, remove"))
    assert not (await kept(desk)).versions
    await operator.taps_data(DropDraft(number=1).pack())
    await operator.taps(says("🗑 Yes, delete"))
    assert (await kept(desk)).state is State.CANCELLED


async def test_an_unfinished_draft_is_offered_again(
    desk: World, operator: Visitor, texts: Texts, says: Says
) -> None:
    words = says("You have a draft begun on {day}: No. {number}. Go on with it?")
    with texts.speaking(Locale.KK):
        asked = words.format(day=long_date(NOON.date()), number=1)
    assert asked in await operator.writes("/broadcast")
    await operator.taps(says("▶️ Go on"))
    assert says("A draft: nobody gets anything yet.") in operator.text
    await operator.writes("/broadcast")
    await operator.taps(says("➕ New broadcast"))
    assert (await kept(desk, 2)).author_id == ADMIN


async def test_a_tap_ends_the_writing(desk: World, operator: Visitor) -> None:
    await operator.taps_data(WriteVersion(number=1, locale=KK).pack())
    await operator.taps_data(OpenVersion(number=1, locale=KK).pack())
    await operator.writes("виза")
    assert not (await kept(desk)).versions


async def test_what_went_on_meanwhile_is_written_no_longer(desk: World, operator: Visitor) -> None:
    await write(operator, KK, {"text": "Сөз"})
    for question in (WriteVersion, WriteButtons):
        await operator.taps_data(question(number=1, locale=KK).pack())
        async with desk.db.writing() as tx:
            await tx.broadcasts.move(1, State.WAITING, of=[State.DRAFT])
        refused = await operator.writes("Көмек - emergency")
        assert await operator.writes("Көмек - emergency") != refused
        async with desk.db.writing() as tx:
            await tx.broadcasts.move(1, State.DRAFT, of=[State.WAITING])
    assert (await kept(desk)).versions[KK] == Version("Сөз")


async def test_a_deleted_photo_is_told(operator: Visitor, says: Says) -> None:
    await write(operator, KK, {"photo": b"x"})
    sent = next(one for one in reversed(operator.sees()) if one.sender == ADMIN)
    operator.deletes(sent.id)
    told = says("Telegram does not take this version: {words}").partition("{")[0]
    await operator.taps_data(TryDraft(number=1).pack())
    assert operator.text.startswith(told)


async def test_a_citizen_has_no_desk(desk: World, operator: Visitor, texts: Texts) -> None:
    await write(operator, KK, {"text": "Құпия"})
    citizen = desk.visitor()
    await citizen.starts()
    with texts.speaking(KK):
        no = apologies.refusal("not_allowed")
    assert await citizen.writes("/broadcast") == no
    forged = (
        *(NewDraft(), OpenDraft(number=1), OpenVersion(number=1, locale=KK)),
        *(WriteVersion(number=1, locale=KK), DropVersion(number=1, locale=KK, sure=True)),
        *(PreviewDraft(number=1), TryDraft(number=1), DropDraft(number=1, sure=True)),
    )
    before = len(citizen.sees())
    for data in forged:
        await citizen.taps_data(data.pack())
        assert toast(citizen) == no
    assert len(citizen.sees()) == before
    await citizen.writes("Бұзылған сөз")
    found = await kept(desk)
    assert (found.state, found.versions[KK]) == (State.DRAFT, Version("Құпия"))
    async with desk.db.reading() as tx:
        assert await tx.broadcasts.count() == 1


async def test_a_group_has_no_desk(desk: World, operator: Visitor) -> None:
    chat = desk.telegram.group(title="Ансан", members=[ADMIN])
    inside = Visitor(desk.telegram, ADMIN, chat=chat)
    assert await inside.writes("/broadcast") == ""
    async with desk.db.reading() as tx:
        assert await tx.broadcasts.count() == 1


async def _toasted(operator: Visitor, data: PreviewDraft) -> str:
    await operator.taps_data(data.pack())
    return toast(operator)


def _said(texts: Texts, msgid: str) -> str:
    return texts.everywhere(msgid)[KK]
