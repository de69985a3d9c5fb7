"""Words as they are typed: Kazakh on a Russian keyboard, in Latin letters, with endings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.folding import (
    LONGEST_TEXT,
    LONGEST_WORD,
    Alphabet,
    Folding,
    question_words,
    words,
    words_by_line,
)

ALPHABET = Alphabet(
    letters=dict(zip("әғқңөұүһіыйёэщ", "агкноуухиииееш", strict=True)) | {"ъ": "", "ь": ""},
    latin={"shch": "щ", "sh": "ш", "zh": "ж", "ya": "я", "ü": "у"}
    | dict(zip("abcdefghijklm", "абкдефгхижклм", strict=True))
    | dict(zip("nopqrstuvwxyz", "нопкрстувухиз", strict=True)),
    endings=(
        "лар",
        "лер",
        "ның",
        "ға",
        "ге",
        "да",
        "нда",
        "дағы",
        "м",
        "ым",
        "ы",
        "сы",
        "ды",
        "мын",
    ),
    shortest=4,
)
"""A small one, in the manner of content/search.toml."""
FOLDING = Folding(ALPHABET)
CYRILLIC = st.text("абгдежзийклмнопрстуфхцчшщъыьэюяёәғқңөұүһі", min_size=1, max_size=LONGEST_WORD)
TYPED = st.text() | st.text("aqzшұәёйьъ019 -’.\n_ß²①İ", max_size=60)


def keys(word: str) -> set[str]:
    (token,) = FOLDING.tokens(word)
    return set(token.keys)


def shapes(word: str) -> set[str]:
    (token,) = FOLDING.tokens(word)
    return set(token.shapes)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # Kazakh letters and the Russian ones typed for them
        ("жұмыс", "жумис"),
        ("қожайын", "кожаиин"),
        ("әңгіме", "ангиме"),
        ("өтініш", "отиниш"),
        ("һәм", "хам"),
        # й and и, ё and е, щ and ш, э and е, signs left out
        ("район", "раион"),
        ("расчёт", "расчет"),
        ("ещё", "еше"),
        ("этаж", "етаж"),
        ("объявление", "обявление"),
        ("вернуть", "вернут"),
        # doubled letters, capitals, forms of one letter
        ("виза", "виззаа"),
        ("миссия", "мисия"),
        ("ВИЗА", "виза"),
        ("ЖҰМЫС", "жұмыс"),
        ("wage", "waage"),
        ("ｖｉｓａ", "visa"),
        ("и\u0306од", "йод"),
        # Latin letters for Kazakh and Russian ones, several for one first
        ("жумыс", "zhumys"),
        ("шаш", "shash"),
        ("борщ", "borshch"),
        ("виза", "viza"),
        ("тұр", "tür"),
        ("яма", "yama"),
    ],
)
def test_spellings_of_one_word_have_a_shape_in_common(one: str, other: str) -> None:
    assert shapes(one) & shapes(other)
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("виза", "вина"), ("айлық", "айнал"), ("100", "10"), ("11", "1"), ("2026", "2062")],
)
def test_another_word_is_another(one: str, other: str) -> None:
    assert not shapes(one) & shapes(other)
    assert not keys(one) & keys(other)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("жұмыс", "жумис"),
        ("жұмысшылар", "жумисш"),
        ("жұмысшыларға", "жумисш"),
        ("жұмысшылардағы", "жумисш"),
        ("қаланың", "кала"),
        ("қалалардың", "калалардин"),  # -дың is not among these endings
        ("каладададададада", "каладада"),  # four endings at most
        ("баладағы", "бала"),  # the longest first: not бала-да-ғы
        ("балам", "бала"),
        ("анам", "анам"),  # three letters would be left
        ("ғаға", "гага"),
        ("дың", "дин"),
    ],
)
def test_endings_come_off_the_end(word: str, key: str) -> None:
    (token,) = FOLDING.tokens(word)
    assert token.keys[0] == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("зарплата", "зарплату"),
        ("паспорт", "паспорта"),
        ("работодатель", "работодателем"),
        ("wage", "wages"),
        ("employer", "employers"),
        ("working", "worked"),
    ],
)
def test_russian_and_english_cases_share_a_stem(one: str, other: str) -> None:
    assert keys(one) & keys(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("виза E-9", ["виза", "e9"]),
        ("Е-9 виза?", ["е9", "виза"]),
        ("don't don’t", ["dont", "dont"]),
        ("S.O.S", ["sos"]),
        ("90-дневный", ["90дневный"]),
        ("30 000 вон", ["30", "000", "вон"]),
        ("a_b", ["a", "b"]),
        ("— … - '", []),
        ("конец. Начало", ["конец", "начало"]),
        ("🙂виза🙂", ["виза"]),
        ("", []),
        ("x" * 41, ["x" * 40]),
    ],
)
def test_the_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected
    assert [token.word for token in FOLDING.tokens(text)] == expected


def test_a_number_is_its_own_only_shape() -> None:
    (token,) = FOLDING.tokens("1100")
    assert (token.keys, token.shapes) == (("1100",), ("1100",))


def test_of_a_flood_the_first_distinct_words_are_read() -> None:
    assert question_words("айлық Айлық қайда қашан", 2) == ["айлық", "қайда"]
    assert question_words("a " * LONGEST_TEXT + "виза", 60) == ["a"]
    assert len(question_words(" ".join(map(str, range(1000))), 60)) == 60


def test_lines_are_read_as_single_texts_are() -> None:
    lines = ["Виза E-9", "", "виза қайда"]
    assert words_by_line(lines) == [words(line) for line in lines]
    assert FOLDING.tokens_of(lines) == [tuple(FOLDING.tokens(line)) for line in lines]


@given(TYPED)
def test_any_text_has_a_token_for_each_of_its_words(text: str) -> None:
    found = words(text)
    tokens = FOLDING.read(found)
    assert [token.word for token in tokens] == found
    for token in tokens:
        assert 0 < len(token.word) <= LONGEST_WORD
        assert token.keys
        assert 1 <= len(token.shapes) <= 2
        assert "\n" not in "".join(token.keys + token.shapes)


@given(TYPED)
def test_a_shape_read_again_is_the_same(text: str) -> None:
    for shape in {shape for token in FOLDING.tokens(text) for shape in token.shapes if shape}:
        (again,) = FOLDING.read([shape])
        assert shape in again.shapes


@given(CYRILLIC)
def test_an_ending_leaves_the_shortest_stem_and_touches_nothing_else(word: str) -> None:
    (token,) = FOLDING.read([word])
    (shape,) = token.shapes
    stem = token.keys[0]
    assert shape.startswith(stem)
    assert len(stem) >= min(len(shape), ALPHABET.shortest)


@given(st.lists(CYRILLIC | st.text("aqzshü", min_size=1, max_size=9), max_size=12))
def test_read_together_or_apart_is_the_same(found: list[str]) -> None:
    assert FOLDING.read(found) == [FOLDING.read([word])[0] for word in found]
