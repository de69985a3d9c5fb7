"""What is found in the repository's own content for questions as people type them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.content import Content
from bot.services.search import search_of
from core.search.decision import ANYWHERE, Decision, Found
from core.search.places import Place
from core.search.search import RESULTS, Search

HOSTILE = (
    *("", " \n\t ", "?!", "*"),
    '" OR 1=1 NEAR(',
    "title:паспорт AND NOT виза* '; DROP TABLE unanswered; --",
    "%s {person} {0} %(name)s",
    "<b>виза</b> &amp; <script> \x00\x01\x07\x1b[31m виза\x00паспорт",
    "\u202eазив\u202c \u200f\u2067שלום\u2069 مرحبا أين السفارة",
    "🙂🙂🙂 👨‍👩‍👧‍👦 🇰🇿",
    "\u0301\u0301\u0301а\u0301\u0301 ﷺ ½ ① ²",
    *("а" * 4096, "а б " * 1024, "паспорт " * 512),
    *("".join(map(chr, range(first, first + 4096))) for first in (0x400, 0x10300)),
)
WORDS = ["паспорт", "айлық", "wage", "visa", "корея", "меня бьют", "консульство", "*", "\n"]
QUESTIONS = st.text() | st.lists(st.sampled_from(WORDS) | st.text(max_size=9)).map(" ".join)
COUNTRIES = st.sampled_from([None, "KZ", "RU", "KR", "QA", "GB", "US", "HK", "ZZ"])


@pytest.fixture(scope="module")
def search(content: Content) -> Search:
    return search_of(content)


def exists(content: Content, id_: str) -> bool:
    kind, colon, rest = id_.partition(":")
    if not colon:
        return id_ in content.articles
    if kind == "emergency":
        return rest == ANYWHERE or rest.upper() in content.hosts()
    countries = {mission.country.lower() for mission in content.missions.values()}
    return kind == "mission" and (rest in content.missions or rest in {*countries, ANYWHERE})


def is_honest(found: Found, content: Content) -> None:
    """What holds of any answer to anything."""
    ids = [result.id for result in found.results]
    assert [id_ for id_ in ids if not exists(content, id_)] == []
    assert len(ids) == len(set(ids)) <= RESULTS
    assert all(0 <= result.score <= 1.001 for result in found.results)
    assert bool(ids) is (found.decision is not Decision.NOTHING)
    if found.decision is Decision.EMERGENCY:
        assert ids[0].startswith("emergency:")


@pytest.mark.parametrize(
    ("question", "country", "expected"),
    [
        ("қожайын паспортымды алып қойды, бермейді", "KR", "kr/passport-withheld"),
        ("жумыс орнымды калай ауыстырам", "KR", "kr/changing-employer"),
        ("жумыста колымды сындырып алдым", "KR", "kr/work-accident"),
        ("apostil qaida qoyamyz", None, "kz/apostille-and-legalisation"),
        ("соттылығы жоқ туралы анықтама", None, "kz/criminal-record"),
        ("эцп мерзімі бітті, шетелдемін", None, "kz/digital-signature"),
        ("eps topik qalai tapsyramyn", None, "kr/eps-e9"),
        ("хозяин отобрал паспорт", "QA", "qa/passport-withheld"),
        ("не выплатили зарплату при увольнении", "RU", "ru/unpaid-wages"),
        ("сколько дней можно находится без регистрации", "RU", "ru/staying"),
        ("приложение амина не роботает", "RU", "ru/amina-app"),
        ("сняться с консулского учета", None, "kz/consular-deregistration"),
        ("умер родственник как перевезти тело домой", "RU", "kz/death-abroad"),
        ("poteryal pasport chto delat", "RU", "kz/lost-passport"),
        ("wages not paid for two months", "GB", "gb/unpaid-wages"),
        ("how do i get my diploma apostiled", None, "kz/apostille-and-legalisation"),
        ("evisa share code", "GB", "gb/evisa"),
        ("how to change employer", "QA", "qa/changing-employer"),
    ],
)
def test_an_everyday_question_is_answered(
    search: Search, question: str, country: str | None, expected: str
) -> None:
    found = search.find(question, country)
    assert (found.decision, found.results[0].id) == (Decision.ANSWER, expected)


@pytest.mark.parametrize(
    ("question", "asker", "expected"),
    [
        ("зарплату не платят в катаре", "RU", "qa/unpaid-wages"),
        ("не платят зарплату в корее", "QA", "kr/unpaid-wages"),
        ("Ресейде айлығымды бермеді", "GB", "ru/unpaid-wages"),
        ("changing employer in korea", "GB", "kr/changing-employer"),
        ("kak smenit rabotodatelya v koree", None, "kr/changing-employer"),
    ],
)
def test_a_country_in_the_question_wins_over_the_askers(
    search: Search, question: str, asker: str | None, expected: str
) -> None:
    assert search.find(question, asker).results[0].id == expected


def test_the_askers_country_decides_where_none_is_named(search: Search) -> None:
    for country in ("RU", "KR", "QA", "GB"):
        found = search.find("хозяин отобрал паспорт и не отдает", country)
        assert found.results[0].id == f"{country.lower()}/passport-withheld"


@pytest.mark.parametrize(
    ("question", "country", "expected"),
    [
        # by city, which may have several, and the list of its country behind them
        ("консульство в казани", None, ["mission:ru-kazan-cg", "mission:ru"]),
        ("konsulstvo v kazani", "KR", ["mission:ru-kazan-cg", "mission:ru"]),
        ("консульство в нью йорке", "RU", ["mission:us-newyork-cg", "mission:us"]),
        ("пусандағы консулдықтың телефоны", "GB", ["mission:kr-busan-cg", "mission:kr"]),
        # by country: its only mission, or the list
        ("телефон посольства в японии", "KR", ["mission:jp-tokyo-embassy"]),
        ("адрес консульства в россии", "GB", ["mission:ru"]),
        # without a place: where the asker is
        ("телефон консульства", "GB", ["mission:gb-london-embassy"]),
        ("елшіліктің телефоны", "KR", ["mission:kr"]),
        ("где консульство", None, ["mission:any"]),
        # no mission there: all of them
        ("телефон посольства", "ZZ", ["mission:any"]),
        # nobody abroad looks for a mission at home
        ("телефон консульства, звоню из Казахстана", "RU", ["mission:ru"]),
    ],
)
def test_missions(search: Search, question: str, country: str | None, expected: list[str]) -> None:
    found = search.find(question, country)
    assert found.decision is Decision.ANSWER
    assert [result.id for result in found.results[: len(expected)]] == expected


@pytest.mark.parametrize(
    ("question", "country", "card"),
    [
        ("көмектесіңіздер, мені ұрып жатыр", "QA", "qa"),
        ("menya biut pomogite", "RU", "ru"),
        ("ПОЖАР ГОРИМ", "RU", "ru"),
        ("жить не хочу", "KR", "kr"),
        ("скорую, человек умирает!!!", "GB", "gb"),
        ("i want to kill myself", None, ANYWHERE),
        ("help i am being beaten", "US", ANYWHERE),
        ("муж избивает меня, я в корее", None, "kr"),
        ("меня бьют помогите, я в катаре", "RU", "qa"),
    ],
)
def test_danger_gets_the_card_of_the_country(
    search: Search, question: str, country: str | None, card: str
) -> None:
    found = search.find(question, country)
    assert found.decision is Decision.EMERGENCY
    assert found.results[0].id == f"emergency:{card}"


@pytest.mark.parametrize(
    "question",
    ["какая завтра погода", "рецепт борща", "ауа райы қандай", "анекдот айтшы", "расскажи анекдот",
     "who won the world cup", "write me a poem about love"],
)  # fmt: skip
@pytest.mark.parametrize("country", [None, "RU", "KR"])
def test_what_is_not_our_business_has_no_answer(
    search: Search, question: str, country: str | None
) -> None:
    assert search.find(question, country) == Found(Decision.NOTHING)


@pytest.mark.parametrize(
    "question", ["", " ", "?", "🙂🙂", "\x00", "…", "asdfgh", "зюзюка шмяк", "qwzzk xxpv", "שלום"]
)
def test_without_a_known_word_there_is_nothing_to_find(search: Search, question: str) -> None:
    assert search.find(question, "KR") == Found(Decision.NOTHING)


@pytest.mark.parametrize("question", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("country", [None, "KR", "ZZ"])
def test_hostile_texts_find_only_what_exists(
    search: Search, content: Content, question: str, country: str | None
) -> None:
    is_honest(search.find(question, country), content)


@settings(deadline=None)
@given(QUESTIONS, COUNTRIES)
def test_any_text_finds_only_what_exists(
    search: Search, content: Content, question: str, country: str | None
) -> None:
    found = search.find(question, country)
    is_honest(found, content)
    assert found == search.find(question, country)


@pytest.mark.parametrize(
    "question",
    ["меня зовут Айгүл Серікқызы, не платят зарплату, +7 701 123-45-67, aigul@mail.kz",
     "я ержан нұрланов, тел 87011234567, хозяин не платит, пишите @erzhan_n или t.me/erzhan",
     "мен айгүл серікқызымын, жалақы бермейді, ИИН 900101300123, паспорт N12345678",
     "ya Erzhan Nurlanov, ne platyat, https://example.kz/erzhan"],
)  # fmt: skip
def test_nobody_is_remembered(search: Search, question: str) -> None:
    trace = search.trace(question)
    left = trace.words.casefold()
    for name in ("айгүл", "серік", "ержан", "нұрлан", "erzhan", "nurlan", "aigul", "mail", "kz"):
        assert name not in left
    assert not any(letter.isdecimal() for letter in left)
    assert "плат" in left or "бермейді" in left or "platyat" in left
    results = "".join(result.id for result in search.find(question, "RU").results)
    assert not any(word in results for word in ("erzhan", "aigul", "9001", "8701", "12345"))


@settings(deadline=None)
@given(QUESTIONS)
def test_what_is_remembered_is_made_of_the_contents_words(search: Search, question: str) -> None:
    trace = search.trace(question)
    reader = search.index.reader
    assert "@" not in trace.words
    assert len(trace.words) <= 300
    for token in reader.folding.tokens(trace.words.rpartition(" ")[0]):
        assert reader.common_stem(token) is not None


@pytest.mark.parametrize(
    "question",
    ["work permit", "give me my money back", "a training centre", "missing person", "a crime",
     "адам саудасы", "қайтып көремін", "үйге кіргізбейді", "аурудың белгілері", "қаза тапты",
     "таскаю грузы", "back", "permit", "centre", "missing", "көремін", "кіргізбейді", "сауда",
     "белгі", "қаза", "crime", "грузы"],
)  # fmt: skip
def test_an_everyday_word_is_no_place(search: Search, question: str) -> None:
    assert search.index.reader.question(question).named.places == ()


IN_ANY_CASE = {
    Place("KR"): ("в корее", "кореяда", "корейге", "в южной корее", "у корейцев"),
    Place("GB"): ("в великобритании", "ағылшындарда", "ulybritaniyada", "in the uk"),
    Place("RU", "Omsk"): ("омбыдагы", "Омбыдағы", "в омске"),
    Place("FR", "Paris"): ("parizhdegi",),
    Place("KR", "Seoul"): ("v seule",),
    Place("AE", "Abu Dhabi"): ("в абу-даби",),
}


@pytest.mark.parametrize(
    ("question", "place"), [(said, place) for place, all_ in IN_ANY_CASE.items() for said in all_]
)
def test_a_name_in_any_case_is_a_place(search: Search, question: str, place: Place) -> None:
    assert search.index.reader.question(question).named.places == (place,)
