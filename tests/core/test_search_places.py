"""Names of places in a question, in any case, alphabet and spelling."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.folding import Folding
from core.search.places import Cases, Gazetteer, Named, Place
from tests.core.test_search_folding import ALPHABET

RUSSIA, KOREA, QATAR, ITALY = (Place(code) for code in ("RU", "KR", "QA", "IT"))
KAZAN, SEOUL, ROME = Place("RU", "Kazan"), Place("KR", "Seoul"), Place("IT", "Rome")
VLADIVOSTOK, NEW_YORK = Place("RU", "Vladivostok"), Place("US", "New York")
PARIS, PERM, OMSK = Place("FR", "Paris"), Place("RU", "Perm"), Place("RU", "Omsk")
BRITAIN, PERU, GEORGIA = (Place(code) for code in ("GB", "PE", "GE"))
EPS = Place("KR", is_name=False)
HOME_OFFICE = Place("GB", is_name=False)
FOLDING = Folding(
    replace(ALPHABET, endings=(*ALPHABET.endings, "дан", "ден", "дар", "дегі", "тағы"))
)
CASES = Cases(
    kazakh=FOLDING.folded(("да", "дан", "ден", "дарда", "ға", "ге", "ның", "дағы", "дегі")),
    russian=FOLDING.folded(("а", "у", "ом", "е", "и", "ы", "ой", "ю", "я", "цы", "цев")),
    adjectives=FOLDING.folded(("ая", "ое", "ие", "ого", "ому", "ую", "им", "ом", "ой")),
    vowels=FOLDING.folded("аеиоуяыйь"),
)
"""A few, in the manner of content/search.toml."""
GAZETTEER = Gazetteer(
    FOLDING,
    [
        ("Ресей", RUSSIA), ("Россия", RUSSIA), ("Russia", RUSSIA), ("рф", RUSSIA),
        ("Корея", KOREA), ("корей", KOREA), ("южная корея", KOREA),
        ("Korea", KOREA), ("South Korea", KOREA),
        ("Қатар", QATAR), ("Катар", QATAR), ("Qatar", QATAR),
        ("Италия", ITALY), ("Рим", ROME), ("Rome", ROME),
        ("Қазан", KAZAN), ("Казань", KAZAN), ("Kazan", KAZAN),
        ("Сеул", SEOUL), ("Seoul", SEOUL), ("Омбы", OMSK), ("Омск", OMSK),
        ("Владивосток", VLADIVOSTOK), ("Vladivostok", VLADIVOSTOK),
        ("Нью-Йорк", NEW_YORK), ("нью йорк", NEW_YORK), ("New York", NEW_YORK),
        ("епс", EPS), ("eps", EPS), ("home office", HOME_OFFICE),
        ("ағылшын", BRITAIN), ("великобритания", BRITAIN), ("Paris", PARIS), ("Париж", PARIS),
        ("Перу", PERU), ("Пермь", PERM), ("Perm", PERM), ("Грузия", GEORGIA), ("русские", RUSSIA),
    ],
    CASES,
)  # fmt: skip


def find(text: str, *known: str) -> Named:
    """`known`: the words of the text that the articles use."""
    tokens = FOLDING.tokens(text)
    return GAZETTEER.find(tokens, [token.word in known for token in tokens])


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        # cases
        ("консульство в казани", KAZAN, {2}),
        ("из Казани", KAZAN, {1}),
        ("қазандағы консулдық", KAZAN, {0}),
        ("Қатарда жұмыс", QATAR, {0}),
        ("в россии", RUSSIA, {1}),
        ("Ресейге барамын", RUSSIA, {0}),
        ("работа в рф", RUSSIA, {2}),
        ("кореяда айлық", KOREA, {0}),
        ("корейге барам", KOREA, {0}),
        ("виза в корее", KOREA, {2}),
        ("из великобритании", BRITAIN, {1}),
        ("ағылшындарда", BRITAIN, {0}),
        ("омбыдагы", OMSK, {0}),
        ("Омбыдан", OMSK, {0}),
        ("в перми", PERM, {1}),
        ("в грузии", GEORGIA, {1}),
        ("русскому", RUSSIA, {0}),
        # letters of another language
        ("v seule", SEOUL, {1}),
        ("parizhdegi", PARIS, {0}),
        ("qatardan", QATAR, {0}),
        ("rabota v katare", QATAR, {2}),
        ("kazan consulate", KAZAN, {0}),
        ("В СЕУЛЕ", SEOUL, {1}),
        ("in Qatar?", QATAR, {1}),
        # names of two words
        ("Южная Корея", KOREA, {0, 1}),
        ("в южной корее", KOREA, {1, 2}),
        ("south korea visa", KOREA, {0, 1}),
        ("в нью йорке", NEW_YORK, {1, 2}),
        ("в Нью-Йорке", NEW_YORK, {1}),
        # hints keep their words for the search
        ("епс экзамен", EPS, set()),
        ("eps topik", EPS, set()),
        ("home office letter", HOME_OFFICE, set()),
    ],
)
def test_a_place_is_found(text: str, place: Place, named: set[int]) -> None:
    assert find(text) == Named((place,), frozenset(named))


@pytest.mark.parametrize(
    "text",
    ["", "виза", "rent a room", "a room for two", "new contract", "office", "home", "каторга",
     "рога", "россыпь", "🙂", "южная", "южный",
     # each begins like a name, and goes on as none of its cases does
     "permit", "romance", "көремін", "көрсет", "қаза", "қазаншы", "грузы", "груз", "перо",
     "омбылау", "сеульчик", "россиянка"],
)  # fmt: skip
def test_other_words_are_no_places(text: str) -> None:
    assert find(text) == Named((), frozenset())


@pytest.mark.parametrize(
    ("word", "place"),
    [("владивасток", VLADIVOSTOK), ("vladivostock", VLADIVOSTOK), ("владивостог", VLADIVOSTOK)],
)
def test_a_long_name_may_be_misspelt(word: str, place: Place) -> None:
    assert find(f"в {word}") == Named((place,), frozenset({1}))


def test_a_word_the_articles_use_is_not_misspelt() -> None:
    assert find("владивасток", "владивасток") == Named((), frozenset())
    assert find("владивосток", "владивосток").places == (VLADIVOSTOK,)


@pytest.mark.parametrize("word", ["сиул", "кадар", "рум", "владик"])
def test_a_short_or_quite_other_word_is_no_misspelt_name(word: str) -> None:
    assert find(word).places == ()


def test_places_stand_in_their_order_and_once() -> None:
    found = find("из казани в сеул, потом в Казань и в Россию")
    assert found.places == (KAZAN, SEOUL, RUSSIA)
    assert found.countries() == ("RU", "KR")
    assert found.words == {1, 3, 6, 9}
    assert find("").countries() == ()


def test_the_longest_name_wins() -> None:
    tokens = FOLDING.tokens("south korea")
    assert GAZETTEER.named(tokens, 0) == (2, KOREA)
    assert GAZETTEER.named(tokens, 1) == (1, KOREA)
    assert GAZETTEER.named(tokens[:1], 0) == (0, None)


@pytest.mark.parametrize(
    ("word", "opens", "longer"),
    [("казани", True, False), ("южной", True, True), ("нью", True, True), ("виза", False, False)],
)
def test_which_words_a_name_may_begin_with(word: str, *, opens: bool, longer: bool) -> None:
    (token,) = FOLDING.tokens(word)
    assert (GAZETTEER.opens(token), GAZETTEER.opens_longer(token)) == (opens, longer)


@given(
    st.text() | st.lists(st.sampled_from(["южной", "корее", "new", "нью", "ъ", "1"])).map(" ".join)
)
def test_any_text_has_places_among_its_words(text: str) -> None:
    tokens = FOLDING.tokens(text)
    found = GAZETTEER.find(tokens, [False] * len(tokens))
    assert found.words <= set(range(len(tokens)))
    assert len(found.places) == len(set(found.places))
    assert all(place.country in found.countries() for place in found.places)
