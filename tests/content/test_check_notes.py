from datetime import date

import pytest

from bot.content.check import check
from tests.content.tree import ABOUT, FACTS, KK, Tree

TODAY = date(2026, 11, 22)


def faults(tree: Tree) -> list[str]:
    return [str(fault) for fault in check(tree.root, TODAY).faults]


def notes(tree: Tree, today: date = TODAY) -> list[str]:
    return [*check(tree.root, today).notes]


def test_a_row_not_rechecked_is_a_note_or_by_wish_a_fault(tree: Tree) -> None:
    tree.change(FACTS, "rechecked = 2026-11-20\n", "")
    told = f"{FACTS}: 'kr-agreements' carries a statement and was not rechecked"
    assert (faults(tree), notes(tree)) == ([], [told])
    strict = check(tree.root, TODAY, require_recheck=True)
    assert ([*map(str, strict.faults)], strict.notes) == ([told], ())


@pytest.mark.parametrize(
    ("file", "old", "new", "note"),
    [
        (ABOUT, "= false", "= true", f"{ABOUT}: 'not_confirmed' though a source confirms"),
        (FACTS, '"law"', '"other"', f"{ABOUT}: tier 'law', but its row 'kr-agreements' is weaker"),
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
