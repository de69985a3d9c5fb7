"""Terms and documents in arrays, compared with the same sums written out."""

from collections import Counter
from itertools import chain
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.planes import K1, B, Counts, Floats, Ints, Ragged, begins, bm25, plane, rarity

TERMS = 6
DOCUMENTS = st.lists(st.lists(st.integers(0, TERMS - 1), max_size=8), min_size=1, max_size=6)
QUESTION = st.lists(st.integers(0, TERMS - 1), max_size=5, unique=True)


def ints(*numbers: int) -> Ints:
    return np.array(numbers, np.int32)


def floats(*numbers: float) -> Floats:
    return np.array(numbers, np.float32)


def ragged(*rows: list[int]) -> Ragged:
    return Ragged(begins(ints(*map(len, rows))), ints(*chain.from_iterable(rows)))


def counts_of(documents: list[list[int]]) -> Counts:
    terms = [term for document in documents for term in document]
    owners = [number for number, document in enumerate(documents) for _ in document]
    return Counts.of(ints(*terms), ints(*owners), floats(*[1] * len(terms)), len(documents))


def entries(counts: Counts) -> list[tuple[int, int, float]]:
    columns = (counts.terms, counts.documents, counts.counts)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def added_up(documents: list[list[int]]) -> list[tuple[int, int, float]]:
    """What Counts should hold, in the order it should stand in."""
    found = Counter(
        (term, number) for number, document in enumerate(documents) for term in document
    )
    return [(*pair, float(found[pair])) for pair in sorted(found)]


def okapi(documents: list[list[int]], question: list[int], number: int) -> float:
    """BM25 of one document as the book has it."""
    mean = sum(map(len, documents)) / len(documents) or 1.0
    document, score = documents[number], 0.0
    for term in question:
        holders = sum(term in one for one in documents)
        rare = log(1 + (len(documents) - holders + 0.5) / (holders + 0.5))
        times = document.count(term)
        score += rare * times * (K1 + 1) / (times + K1 * (1 - B + B * len(document) / mean))
    return score


def mass(documents: list[list[int]], question: list[int]) -> float:
    holders = [sum(term in one for one in documents) for term in question]
    return sum(log(1 + (len(documents) - held + 0.5) / (held + 0.5)) for held in holders)


@pytest.mark.parametrize(
    ("asked", "items", "places"),
    [
        ((), [], []),
        ((0,), [7, 8], [0, 0]),
        ((1,), [], []),
        ((2, 0), [9, 7, 8], [0, 1, 1]),
        ((0, 0), [7, 8, 7, 8], [0, 0, 1, 1]),
        ((1, 2, 1), [9], [1]),
    ],
)
def test_rows_of_unequal_length(
    asked: tuple[int, ...], items: list[int], places: list[int]
) -> None:
    found = ragged([7, 8], [], [9]).at(ints(*asked))
    assert [column.tolist() for column in found] == [items, places]


def test_no_rows_at_all() -> None:
    assert ragged().begins.tolist() == [0]
    assert begins(ints(2, 0, 1)).tolist() == [0, 2, 2, 3]


@given(st.lists(st.lists(st.integers(0, 99), max_size=5), min_size=1, max_size=6), st.data())
def test_rows_are_given_one_after_another(rows: list[list[int]], data: st.DataObject) -> None:
    asked = data.draw(st.lists(st.integers(0, len(rows) - 1), max_size=8))
    items, places = ragged(*rows).at(ints(*asked))
    assert items.tolist() == [item for row in asked for item in rows[row]]
    assert places.tolist() == [place for place, row in enumerate(asked) for _ in rows[row]]


@given(DOCUMENTS)
def test_equal_pairs_are_added_up(documents: list[list[int]]) -> None:
    assert entries(counts_of(documents)) == added_up(documents)


@given(DOCUMENTS)
def test_equal_pairs_are_counted_once(documents: list[list[int]]) -> None:
    all_of = [(t, n) for n, document in enumerate(documents) for t in document]
    once = Counts.once(
        ints(*(t for t, _ in all_of)), ints(*(n for _, n in all_of)), len(documents)
    )
    assert entries(once) == [(*pair, 1.0) for pair in sorted(set(all_of))]


@given(DOCUMENTS)
def test_gathered_document_by_document_is_the_same(documents: list[list[int]]) -> None:
    counted = [Counter(document) for document in documents]
    held = ints(*(sum(term in document for document in documents) for term in range(TERMS)))
    gathered = Counts.gathered(
        [ints(*sorted(one)) for one in counted],
        [floats(*(one[term] for term in sorted(one))) for one in counted],
        held,
    )
    assert entries(gathered) == added_up(documents)


@given(DOCUMENTS, QUESTION)
def test_bm25_is_as_the_book_has_it(documents: list[list[int]], question: list[int]) -> None:
    made = bm25(counts_of(documents), TERMS, len(documents))
    found = made.add_up(question, [1.0] * len(question)).tolist()
    expected = [okapi(documents, question, number) for number in range(len(documents))]
    assert found == pytest.approx(expected, rel=1e-4, abs=1e-5)


@given(DOCUMENTS, QUESTION)
def test_a_share_is_less_the_longer_the_question(
    documents: list[list[int]], question: list[int]
) -> None:
    made = bm25(counts_of(documents), TERMS, len(documents))
    share = made.share(question, [1.0] * len(question)).tolist()
    whole = mass(documents, question) + 1
    expected = [okapi(documents, question, n) / whole for n in range(len(documents))]
    assert share == pytest.approx(expected, rel=1e-4, abs=1e-5)
    assert all(0 <= one < K1 + 1 for one in share)


def test_a_guessed_word_says_less() -> None:
    made = bm25(counts_of([[0, 1], [1]]), 2, 2)
    sure, guessed = made.add_up([0, 1], [1.0, 1.0]), made.add_up([0, 1], [0.5, 1.0])
    assert sure[0] > guessed[0] > 0
    assert sure[1] == guessed[1]


def test_nothing_asked_is_nothing_found() -> None:
    made = plane(counts_of([[0], []]), floats(2), floats(1, 1), 2)
    assert made.add_up([], []).tolist() == [0, 0]
    assert made.share([], []).tolist() == [0, 0]
    assert made.add_up([1], [1.0]).tolist() == [0, 0]
    assert made.share([0], [1.0]).tolist() == [1, 0]


@given(st.integers(1, 1000), st.data())
def test_rarity_is_never_negative_and_falls(documents: int, data: st.DataObject) -> None:
    holders = data.draw(st.integers(0, documents - 1))
    rare, common = rarity(np.array([holders, holders + 1]), documents).tolist()
    assert rare > common >= 0
