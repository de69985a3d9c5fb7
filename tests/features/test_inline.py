"""«@saparlas_bot …» in any chat: articles and missions to share."""

import pytest

from bot.content.content import Content
from bot.features.inline import views
from bot.middlewares.throttle import TAPS
from core.locale import Locale
from pretend.jsons import Json, obj, objects, rows
from pretend.visitor import Visitor
from tests.conftest import World
from tests.features.conftest import Says, Stopwatch
from tests.features.kept import kept

ARTICLE = "kr/unpaid-wages"
WAGES = {
    "kk": "Кореяда жалақымды бермей жүр",
    "ru": "в корее не платят зарплату",
    "en": "wages are not paid in korea",
}
MOST_ID = 64


def ids(results: list[Json]) -> list[str]:
    return [str(one["id"]) for one in results]


def address(result: Json) -> str:
    ((button,),) = rows(obj(result["reply_markup"])["inline_keyboard"])
    assert button.keys() == {"text", "url"}  # no other chat could answer a tap
    return str(button["url"])


@pytest.mark.parametrize("language", WAGES)
async def test_an_article_is_found_in_each_language(
    world: World, content: Content, says: Says, language: str
) -> None:
    visitor = world.visitor(language=language)
    first = (await visitor.asks_inline(WAGES[language]))[0]
    article, locale = content.articles[ARTICLE], Locale(language)
    assert first["id"] == ARTICLE
    assert first["title"] == f"🇰🇷 {article.title.to(locale)}"
    assert first["description"] == article.summary.to(locale)
    words = obj(first["input_message_content"])
    assert article.title.to(locale) in str(words["message_text"])
    assert says("✅ Checked on {date}.", language).partition("{")[0] in str(words["message_text"])
    assert address(first) == "https://t.me/saparlas_bot?start=a-kr-unpaid-wages"


async def test_missions_are_found_by_city_and_by_country(
    visitor: Visitor, content: Content
) -> None:
    (seoul, *_others) = await visitor.asks_inline("телефон посольства в Сеуле")
    assert seoul["id"] == "kr-seoul-embassy"
    assert seoul["title"] == f"🏛 {content.missions['kr-seoul-embassy'].title.kk}"
    assert "+82 10-6572-9311" in str(obj(seoul["input_message_content"])["message_text"])
    assert address(seoul) == "https://t.me/saparlas_bot?start=m-kr-seoul-embassy"
    russian = [one for one in content.missions.values() if one.country == "RU"]
    found = ids(await visitor.asks_inline("консульство в россии"))
    assert set(found) & {one.id for one in russian}


@pytest.mark.parametrize("query", ["", "  ", *WAGES.values(), "консульство", "паспорт", "жұмыс"])
async def test_results_are_light_and_named_once(visitor: Visitor, query: str) -> None:
    """No pictures to load; Telegram takes ids of 64 bytes, each once."""
    found = await visitor.asks_inline(query)
    assert 1 <= len(found) <= 50
    assert len(set(ids(found))) == len(found)
    for one in found:
        assert not [key for key in one if key.startswith("thumb")]
        assert 1 <= len(str(one["id"]).encode()) <= MOST_ID
        assert one["type"] == "article"
        preview = obj(obj(one["input_message_content"])["link_preview_options"])
        assert preview["is_disabled"] is True


async def test_before_anything_is_typed_the_persons_own_country_is_shown(
    in_korea: Visitor, content: Content
) -> None:
    found = ids(await in_korea.asks_inline(""))
    assert "kr-seoul-embassy" in found
    rest = [one for one in found if one not in content.missions]
    assert rest
    assert rest == [str(one.id) for one in content.shelf("kr")][: len(rest)]


async def test_a_stranger_is_shown_kazakhstans_side(visitor: Visitor, content: Content) -> None:
    found = ids(await visitor.asks_inline(""))
    assert found == [str(one.id) for one in content.shelf("kz")][: len(found)]


