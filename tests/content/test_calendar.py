"""The words of days: what stands in the file, and what is refused."""

from pathlib import Path

import pytest

from bot.content.calendar import MONTHS, SIGNS, UNITS, load_calendar
from bot.content.faults import ContentFault
from core.people.date_words import Mark, Sense, plain
from tests.content.tree import CALENDAR, Tree

SMALL = """\
[letters]
"ы" = "и"
[months]
{months}
[units]
day = ["күн*"]
week = ["апта*"]
month = ["ай"]
year = ["жыл*"]
[counts]
1 = ["бір"]
[relative]
-1 = ["кеше"]
[signs]
{signs}
[noise]
words = ["дейін*"]
[birth]
words = ["жылы"]
"""


def small() -> str:
    return SMALL.format(
        months="\n".join(f'{name} = ["{name}*"]' for name in MONTHS),
        signs="\n".join(f'{name} = ["{name.replace("_", "")}sign"]' for name in SIGNS),
    )


def test_the_words_are_read_as_written(tree: Tree) -> None:
    tree.write(CALENDAR, small())
    words = load_calendar(tree.root)
    assert words.sense("may") == words.sense("mayhem") == Sense(Mark.MONTH, 5)
    assert words.sense("ай") == Sense(Mark.MONTHS)
    assert words.sense("айы") is None
    assert words.sense("кеше") == Sense(Mark.RELATIVE, -1)
    assert words.sense("бір") == Sense(Mark.COUNT, 1)
    assert words.sense(words.plain("ЖЫЛДЫҢ")) == Sense(Mark.YEARS)
    assert words.sense("дейінгі") == Sense(Mark.NOISE)
    assert words.sense("insign") == Sense(Mark.IN)
    assert words.birth == {"жили"}


def test_a_whole_word_wins_over_a_beginning_and_a_longer_one_over_a_shorter(tree: Tree) -> None:
    text = (
        small()
        .replace('may = ["may*"]', 'may = ["ma*"]')
        .replace('["march*"]', '["march*", "mar"]')
    )
    tree.write(CALENDAR, text)
    words = load_calendar(tree.root)
    said = {word: words.sense(word) for word in ("mar", "marc", "march", "marched")}
    assert said == {
        "mar": Sense(Mark.MONTH, 3),
        "marc": Sense(Mark.MONTH, 5),
        "march": Sense(Mark.MONTH, 3),
        "marched": Sense(Mark.MONTH, 3),
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("[noise]", "[noize]", "unknown 'noize'"),
        ('"ы" = "и"', '"ыы" = "и"', "letters: 'ыы' is not one letter"),
        ('"ы" = "и"', '"ы" = ""', "letters: 'ы' is empty"),
        ("may =", "mai =", "months: unknown 'mai'"),
        ('may = ["may*"]', "may = 5", "months: 'may' is not a list"),
        ('["may*"]', '["may*", "may*"]', "months: 'may' names 'may*' twice"),
        ('["may*"]', '["may*", "april*"]', "months: 'april*' says something else already"),
        ('["may*"]', '["may*", "APRIL*"]', "months: 'APRIL*' says something else already"),
        ('["may*"]', '["the may"]', "months: 'the may' is not one word"),
        ('["may*"]', '["may5"]', "months: 'may5' is not one word"),
        ('["may*"]', '["*"]', "months: '*' is not one word"),
        ("day =", "days =", "units: unknown 'days'"),
        ("in =", "inn =", "signs: unknown 'inn'"),
        ("-1 =", "kes =", "relative: 'kes' is not a number"),
        ('1 = ["бір"]', '100 = ["жүз"]', "counts: '100' is not a number"),
        ('words = ["дейін*"]', 'word = ["дейін*"]', "noise: unknown 'word'"),
        ('words = ["дейін*"]', 'words = ["кеше"]', "relative: 'кеше' says something else already"),
        ('words = ["жылы"]', "words = [5]", "birth: 'words' holds something that is no text"),
    ],
)
def test_one_thing_broken_is_named(tree: Tree, old: str, new: str, fault: str) -> None:
    tree.write(CALENDAR, small())
    tree.change(CALENDAR, old, new)
    with pytest.raises(ContentFault) as caught:
        load_calendar(tree.root)
    assert str(caught.value).startswith(f"{CALENDAR}: {fault}")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentFault, match=r"calendar\.toml: no such file"):
        load_calendar(tmp_path)


def test_what_is_called_alike_is_written_alike() -> None:
    letters = {"ә": "а", "ы": "и"}
    assert plain("ӘЛЫ", letters) == plain("али", letters) == "али"
    assert plain("１２", letters) == "12"


def test_every_sign_and_unit_has_its_own_letter() -> None:
    marks = [*SIGNS.values(), *UNITS.values(), Mark.MONTH, Mark.COUNT, Mark.RELATIVE, Mark.NOISE]
    assert sorted(marks) == sorted(Mark)
    assert all(len(mark) <= 1 for mark in Mark)
    assert not any(mark.isupper() for mark in Mark)  # capitals stand for figures
