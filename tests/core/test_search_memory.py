"""What is remembered of a question: never who asked, and nothing that leads to him."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.search.folding import Folding, Token
from core.search.memory import CLUSTER_LETTERS, LEFT_OUT, LONGEST, Trace, trace
from tests.core.test_search_folding import ALPHABET

FOLDING = Folding(ALPHABET)
KNOWN = frozenset(
    key
    for token in FOLDING.tokens(
        "мне не платят зарплату виза паспорт жұмыс айлық бермейді қайда my boss visa позвоните на"
        " звать меня 9 e9 12345 com mail https"
    )
    for key in token.keys
)
"""Also numbers and pieces of addresses: many people use them, and here they are left out."""


def common(token: Token) -> str | None:
    return next((key for key in token.keys if key in KNOWN), None)


def anything(token: Token) -> str | None:
    return token.keys[0]


def remembered(text: str) -> Trace:
    return trace(text, FOLDING.tokens, common)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Мне не платят зарплату", "мне не платят зарплату"),
        ("айлық бермейді", "айлық бермейді"),
        ("my boss, my visa", "my boss my visa"),
        ("МНЕ НЕ ПЛАТЯТ", "мне не платят"),
        ("", ""),
        ("🙂 ?!", ""),
        # unknown words: names are among them
        ("меня звать айгүл серікқызы", f"меня звать {LEFT_OUT}"),
        ("Ержан не платят нұрлан", f"{LEFT_OUT} не платят {LEFT_OUT}"),
        ("МЕНЯ ЗВАТЬ АЙГҮЛ", f"меня звать {LEFT_OUT}"),
        ("Bolat", LEFT_OUT),
        # capitalised words, even common ones: they may be names
        ("меня звать Айгүл Серікқызы", "меня звать"),
        ("меня звать Виза", "меня звать"),
        ("my boss (Visa), «Паспорт»", "my boss"),
        ("my boss …Visa ＂Ｖｉｓａ＂", "my boss"),
        # but for the first word of all: a question begins so
        ("Виза Паспорт виза", "виза виза"),
        # numbers, written in any way
        ("позвоните на +7 701 123-45-67", "позвоните на"),
        ("позвоните на +82(10)1234-5678 виза", "позвоните на виза"),
        ("паспорт N12345678", "паспорт"),
        ("12345 9 e9 виза", "виза"),
        ("виза ９ дней ٣", f"виза {LEFT_OUT}"),
        ("8️⃣7️⃣ виза", "виза"),
        ("виза ９ 1️⃣2️⃣", "виза"),
        # addresses
        ("виза ivan@mail.com", "виза"),
        ("виза my@boss", "виза"),
        ("https://mail.com/my/visa", ""),
        ("t.me/boss виза mail.com", "виза"),
        (r"\\boss\visa паспорт", "паспорт"),
        ("@boss @ виза", "виза"),
        ("ｂｏｓｓ＠ｍａｉｌ．ｃｏｍ виза my／boss", "виза"),
    ],
)
def test_only_words_of_the_content_are_kept(text: str, words: str) -> None:
    assert remembered(text).words == words


@pytest.mark.parametrize("number", ["⑨", "①②③④⑤", "⁹", "½", "９", "𝟗", "8️⃣"])
def test_a_number_in_fancy_digits_is_left_out(number: str) -> None:
    assert remembered(f"виза {number}").words == "виза"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("мне не платят зарплату", "зарплату мне не платят"),
        ("мне не платят зарплату", "Зарплату!!! не платят, мне… мне"),
        ("виза паспорт", "паспорт Ержан 87011234567 виза"),
        ("виза", "визаа"),
        ("жұмыс", "жумыс"),
        ("", "Ержан"),
    ],
)
def test_questions_alike_are_of_one_cluster(one: str, other: str) -> None:
    assert remembered(one).cluster == remembered(other).cluster


def test_other_questions_are_of_another_cluster() -> None:
    texts = ("виза", "паспорт", "виза паспорт", "мне не платят", "")
    assert len({remembered(text).cluster for text in texts}) == len(texts)


@given(st.permutations(["мне", "не", "платят", "виза", "қайда", "ержан", "@boss", "87011234567"]))
def test_the_order_of_words_makes_no_cluster(order: list[str]) -> None:
    assert remembered(" ".join(order)).cluster == remembered(" ".join(sorted(order))).cluster


@given(st.text() | st.text("9٣ визаa@./\\ 🙂", max_size=80) | st.text("виза я", min_size=300))
def test_nothing_that_leads_to_a_person_is_kept(text: str) -> None:
    """Even were every word one of the content's."""
    found = trace(text, FOLDING.tokens, anything)
    assert not any(letter.isdecimal() for letter in found.words)
    assert "@" not in found.words
    assert len(found.words) <= LONGEST
    assert re.fullmatch(rf"[0-9a-f]{{{CLUSTER_LETTERS}}}", found.cluster)


@given(st.text())
def test_no_unknown_word_is_kept(text: str) -> None:
    kept = remembered(text).words.replace(LEFT_OUT, " ").split()
    assert all(common(FOLDING.tokens(word)[0]) for word in kept)