@pytest.mark.parametrize("query", ["погода завтра", "қғүұіөһ", "?!", "🆘", "\x00", "</b>"])
async def test_nothing_found_leads_to_the_private_chat(
    world: World, visitor: Visitor, says: Says, query: str
) -> None:
    answer = await world.telegram.inline_answer(visitor.id, query)
    assert objects(answer["results"]) == []
    button = obj(answer["button"])
    assert button == {"text": says("Nothing found. Ask me in private"),
                      "start_parameter": "g-inline"}  # fmt: skip
    assert await visitor.starts(str(button["start_parameter"]))
    assert "unanswered" not in await kept(world.db)


@pytest.mark.parametrize(
    "query",
    [
        *("<b>жалақы</b> & </a>", "%s {person} {0}", '" OR 1=1 NEAR( * col:val', "\u202eатрап"),
        *(
            "я" * 256,
            "👩🏽‍🚀" * 64,
            "сөз " * 64,
            "виза\x00\ud7ff\uffff",
            "/start",
            "пожар, горит дом",
        ),
    ],
)
async def test_any_query_is_answered(world: World, visitor: Visitor, query: str) -> None:
    answer = await world.telegram.inline_answer(visitor.id, query)
    assert world.telegram.calls[-1].method == "answerInlineQuery"
    assert world.telegram.calls[-1].status == 200
    assert bool(objects(answer["results"])) != ("button" in answer)
    assert not [one for one in ids(objects(answer["results"])) if "emergency" in one]
    assert await kept(world.db) == {}


async def test_results_are_the_persons_own_and_fresh_for_minutes(
    world: World, visitor: Visitor
) -> None:
    await visitor.asks_inline("виза")
    told = world.telegram.calls[-1].params
    assert told["is_personal"] is True
    assert told["cache_time"] == 300


async def test_a_chosen_result_is_posted_and_opens_the_private_chat(
    world: World, content: Content
) -> None:
    group = world.telegram.group(title="Бригада", members=[1001, 1002])
    sender = world.visitor(1001)
    (first, *_rest) = await sender.asks_inline(WAGES["kk"])
    await world.telegram.choose_inline(sender.id, first, WAGES["kk"], group)
    reader = Visitor(world.telegram, 1002, chat=group)
    (posted,) = reader.sees()
    assert posted.text.startswith(content.articles[ARTICLE].title.kk)
    assert posted.html.startswith("<b>")
    payload = str(posted.rows[0][0]["url"]).partition("start=")[2]
    opened = await world.visitor(1002).starts(payload)
    assert opened.startswith(content.articles[ARTICLE].title.kk)
    assert await kept(world.db) == {}


async def test_a_result_posted_to_the_bot_itself_does_no_harm(
    world: World, visitor: Visitor
) -> None:
    await visitor.starts()
    (first, *_rest) = await visitor.asks_inline(WAGES["kk"])
    assert await world.telegram.choose_inline(visitor.id, first, WAGES["kk"])
    assert "unanswered" not in await kept(world.db)


async def test_a_query_the_person_has_typed_past_is_no_fault(
    world: World, visitor: Visitor
) -> None:
    """Telegram takes an answer for some seconds only; no fault may be logged."""
    stale: Json = {"id": "1", "from": world.telegram.world.person(visitor.id), "query": "виза",
                   "offset": ""}  # fmt: skip
    await world.telegram.push({"inline_query": stale})
    assert "query is too old" in str(world.telegram.calls[-1].description)


@pytest.mark.usefixtures("troubled")
async def test_another_refusal_of_telegram_is_logged(
    visitor: Visitor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = views.results
    monkeypatch.setattr(views, "results", lambda *given: real(*given) * 2)
    assert await visitor.asks_inline("виза") == []
    assert any("RESULT_ID_DUPLICATE" in str(one.exc_info) for one in caplog.records)


async def test_a_burst_of_letters_is_not_searched_for_without_end(
    world: World, visitor: Visitor, stopwatch: Stopwatch
) -> None:
    for number in range(60):
        await visitor.asks_inline("виза"[: 1 + number % 4])
    answered = [one for one in world.telegram.calls if one.method == "answerInlineQuery"]
    assert len(answered) == TAPS[0]
    stopwatch.seconds += 60
    assert await visitor.asks_inline("виза")
