"""The plan, what is left out of it, and the glossary."""

from datetime import date

import pytest

from bot.content.check import check
from tests.content.tree import ABOUT, GLOSSARY, KK, LEFT_OUT, PLAN, RU, Tree

TODAY = date(2026, 11, 22)


def faults(tree: Tree) -> list[str]:
    return [str(fault) for fault in check(tree.root, TODAY).faults]


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (PLAN, "entry =", 'staying = "days"\nentry =', f"{PLAN}: 'kr/staying' is neither written"),
        (LEFT_OUT, "", '[kr]\nstaying = "a"', f"{LEFT_OUT}: 'kr/staying' is not in plan.toml"),
        (LEFT_OUT, "", '[kr]\nentry = "why"', f"{LEFT_OUT}: 'kr/entry' is written"),
        (LEFT_OUT, "", '[kr]\nentry = " "', f"{LEFT_OUT}: kr: 'entry' is empty"),
        (LEFT_OUT, "", '[kr]\n"En try" = "a"', f"{LEFT_OUT}: kr: 'kr/En try' is no article id"),
        (KK, "Келісім", "Жалдаушылар келісімі", f"{KK}: line 1: 'Жалдаушылар' ('жалдауш*'): say"),
        (RU, "1 000", "МРОТ 1 000", f"{RU}: line 4: 'МРОТ' ('МРОТ'): say 'работодатель'"),
        (ABOUT, '"Agreements"', '"Hirers"', f"{ABOUT}: title: 'en' line 1: 'Hirers' ('hirer*')"),
        (ABOUT, '"What is', '"Hirer is', f"{ABOUT}: summary: 'en' line 1: 'Hirer' ('hirer*')"),
        (GLOSSARY, 'en = "employer"\n', "", f"{GLOSSARY}: employer: no 'en'"),
    ],
)
def test_one_thing_broken_is_named(tree: Tree, file: str, old: str, new: str, fault: str) -> None:
    tree.change(file, old, new)
    (found,) = faults(tree)
    assert found.startswith(fault)


def test_an_article_left_out_with_a_reason_is_no_fault(tree: Tree) -> None:
    tree.change(PLAN, "entry =", 'staying = "days"\nentry =')
    tree.change(LEFT_OUT, "", '[kr]\nstaying = "no row tells how long"')
    assert faults(tree) == []


def test_keywords_may_hold_banned_words(tree: Tree) -> None:
    tree.change(ABOUT, '"word 0"', '"жалдаушы"')
    assert faults(tree) == []


@pytest.mark.parametrize("file", [PLAN, LEFT_OUT, GLOSSARY])
def test_a_missing_list_is_named(tree: Tree, file: str) -> None:
    tree.remove(file)
    assert faults(tree) == [f"{file}: no such file"]
