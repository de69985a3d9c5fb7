"""A question taken apart: known words, guessed ones, and words that many people use."""

import pytest

from core.search.folding import Folding
from core.search.places import Gazetteer, Place
from core.search.reading import Reader
from tests.core.test_search_folding import ALPHABET
from tests.core.test_search_places import CASES

FOLDING = Folding(ALPHABET)
USED = "мне не платят зарплату виза паспорт қазан айгүл"
COMMON = "мне не платят виза қазан"


@pytest.fixture
def reader() -> Reader:
    made = Reader(
        FOLDING,
        [("зарплата", "wage"), ("айлық", "wage"), ("две слова", "none")],
        Gazetteer(FOLDING, [("Қазан", Place("RU", "Kazan"))], CASES),
    )
    made.learn(
        (key for token in FOLDING.tokens(USED) for key in token.keys),
        frozenset(shape for token in FOLDING.tokens(COMMON) for shape in token.shapes),
    )
    return made


@pytest.mark.parametrize(
    ("text", "words", "known"),
    [
        ("", 0, 0),
        ("зюзюка шмяк", 2, 0),
        ("виза зюзюка", 2, 1),
        ("не платят зарплату", 3, 3),
        ("зарплатту", 1, 1),  # a doubled letter is the same word
        ("жарплата", 1, 0),  # the first letter is never guessed
        ("қазанда", 0, 0),  # a place is no word
        ("қазанда виза", 1, 1),
    ],
)
def test_the_words_understood_are_counted(
    reader: Reader, text: str, words: int, known: int
) -> None:
    reading = reader.question(text)
    assert (reading.words, reading.known) == (words, known)


def test_a_guessed_word_weighs_less_and_brings_its_notion(reader: Reader) -> None:
    sure, guessed = reader.question("зарплату"), reader.question("зарплоту")
    assert sure.notions == {"wage": 1.0}
    assert 0 < guessed.notions["wage"] < 1
    assert guessed.known
    assert reader.question("айлық").notions == {"wage": 1.0}
    assert reader.question("две слова").notions == {}


@pytest.mark.parametrize(
    ("word", "is_common"),
    [
        ("виза", True),
        ("визаа", True),
        ("визу", False),  # another spelling, which few people use
        ("паспорт", False),  # known, and said by few
        ("айгүл", False),
        ("қазан", False),  # a place
        ("қазанда", False),
        ("зюзюка", False),
    ],
)
def test_a_common_word_is_said_by_many_and_names_no_place(
    reader: Reader, word: str, *, is_common: bool
) -> None:
    (token,) = FOLDING.tokens(word)
    assert (reader.common_stem(token) is not None) is is_common
