from datetime import date

import pytest

from bot.__main__ import main
from bot.content.papers import PAPERS, stale, table
from tests.content.tree import ABOUT, EN, FACTS, LEFT_OUT, PLAN, Tree


@pytest.mark.parametrize(
    ("today", "lines"),
    [
        (date(2027, 4, 15), ["0 overdue, 0 due within 14 days, 2 articles"]),
        (
            date(2027, 4, 16),
            ["kr/agreements  2027-04-30  in 14 days", "kr/entry  2027-04-30  in 14 days"],
        ),
        (
            date(2027, 4, 30),
            ["kr/agreements  2027-04-30  in 0 days", "kr/entry  2027-04-30  in 0 days"],
        ),
        (
            date(2027, 5, 1),
            [
                "kr/agreements  2027-04-30  1 day overdue",
                "kr/entry  2027-04-30  1 day overdue",
                "2 overdue, 0 due within 14 days, 2 articles",
            ],
        ),
    ],
)
def test_what_is_due_is_listed(tree: Tree, today: date, lines: list[str]) -> None:
    assert [*stale(tree.root, today)][: len(lines)] == lines


def test_the_longest_overdue_comes_first(tree: Tree) -> None:
    tree.change("articles/kr/entry/about.toml", "2026-11-01", "2026-09-01")
    assert [*stale(tree.root, date(2027, 4, 20))] == [
        "kr/entry  2027-02-28  51 days overdue",
        "kr/agreements  2027-04-30  in 10 days",
        "1 overdue, 1 due within 14 days, 2 articles",
    ]


@pytest.mark.parametrize("broken", ["checked_on = 2026-11-01\n", None])
def test_a_broken_article_does_not_hide_the_others(tree: Tree, broken: str | None) -> None:
    if broken:
        tree.change(ABOUT, broken, "")
    else:
        tree.remove(ABOUT)
    assert [*stale(tree.root, date(2027, 5, 1))][:2] == [
        "kr/agreements  no day can be read",
        "kr/entry  2027-04-30  1 day overdue",
    ]


def lines_of(tree: Tree) -> list[str]:
    return [*table(tree.root, date.max)]


def test_the_table_tells_what_is_written(tree: Tree) -> None:
    lines = lines_of(tree)
    assert "| kr | 2 | 2 | 2 | 2 | 0 | 2 |" in lines
    assert "| all | 2 | 2 | 2 | 2 | 0 | 2 |" in lines
    assert "| kr/agreements | ✓ | ✓ | ✓ | 1 | law | 2026-11-01 | 2027-04-30 |" in lines
    assert "Left out:" not in lines


def test_the_table_tells_what_is_left_out_and_what_is_missing(tree: Tree) -> None:
    tree.change(PLAN, "entry =", 'staying = "days"\nhealth = "care"\nentry =')
    tree.change(LEFT_OUT, "", '[kr]\nstaying = "no row tells how long"')
    lines = lines_of(tree)
    assert "| kr | 4 | 2 | 2 | 2 | 1 | 2 |" in lines
    assert lines[-2:] == [
        "- kr/staying: no row tells how long",
        "- kr/health: **not written, no reason given**",
    ]


@pytest.mark.parametrize(("tier", "weakest"), [("reference", "reference"), ("other", "other")])
def test_the_weakest_row_counts(tree: Tree, tier: str, weakest: str) -> None:
    tree.change(FACTS, '"law"', f'"{tier}"')
    tree.change(ABOUT, '["kr-agreements"]', '["kr-agreements", "kr-entry"]')
    tree.change(ABOUT, "not_confirmed = false", "not_confirmed = true")
    row = f"| kr/agreements | ✓ | ✓ | ✓ | 2 | {weakest}, not confirmed | 2026-11-01 | 2027-04-30 |"
    assert row in lines_of(tree)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_command_prints_a_paper(
    tree: Tree,
    paper: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(tree.root))
    assert main(["check-content", f"--{paper}"]) == 0
    printed = capsys.readouterr().out
    for line in PAPERS[paper](tree.root, date.min):
        assert paper == "stale" or line in printed.splitlines()
    assert printed


def test_the_command_names_the_fault_that_stops_a_paper(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONTENT_DIR", str(tree.root))
    tree.remove(EN)
    assert main(["check-content", "--table"]) == 1
    assert capsys.readouterr().err == f"{EN}: no such file\n"
    assert main(["check-content", "--stale"]) == 0
