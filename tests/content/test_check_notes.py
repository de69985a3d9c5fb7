from datetime import date

import pytest

from bot.content.check import check
from tests.content.tree import ABOUT, FACTS, KK, Tree

TODAY = date(2026, 11, 22)


PHOTO = """\
[[fact]]
id = "kr-photo"
country = "kr"
topic = "agreement"
fact = "A photo of 29 people."
source = "https://example.org"
publisher = "a copy"
published = "unknown"
tier = "other"
quote = "…"
rechecked = 2026-11-20
confirmed_by = "https://example.org shows it"
"""


def faults(tree: Tree) -> list[str]:
    return [str(fault) for fault in check(tree.root, TODAY).faults]


def notes(tree: Tree, today: date = TODAY) -> list[str]:
    return [*check(tree.root, today).notes]


@pytest.mark.parametrize(
    ("file", "old", "new", "note"),
    [
        (ABOUT, "= false", "= true", f"{ABOUT}: 'not_confirmed' though a source confirms"),
        (FACTS, "29", "28", f"{KK}: in no cited row: 29"),
        (ABOUT, '["kr-agreements"]', '["kr-entry"]', f"{FACTS}: 'kr-agreements' is used by no"),
    ],
)
def test_what_an_editor_should_see_is_noted(
    tree: Tree, file: str, old: str, new: str, note: str
) -> None:
    tree.change(file, old, new)
    assert faults(tree) == []
    assert any(said.startswith(note) for said in notes(tree)), notes(tree)


def test_a_stale_article_is_noted(tree: Tree) -> None:
    assert notes(tree, date(2027, 4, 30)) == []
    assert notes(tree, date(2027, 5, 1)) == [
        f"{ABOUT}: stale since 2027-04-30",
        "articles/kr/entry/about.toml: stale since 2027-04-30",
    ]


def test_a_row_of_tier_other_beside_a_stronger_one_is_noted(tree: Tree) -> None:
    tree.change(FACTS, "[[fact]]", PHOTO + "[[fact]]")
    tree.change(ABOUT, '["kr-agreements"]', '["kr-agreements", "kr-photo"]')
    assert (faults(tree), notes(tree)) == ([], [f"{ABOUT}: row 'kr-photo' is of tier other"])
